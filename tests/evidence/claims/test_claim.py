"""What a claim keeps: characters, digits, levels, sides, labels, group sizes, and its form for machines."""

import pytest

from evidence.claims import Claim, ClaimMeasure, Group, Printed, PrintedInterval, PrintedP, TimePoint, read


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [("35·9", 35.9, 1), ("0.70", 0.7, 2), (".05", 0.05, 2), ("83", 83.0, 0), ("1,204", 1204.0, 0), ("60.1+", 60.1, 1)],
)
def test_printed_number_knows_its_decimals(text: str, value: float, decimals: int) -> None:
    assert Printed(text, value).decimals == decimals


def test_decimal_comma_counts_as_decimals_and_a_thousands_comma_does_not() -> None:
    assert Printed("0,56", 0.56).decimals == 2
    assert Printed("9,786", 9786.0).decimals == 0


def test_estimate_keeps_the_characters_printed() -> None:
    (claim,) = read("Survival was 83·30% (95% CI 64·5–92·7).")

    assert claim.estimate == Printed("83·30", 83.3)
    assert claim.interval == PrintedInterval(Printed("64·5", 64.5), Printed("92·7", 92.7), 95.0, True)
    assert claim.span == "83·30% (95% CI 64·5–92·7)"


def test_level_carries_over_but_is_not_said_to_be_printed() -> None:
    first, second = read("Survival was 83% (90% CI 64–92) with imatinib and 70% (61–78) with placebo.")

    assert first.interval is not None
    assert second.interval is not None
    assert (first.interval.level, first.interval.level_is_printed) == (90.0, True)
    assert (second.interval.level, second.interval.level_is_printed) == (90.0, False)


def test_credible_interval_is_told_from_a_confidence_interval() -> None:
    (claim,) = read("The hazard ratio for death was 0.70 (95% CrI 0.55–0.91).")

    assert claim.interval is not None
    assert claim.interval.kind == "credible"


def test_value_below_or_beyond_what_is_printed_says_so() -> None:
    few, late = read("Death occurred in one patient (<1%). Median survival was 31.2 months (95% CI 24.4–60.1+).")

    assert few.estimate == Printed("<1", 1.0, "below")
    assert late.interval is not None
    assert late.interval.high == Printed("60.1+", 60.1, "beyond")


@pytest.mark.parametrize(
    ("printed", "sides"),
    [("one-sided P = .02", 1), ("P = .02, one-sided", 1), ("two-sided P = .02", 2), ("P = .02", None)],
)
def test_sides_of_a_p_value_are_kept(printed: str, sides: int | None) -> None:
    (claim,) = read(f"Survival differed ({printed}).")

    assert claim.p == PrintedP("=", Printed(".02", 0.02), sides)


@pytest.mark.parametrize(("label", "adjusted"), [("adjusted HR", True), ("unadjusted HR", False), ("HR", None)])
def test_adjustment_is_kept_where_it_is_said(label: str, adjusted: bool | None) -> None:
    (claim,) = read(f"Survival improved ({label} 0.68, 95% CI 0.51–0.91).")

    assert claim.adjusted is adjusted


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Imatinib (n = 46) or placebo (n = 45) was given. Nine patients died.", [("Imatinib", 46), ("placebo", 45)]),
        ("They were assigned to imatinib (109 analysed) or placebo (103 analysed). Nine patients died.", None),
        ("Twenty-six patients were enrolled. Nine patients died.", [("all", 26)]),
        ("On the PCR arm, all 33 patients had a response.", [("PCR", 33)]),
    ],
)
def test_group_sizes_are_kept_with_every_claim(text: str, groups: list[tuple[str, int]] | None) -> None:
    expected = groups or [("imatinib", 109), ("placebo", 103)]

    for claim in read(text):
        assert claim.groups == tuple(Group(arm, n) for arm, n in expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "We randomised 91 patients: 46 to imatinib and 45 to placebo.",
        "We randomly assigned 91 patients (46 to imatinib and 45 to placebo).",
        "In total, 91 patients underwent randomization (46 to the imatinib group and 45 to the placebo group).",
        "Of 91 randomised patients, 46 received imatinib and 45 placebo.",
        "46 patients received imatinib and 45 received placebo.",
        "91 patients were randomised to imatinib (46) or placebo (45).",
        "The imatinib group included 46 patients and the placebo group 45.",
        "The imatinib group consisted of 46 patients, and the placebo group consisted of 45.",
        "There were 46 patients in the imatinib group and 45 in the placebo group.",
    ],
)
def test_sizes_told_of_each_group_are_kept(sentence: str) -> None:
    claims = read(f"{sentence} Nine patients in the imatinib group died, and eight in the placebo group.")

    assert len(claims) == 2
    assert read(sentence.rstrip(".")) == read(sentence)
    assert {("imatinib", 46), ("placebo", 45)} <= {(group.arm, group.n) for group in claims[0].groups}


