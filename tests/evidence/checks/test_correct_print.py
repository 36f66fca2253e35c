"""What is computed and printed correctly, by whatever method, is never called impossible, nor inconsistent."""

from __future__ import annotations

from math import floor

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.checks import AtRisk, Context, Events, Finding, Level, check
from evidence.claims import Claim, TimePoint, read
from evidence.estimators import cox_hazard_ratio, cumulative_incidence, kaplan_meier, log_rank, proportion
from evidence.results import Estimate, IntervalMethod, VarianceMethod
from evidence.results.proportions import ProportionInterval
from evidence.tables import EventTable, merge
from tests.evidence.checks.printing import claim, counted, incidence, ratio, share, survival
from tests.evidence.factories import event_tables

METHODS = st.sampled_from(list(IntervalMethod))
DECIMALS = st.integers(0, 2)
CUT = st.booleans()


def printed(value: float, decimals: int, cut: bool) -> str:
    """Print a number, rounded or cut off."""
    if cut:
        value = floor(value * 10**decimals + 1e-9) / 10**decimals
    return f"{value:.{decimals}f}"


def wrong(findings: list[Finding]) -> list[str]:
    """Give what was found that should not have been."""
    return [finding.message for finding in findings if finding.level is not Level.NOTE]


def of_curve(make: object, at: Estimate, n: int, decimals: int, cut: bool, outcome: str) -> Claim:
    """Print an estimate of a curve."""
    text = printed(100 * at.value, decimals, cut)
    interval = at.interval
    limits = None
    if interval is not None and interval.low is not None and interval.high is not None:
        limits = f"{printed(100 * interval.low, decimals, cut)}..{printed(100 * interval.high, decimals, cut)}"
    time = (at.time, "years")
    return make(text, limits, at=time, outcome=outcome, arm="a", groups={"a": n})  # type: ignore[operator,no-any-return]


@settings(max_examples=150, deadline=None)
@given(event_tables(), METHODS, DECIMALS, CUT, st.sampled_from([VarianceMethod.AALEN, VarianceMethod.DELTA]))
def test_curves_printed_correctly_are_left_alone(
    table: EventTable, method: IntervalMethod, decimals: int, cut: bool, variance: VarianceMethod
) -> None:
    n = table.of("a").n
    free = kaplan_meier(table, "a", interval=method)
    claims, at_risk, events = [], [], []
    times = [float(time) for time in table.of("a").times if time > 0]
    for time in times[:: max(1, len(times) // 3)]:
        claims.append(of_curve(survival, free.at(time), n, decimals, cut, "disease-free survival"))
        for cause, name in (("relapse", "relapse"), ("death", "non-relapse mortality")):
            curve = cumulative_incidence(table, "a", cause, interval=method, variance=variance)
            claims.append(of_curve(incidence, curve.at(time), n, decimals, cut, name))
        until = table.of("a").times <= time
        here = TimePoint(time, "years")
        happened = int(table.of("a").counts[until, 1:].sum())
        gone = int(table.of("a").counts[until].sum())
        events.append(Events(arm="a", outcome="disease-free survival", time=here, n=happened))
        at_risk.append(AtRisk(arm="a", time=here, n=n - gone, after_events=True))

    findings = check(claims, Context(at_risk=tuple(at_risk), events=tuple(events)))

    assert wrong(findings) == []


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.sampled_from(list(ProportionInterval)),
    st.sampled_from([0.9, 0.95, 0.99]),
    DECIMALS,
    CUT,
)
def test_proportions_printed_correctly_are_left_alone(
    counts: tuple[int, int], method: ProportionInterval, level: float, decimals: int, cut: bool
) -> None:
    events, n = counts
    made = proportion(events, n, arm="a", outcome="response", interval=method, confidence_level=level)
    text, limits = printed(100 * made.value, decimals, cut), None
    if made.interval is not None and made.interval.low is not None and made.interval.high is not None:
        low, high = made.interval.low, made.interval.high
        limits = f"{printed(100 * low, decimals, cut)}..{printed(100 * high, decimals, cut)}"
    claims = [
        share(text, limits, level=100 * level, count=events, of=n),
        share(text, limits, level=100 * level, arm="B", groups={"B": n}),
        share(text, arm="C", of=n, outcome="response"),
        share(text, arm="D", count=events, outcome="response"),
    ]

    assert wrong(check(claims)) == []


@settings(max_examples=80, deadline=None)
@given(event_tables(), event_tables(), DECIMALS, CUT)
def test_ratios_printed_correctly_are_left_alone(
    first: EventTable, second: EventTable, decimals: int, cut: bool
) -> None:
    other = EventTable(("b",), second.causes, second.times, second.counts, second.time_unit)
    table = merge(first, other)
    try:
        contrast, test = cox_hazard_ratio(table, "a", "b"), log_rank(table)
    except ValueError:
        return
    made = contrast.interval
    if contrast.value is None or made is None or made.low is None or made.high is None or made.high > 1e6:
        return
    limits = f"{printed(made.low, decimals, cut)}..{printed(made.high, decimals, cut)}"
    deaths = int(table.counts[:, :, 1:].sum())
    claims = [
        ratio(printed(contrast.value, decimals, cut), limits, groups={"a": first.of("a").n, "b": other.of("b").n}),
        counted(deaths, outcome="died", arm="all"),
        claim("p_value", None, p=f"= {test.p:.3f}", unit=None, arm=None),
    ]

    assert wrong(check(claims)) == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789.%()–-· ,;nN=/±<>+PpCIHROSsurvivalyearsmonths", max_size=300))
def test_any_text_at_all_is_checked(text: str) -> None:
    claims = read(text)

    assert all(index < len(claims) for finding in check(claims) for index in finding.claims)


def test_worked_example_is_left_alone() -> None:
    blinatumomab, interfant = {"arm": "A", "at": (4.0, "years")}, {"arm": "B", "at": (4.0, "years")}
    claims = [
        survival("83.3", "64.5..92.7", outcome="disease-free survival", **blinatumomab, groups={"A": 30, "B": 214}),
        survival("44.0", "37.0..50.8", outcome="disease-free survival", **interfant),
        survival("93.3", "75.9..98.3", **blinatumomab),
        survival("60.2", "53.0..66.7", **interfant),
        incidence("13.3", "4.1..28.1", **blinatumomab),
        incidence("49.6", "42.5..56.3", **interfant),
        share("70", outcome="grade ≥3 infections"),
        share("17", outcome="grade ≥3 infections during blinatumomab"),
    ]

    assert check(claims, Context(groups={"A": 30, "B": 214})) == []
