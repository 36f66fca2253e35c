"""Arms of figures, in sentences of many specialties: see `tables/arms.txt`; and the sizes of arms."""

import pytest

from evidence.claims import Claim, read
from tests.evidence.claims.lines import blocks


def _arm(claim: Claim) -> str:
    assert claim.estimate is not None
    return f"{claim.estimate.text} · {claim.arm or '–'}"


def _sizes(text: str) -> dict[str, int]:
    return {group.arm: group.n for group in read(text)[0].groups}


@pytest.mark.parametrize(("text", "expected"), blocks("arms.txt"))
def test_figures_find_their_arm(text: str, expected: list[str]) -> None:
    found = [claim for claim in read(text) if claim.estimate is not None and claim.estimate.value is not None]

    assert [_arm(claim) for claim in found if claim.measure != "p_value"] == expected


@pytest.mark.parametrize(
    ("allocation", "expected"),
    [
        ("603 women were assigned to induction and 601 to waiting.", {"induction": 603, "waiting": 601}),
        ("Women were randomised to induction (n=603) or waiting (n=601).", {"induction": 603, "waiting": 601}),
        ("Randomisation: 603 received letrolide and 601 received clomifal.", {}),
        ("Of 1204 randomised, 603 received letrolide and 601 received clomifal.", {"letrolide": 603, "clomifal": 601}),
        ("Patients were randomised (zalutinib, n = 603; placebo, n = 601).", {"zalutinib": 603, "placebo": 601}),
        ("Patients were assigned in a 2:1 ratio to zalutinib or placebo.", {}),
        ("Cohort A (n = 27) and cohort B (n = 18) were followed.", {"Cohort A": 27, "cohort B": 18}),
        ("We compared early surgery (n = 46) with observation (n = 45).", {"early surgery": 46, "observation": 45}),
        ("Stroke occurred in 61 patients assigned to zalutinib and 74 assigned to placebo.", {}),
        ("Two hundred three women were assigned to induction and 201 to waiting.", {"induction": 203, "waiting": 201}),
    ],
)
def test_sizes_of_arms_are_read_from_allocation(allocation: str, expected: dict[str, int]) -> None:
    assert _sizes(f"{allocation} Relapse occurred in 12% and 14%, respectively.") == expected


def test_size_of_an_arm_that_the_text_gives_twice_is_not_told() -> None:
    text = "In group (a) survival was 5 months for zalutinib (n=84) and in group (b) 9 months for zalutinib (n=46)."

    assert _sizes(text) == {}


def test_people_of_an_arm_to_whom_something_happened_are_not_its_size() -> None:
    text = "By then 118 patients randomised to lenalidomide and 161 randomised to observation had progressed."
    assert _sizes(text) == {}
