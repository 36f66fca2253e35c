import pytest
from hypothesis import given, settings

from evidence.estimators.adverse_events import adverse_events
from evidence.estimators.proportion import proportion
from evidence.estimators.risk_contrasts import risk_difference
from evidence.results import DataSource
from evidence.results.proportions import ProportionInterval
from evidence.results.safety import ANY_TERM, OVERALL, Grades
from tests.evidence.adverse_event_rows import STARTED, TREATED, Event, counted, event_lists

EVENTS = [
    Event("1", "new", "rash", 2),
    Event("1", "new", "rash", 4, "later"),
    Event("2", "new", "infection", 3),
    Event("3", "new", "infection", 1),
    Event("4", "standard", "infection", 5),
    Event("4", "standard", "nausea", 1),
]


def test_terms_stand_by_frequency_after_any() -> None:
    found = adverse_events(counted(EVENTS))

    assert found.terms == (ANY_TERM, "infection", "nausea", "rash")
    assert found.periods == (OVERALL, "induction", "later")
    assert (found.arms, found.ctcae_version) == (("new", "standard"), "5.0")
    assert found.method == "patients counted once per term and period, at the worst grade"
    assert found.source is DataSource.PATIENTS


def test_rows_stand_by_term_period_grades_and_arm() -> None:
    found = [(row.term, row.period, row.grades, row.arm) for row in adverse_events(counted(EVENTS)).rows]

    assert found[:3] == [
        (ANY_TERM, OVERALL, Grades.ANY, "new"),
        (ANY_TERM, OVERALL, Grades.ANY, "standard"),
        (ANY_TERM, OVERALL, Grades.SEVERE, "new"),
    ]
    # The standard arm had no later period.
    assert len(found) == 4 * 7 * (2 + 2 + 1)


@pytest.mark.parametrize(
    ("term", "grades", "period", "patients", "events", "treated"),
    [
        (ANY_TERM, Grades.ANY, OVERALL, 3, 4, 12),
        (ANY_TERM, Grades.SEVERE, OVERALL, 2, 2, 12),
        ("rash", Grades.ANY, OVERALL, 1, 2, 12),
        # A patient whose worst grade is 4 is none of grade 2; the event of grade 2 still counts.
        ("rash", Grades.GRADE_2, OVERALL, 0, 1, 12),
        ("rash", Grades.GRADE_4, OVERALL, 1, 1, 12),
        ("rash", Grades.GRADE_2, "induction", 1, 1, 12),
        ("rash", Grades.SEVERE, "later", 1, 1, 8),
        ("nausea", Grades.ANY, OVERALL, 0, 0, 12),
    ],
)
def test_row_counts_patients_at_their_worst_grade(
    term: str, grades: Grades, period: str, patients: int, events: int, treated: int
) -> None:
    row = adverse_events(counted(EVENTS)).row("new", term, grades=grades, period=period)

    assert (row.patients, row.events, row.treated) == (patients, events, treated)
    assert row.proportion == proportion(patients, treated, arm="new", outcome=row.proportion.outcome)


def test_interval_and_level_are_passed_on() -> None:
    table = adverse_events(counted(EVENTS), interval=ProportionInterval.WILSON, confidence_level=0.9)

    interval = table.row("new").proportion.interval

    assert interval is not None
    assert (interval.method, interval.confidence_level) == ("Wilson", 0.9)


def test_rows_of_two_arms_can_be_compared() -> None:
    table = adverse_events(counted(EVENTS))

    found = risk_difference(table.row("new", "infection").proportion, table.row("standard", "infection").proportion)

    assert found.value == pytest.approx(2 / 12 - 1 / 9, rel=1e-14)


@pytest.mark.parametrize(
    ("arm", "term", "period", "message"),
    [
        ("other", ANY_TERM, OVERALL, "There is no 'other' among new, standard"),
        ("new", "cough", OVERALL, "There is no 'cough' among any adverse event, infection, nausea, rash"),
        ("new", ANY_TERM, "last", "There is no 'last' among overall, induction, later"),
        ("standard", ANY_TERM, "later", "Nobody of standard was treated in the period later"),
    ],
)
def test_row_that_is_not_there_is_explained(arm: str, term: str, period: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        adverse_events(counted(EVENTS)).row(arm, term, period=period)


@settings(max_examples=25)
@given(events=event_lists())
def test_grades_add_up_and_terms_stay_inside_any(events: list[Event]) -> None:
    table = adverse_events(counted(events))

    rows = {(row.arm, row.term, row.period, row.grades): row for row in table.rows}
    for (arm, term, period, grades), row in rows.items():
        started = TREATED if period == OVERALL else STARTED[period]
        assert row.treated == started[arm]
        assert row.patients <= rows[arm, term, OVERALL, Grades.ANY].patients
        assert row.patients <= rows[arm, ANY_TERM, period, Grades.ANY].patients
        single = [rows[arm, term, period, Grades(str(number))] for number in grades.numbers]
        assert row.patients == sum(one.patients for one in single)
        assert row.events == sum(one.events for one in single)
