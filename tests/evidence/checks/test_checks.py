"""Every check on claims that trip it, and on near misses that must not."""

import pytest

from evidence.checks import CHECKS, AtRisk, Context, Events, Level, check
from evidence.claims import Claim, TimePoint
from tests.evidence.checks.printing import claim, counted, incidence, median, ratio, share, survival

THREE = TimePoint(3.0, "years")
ARMS = {"A": 100, "B": 100}


def levels(claims: list[Claim], name: str, context: Context | None = None) -> list[str]:
    """Give the levels of what one check finds, and see that each finding says what it must."""
    findings = [finding for finding in check(claims, context) if finding.check == name]
    for finding in findings:
        assert finding.message.endswith(".")
        assert finding.assumption
        assert all(0 <= index < len(claims) for index in finding.claims)
    return [str(finding.level) for finding in findings]


TRIPPED = {
    "estimate above its limits": ("interval-order", "impossible", [survival("93.8", "64.5..92.7")]),
    "estimate below its limits": ("interval-order", "impossible", [survival("38.3", "64.5..92.7")]),
    "limits that fall": ("interval-order", "impossible", [survival("83.3", "92.7..64.5")]),
    "median outside its range": ("interval-order", "impossible", [median("14.1", spread="2.0..12.5")]),
    "more than everybody": ("interval-order", "impossible", [survival("95.0", "85.8..104.2")]),
    "incidence below nothing": ("interval-order", "impossible", [incidence("3.0", "-1.2..7.2")]),
    "negative ratio": ("interval-order", "impossible", [ratio("0.66", "-0.52..0.85")]),
    "P above 1": ("interval-order", "impossible", [claim("p_value", None, p="= 1.4", unit=None, arm=None)]),
    "mean posterior outside": (
        "interval-order",
        "inconsistent",
        [ratio("0.66", "0.70..0.85", kind="credible")],
    ),
    "estimate that no scale puts there": ("interval-method", "inconsistent", [survival("88.3", "64.5..92.7")]),
    "fraction that no scale puts there": (
        "interval-method",
        "inconsistent",
        [survival("0.623", "0.530..0.667", unit=None)],
    ),
    "incidence that no scale puts there": ("interval-method", "inconsistent", [incidence("20.3", "4.1..28.1")]),
    "interval too narrow for its people": (
        "effective-size",
        "impossible",
        [survival("60.2", "53.0..66.7", groups={"A": 124, "B": 100})],
    ),
    "standard error too small for its people": (
        "effective-size",
        "impossible",
        [survival("60.0", error="2.0", error_label="SE", groups=ARMS)],
    ),
    "incidence far too narrow": (
        "effective-size",
        "inconsistent",
        [incidence("13.3", "11.5..15.3", groups={"A": 30, "B": 30})],
    ),
    "sum above everybody": (
        "complement",
        "impossible",
        [survival("60.0", outcome="DFS"), incidence("31.0"), incidence("12.0", outcome="non-relapse mortality")],
    ),
    "sum below everybody": (
        "complement",
        "impossible",
        [survival("60.0", outcome="RFS"), incidence("21.0"), incidence("12.0", outcome="TRM")],
    ),
    "two parts above everybody": ("complement", "impossible", [survival("60.0", outcome="EFS"), incidence("40.2")]),
    "survival that rises": ("monotone", "impossible", [survival("60.0"), survival("60.2", at=(5.0, "years"))]),
    "incidence that falls": ("monotone", "impossible", [incidence("20"), incidence("18", at=(48.0, "months"))]),
    "ratio off its centre": ("ratio-interval-p", "inconsistent", [ratio("0.76", "0.52..0.85")]),
    "P off by an order": ("ratio-interval-p", "inconsistent", [ratio("0.66", "0.52..0.85", p="= 0.02")]),
    "P of nothing beside an interval without 1": (
        "ratio-interval-p",
        "inconsistent",
        [ratio("0.66", "0.52..0.85", p="> 0.05")],
    ),
    "P that is a little off": ("ratio-interval-p", "note", [ratio("0.80", "0.65..0.98", p="= 0.008")]),
    "P of no difference between far shares": (
        "arms-p",
        "inconsistent",
        [
            share("20", count=20, of=100),
            share("60", count=60, of=100, arm="B"),
            claim("p_value", None, p="= 0.4", unit=None, arm=None, outcome="complete response"),
        ],
    ),
    "P of no difference between far curves": (
        "arms-p",
        "inconsistent",
        [
            survival("35.9", "25.9..45.9"),
            survival("69.0", "58.5..77.3", arm="B"),
            claim("p_value", None, p="= 0.4", unit=None, arm=None, at=(3.0, "years")),
        ],
    ),
    "ratio sharper than its deaths": (
        "event-floor",
        "impossible",
        [ratio("0.66", "0.52..0.85"), counted(60, outcome="died", arm="all")],
    ),
    "ratio sharper than its arms": ("event-floor", "inconsistent", [ratio("0.66", "0.60..0.73", groups=ARMS)]),
    "median after survival is low": ("median-landmark", "inconsistent", [median("41.0"), survival("44.0")]),
    "median before survival is high": ("median-landmark", "inconsistent", [median("30.0"), survival("56.0")]),
    "median not reached though survival is low": ("median-landmark", "inconsistent", [median("NR"), survival("44.0")]),
    "no share of its own people": ("granularity", "impossible", [share("71.0", of=30)]),
    "count against its percentage": ("count-percentage", "inconsistent", [share("28.9", count=31, of=45)]),
    "count that no number of people fits": (
        "count-percentage",
        "inconsistent",
        [share("45.5", count=18, groups={"A": 33, "B": 32})],
    ),
    "count of more people than there are": (
        "count-percentage",
        "inconsistent",
        [share("15", count=18, groups={"A": 33, "B": 32})],
    ),
    "count of fewer people than the arm": (
        "count-percentage",
        "note",
        [share("60", count=18, groups={"A": 33, "B": 32})],
    ),
    "interval of other counts": (
        "proportion-interval",
        "inconsistent",
        [share("70", "60..79", count=21, of=30)],
    ),
    "interval by no method in use": ("proportion-interval", "note", [share("70.0", "52.0..84.5", count=21, of=30)]),
    "count above its denominator": ("subset", "impossible", [share(None, count=46, of=45)]),
    "count above its arm": ("subset", "inconsistent", [counted(46, outcome="died", groups={"A": 45})]),
    "denominator above its arm": ("subset", "inconsistent", [share("50", count=40, of=80, groups={"A": 45})]),
    "arms that exceed their sum": (
        "subset",
        "inconsistent",
        [
            counted(99, outcome="died", arm="all"),
            counted(49, outcome="died"),
            counted(60, outcome="died", arm="B"),
        ],
    ),
    "complete above all responses": (
        "subset",
        "inconsistent",
        [share("40"), share("35", outcome="overall response")],
    ),
    "best responses of more than everybody": (
        "subset",
        "inconsistent",
        [share("40"), share("35", outcome="partial response"), share("30", outcome="stable disease")],
    ),
    "one interval for two arms": (
        "duplicate-interval",
        "inconsistent",
        [survival("60.2", "53.0..66.7"), survival("57.0", "53.0..66.7", arm="B")],
    ),
    "one interval for two medians": (
        "duplicate-interval",
        "note",
        [median("12.0", "10.1..20.3"), median("15.0", "10.1..20.3", arm="B")],
    ),
    "survival below disease-free survival": (
        "os-below-dfs",
        "note",
        [survival("60.0"), survival("62.0", outcome="disease-free survival")],
    ),
}


