import numpy as np
import pytest
from hypothesis import given

from evidence.tables import EventTable, merge
from tests.evidence.factories import event_tables, table_of

COUNTS = np.array([[[1, 2], [0, 1]]], dtype=np.int64)


def build(**changes: object) -> EventTable:
    given = {
        "arms": ("a",),
        "causes": ("censored", "death"),
        "times": np.array([1.0, 2.0]),
        "counts": COUNTS.copy(),
        "time_unit": "years",
    }
    return EventTable(**{**given, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"arms": ("a", "b")}, "one entry per arm, time and cause"),
        ({"counts": COUNTS.astype(float)}, "64-bit integers"),
        ({"causes": ("death", "censored")}, "first cause must be “censored”"),
        ({"causes": ("censored", "censored")}, "named twice"),
        ({"times": np.array([2.0, 1.0])}, "must be finite, not negative, and rise"),
        ({"times": np.array([1.0, np.nan])}, "must be finite, not negative, and rise"),
        ({"times": np.array([-1.0, 1.0])}, "must be finite, not negative, and rise"),
        ({"counts": -COUNTS}, "negative"),
        ({"counts": COUNTS * 0}, "Nobody is in the arm a"),
    ],
)
def test_table_that_cannot_be_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build(**changes)


def test_table_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        build().counts[0, 0, 0] = 5


@given(event_tables(), event_tables())
def test_merge_is_the_same_either_way_round(first: EventTable, second: EventTable) -> None:
    one, other = merge(first, second), merge(second, first)

    np.testing.assert_array_equal(one.times, other.times)
    np.testing.assert_array_equal(one.counts, other.counts)
    assert one.n("a") == first.n("a") + second.n("a")


def test_merge_keeps_arms_of_both() -> None:
    merged = merge(table_of([(1, 1)], arm="a"), table_of([(2, 0)], arm="b"))

    assert (merged.arms, merged.n("a"), merged.n("b")) == (("a", "b"), 1, 1)


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"time_unit": "days"}, "One table counts in years"), ({"causes": ("censored", "relapse")}, "causes differ")],
)
def test_merge_of_tables_that_differ_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        merge(build(), build(**changes))
