from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from evidence.results.safety import ANY_TERM, OVERALL
from evidence.tables import BadRowsError
from evidence.tables.adverse_events import AdverseEventCounts, read_adverse_events
from tests.evidence.adverse_event_rows import Event, counted, event_lists


def read(path: Path, **options: object) -> AdverseEventCounts:
    given: dict[str, object] = {"treated": {"A": 10, "B": 10}}
    return read_adverse_events(path, patient="id", arm="arm", term="term", grade="grade", **(given | options))  # type: ignore[arg-type]


def write(folder: Path, *lines: str) -> Path:
    path = folder / "events.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def problems(path: Path, **options: object) -> tuple[str, ...]:
    with pytest.raises(BadRowsError) as caught:
        read(path, **options)
    return caught.value.problems


def test_patient_counts_once_per_term_at_the_worst_grade(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "id,arm,term,grade",
        "1,A,rash,2",
        "1,A,rash,4",
        "1,A,rash,3",
        "2,A,rash,1",
        "2,A,fever,1",
        "3,B,rash,5.0",
    )

    found = read(path)

    assert (found.periods, found.arms, found.terms) == ((OVERALL,), ("A", "B"), (ANY_TERM, "fever", "rash"))
    np.testing.assert_array_equal(found.treated, [[10, 10]])
    np.testing.assert_array_equal(found.patients[0, 0], [[1, 0, 0, 1, 0], [1, 0, 0, 0, 0], [1, 0, 0, 1, 0]])
    np.testing.assert_array_equal(found.events[0, 0], [[2, 1, 1, 1, 0], [1, 0, 0, 0, 0], [1, 1, 1, 1, 0]])
    np.testing.assert_array_equal(found.patients[0, 1], [[0, 0, 0, 0, 1], [0, 0, 0, 0, 0], [0, 0, 0, 0, 1]])


def test_patient_counts_once_per_period_and_once_overall() -> None:
    found = counted([Event("1", "new", "rash", 2), Event("1", "new", "rash", 3, "later"), Event("2", "new", "rash", 1)])

    assert found.periods == (OVERALL, "induction", "later")
    assert found.ctcae_version == "5.0"
    np.testing.assert_array_equal(found.treated, [[12, 9], [12, 9], [8, 0]])
    np.testing.assert_array_equal(found.patients[:, 0, 1], [[1, 0, 1, 0, 0], [1, 1, 0, 0, 0], [0, 0, 1, 0, 0]])


@settings(max_examples=40)
@given(events=event_lists())
def test_counts_agree_with_a_loop_over_patients(events: list[Event]) -> None:
    found = counted(events)

    for p, period in enumerate(found.periods):
        for a, arm in enumerate(found.arms):
            for t, term in enumerate(found.terms):
                mine = [
                    event
                    for event in events
                    if event.arm == arm and period in (OVERALL, event.period) and term in (ANY_TERM, event.term)
                ]
                worst = [max(e.grade for e in mine if e.patient == patient) for patient in {e.patient for e in mine}]
                for g in range(5):
                    assert found.patients[p, a, t, g] == worst.count(g + 1)
                    assert found.events[p, a, t, g] == [event.grade for event in mine].count(g + 1)


def test_no_events_leave_the_treated() -> None:
    found = counted([], periods=False)

    assert found.terms == (ANY_TERM,)
    np.testing.assert_array_equal(found.treated, [[12, 9]])
    assert found.patients.sum() == 0


def test_every_kind_of_bad_row_is_reported_at_once(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "id,arm,term,grade,when",
        "1,A,rash,2,first",
        ",A,rash,2,first",
        "2,,rash,2,first",
        "3,A,,2,first",
        "4,A,rash,,first",
        "5,C,rash,2,first",
        "1,B,rash,2,first",
        "6,A,any adverse event,1,first",
        "7,A,rash,0,first",
        "8,A,rash,6,first",
        "9,A,rash,2.5,first",
        "10,A,rash,2,",
        "11,A,rash,2,overall",
        "12,A,rash,2,last",
        "13,B,rash,2,second",
    )

    found = problems(path, period="when", treated_by_period={"first": {"A": 10, "B": 10}, "second": {"A": 4}})

    assert found == (
        "1 row has no patient (row 2).",
        "1 row has no arm (row 3).",
        "1 row has no term (row 4).",
        "1 row has no grade (row 5).",
        "1 row has an unknown arm (row 6).",
        "1 row has a patient of another arm (row 7).",
        "1 row has the term “any adverse event”, which stands for all terms together (row 8).",
        "3 rows have a grade that is not a whole number from 1 to 5 (row 9, 10, 11).",
        "1 row has no period (row 12).",
        "2 rows have an unknown period (row 13, 14).",
        "1 row has a period that the arm did not have (row 15).",
    )