@pytest.mark.parametrize(("name", "level", "claims"), TRIPPED.values(), ids=TRIPPED.keys())
def test_check_finds(name: str, level: str, claims: list[Claim]) -> None:
    assert levels(claims, name) == [level]


def test_ratio_sharper_than_arms_of_known_size_is_impossible() -> None:
    found = check([ratio("0.66", "0.60..0.73")], Context(groups=ARMS, randomised=True))

    assert [finding.level for finding in found if finding.check == "event-floor"] == ["impossible"]


NEAR = {
    "estimate at its limit": ("interval-order", [survival("92.7", "64.5..92.7")]),
    "estimate cut off below its rounded limit": ("interval-order", [ratio("0.9", "0.91..1.30")]),
    "open upper limit": ("interval-order", [median("34.1", "12.2..60.1+")]),
    "limit not reached": ("interval-order", [median("34.1", "12.2..NR")]),
    "percentage beside limits as fractions": ("interval-order", [survival("83.3", "0.645..0.927")]),
    "efficacy below zero": ("interval-order", [share("12", "-9..29", outcome="vaccine efficacy")]),
    "effect below zero": ("interval-order", [share("12", "-9..29", outcome="hospitalisation")]),
    "difference below zero": ("interval-order", [claim("difference", "2.0", "-3.1..7.1")]),
    "log-log interval": ("interval-method", [survival("83.3", "64.5..92.7")]),
    "log interval": ("interval-method", [survival("83.3", "71.0..97.8")]),
    "plain interval": ("interval-method", [survival("44.0", "37.0..51.0")]),
    "plain interval cut at 100%": ("interval-method", [survival("93.3", "84.4..100")]),
    "incidence as one minus survival": ("interval-method", [incidence("16.7", "2.2..29.0")]),
    "exact interval without censoring": ("interval-method", [survival("83.3", "65.3..94.4")]),
    "whole percentages": ("interval-method", [survival("83", "64..93")]),
    "nobody": ("interval-method", [share("0", "0..11.6")]),
    "adjusted curve": ("interval-method", [survival("88.3", "64.5..92.7", adjusted=True)]),
    "credible interval": ("interval-method", [survival("88.3", "64.5..92.7", kind="credible")]),
    "as many people as it takes": (
        "effective-size",
        [survival("60.2", "53.0..66.7", groups={"A": 193, "B": 100})],
    ),
    "level that is not printed": (
        "effective-size",
        [survival("60.2", "53.0..66.7", level=None, groups={"A": 124, "B": 100})],
    ),
    "spread that may be a standard deviation": (
        "effective-size",
        [survival("60.0", error="2.0", error_label="± unspecified", groups=ARMS)],
    ),
    "sum that rounding moves": (
        "complement",
        [survival("60.1", outcome="DFS"), incidence("27.9"), incidence("12.1", outcome="NRM")],
    ),
    "event-free survival that counts more": (
        "complement",
        [survival("50.0", outcome="EFS"), incidence("21.0"), incidence("12.0", outcome="NRM")],
    ),
    "parts of another arm": ("complement", [survival("60.0", outcome="EFS"), incidence("45.0", arm="B")]),
    "survival that stays": ("monotone", [survival("60.0"), survival("60.0", at=(5.0, "years"))]),
    "survival of another arm": ("monotone", [survival("60.0"), survival("70.0", arm="B", at=(5.0, "years"))]),
    "two figures at one time": (
        "monotone",
        [survival("60.0"), survival("50.0"), survival("70.0", at=(5.0, "years"))],
    ),
    "ratio in one digit": ("ratio-interval-p", [ratio("0.01", "0.00..0.09")]),
    "ratio that is a little skewed": ("ratio-interval-p", [ratio("1.30", "0.97..1.73", "odds_ratio")]),
    "P that goes with it": ("ratio-interval-p", [ratio("0.66", "0.52..0.85", p="= 0.001")]),
    "one-sided P": ("ratio-interval-p", [ratio("0.80", "0.65..0.98", p="= 0.016", sides=1)]),
    "level of 95.66%": ("ratio-interval-p", [ratio("0.79", "0.62..1.01", level=95.66, p="= 0.051")]),
    "P for non-inferiority": (
        "ratio-interval-p",
        [ratio("0.95", "0.80..1.13", p="< 0.001", hypothesis="noninferiority")],
    ),
    "curves that differ more than one time does": (
        "arms-p",
        [
            survival("45.9", "35.9..55.9"),
            survival("49.0", "38.5..59.3", arm="B"),
            claim("p_value", None, p="= 0.001", unit=None, arm=None, at=(3.0, "years")),
        ],
    ),
    "exact P of shares": (
        "arms-p",
        [
            share("25", count=40, of=159),
            share("16", count=27, of=170, arm="B"),
            claim("p_value", None, p="= 0.055", unit=None, arm=None, outcome="complete response"),
        ],
    ),
    "adjusted ratio": (
        "event-floor",
        [ratio("0.66", "0.52..0.85", adjusted=True), counted(60, outcome="died", arm="all")],
    ),
    "enough deaths": ("event-floor", [ratio("0.66", "0.52..0.85"), counted(263, outcome="died", arm="all")]),
    "deaths of one arm": ("event-floor", [ratio("0.66", "0.52..0.85"), counted(60, outcome="died")]),
    "ratio per year of age": (
        "event-floor",
        [
            ratio("0.66", "0.52..0.85", groups={"A": 300, "B": 300}),
            ratio("1.03", "1.02..1.04"),
        ],
    ),
    "screened people": ("subset", [share("48", count=240, of=500, arm="all", groups={"all": 100})]),
    "percentage of another cohort": ("count-percentage", [share("19", count=20, groups={"phase Ib": 7})]),
    "curve of another cohort": (
        "effective-size",
        [survival("60.2", "53.0..66.7", arm="all", groups={"all": 30, "registry": 214})],
    ),
    "median at the time": ("median-landmark", [median("36.4"), survival("49.8")]),
    "median not reached": ("median-landmark", [median("NR"), survival("56.0")]),
    "median of another outcome": ("median-landmark", [median("41.0", outcome="PFS"), survival("44.0")]),
    "share of the size of an arm": ("granularity", [share("71.0", groups={"A": 30})]),
    "share of its own people": ("granularity", [share("70.0", of=30)]),
    "share cut off": ("granularity", [share("66.6", of=30)]),
    "survival is no share": ("granularity", [survival("71.0", of=30)]),
    "count cut off": ("count-percentage", [share("27.2", count=12, of=44)]),
    "count of some number of people": ("count-percentage", [share("15", count=13)]),
    "count beside survival": ("count-percentage", [survival("36.5", count=10, of=30)]),
    "Wald interval": ("proportion-interval", [share("28.9", "15.6..42.1", count=13, of=45)]),
    "exact interval": ("proportion-interval", [share("70", "51..85", count=21, of=30)]),
    "episodes": ("subset", [counted(46, outcome="infectious episodes", groups={"A": 45})]),
    "some of the arms": (
        "subset",
        [
            counted(99, outcome="died", arm="all"),
            counted(40, outcome="died"),
            counted(30, outcome="died", arm="B"),
            survival("50", arm="C"),
        ],
    ),
    "one interval for one estimate": (
        "duplicate-interval",
        [survival("60.2", "53.0..66.7"), survival("60.2", "53.0..66.7", arm="B")],
    ),
    "limits of one digit": ("duplicate-interval", [median("4", "3..6"), median("5", "3..6", arm="B")]),
    "survival just below": (
        "os-below-dfs",
        [survival("60.0"), survival("60.0", outcome="disease-free survival")],
    ),
}


