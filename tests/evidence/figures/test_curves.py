"""What a drawing of curves says, to the eye, in its table and in words, and what it refuses."""

from typing import Any

import pytest
from hypothesis import given

from evidence.estimators import cumulative_incidence, kaplan_meier
from evidence.figures import LIGHT, FigureLanguage, Picture, PlottedCurve
from evidence.figures.count_table import counts_at
from evidence.figures.curves import _apart
from evidence.tables import EventTable
from tests.evidence.factories import event_tables, table_of
from tests.evidence.figures.drawings import CAVEAT, NEW, OLD, curve, curves_drawn, elements, incidence, texts

ROWS = ("At risk", "Censored", "Events", "Other events")
DEATH = {"events": (0, 0, 1, 0, 1), "competing": (1, 0, 1, 0, 0)}
TABLE = table_of([(1, 1), (2, 2), (3, 0), (3, 0)])


@pytest.fixture(scope="module", params=[340, 680])
def svg(request: pytest.FixtureRequest) -> str:
    return curves_drawn(width=request.param).svg()


def test_table_counts_people_at_risk_censored_and_with_an_event() -> None:
    assert counts_at(curve(), (0, 1, 2.5, 3, 6)) == {
        "At risk": [6, 6, 4, 4, 0],
        "Censored": [0, 0, 1, 1, 2],
        "Events": [0, 0, 1, 1, 4],
    }


@given(event_tables())
def test_table_adds_up_to_everybody_at_any_time(table: EventTable) -> None:
    steps = cumulative_incidence(table, "a", "relapse").steps()
    plotted = PlottedCurve(
        label="a",
        kind="incidence",
        **{name: tuple(column) for name, column in steps.items()},  # type: ignore[arg-type]
    )

    counts = counts_at(plotted, [0, 0.5, 1, 2.25, 3, 5, 6, 7])

    assert {sum(column) for column in zip(*counts.values(), strict=True)} == {table.n("a")}


def test_table_is_written_under_the_axis_for_each_curve(svg: str) -> None:
    written = texts(svg)

    for row in ("At risk", "Events"):
        assert written.count(row) == 2
    assert written.count("Censored") == 3  # and once to explain the marks
    # At risk at 0 and until the first leave at 1; the last tick, at 5, has 1 at risk, 2 censored, 3 with an event.
    assert written.count("6") >= 4
    assert written.count("2") >= 2
    assert "Other events" not in written


def test_competing_events_have_a_row_of_their_own() -> None:
    assert texts(curves_drawn([incidence()]).svg()).count("Other events") == 1


def test_causes_in_the_same_people_share_the_rows_that_count_the_same() -> None:
    both = [incidence(people="All infants"), incidence(people="All infants", label="Death", **DEATH)]

    written = texts(curves_drawn(both, width=340).svg())

    rows = [text for text in written if text in ROWS]
    assert sorted(rows) == ["At risk", "Censored", "Censored", "Events", "Events"]
    assert written.count("All infants") == 1


def test_events_that_no_curve_shows_keep_their_row() -> None:
    many = tuple(2 * count for count in incidence().competing)
    both = [
        incidence(people="All infants", competing=many),
        incidence(people="All infants", label="Death", **DEATH),
    ]

    assert texts(curves_drawn(both).svg()).count("Other events") == 1


def test_curves_of_the_same_people_who_left_at_other_times_have_rows_of_their_own() -> None:
    both = [curve(people="All"), curve(people="All", label="Event-free", censored=(0, 1, 0, 1, 1))]

    assert texts(curves_drawn(both).svg()).count("At risk") == 2


@pytest.mark.parametrize("width", [340, 680])
def test_censoring_is_marked_and_explained(width: int) -> None:
    leaving = curves_drawn([curve()], width=width)
    staying = curves_drawn([curve(censored=(0,) * 5)], width=width)

    assert [len(layer["data"]["values"]) for layer in ticks(leaving)] == [2]
    assert texts(leaving.svg()).count("Censored") == 2
    assert ticks(staying) == []
    assert texts(staying.svg()).count("Censored") == 1


def test_computed_survival_is_plotted_as_it_is() -> None:
    plotted = PlottedCurve.of(kaplan_meier(TABLE, "a"), role="experimental")

    assert plotted == PlottedCurve(
        label="a",
        time=(1.0, 2.0, 3.0),
        estimate=(0.75, 0.5, 0.5),
        low=plotted.low,
        high=plotted.high,
        at_risk=(4, 3, 2),
        events=(1, 1, 0),
        censored=(0, 0, 2),
        kind="survival",
        role="experimental",
        people="a",
    )
    assert plotted.low[0] == pytest.approx(0.1279, abs=1e-4)


def test_computed_incidence_is_named_by_arm_and_cause_unless_told() -> None:
    result = cumulative_incidence(TABLE, "a", "relapse")

    plotted = PlottedCurve.of(result)

    assert (plotted.label, plotted.kind, plotted.people) == ("a, relapse", "incidence", "a")
    assert (plotted.events, plotted.competing) == ((1, 0, 0), (0, 1, 0))
    assert PlottedCurve.of(result, label="Relapse").label == "Relapse"


