"""Axes end at round numbers that hold the data, and show no more of them than there is room for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.figures.scales import fixed_axis, linear_axis, log_axis, time_axis


@given(
    st.decimals(-(10**6), 10**6, places=3).map(float), st.decimals(0, 10**6, places=3).map(float), st.integers(2, 12)
)
def test_linear_axis_holds_its_numbers(low: float, spread: float, most_ticks: int) -> None:
    axis = linear_axis(low, low + spread, start=0, end=100, most_ticks=most_ticks)

    slack = 1e-6 * (abs(low) + spread + 1)
    assert axis.low <= low + slack
    assert axis.high >= low + spread - slack
    assert 2 <= len(axis.ticks) <= most_ticks + 2


@given(st.floats(1e-3, 1e3), st.floats(1, 1e3), st.floats(80, 600))
def test_log_axis_ends_beyond_its_numbers(low: float, factor: float, width: float) -> None:
    axis = log_axis(low, low * factor, start=0, end=width)

    assert axis.low < low
    assert axis.high > low * factor
    assert axis.place(axis.low) == pytest.approx(0)
    assert axis.place(axis.high) == pytest.approx(width)


def test_log_axis_keeps_to_a_domain() -> None:
    axis = log_axis(0.5, 0.9, (0.25, 4), start=0, end=400)

    assert (axis.low, axis.high) == (0.25, 4)
    assert axis.ticks == (0.25, 0.5, 1, 2, 4)


@pytest.mark.parametrize(
    ("low", "high", "width", "ticks"),
    [
        (0.4, 1.6, 400, (0.25, 0.5, 1, 2)),
        (0.3, 3.9, 180, (0.25, 0.5, 1, 2, 4)),
        (0.52, 1, 400, (0.5, 0.6, 0.8, 1, 1.2)),
        (0.7, 1.3, 140, (0.5, 0.75, 1, 1.5)),
        (0.7, 1.3, 80, (0.5, 1, 2)),
        (0.01, 30, 400, (0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)),
        (0.01, 30, 180, (0.001, 0.01, 0.1, 1, 10, 100)),
        (0.0001, 3000, 100, (0.00001, 0.0001, 0.001, 0.01, 0.1, 1, 10, 100, 1000, 10000)),
    ],
)
def test_log_axis_doubles_where_it_can_and_shows_what_has_room(
    low: float, high: float, width: float, ticks: tuple[float, ...]
) -> None:
    assert log_axis(low, high, start=0, end=width).ticks == ticks


@pytest.mark.parametrize(
    ("high", "unit", "ticks"),
    [
        (18.7, "months", (0, 6, 12, 18, 24)),
        (8, "months", (0, 2, 4, 6, 8)),
        (18.7, "cycles", (0, 5, 10, 15, 20)),
        (1300, "months", (0, 500, 1000, 1500)),
    ],
)
def test_linear_axis_of_time_steps_as_people_count(high: float, unit: str, ticks: tuple[float, ...]) -> None:
    assert linear_axis(0, high, start=0, end=100, most_ticks=5, unit=unit).ticks == ticks


def test_fixed_axis_ends_where_it_is_told() -> None:
    axis = fixed_axis((0, 100), start=0, end=300, most_ticks=6)

    assert (axis.low, axis.high, axis.ticks) == (0, 100, (0, 20, 40, 60, 80, 100))


@pytest.mark.parametrize(
    ("last", "unit", "ticks"),
    [
        (424, "months", (0, 60, 120, 180, 240, 300, 360, 420)),
        (8, "years", (0, 1, 2, 3, 4, 5, 6, 7, 8)),
        (1022, "days", (0, 180, 360, 540, 720, 900)),
        (0.9, "years", (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)),
        (7, "cycles", (0, 1, 2, 3, 4, 5, 6, 7)),
        (0, "years", (0, 0.5, 1)),
    ],
)
def test_time_axis_steps_as_people_count(last: float, unit: str, ticks: tuple[float, ...]) -> None:
    assert time_axis(last, unit, start=0, end=400, spacing=40).ticks == ticks
