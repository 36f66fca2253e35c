"""What is drawn of a curve stays within a tenth of a pixel of all its steps, and is never more than can be seen."""

from time import process_time
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from evidence.figures import PlottedCurve
from evidence.figures.scales import Axis
from evidence.figures.steps import CENSOR_SPACING, FINEST, band_corners, censor_marks, line_corners
from tests.evidence.figures.drawings import curve, curves_drawn, incidence

ACROSS = Axis(0, 5, (), 0, 500)
UP = Axis(0, 100, (), 300, 0)


def test_steps_start_at_the_beginning_and_keep_only_corners() -> None:
    assert line_corners(curve(), ACROSS, UP) == [
        {"time": 0, "estimate": 100},
        {"time": 1, "estimate": 83},
        {"time": 3, "estimate": 42},
        {"time": 5, "estimate": 0},
    ]
    assert line_corners(incidence(), ACROSS, UP)[0] == {"time": 0, "estimate": 0}


def test_band_ends_where_its_limits_are_no_longer_defined() -> None:
    assert band_corners(curve(), ACROSS, UP) == [
        {"time": 1, "low": 27, "high": 97},
        {"time": 3, "low": 6, "high": 77},
        {"time": 5, "low": 6, "high": 77},
    ]


def test_band_begins_where_its_limits_are_first_defined() -> None:
    late = curve(low=(None, None, 0.06, 0.06, 0.06), high=(None, None, 0.77, 0.77, 0.77))

    assert [corner["time"] for corner in band_corners(late, ACROSS, UP)] == [3, 5]


def test_curve_without_limits_has_no_band() -> None:
    assert band_corners(curve(low=(None,) * 5, high=(None,) * 5), ACROSS, UP) == []


def test_censoring_is_marked_on_the_curve_where_somebody_left() -> None:
    assert censor_marks(curve(), ACROSS) == (
        [{"time": 2, "estimate": 83}, {"time": 4, "estimate": 42}],
        False,
    )


def test_crowded_censoring_marks_keep_their_distance() -> None:
    crowded = long_curve(20_000)

    marks, thinned = censor_marks(crowded, ACROSS)

    apart = np.diff([ACROSS.place(mark["time"]) for mark in marks])
    assert thinned
    assert apart.min() >= CENSOR_SPACING
    assert apart.max() < CENSOR_SPACING + 1


@given(st.integers(1, 3000), st.integers(0, 2**32 - 1))
def test_drawn_curve_lies_within_a_tenth_of_a_pixel_of_each_step(size: int, seed: int) -> None:
    whole = long_curve(size, seed)

    corners = line_corners(whole, ACROSS, UP)

    assert corners[-1]["time"] == whole.time[-1]
    off = distances(whole, [c["time"] for c in corners], [c["estimate"] for c in corners], whole.estimate)
    assert off.max() < FINEST


@given(st.integers(2, 3000), st.integers(0, 2**32 - 1))
def test_drawn_band_lies_within_a_tenth_of_a_pixel_of_each_limit(size: int, seed: int) -> None:
    whole = long_curve(size, seed)

    corners = band_corners(whole, ACROSS, UP)

    for name, values in (("low", whole.low), ("high", whole.high)):
        assert distances(whole, [c["time"] for c in corners], [c[name] for c in corners], values).max() < FINEST


def test_curve_of_a_million_times_is_drawn_soon_and_small() -> None:
    whole = long_curve(1_000_000)
    start = process_time()

    svg = curves_drawn([whole]).svg()

    assert process_time() - start < 2
    assert len(svg) < 200_000


def long_curve(size: int, seed: int = 1) -> PlottedCurve:
    """Give a curve of one person for each of many times, a third of them censored."""
    chance = np.random.default_rng(seed)
    time = np.cumsum(chance.uniform(0.1, 1, size))
    time *= 5 / time[-1]
    at_risk = np.arange(size, 0, -1)
    events = (chance.uniform(size=size) < 2 / 3).astype(int)
    estimate = np.cumprod(1 - events / (at_risk + size))
    columns: dict[str, Any] = {
        "time": time,
        "estimate": estimate,
        "low": estimate**1.5,
        "high": estimate**0.7,
        "at_risk": at_risk,
        "events": events,
        "censored": 1 - events,
    }
    return curve(**{name: tuple(column.tolist()) for name, column in columns.items()})


def distances(whole: PlottedCurve, times: list[float], values: list[float], true: Any) -> Any:
    """Measure in pixels how far each true corner lies from the steps drawn: up and down, or across to the next rise."""
    x, corners = np.array(whole.time) * 100, np.array(times) * 100
    y = 3 * (100 - 100 * np.array(true))
    drawn = 3 * (100 - np.array(values))
    place = np.clip(np.searchsorted(corners, x, side="right") - 1, 0, None)
    vertical = np.abs(drawn[place] - y)
    following = np.clip(place + 1, 0, len(corners) - 1)
    # A corner may be drawn a little later than it is: then the riser drawn next passes its height.
    passed = (np.minimum(drawn[place], drawn[following]) <= y + FINEST) & (
        y <= np.maximum(drawn[place], drawn[following])
    )
    across = np.where(passed, corners[following] - x, np.inf)
    return np.minimum(vertical, across)