@pytest.mark.parametrize(("name", "claims"), NEAR.values(), ids=NEAR.keys())
def test_check_leaves_alone(name: str, claims: list[Claim]) -> None:
    assert levels(claims, name) == []


def test_every_check_is_tried_both_ways() -> None:
    from_context = {"at-risk", "events"}

    assert {name for name, _, _ in TRIPPED.values()} == CHECKS.keys() - from_context
    assert {name for name, _ in NEAR.values()} == CHECKS.keys() - from_context


@pytest.mark.parametrize(
    ("n", "after", "expected"),
    [(31, True, ["impossible"]), (31, False, ["inconsistent"]), (30, True, [])],
)
def test_at_risk_knows_no_more_than_survivors(n: int, after: bool, expected: list[str]) -> None:
    context = Context(groups={"A": 50}, at_risk=(AtRisk(arm="A", time=THREE, n=n, after_events=after),))

    assert levels([survival("60")], "at-risk", context) == expected


@pytest.mark.parametrize(("later", "expected"), [("39", ["impossible"]), ("41", [])])
def test_at_risk_knows_how_far_survival_may_fall(later: str, expected: list[str]) -> None:
    times = (THREE, TimePoint(5.0, "years"))
    at_risk = tuple(AtRisk(arm="A", time=at, n=n, after_events=True) for at, n in zip(times, (40, 20), strict=True))
    claims = [survival("81"), survival(later, at=(5.0, "years"))]

    assert levels(claims, "at-risk", Context(at_risk=at_risk)) == expected


