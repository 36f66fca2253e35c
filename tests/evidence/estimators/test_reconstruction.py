from dataclasses import dataclass
from math import exp
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.estimators.cox import cox_hazard_ratio
from evidence.estimators.kaplan_meier import kaplan_meier
from evidence.estimators.reconstruction import Reconstruction, reconstruct
from evidence.estimators.reconstruction.digitised import not_rising
from evidence.estimators.reconstruction.stretch import Stretch
from evidence.results import DataSource, FloatArray, IntArray
from evidence.results.reconstruction import ReconstructionFit
from evidence.tables import EventTable, merge
from tests.evidence.datasets import load

MONTHS = np.arange(0.0, 60.0, 6.0)


@dataclass(frozen=True)
class Arm:
    """A simulated arm: when each person left, and whether with the event."""

    times: FloatArray
    events: IntArray

    def at_risk(self, times: FloatArray) -> list[tuple[float, int]]:
        return [(float(time), int((self.times >= time).sum())) for time in times]

    def survival(self, at: FloatArray) -> FloatArray:
        """The Kaplan–Meier curve person by person."""
        survival, steps = 1.0, [(0.0, 1.0)]
        for time in np.unique(self.times[self.events == 1]):
            survival *= 1 - ((self.times == time) & (self.events == 1)).sum() / (self.times >= time).sum()
            steps.append((float(time), survival))
        where, values = np.array(steps).T
        found: FloatArray = values[np.searchsorted(where, at, side="right") - 1]
        return found

    def digitised(self, rng: np.random.Generator, points: int = 200, noise: float = 0.005) -> FloatArray:
        """Read the curve at even distances, with noise, to 2 and 3 decimals."""
        at = np.linspace(0, self.times.max(), points)
        return np.column_stack([at.round(2), (self.survival(at) + rng.normal(0, noise, points)).round(3)])

    def median(self) -> float:
        at = np.unique(self.times)
        return float(at[np.argmax(self.survival(at) <= 0.5)])


def simulated(rng: np.random.Generator, n: int, hazard: float) -> Arm:
    """Exponential events; people join evenly over 48 months, the study closes at 60, a few are lost before."""
    event = rng.exponential(1 / hazard, n)
    seen = np.minimum(rng.uniform(12, 60, n), rng.exponential(120, n))
    return Arm(np.minimum(event, seen), (event <= seen).astype(np.int64))


def people(table: EventTable) -> Arm:
    counts = table.counts[0]
    return Arm(
        np.repeat(np.repeat(table.times, 2), counts.ravel()),
        np.repeat(np.tile([0, 1], table.times.size), counts.ravel()),
    )


def of(table: EventTable, arm: str) -> Arm:
    """Give an arm of a table, any of its events as one."""
    found = table.of(arm)
    events = np.repeat([[0, *[1] * len(table.events)]], found.times.size, axis=0).ravel()
    counts = found.counts.ravel()
    return Arm(np.repeat(np.repeat(found.times, len(table.causes)), counts), np.repeat(events, counts))


def counted(people: Arm, arm: str) -> EventTable:
    times = np.unique(people.times)
    counts = np.zeros((1, times.size, 2), dtype=np.int64)
    np.add.at(counts[0], (np.searchsorted(times, people.times), people.events), 1)
    return EventTable((arm,), ("censored", "event"), times, counts, "days")


def hazard_ratio(first: Arm, second: Arm) -> float:
    """Cox's ratio of `first` to `second` by Newton's method, ties by Breslow."""
    log_ratio = 0.0
    for _ in range(20):
        score = information = 0.0
        for arm, covariate in ((first, 1.0), (second, 0.0)):
            for time in arm.times[arm.events == 1]:
                at_risk = (first.times >= time).sum() * exp(log_ratio)
                share = at_risk / (at_risk + (second.times >= time).sum())
                score += covariate - share
                information += share * (1 - share)
        log_ratio += score / information
    return exp(log_ratio)


def rebuilt(arm: Arm, rng: np.random.Generator, *, at_risk: bool = True, total: bool = False) -> Reconstruction:
    return reconstruct(
        arm.digitised(rng),
        arm.at_risk(MONTHS) if at_risk else (),
        arm="a",
        time_unit="months",
        n=arm.times.size,
        total_events=int(arm.events.sum()) if total else None,
    )