def test_rows_after_one_that_cannot_be_taken_apart_keep_their_numbers(tmp_path: Path) -> None:
    path = write(tmp_path, "id,arm,term,grade", "1,A,rash,2", "2,A,rash", "3,A,rash,9")

    assert problems(path) == (
        "1 row has fewer fields than the header (row 2).",
        "1 row has a grade that is not a whole number from 1 to 5 (row 3).",
    )


def test_many_bad_rows_name_the_first_five(tmp_path: Path) -> None:
    path = write(tmp_path, "id,arm,term,grade", *["1,A,rash,7"] * 8)

    assert problems(path) == ("8 rows have a grade that is not a whole number from 1 to 5 (row 1, 2, 3, 4, 5 …).",)


def test_more_patients_than_were_treated_are_refused(tmp_path: Path) -> None:
    lines = [f"{number},A,rash,1,first" for number in range(4)]
    path = write(tmp_path, "id,arm,term,grade,when", *lines)

    found = problems(path, treated={"A": 3}, period="when", treated_by_period={"first": {"A": 2}})

    assert found == (
        "4 patients of A have adverse events, but 3 were treated.",
        "4 patients of A have adverse events in the period first, but 2 were treated.",
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"treated": {}}, "The number treated must be given for each arm."),
        ({"treated": {"A": 0}}, "0 is not a number of patients treated (arm A)."),
        ({"treated": {"A": 2.5}}, "2.5 is not a number of patients treated (arm A)."),
        ({"period": "when"}, "A column of periods and the numbers who started each period go together."),
        (
            {"treated_by_period": {"first": {"A": 1}}},
            "A column of periods and the numbers who started each period go together.",
        ),
        (
            {"period": "when", "treated_by_period": {"first": {"C": 1}}},
            "There is no arm 'C' in the period first; there are A, B.",
        ),
        (
            {"period": "when", "treated_by_period": {"first": {"A": 11}}},
            "11 patients of A cannot have started first: 10 were treated.",
        ),
        (
            {"period": "when", "treated_by_period": {"overall": {"A": 10}}},
            "“overall” is all periods together, not one of them.",
        ),
    ],
)
def test_numbers_treated_that_cannot_be_are_refused(tmp_path: Path, options: dict[str, object], message: str) -> None:
    assert problems(write(tmp_path, "id,arm,term,grade,when"), **options) == (message,)


def test_missing_column_is_named(tmp_path: Path) -> None:
    assert problems(write(tmp_path, "id,arm,term,level")) == (
        "There is no column “grade”; there are id, arm, term, level.",
    )


def counts(**changes: object) -> AdverseEventCounts:
    usual: dict[str, object] = {
        "periods": (OVERALL,),
        "arms": ("A",),
        "terms": (ANY_TERM,),
        "treated": np.array([[3]]),
        "patients": np.array([[[[1, 0, 0, 0, 1]]]]),
        "events": np.array([[[[2, 0, 0, 0, 1]]]]),
    }
    return AdverseEventCounts(**(usual | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"treated": np.array([3])}, "one entry per period, arm, term and grade"),
        ({"periods": ("induction",)}, "The first period must be “overall”"),
        ({"terms": ("rash",)}, "the first term “any adverse event”"),
        ({"arms": ("A", "A"), "treated": np.array([[3, 3]])}, "one entry per"),
        ({"treated": np.array([[1]])}, "More patients have an adverse event than were treated"),
        ({"events": np.array([[[[1, 0, 0, 0, 0]]]])}, "More patients have an adverse event than there are events"),
        ({"events": np.array([[[[3, -1, 0, 0, 1]]]])}, "A count is negative"),
    ],
)
def test_counts_that_cannot_be_are_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        counts(**changes)


def test_name_given_twice_is_refused() -> None:
    twice = {name: np.repeat(getattr(counts(), name), 2, axis=1) for name in ("treated", "patients", "events")}

    with pytest.raises(ValueError, match="named twice"):
        counts(arms=("A", "A"), **twice)
