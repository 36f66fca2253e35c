from dataclasses import replace

import pytest

from evidence.estimators import adverse_events
from evidence.figures import DARK, LIGHT, PlottedAdverseEvent, plotted_adverse_events
from tests.evidence.adverse_event_rows import Event, counted
from tests.evidence.figures.drawings import ADVERSE_EVENTS, NEW, OLD, adverse_events_drawn, layers_of, texts_of


@pytest.mark.parametrize("width", [340, 680])
def test_every_count_stands_beside_its_percentage(width: int) -> None:
    written = texts_of(adverse_events_drawn(width=width))

    assert {"21", "(70%)", "120", "(56%)", "98", "(46%)", "3", "(10%)", "1", "(<1%)", "0", "(0%)"} <= set(written)
    assert f"{NEW} (n\u00a0=\u00a030)" in written
    assert f"{OLD} (n\u00a0=\u00a0214)" in written


def test_text_alternative_says_every_number() -> None:
    assert adverse_events_drawn().text_alternative == (
        "Infections were common. Patients with an event. "
        "Patients: Blinatumomab + Interfant-06, n\u00a0=\u00a030; Interfant-06 alone, n\u00a0=\u00a0214. "
        "Infection: Blinatumomab + Interfant-06, any grade 21 (70%), grade 3 or higher 21 (70%); "
        "Interfant-06 alone, any grade 120 (56%), grade 3 or higher 98 (46%). "
        "Seizure: Blinatumomab + Interfant-06, any grade 3 (10%), grade 3 or higher 0 (0%); "
        "Interfant-06 alone, any grade 1 (<1%), grade 3 or higher 1 (<1%)."
    )


def test_bars_are_as_long_as_their_percentages() -> None:
    bars = [
        layer["data"]["values"]
        for layer in layers_of(adverse_events_drawn(), "rect")
        if "any_grade" in layer["data"]["values"][0]
    ]
    whole = {(row["term"], row["arm"]): row["any_grade_percent"] for rows in bars for row in rows if "any_grade" in row}

    assert whole["Infection", NEW] == pytest.approx(70)
    assert whole["Infection", OLD] == pytest.approx(100 * 120 / 214)


@pytest.mark.parametrize(
    ("count", "n", "printed"),
    [(0, 214, "(0.0%)"), (1, 2000, "(0.1%)"), (1, 3000, "(<0.1%)"), (2999, 3000, "(>99.9%)"), (3000, 3000, "(100.0%)")],
)
def test_percentage_never_says_none_or_all_where_it_is_not(count: int, n: int, printed: str) -> None:
    row = PlottedAdverseEvent("Infection", NEW, n, count, 0)

    assert printed in texts_of(adverse_events_drawn((row,)))


def test_terms_of_most_patients_come_first_where_asked() -> None:
    order = adverse_events_drawn((*ADVERSE_EVENTS[2:], *ADVERSE_EVENTS[:2]), by_frequency=True).text_alternative

    assert order.index("Infection:") < order.index("Seizure:")


def test_computed_table_is_plotted() -> None:
    table = adverse_events(counted([Event("1", "new", "infection", 3), Event("2", "standard", "rash", 1)]))

    rows = plotted_adverse_events(table, roles={table.arms[0]: "experimental"})

    assert len(rows) == len(table.terms) * len(table.arms)
    assert rows[0].term == "Any adverse event"
    assert rows[0].any_grade == table.row(table.arms[0]).patients
    assert {row.role for row in rows} == {"experimental", "cohort"}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_svg_can_stand_in_a_page(theme: object) -> None:
    svg = adverse_events_drawn(theme=theme).svg()

    assert theme.arms[0] in svg
    assert "style=" not in svg


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((), "There is no adverse event to draw"),
        ((ADVERSE_EVENTS[0], ADVERSE_EVENTS[0]), "Infection stands twice in Blina"),
        (
            (ADVERSE_EVENTS[0], replace(ADVERSE_EVENTS[2], n=31)),
            "31 were treated, but 30 for another term",
        ),
        (ADVERSE_EVENTS[:3], "Seizure says nothing of Interfant-06 alone"),
        (
            tuple(replace(ADVERSE_EVENTS[0], term=f"T{i}") for i in range(31)),
            "one figure has room for 30",
        ),
        (tuple(replace(ADVERSE_EVENTS[0], arm=f"A{i}") for i in range(7)), "There are 7 arms, but colours for 6"),
    ],
)
def test_what_cannot_be_drawn_is_refused(rows: tuple[PlottedAdverseEvent, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        adverse_events_drawn(rows)


@pytest.mark.parametrize(("n", "any_grade", "severe"), [(0, 0, 0), (30, 31, 0), (30, 5, 6), (30, -1, -1)])
def test_counts_that_cannot_be_are_refused(n: int, any_grade: int, severe: int) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        PlottedAdverseEvent("Infection", NEW, n, any_grade, severe)