@pytest.mark.parametrize("n", [100, 300, 600])
@pytest.mark.parametrize("seed", range(3))
def test_survival_median_and_numbers_at_risk_come_back_from_a_noisy_curve(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    arm = simulated(rng, n, 0.03)

    made = rebuilt(arm, rng)

    # A point every 0.3 months leaves a step out by at most as much; 2 people and 0.5% noise.
    at = np.arange(0.5, 42.0)
    found = people(made.table)
    later, sooner = arm.survival(at + 0.4), arm.survival(at - 0.4)
    assert np.maximum(later - found.survival(at), found.survival(at) - sooner).max() < 0.015
    assert abs(found.median() - arm.median()) < 1.5
    assert made.fit.at_risk_errors == (0,) * MONTHS.size
    assert abs(made.fit.events - arm.events.sum()) <= 0.02 * n
    assert made.table.n("a") == n


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("at_risk", "total", "tolerance"), [(True, True, 0.02), (True, False, 0.04), (False, True, 0.06)]
)
def test_hazard_ratio_comes_back_from_noisy_curves(seed: int, at_risk: bool, total: bool, tolerance: float) -> None:
    rng = np.random.default_rng(seed)
    first, second = simulated(rng, 250, 0.02), simulated(rng, 250, 0.03)

    made = [people(rebuilt(arm, rng, at_risk=at_risk, total=total).table) for arm in (first, second)]

    assert abs(np.log(hazard_ratio(*made) / hazard_ratio(first, second))) < tolerance


@pytest.mark.parametrize("name", ["lung", "veteran", "myeloid", "pbc_trial"])
def test_hazard_ratio_of_a_real_trial_comes_back_from_its_figure(name: str) -> None:
    rng = np.random.default_rng(0)
    arms = [of(load(name), arm) for arm in load(name).arms[:2]]

    made = []
    for number, arm in enumerate(arms):
        at_risk = arm.at_risk(np.linspace(0, arm.times.max(), 8)[:-1])
        total = int(arm.events.sum())
        made.append(
            reconstruct(arm.digitised(rng, 250), at_risk, arm=f"{number}", time_unit="days", total_events=total)
        )

    true, found = (
        cox_hazard_ratio(table, "0", "1").value or 0
        for table in (
            merge(*(counted(arm, f"{number}") for number, arm in enumerate(arms))),
            merge(*(one.table for one in made)),
        )
    )
    assert abs(np.log(found / true)) < 0.03


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 1)), min_size=1, max_size=40))
def test_all_steps_and_a_dense_table_give_every_event_back(rows: list[tuple[int, int]]) -> None:
    arm = Arm(np.array([time for time, _ in rows], dtype=float), np.array([event for _, event in rows]))
    at = np.unique(arm.times)

    made = reconstruct(
        np.column_stack([at, arm.survival(at)]), arm.at_risk(at), arm="a", time_unit="months", n=len(rows)
    )

    found = people(made.table)
    assert sorted(found.times[found.events == 1]) == sorted(arm.times[arm.events == 1])
    assert [count for _, count in found.at_risk(at)] == [count for _, count in arm.at_risk(at)]
    assert made.fit.largest_error < 1e-9
    assert made.notes == ("The curve was taken to start at time 0 with survival 1.",)


@given(
    st.lists(st.tuples(st.floats(0, 60), st.floats(0, 1)), min_size=1, max_size=30),
    st.lists(st.integers(0, 50), max_size=5),
    st.one_of(st.none(), st.integers(0, 50)),
)
def test_people_add_up_whatever_is_given(
    points: list[tuple[float, float]], counts: list[int], total: int | None
) -> None:
    at_risk = list(zip(MONTHS[1:].tolist(), sorted(counts, reverse=True), strict=False))

    made = reconstruct([*points, (61, 0.0)], at_risk, arm="a", time_unit="months", n=50, total_events=total)

    assert made.table.n("a") == 50
    assert made.fit.events == made.table.counts[0, :, 1].sum()
    assert made.fit.at_risk_reconstructed == tuple(
        n for _, n in people(made.table).at_risk(MONTHS[1 : len(at_risk) + 1])
    )


