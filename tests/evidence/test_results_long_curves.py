"""Curves are checked block by block: what is wrong between two blocks must not slip through."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from evidence.estimators import cumulative_incidence, kaplan_meier
from evidence.results import CumulativeIncidence, SurvivalCurve
from evidence.results.curves import _BLOCK
from evidence.tables import EventTable

N = 2 * _BLOCK + 10
PLACES = [0, _BLOCK - 1, _BLOCK, _BLOCK + 1, 2 * _BLOCK, N - 2]


def table() -> EventTable:
    counts = np.zeros((1, N, 3), dtype=np.int64)
    counts[0, np.arange(N), np.arange(N) % 3] = 1
    return EventTable(("a",), ("censored", "x", "y"), np.arange(1.0, N + 1), counts, "days")


SURVIVAL = kaplan_meier(table(), "a")
INCIDENCE = cumulative_incidence(table(), "a", "x")


def changed(curve: SurvivalCurve | CumulativeIncidence, name: str, place: int, value: float) -> dict[str, Any]:
    values = getattr(curve, name).copy()
    values[place] = value
    return {name: values}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("estimate", np.nan, "An estimate is missing"),
        ("estimate", 1.5, "must be probabilities|Survival rises"),
        ("low", -0.1, "must be probabilities"),
        ("high", 1.1, "must be probabilities"),
        ("low", 1.0, "outside its own interval"),
        ("high", 0.0, "outside its own interval"),
        ("events", -1, "A count is negative"),
        ("censored", -1, "A count is negative"),
        ("at_risk", 2 * N, "never rise"),
        ("time", 2.0 * N, "rise"),
        ("time", np.nan, "Times must be finite"),
    ],
)
def test_one_wrong_value_is_found_wherever_it_stands(name: str, value: float, message: str, place: int) -> None:
    curve = replace(SURVIVAL, estimate=np.full(N, 0.5), low=np.full(N, 0.1), high=np.full(N, 0.9))

    with pytest.raises(ValueError, match=message):
        replace(curve, **changed(curve, name, place, value))


@pytest.mark.parametrize("place", PLACES)
def test_step_the_wrong_way_is_found_wherever_it_stands(place: int) -> None:
    nothing = {"low": np.full(N, np.nan), "high": np.full(N, np.nan)}
    up, down = np.where(np.arange(N) > place, 0.6, 0.4), np.where(np.arange(N) > place, 0.4, 0.6)

    with pytest.raises(ValueError, match="Survival rises"):
        replace(SURVIVAL, estimate=up, **nothing)
    with pytest.raises(ValueError, match="Cumulative incidence falls"):
        replace(INCIDENCE, estimate=down, **nothing)


def test_more_people_at_risk_than_there_are_is_found_with_late_entry() -> None:
    late = replace(SURVIVAL, late_entry=True)

    with pytest.raises(ValueError, match="More people are at risk than there are"):
        replace(late, **changed(late, "at_risk", _BLOCK + 5, N + 1))


def test_curve_without_a_quantity_is_refused() -> None:
    with pytest.raises(ValueError, match="A curve must name its quantity"):
        replace(SURVIVAL, quantity="")
