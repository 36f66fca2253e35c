import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.estimators import kaplan_meier, quantile_time
from evidence.results import IntervalMethod
from evidence.tables import EventTable
from tests.evidence.factories import event_tables, table_of
from tests.reference import agreement


@pytest.mark.parametrize("name", agreement.SETS)
def test_quantiles_and_limits_agree_with_r(name: str) -> None:
    compared = list(agreement.quantiles(name))

    assert compared
    assert [(label, found, true) for label, found, true in compared if agreement.distance(found, true) > 1e-9] == []


def test_median_of_a_curve_that_rests_at_one_half_is_the_middle_of_the_rest() -> None:
    curve = kaplan_meier(table_of([(1, 1), (2, 1), (6, 1), (7, 1)]), "a")

    assert quantile_time(curve).value == 4.0


def test_median_of_a_curve_that_ends_at_one_half_is_where_it_gets_there() -> None:
    curve = kaplan_meier(table_of([(1, 1), (2, 1), (6, 0), (7, 0)]), "a")

    assert quantile_time(curve).value == 2.0


def test_median_not_reached_is_none() -> None:
    median = quantile_time(kaplan_meier(table_of([(1, 1), (5, 0), (6, 0), (7, 0)]), "a"))

    assert (median.value, median.interval.high) == (None, None)
    assert median.interval.method == "Brookmeyer–Crowley, log-log, Greenwood"


@pytest.mark.parametrize(("probability", "time"), [(0.2, 1.5), (0.3, 2.0), (0.9, 5.0), (0.8, 4.5)])
def test_quantile_of_any_share_follows_the_same_rule(probability: float, time: float) -> None:
    curve = kaplan_meier(table_of([(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)]), "a")

    quantile = quantile_time(curve, probability)

    assert (quantile.probability, quantile.value) == (probability, time)


@pytest.mark.parametrize("probability", [0.0, 1.0, 50.0])
def test_share_that_is_none_is_refused(probability: float) -> None:
    with pytest.raises(ValueError, match="is not a share between 0 and 1"):
        quantile_time(kaplan_meier(table_of([(1, 1)]), "a"), probability)


@settings(max_examples=40)
@given(event_tables(), st.floats(0.05, 0.95), st.sampled_from(list(IntervalMethod)))
def test_limits_enclose_the_quantile_and_larger_shares_take_longer(
    table: EventTable, probability: float, interval: IntervalMethod
) -> None:
    curve = kaplan_meier(table, "a", interval=interval)

    sooner, later = quantile_time(curve, probability / 2), quantile_time(curve, probability)

    if later.value is not None:
        assert sooner.value is not None
        assert sooner.value <= later.value
        assert later.interval.low is None or later.interval.low <= later.value


@settings(max_examples=40)
@given(event_tables(), st.sampled_from([0.25, 12.0]))
def test_another_unit_of_time_scales_the_quantile(table: EventTable, scale: float) -> None:
    scaled = EventTable(table.arms, table.causes, table.times * scale, table.counts, "days")

    quantile, other = (quantile_time(kaplan_meier(one, "a")).value for one in (table, scaled))

    assert other == (None if quantile is None else quantile * scale)