@pytest.mark.parametrize("total", [1, 20, 40, 60, 80, 93, 95])
def test_total_of_events_is_met_without_numbers_at_risk(total: int) -> None:
    points = [(time, exp(-time / 20)) for time in np.linspace(0, 60, 200)]

    made = reconstruct(points, arm="a", time_unit="months", n=100, total_events=total)

    # Rounding can make the events jump past the total by one.
    assert abs(made.fit.events - total) <= 1
    assert made.fit.root_mean_square_error < 0.02 or total < 60  # with fewer, few are left late


def test_total_that_the_curve_cannot_give_is_said() -> None:
    made = reconstruct([(1, 0.9), (2, 0.9)], arm="a", time_unit="months", n=10, total_events=5)

    assert (made.fit.events, made.fit.events_error) == (1, -4)
    assert made.notes[-1] == "There are 1 events instead of 5."


def test_total_that_is_passed_before_the_last_stretch_leaves_the_curve_as_it_is() -> None:
    points = [(1, 0.5), (2, 0.5), (3, 0.25)]

    made = reconstruct(points, [(0, 8), (2, 4)], arm="a", time_unit="months", total_events=4)
    contradicted = reconstruct(points, arm="a", time_unit="months", n=8, total_events=0)

    assert (made.fit.events, made.notes[-1]) == (6, "There are 6 events instead of 4.")
    assert contradicted.notes[1:] == ("There are 6 events instead of 0.",)


def test_curve_and_n_alone_leave_nobody_censored_before_the_end() -> None:
    made = reconstruct([(1, 0.9), (2, 0.8), (5, 0.5)], arm="a", time_unit="years", n=10, event="relapse")

    assert made.table.causes == ("censored", "relapse")
    assert made.table.times.tolist() == [1, 2, 5]
    assert made.table.counts.tolist() == [[[0, 1], [0, 1], [5, 3]]]
    assert made.notes[-1] == (
        "Without numbers at risk or a total of events, nobody is taken as censored before the last point."
    )
    assert made.fit == ReconstructionFit(made.fit.largest_error, made.fit.root_mean_square_error, (), (), (), 5, None)
    assert made.fit.largest_error < 1e-12


def test_source_goes_on_to_whatever_is_computed() -> None:
    made = reconstruct([(1, 0.9), (2, 0.8)], arm="a", time_unit="years", n=10)
    other = reconstruct([(1, 0.7), (2, 0.6)], arm="b", time_unit="years", n=10)

    assert made.source is DataSource.RECONSTRUCTED
    assert made.method == "Guyot 2012"
    assert kaplan_meier(made.table, "a").source is DataSource.RECONSTRUCTED
    assert merge(made.table, other.table).arms == ("a", "b")
    assert merge(made.table, other.table).source is DataSource.RECONSTRUCTED


def test_percent_and_fraction_give_the_same_people() -> None:
    fraction = reconstruct([(0, 1), (1, 0.9), (2, 0.75)], arm="a", time_unit="years", n=20)
    percent = reconstruct([(0, 100), (1, 90), (2, 75)], arm="a", time_unit="years", n=20, percent=True)

    assert np.array_equal(fraction.table.counts, percent.table.counts)
    assert fraction.fit == percent.fit


def test_points_that_rise_are_smoothed_and_the_error_is_against_those_given() -> None:
    made = reconstruct([(0, 1.01), (2, 0.7), (1, 0.6), (3, 0.65), (3, 0.5)], arm="a", time_unit="years", n=20)

    assert made.notes[:3] == (
        "The points were not in the order of time and were sorted.",
        "Points that rose, or passed 0 or 1, were smoothed to a curve that does not, by at most 0.0500.",
        "Survival at time 0 was 1.0100; it was taken as 1.",
    )
    assert people(made.table).survival(np.array([1.0, 2.0, 3.0])) == pytest.approx([0.65, 0.65, 0.5])
    assert made.fit.largest_error == pytest.approx(0.05)
    assert made.fit.root_mean_square_error == pytest.approx(np.sqrt((0.01**2 + 2 * 0.05**2) / 4))


