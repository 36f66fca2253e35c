import numpy as np
import pytest
from hypothesis import given, settings

from evidence.estimators import kaplan_meier, quantile_time
from evidence.estimators.reverse_kaplan_meier import reverse_kaplan_meier
from evidence.results import IntervalMethod
from evidence.tables import EventTable
from tests.evidence import naive
from tests.evidence.factories import event_tables, people_of, table_of


@given(event_tables())
def test_follow_up_agrees_with_exact_fractions(table: EventTable) -> None:
    people = [naive.Person(naive.START, time, cause) for time, cause in people_of(table)]

    curve = reverse_kaplan_meier(table, "a")

    steps = naive.survival(people, events=[0])
    np.testing.assert_allclose(curve.estimate, [float(step.estimate) for step in steps], rtol=1e-12)


@settings(max_examples=40)
@given(event_tables())
def test_follow_up_is_survival_with_the_status_turned_round(table: EventTable) -> None:
    turned = np.stack([table.counts[:, :, 1:].sum(axis=2), table.counts[:, :, 0]], axis=2)
    other = EventTable(("a",), ("censored", "end of follow-up"), table.times, turned, "years")

    curve, expected = reverse_kaplan_meier(table, "a"), kaplan_meier(other, "a")

    for name in ("estimate", "standard_error", "low", "high", "at_risk", "events", "censored"):
        np.testing.assert_array_equal(getattr(curve, name), getattr(expected, name))


def test_event_at_the_time_of_a_censoring_leaves_its_person_at_risk_there() -> None:
    curve = reverse_kaplan_meier(table_of([(1, 1), (1, 0), (2, 0), (3, 0)]), "a")

    assert curve.estimate.tolist() == [0.75, 0.375, 0.0]


def test_follow_up_says_what_it_is() -> None:
    curve = reverse_kaplan_meier(table_of([(1, 1), (2, 0), (3, 0)]), "a", interval=IntervalMethod.LOG)

    median = quantile_time(curve)

    assert (curve.quantity, curve.at(2).quantity) == ("follow-up", "follow-up")
    assert (median.value, median.method) == (2.5, "reverse Kaplan–Meier")
    assert median.interval.method == "Brookmeyer–Crowley, log, Greenwood"
    assert (curve.events.tolist(), curve.censored.tolist()) == ([0, 1, 1], [1, 0, 0])


def test_unknown_arm_is_named() -> None:
    with pytest.raises(ValueError, match="There is no arm 'b'; there are a"):
        reverse_kaplan_meier(table_of([(2, 1)]), "b")