@pytest.mark.parametrize(
    ("printed", "events", "expected"),
    [
        (survival("61"), 20, ["impossible"]),
        (survival("60"), 20, []),
        (survival("23"), 30, ["impossible"]),
        (survival("26"), 30, []),
        (incidence("18"), 10, ["impossible"]),
        (incidence("20"), 10, []),
    ],
)
def test_events_bound_a_curve(printed: Claim, events: int, expected: list[str]) -> None:
    outcome = printed.outcome or ""
    context = Context(
        groups={"A": 50},
        at_risk=(AtRisk(arm="A", time=THREE, n=10, after_events=True),),
        events=(Events(arm="A", outcome=outcome, time=THREE, n=events),),
    )

    assert levels([printed], "events", context) == expected


def test_events_counted_in_the_text_bound_survival() -> None:
    claims = [survival("61", groups={"A": 50}), counted(20, outcome="deaths", at=(36.0, "months"))]

    assert levels(claims, "events") == ["impossible"]


def test_effective_size_is_at_least_those_at_risk() -> None:
    context = Context(at_risk=(AtRisk(arm="A", time=THREE, n=190, after_events=True),))

    assert levels([survival("60.2", "53.0..66.7")], "effective-size", context) == ["impossible"]


def test_group_size_of_the_context_goes_before_that_of_the_text() -> None:
    claims = [survival("60.2", "53.0..66.7", groups={"A": 124, "B": 100})]

    assert levels(claims, "effective-size", Context(groups={"a group": 214})) == []


