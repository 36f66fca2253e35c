import pytest

from evidence.results import ConfidenceInterval
from evidence.results.proportions import Proportion
from evidence.results.safety import (
    ANY_TERM,
    OVERALL,
    AdverseEventRow,
    AdverseEventTable,
    Grades,
    IncidenceRate,
)


def rate(**changes: object) -> IncidenceRate:
    usual: dict[str, object] = {
        "arm": "new",
        "outcome": "infection",
        "events": 10,
        "person_time": 50.0,
        "time_unit": "years",
        "per": 100,
        "value": 20.0,
        "standard_error": None,
        "interval": ConfidenceInterval(9.6, 36.8, "exact"),
        "n": None,
        "method": "events by person-time",
    }
    return IncidenceRate(**(usual | changes))  # type: ignore[arg-type]


def row(patients: int = 2, events: int = 3, *, arm: str = "new", of: str = "new") -> AdverseEventRow:
    share = Proportion(of, "rash, any grade", patients, 10, patients / 10, None, None, "observed proportion")
    return AdverseEventRow(arm, "rash", OVERALL, Grades.ANY, share, events)


def table(*rows: AdverseEventRow, arms: tuple[str, ...] = ("new",)) -> AdverseEventTable:
    return AdverseEventTable(rows, arms, (ANY_TERM, "rash"), (OVERALL,), None, "each patient once")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"events": -1}, "-1 is not a number of events"),
        ({"events": float("nan")}, "nan is not a number of events"),
        ({"person_time": 0.0}, r"The person-time is 0\.0"),
        ({"per": 0}, "The time that a rate is given per is 0"),
        ({"value": 21.0}, r"21\.0 is not 10 events in 50\.0 per 100"),
        ({"interval": ConfidenceInterval(25, 36.8, "exact")}, "does not fit the rate"),
        ({"interval": ConfidenceInterval(9.6, None, "exact")}, "does not fit the rate"),
        ({"method": ""}, "must name its method"),
    ],
)
def test_rate_that_cannot_be_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rate(**changes)


@pytest.mark.parametrize(("per", "unit"), [(100, "per 100 person-years"), (1, "per 1 person-years")])
def test_unit_names_the_person_time(per: float, unit: str) -> None:
    assert rate(per=per, value=0.2 * per, interval=None).unit == unit


@pytest.mark.parametrize(
    ("grades", "numbers"),
    [(Grades.ANY, (1, 2, 3, 4, 5)), (Grades.SEVERE, (3, 4, 5)), (Grades.GRADE_1, (1,)), (Grades.GRADE_5, (5,))],
)
def test_grades_name_what_they_count(grades: Grades, numbers: tuple[int, ...]) -> None:
    assert grades.numbers == numbers


def test_row_of_a_table_is_found() -> None:
    mine = row()

    assert table(mine).row("new", "rash") is mine
    assert (mine.patients, mine.treated, mine.events) == (2, 10, 3)


def test_row_with_fewer_events_than_patients_is_refused() -> None:
    with pytest.raises(ValueError, match="1 events cannot have happened to 2 patients"):
        row(2, 1)


def test_row_with_the_proportion_of_another_arm_is_refused() -> None:
    with pytest.raises(ValueError, match="A proportion of standard does not belong to new"):
        row(of="standard")


def test_table_with_a_row_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="A row of adverse events stands twice"):
        table(row(), row(3, 3))


def test_table_with_a_row_of_an_unknown_arm_is_refused() -> None:
    with pytest.raises(ValueError, match="The row new, rash, overall does not belong to the table"):
        table(row(), arms=("standard",))
