import pytest

from evidence.checks import check
from evidence.claims import read


@pytest.mark.parametrize(
    ("sentence", "hypothesis"),
    [
        ("Hazard ratio for stroke, 0.79 (95% CI, 0.60 to 1.04; P<0.001 for noninferiority).", "noninferiority"),
        (
            "Hazard ratio for stroke, 0.79 (95% CI, 0.60 to 1.04); P = 0.002 for the test of non-inferiority.",
            "noninferiority",
        ),
        ("The hazard ratio was 0.79 (95% CI 0.60–1.04; P for interaction = 0.02).", "interaction"),
        ("The odds ratio was 1.52 (95% CI 1.10–2.10; P for trend, 0.001).", "trend"),
        ("Hazard ratio for stroke, 0.79 (95% CI, 0.60 to 1.04; P=0.09 for superiority).", None),
        ("Hazard ratio for stroke, 0.79 (95% CI, 0.60 to 1.04; P=0.09). Noninferiority was not tested.", None),
    ],
)
def test_p_value_says_what_it_tests(sentence: str, hypothesis: str | None) -> None:
    values = [claim.p.hypothesis for claim in read(sentence) if claim.p is not None]

    assert values == [hypothesis]


def test_p_value_of_another_hypothesis_is_not_held_against_the_interval() -> None:
    sentence = "The hazard ratio for stroke was 0.79 (95% CI, 0.60 to 1.04; P<0.001{})."

    found = {
        purpose: [finding.check for finding in check(read(sentence.format(purpose)))]
        for purpose in ("", " for noninferiority")
    }

    assert found == {"": ["ratio-interval-p"], " for noninferiority": []}