def test_point_a_little_before_the_start_is_taken_as_the_start() -> None:
    made = reconstruct([(-0.01, 1), (1, 0.9), (2, 0.8)], arm="a", time_unit="years", n=10)

    assert made.notes[0] == "The first point was at time -0.01; it was taken as 0."
    assert made.fit.events == 2


def test_people_at_risk_after_the_last_point_prolong_the_curve() -> None:
    made = reconstruct([(1, 0.9), (2, 0.8)], [(0, 10), (3, 6), (5, 4), (7, 0)], arm="a", time_unit="years")

    assert made.notes[1] == "People are at risk after the last point at 2, so the curve is taken as flat up to 5."
    assert made.fit.at_risk_errors == (0, 0, 0, 0)
    assert made.table.times[-1] == 5
    assert made.table.counts[0, -1].tolist() == [4, 0]


def test_people_after_the_last_number_at_risk_are_censored_up_to_the_end() -> None:
    made = reconstruct([(t, 1 - 0.02 * t) for t in range(11)], [(0, 100), (5, 80)], arm="a", time_unit="years")

    censored = people(made.table)
    late = censored.times[(censored.events == 0) & (censored.times > 5)]
    assert made.notes == ("After the last number at risk, at 5, people are taken as censored evenly up to the end.",)
    assert made.fit.at_risk_errors == (0, 0)
    assert 6.5 < np.median(late) < 8.5
    assert late.max() == 10


def test_numbers_at_risk_that_the_curve_forbids_are_said() -> None:
    made = reconstruct([(1, 0.5), (2, 0.4)], [(0, 10), (2, 8)], arm="a", time_unit="years")

    assert made.fit.at_risk_reconstructed == (10, 5)
    assert made.fit.at_risk_errors == (0, -3)
    assert made.notes[-1] == "5 people are at risk at 2 instead of 8."


@pytest.mark.parametrize(
    ("points", "n", "total", "counts"),
    [
        ([(5, 1.0)], 3, None, [[3, 0]]),
        ([(5, 0.0)], 3, None, [[0, 3]]),
        ([(1, 0.0), (5, 0.0)], 1, None, [[0, 1]]),
        ([(5, 1.0)], 3, 0, [[3, 0]]),
        ([(1, 0.01), (5, 0.0)], 2, 2, [[0, 2]]),
    ],
)
def test_degenerate_curves(
    points: list[tuple[float, float]], n: int, total: int | None, counts: list[list[int]]
) -> None:
    made = reconstruct(points, arm="a", time_unit="years", n=n, total_events=total)

    assert made.table.counts[0].tolist() == counts


@pytest.mark.parametrize(
    ("points", "at_risk", "changed", "sentence"),
    [
        ([], [], {}, "A digitised curve needs points of time and survival"),
        ([(1, 2, 3)], [], {}, "A digitised curve needs points of time and survival"),
        ([(1, 0.9), (2, float("nan"))], [], {}, "Point 2 is not finite"),
        ([(0, 1), (0, 0.9)], [], {}, "A digitised curve must reach beyond time 0"),
        ([(-1, 1), (2, 0.9)], [], {}, "Point 1 lies at time -1"),
        ([(0, 100), (2, 90)], [], {}, r"Survival is 100 at point 1, time 0\. Are these percentages\?"),
        ([(1, 0.9), (2, -0.1)], [], {}, r"Survival is -0.1 at point 2, time 2\.$"),
        ([(1, 0.9), (2, 0.8)], [], {"percent": True}, "Survival never passes 1%, so these are no percentages"),
        ([(1, 90), (2, 103)], [], {"percent": True}, r"Survival is 103 at point 2, time 2\.$"),
        ([(1, 0.9)], [(1, 5)], {"n": None}, "give n, or the number at risk at time 0"),
        ([(1, 0.9)], [(0, 11)], {}, "The arm has 10 people, but 11 are at risk at time 0"),
        ([(1, 0.9)], [(0.5, 11)], {}, "An arm of 10 people does not fit the numbers at risk"),
        ([(1, 0.9)], [], {"n": 0}, "An arm of 0 people does not fit the numbers at risk"),
        ([(1, 0.9)], [(0, 10), (1, 5), (2, 6)], {}, "The number at risk rises from 5 at 1 to 6 at 2"),
        ([(1, 0.9)], [(0, 10), (0, 10)], {}, "The times of the numbers at risk must be finite, not negative, and rise"),
        ([(1, 0.9)], [(0, 10), (1, -2)], {}, "Numbers at risk must be whole and not negative"),
        ([(1, 0.9)], [(0, 10), (1, 2.5)], {}, "Numbers at risk must be whole and not negative"),
        ([(1, 0.9)], [], {"total_events": 11}, "11 events do not fit 10 people"),
        ([(1, 0.9)], [], {"total_events": -1}, "-1 events do not fit 10 people"),
    ],
)
def test_what_cannot_be_a_curve_with_its_numbers_is_refused(
    points: list[tuple[float, float]], at_risk: list[tuple[float, int]], changed: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        reconstruct(points, at_risk, **{"arm": "a", "time_unit": "years", "n": 10} | changed)  # type: ignore[arg-type]


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=12))
def test_smoothed_curve_is_the_nearest_that_does_not_rise(values: list[int]) -> None:
    found = not_rising(np.array(values, dtype=float))

    # The minimum over earlier starts of the largest mean that reaches on: the max–min formula of isotonic regression.
    naive = [
        min(max(np.mean(values[start : end + 1]) for end in range(place, len(values))) for start in range(place + 1))
        for place in range(len(values))
    ]
    assert found == pytest.approx(naive)