def test_granularity_takes_the_people_of_the_context() -> None:
    assert levels([share("71.0")], "granularity", Context(groups={"A": 30})) == ["impossible"]


def test_adjusted_context_silences_checks_of_plain_estimates() -> None:
    assert check([survival("88.3", "64.5..92.7")], Context(adjusted=True)) == []


@pytest.mark.parametrize(("randomised", "expected"), [(True, ["impossible"]), (False, []), (None, [])])
def test_event_floor_asks_whether_a_ratio_compares_arms(randomised: bool | None, expected: list[str]) -> None:
    claims = [ratio("0.90", "0.70..1.16"), ratio("1.03", "1.02..1.04"), counted(300, outcome="died", arm="all")]

    assert levels(claims, "event-floor", Context(randomised=randomised)) == expected


def test_nests_of_the_context_are_taken() -> None:
    claims = [survival("60", outcome="ABC"), survival("62", outcome="DEF")]

    assert levels(claims, "os-below-dfs", Context(nests=(("ABC", "DEF"),))) == ["note"]


def test_swapped_intervals_are_named() -> None:
    findings = check([survival("35.9", "54.2..73.2"), survival("64.6", "25.9..45.9", arm="B")])

    assert [finding.fits for finding in findings] == [
        "25.9–45.9, which stands with 64.6%: the two may be swapped.",
        "54.2–73.2, which stands with 35.9%: the two may be swapped.",
    ]


def test_finding_tells_a_clinician_what_would_fit() -> None:
    (finding,) = check([survival("38.3", "64.5..92.7")])

    assert finding.message == "A 95% interval of 64.5–92.7% cannot belong to 38.3%."
    assert finding.fits == "83.3%."
    assert finding.level is Level.IMPOSSIBLE


def test_slip_in_a_limit_is_named() -> None:
    (finding,) = check([survival("60.2", "35.0..66.7")])

    assert finding.fits == "53.0% for 35.0%."


def test_time_is_in_proportion_to_the_claims() -> None:
    repeated = [
        ratio("0.50", "0.60..0.70", p="= 0.3"),
        survival("38.3", "64.5..92.7"),
        counted(9, outcome="died"),
    ] * 700

    assert len(check(repeated)) == 1400


def test_gravest_findings_come_first() -> None:
    claims = [survival("60.0"), survival("62.0", outcome="DFS"), share("28.9", count=31, of=45), share("71.0", of=30)]

    assert [str(finding.level) for finding in check(claims)] == ["impossible", "inconsistent", "note"]


@pytest.mark.parametrize(
    ("measure", "named"), [("hazard_ratio", "A hazard ratio of"), ("odds_ratio", "An odds ratio of")]
)
def test_ratio_is_named_in_a_sentence(measure: str, named: str) -> None:
    (finding,) = check([ratio("0.76", "0.52..0.85", measure)])
    assert finding.message == f"{named} 0.76 is not at the centre of its 95% interval, 0.52–0.85, on the log scale."
