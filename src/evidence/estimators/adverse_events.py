"""Adverse events as papers print them: patients by term, worst grade and period, of those treated.

A patient counts once, at the worst grade; the events are counted beside, as the harms extension of CONSORT wants both:
Junqueira DR, Zorzela L, Golder S, et al. CONSORT Harms 2022 statement, explanation, and elaboration. BMJ.
2023;381:e073725.
"""

from collections.abc import Iterator

from evidence.estimators.proportion import proportion
from evidence.results.proportions import ProportionInterval
from evidence.results.safety import OVERALL, AdverseEventRow, AdverseEventTable, Grades
from evidence.tables.adverse_events import AdverseEventCounts


def adverse_events(
    counts: AdverseEventCounts,
    *,
    interval: ProportionInterval = ProportionInterval.CLOPPER_PEARSON,
    confidence_level: float = 0.95,
) -> AdverseEventTable:
    """
    Give the share of patients with each adverse event, by arm, period and grade.

    Parameters
    ----------
    counts : AdverseEventCounts
    interval : ProportionInterval, default Clopper–Pearson
    confidence_level : float, default 0.95

    Returns
    -------
    AdverseEventTable
        For any event and for each term; all periods together and each; any grade, grade 3 or more, and each grade.
        Without rows for an arm in a period that it did not have.
    """
    # Most frequent first: patients of any grade, all arms together.
    sizes = counts.patients[0].sum(axis=(0, 2)).tolist()
    order = sorted(range(len(counts.terms)), key=lambda term: (term > 0, -sizes[term], counts.terms[term]))
    return AdverseEventTable(
        rows=tuple(row for term in order for row in _rows(counts, term, interval, confidence_level)),
        arms=counts.arms,
        terms=tuple(counts.terms[term] for term in order),
        periods=counts.periods,
        ctcae_version=counts.ctcae_version,
        method="patients counted once per term and period, at the worst grade",
        source=counts.source,
    )


def _rows(
    counts: AdverseEventCounts, term: int, interval: ProportionInterval, confidence_level: float
) -> Iterator[AdverseEventRow]:
    for place, period in enumerate(counts.periods):
        for grades in Grades:
            chosen = [grade - 1 for grade in grades.numbers]
            for arm, name in enumerate(counts.arms):
                treated = int(counts.treated[place, arm])
                if treated:
                    share = proportion(
                        int(counts.patients[place, arm, term, chosen].sum()),
                        treated,
                        arm=name,
                        outcome=_outcome(counts.terms[term], grades, period),
                        interval=interval,
                        confidence_level=confidence_level,
                        source=counts.source,
                    )
                    events = int(counts.events[place, arm, term, chosen].sum())
                    yield AdverseEventRow(name, counts.terms[term], period, grades, share, events)


def _outcome(term: str, grades: Grades, period: str) -> str:
    """Say in words what is counted, like “infection, grade ≥3, induction”."""
    grade = "any grade" if grades is Grades.ANY else f"grade {grades}"
    return f"{term}, {grade}" + ("" if period == OVERALL else f", {period}")