def test_people_who_enter_late_are_all_counted_in_words() -> None:
    late = curve(at_risk=(2, 4, 4, 2, 1))

    assert f"{NEW}: 6 people, 4 events" in curves_drawn([late]).text_alternative


def test_curve_of_people_followed_for_no_time_is_drawn() -> None:
    nobody = curve(time=(0.0,), estimate=(1.0,), low=(None,), high=(None,), at_risk=(6,), events=(0,), censored=(6,))

    assert f"{NEW}: 6 people, 0 events." in curves_drawn([nobody]).text_alternative


def test_names_and_words_are_written_out(svg: str) -> None:
    written = " ".join(texts(svg))

    assert "Survival with and without blinatumomab" in written
    assert NEW in written
    assert OLD in written
    assert "Years" in texts(svg)
    assert {"0%", "100%"} <= set(texts(svg))


def test_curves_differ_by_colour_dash_and_weight(svg: str) -> None:
    drawn = {
        (e.attrib["stroke"], e.attrib.get("stroke-dasharray"), e.attrib["stroke-width"])
        for e in elements(svg)
        if e.tag.endswith("path") and "stroke" in e.attrib
    }

    assert drawn == {(LIGHT.arms[0], None, "2.8"), (LIGHT.arms[1], "7,3", "1.8")}


def test_experimental_curve_has_the_first_colour_wherever_it_stands() -> None:
    swapped = [curve(label=OLD, role="comparator"), curve(estimate=(0.9, 0.9, 0.8, 0.8, 0.8), high=(1.0,) * 5)]
    svg = curves_drawn(swapped).svg()

    solid = {e.attrib["stroke"] for e in elements(svg) if e.attrib.get("stroke-width") == "2.8"}
    assert solid == {LIGHT.arms[0]}


def test_incidence_axis_ends_above_the_highest_limit() -> None:
    written = texts(curves_drawn([incidence()]).svg())

    assert "80%" in written
    assert "100%" not in written


def test_single_curve_is_named_once_in_the_table() -> None:
    assert texts(curves_drawn([curve()], width=340).svg()).count(NEW) == 1


def test_text_alternative_gives_people_events_and_values_at_the_ticks() -> None:
    words = curves_drawn([incidence()], caveat=CAVEAT, width=340).text_alternative

    assert words == (
        "Survival with and without blinatumomab. Twelve invented people. "
        "Relapse: 6 people, 2 events; cumulative incidence 17.0% at 1\u00a0year, 17.0% at 2\u00a0years, "
        f"37.0% at 3\u00a0years, 37.0% at 4\u00a0years, 37.0% at 5\u00a0years. {CAVEAT}"
    )


def test_text_alternative_of_a_curve_shorter_than_the_first_tick_gives_its_counts() -> None:
    short = curve(label=OLD, time=(0.1, 0.2, 0.3, 0.4, 0.5), role="comparator")

    assert f"{OLD}: 6 people, 4 events." in curves_drawn([curve(), short], width=340).text_alternative


def test_names_are_moved_apart_and_kept_above_the_floor() -> None:
    tops = _apart([100, 102, 190], [17, 17, 34], floor=200)

    assert tops == [91.5, 114.5, 166]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"time": ()}, "a curve needs as many of each value as it has times"),
        ({"events": (1,)}, "as many of each value"),
        ({"competing": (1,)}, "as many competing events"),
        ({"time": (1.0, 1.0, 3.0, 4.0, 5.0)}, "times must rise"),
        ({"time": (-1.0, 1.0, 3.0, 4.0, 5.0)}, "times must rise from zero"),
        ({"estimate": (83.0, 83.0, 42.0, 42.0, 0.0)}, "estimates are probabilities"),
    ],
)
def test_curve_refuses_what_it_cannot_be(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        curve(**changes)


@pytest.mark.parametrize(
    ("curves", "message"),
    [
        ([], "There is no curve to draw"),
        ([curve(), curve()], "a label of its own"),
        ([curve(), incidence()], "do not share an axis"),
    ],
)
def test_drawing_refuses_what_it_cannot_show(curves: list[PlottedCurve], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        curves_drawn(curves)


def ticks(picture: Picture) -> list[dict[str, Any]]:
    """Give the layers of censoring marks."""
    return [layer for layer in picture.vega_lite["layer"] if layer["mark"]["type"] == "tick"]


def test_figure_in_another_language_writes_its_own_words_and_numbers():
    language = FigureLanguage(
        at_risk="Unter Risiko",
        counts="{label}: {people} Personen, {events} Ereignisse",
        number=lambda printed: printed.replace(",", "."),
        percent=lambda printed: f"{printed} Prozent",
        at=lambda number, unit: f"nach {number} {unit}",
        unit=lambda unit: f"<{unit}>",
    )

    drawn = curves_drawn(language=language)

    assert ("Unter Risiko" in drawn.svg(), "At risk" in drawn.svg()) == (True, False)
    assert "Personen" in drawn.text_alternative
    assert "100 Prozent" in drawn.svg()