@given(
    people=st.integers(1, 60),
    censored=st.integers(0, 60),
    survival=st.lists(st.floats(0, 1), min_size=1, max_size=8),
)
def test_stretch_reaches_a_number_at_risk_that_some_censoring_gives(
    people: int, censored: int, survival: list[float]
) -> None:
    points = np.array(sorted(survival, reverse=True))
    stretch = Stretch(0.0, 6.0, np.linspace(0.5, 5.5, points.size), points, people, 1.0)
    target = stretch.leaving(censored).remaining

    if target >= 0:
        assert abs(stretch.reaching(target).remaining - target) <= 1


def test_person_censored_at_a_point_is_at_risk_there() -> None:
    leaving = Stretch(0.0, 4.0, np.array([2.0]), np.array([1 / 3]), 3, 1.0).leaving(1)

    assert leaving.censored.tolist() == [2.0]
    assert leaving.events == [2]  # of 3; of 2 it would be 1


def test_last_stretch_censors_evenly_however_many_points_it_has() -> None:
    stretch = Stretch(0.0, 100.0, np.linspace(0, 100, 400), np.ones(400), 10, 1.0)

    assert stretch.until_end(1.0).censored == pytest.approx(np.arange(5, 100, 10), abs=1)
    assert stretch.until_end(0.0).censored.size == 0
    assert np.median(stretch.until_end(4.0).censored) < 25


def test_stretch_has_the_events_that_survival_asks_for() -> None:
    stretch = Stretch(2.0, 4.0, np.array([2.0, 3.0, 4.0]), np.array([0.5, 0.4, 0.4]), 10, 0.5)

    leaving = stretch.leaving(0)

    assert (leaving.events, leaving.total, leaving.remaining) == ([0, 2, 0], 2, 8)
    assert leaving.survival == pytest.approx(0.4)
    assert leaving.error == pytest.approx(0)


def test_thousand_points_take_less_than_a_second() -> None:
    rng = np.random.default_rng(5)
    arm = simulated(rng, 2000, 0.03)
    points, at_risk = arm.digitised(rng, 1000), arm.at_risk(MONTHS)

    start = perf_counter()
    reconstruct(points, at_risk, arm="a", time_unit="months", total_events=int(arm.events.sum()))

    assert perf_counter() - start < 1


def test_fit_that_cannot_be_one_is_refused() -> None:
    with pytest.raises(ValueError, match="Every time needs a published and a reconstructed number at risk"):
        ReconstructionFit(0.1, 0.05, (0.0,), (10,), (), 3, None)
    with pytest.raises(ValueError, match="A root mean square error cannot be larger than the largest"):
        ReconstructionFit(0.1, 0.2, (), (), (), 3, None)