@pytest.mark.parametrize(
    "sentence",
    [
        "91 patients were randomised to imatinib or placebo.",
        "Of 91 patients assigned to imatinib or placebo, 46 (51%) relapsed.",
        "91 patients were randomised to imatinib (12) or placebo (13).",  # references
        "In the imatinib group, 12 received placebo by mistake.",
        "Of the relapsed, 35 received imatinib and 20 received placebo as rescue.",
        "There were 12 patients in the imatinib group and 15 in the placebo group who withdrew.",
        "Of the 91 patients, 12 crossed over from placebo to imatinib and 20 from imatinib to placebo.",
        "Patients were assigned in a ratio of 1:10 to imatinib or placebo.",
    ],
)
def test_other_numbers_beside_groups_are_no_sizes_of_theirs(sentence: str) -> None:
    claims = read(f"{sentence} Nine patients in the imatinib group died, and five in the placebo group.")

    assert {group.arm for group in claims[-1].groups} <= {"all"}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Of 163 patients with a sample, 100 (61%) responded.", ("100", "163")),
        ("Five withdrew; among the 1,163 women, 100 (8.6%) responded.", ("100", "1,163")),
        ("At 2 years, 100 (61%) had responded.", ("100", None)),
        ("Of 163 samples from patients, 12 failed, and 100 (66%) responded.", ("100", None)),
    ],
)
def test_people_told_in_front_are_what_a_count_is_of(text: str, counts: tuple[str, str | None]) -> None:
    claim = read(text)[-1]
    printed = tuple(number.text if number else None for number in (claim.numerator, claim.denominator))

    assert printed == counts


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("About 60%", "about"),
        ("Approx. 60%", "about"),
        ("Nearly 60%", "about"),
        ("~60%", "about"),
        ("Over 60%", "beyond"),
        ("Just under 62%", "below"),
        ("Only 60%", None),
    ],
)
def test_percentages_that_are_not_exact_say_so(words: str, bound: str | None) -> None:
    (claim,) = read(f"{words} of patients (100/163) responded.")

    assert claim.estimate is not None
    assert claim.estimate.bound == bound


def test_group_size_of_a_claim_is_that_of_its_arm() -> None:
    claims = read("Patients had imatinib (n = 46) or placebo (n = 45). Nine patients in the placebo group died.")

    assert [claim.group_size for claim in claims] == [45]
    assert claims[0].to_json()["implied_denominator"] == 45


def test_json_has_the_keys_of_annotated_corpora() -> None:
    (claim,) = read("Three-year survival was 83.3% ± 4.1% in the imatinib group.")

    assert claim.to_json() == {
        "start": 24,
        "end": 36,
        "span": "83.3% ± 4.1%",
        "measure": "survival_probability",
        "outcome": "survival",
        "arm": "imatinib",
        "time": {"value": 3, "unit": "years"},
        "estimate": 83.3,
        "unit": "%",
        "ci": None,
        "ci_level": None,
        "range": None,
        "numerator": None,
        "denominator": None,
        "p": None,
        "se": 4.1,
        "se_label": "± unspecified",
    }


def test_limit_not_reached_is_null_in_json() -> None:
    (claim,) = read("Median survival was 31.2 months (95% CI 24.4–NR).")

    assert claim.to_json()["ci"] == [24.4, None]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2)])
def test_claim_outside_a_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="which is no place in a text"):
        Claim(start=start, end=end, span="", measure=ClaimMeasure.COUNT)


def test_claims_come_in_the_order_of_the_text() -> None:
    claims = read(
        "PFS was 8.3 months with imatinib and 5.4 months with placebo (HR 0.62, 95% CI 0.48–0.79). Nine died."
    )

    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)


def test_time_of_a_figure_keeps_its_unit() -> None:
    (claim,) = read("The 180-day mortality was 12%.")

    assert claim.time == TimePoint(180, "days")
