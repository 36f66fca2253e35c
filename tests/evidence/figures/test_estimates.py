"""What a drawing of estimates says, to the eye and in words, and what it refuses."""

from typing import Any

import pytest

from evidence.figures import LIGHT, Picture, PlottedEstimate
from evidence.results import ConfidenceInterval, Estimate, Proportion
from tests.evidence.figures.drawings import (
    CAVEAT,
    NEW,
    OLD,
    PRINTED,
    elements,
    estimate,
    estimates_drawn,
    texts,
    values,
    worked_example,
)


@pytest.fixture(scope="module", params=[340, 680])
def svg(request: pytest.FixtureRequest) -> str:
    return estimates_drawn(width=request.param).svg()


def test_every_printed_figure_stands_in_the_drawing_as_printed(svg: str) -> None:
    written = texts(svg)

    for _, _, printed, *_ in PRINTED:
        value, rest = printed.split(" ", 1)
        assert value in written
        assert rest in written


def test_arms_and_outcomes_are_written_out(svg: str) -> None:
    written = texts(svg)

    assert written.count(f"{NEW} (n\u00a0=\u00a030)") == 3
    assert written.count(f"{OLD} (n\u00a0=\u00a0214)") == 3
    assert [text for text in written if text.endswith(("survival", "relapse"))] == [
        "Disease-free survival", "Overall survival", "Cumulative incidence of relapse",
    ]  # fmt: skip


def test_title_caveat_and_source_are_whole_on_the_sheet(svg: str) -> None:
    written = " ".join(texts(svg))

    assert "Survival at 4\u00a0years was higher with blinatumomab than in the historical control" in written
    assert CAVEAT in written
    assert "Source: van der Sluis et al., 2023." in written


def test_arms_differ_by_colour_dash_and_fill(svg: str) -> None:
    rules = [element for element in elements(svg) if element.attrib.get("stroke-width") in {"3", "2"}]
    lines = [element.attrib for element in rules if element.tag.endswith("line")]

    assert {(line["stroke"], line.get("stroke-dasharray")) for line in lines} == {
        (LIGHT.arms[0], None),
        (LIGHT.arms[1], "7,3"),
    }
    points = {element.attrib["d"]: element.attrib for element in rules if element.tag.endswith("path")}
    assert {(point["stroke"], point["fill"]) for point in points.values()} == {
        (LIGHT.arms[0], LIGHT.arms[0]),
        (LIGHT.arms[1], LIGHT.paper),
    }


def test_experimental_arm_has_the_first_colour_wherever_it_stands() -> None:
    svg = estimates_drawn(worked_example()[::-1]).svg()

    assert [e.attrib["fill"] for e in elements(svg) if e.attrib.get("stroke") == LIGHT.arms[0] and "fill" in e.attrib]


def test_text_alternative_says_every_printed_figure_and_the_caveat() -> None:
    words = estimates_drawn().text_alternative

    assert words == (
        "Survival at 4\u00a0years was higher with blinatumomab than in the historical control. "
        "Infants with KMT2A-rearranged leukaemia. "
        f"Disease-free survival: {NEW} (n\u00a0=\u00a030), 83.3% (95% CI 64.5–92.7); "
        f"{OLD} (n\u00a0=\u00a0214), 44.0% (95% CI 37.0–50.8). "
        f"Overall survival: {NEW} (n\u00a0=\u00a030), 93.3% (95% CI 75.9–98.3); "
        f"{OLD} (n\u00a0=\u00a0214), 60.2% (95% CI 53.0–66.7). "
        f"Cumulative incidence of relapse: {NEW} (n\u00a0=\u00a030), 13.3% (95% CI 4.1–28.1); "
        f"{OLD} (n\u00a0=\u00a0214), 49.6% (95% CI 42.5–56.3). " + CAVEAT
    )


def test_limits_are_drawn_at_their_numbers() -> None:
    picture = estimates_drawn([estimate(value=50, low=25, high=75, printed="50%")])

    assert rows(picture) == [(50, 25, 75, [])]


def test_limit_not_reached_ends_in_an_arrow_at_the_end_of_the_axis() -> None:
    row = estimate(printed="18.7 months (95% CI 11.9–NR)", value=18.7, low=11.9, high=None)
    picture = estimates_drawn([row], unit="months", axis_title="Median survival")

    assert rows(picture) == [(18.7, 11.9, 24, ["high"])]
    assert "(95% CI 11.9–NR)" in texts(picture.svg())
    assert "Median survival, months" in texts(picture.svg())


def test_lower_limit_not_reached_is_an_arrow_too() -> None:
    picture = estimates_drawn([estimate(low=None)])

    assert rows(picture) == [(83.3, 0.0, 92.7, ["low"])]


def test_estimate_without_an_interval_is_a_point_alone() -> None:
    svg = estimates_drawn([estimate(printed="70%", value=70, low=None, high=None, n=None)]).svg()

    assert "70%" in texts(svg)
    assert NEW in texts(svg)
    assert values(svg, "stroke-width").count("3") == 0


def test_ratio_has_a_logarithmic_axis_with_its_reference_line() -> None:
    row = estimate(printed="0.66 (95% CI 0.52–0.85)", value=0.66, low=0.52, high=0.85)
    svg = estimates_drawn([row], unit="", log_scale=True, reference=1.0, width=340, axis_title="Hazard ratio").svg()

    assert [text for text in texts(svg) if text.replace(".", "").isdigit() and text != "0.66"] == [
        "0.5", "0.6", "0.8", "1", "1.2",
    ]  # fmt: skip
    assert values(svg, "stroke-width").count("1.5") == 1


def test_domain_is_the_axis() -> None:
    svg = estimates_drawn([estimate()], domain=(50, 100)).svg()

    assert {"60%", "80%", "100%"} <= set(texts(svg))
    assert "0%" not in texts(svg)


def test_axis_of_a_time_starts_at_zero_and_counts_as_people_do() -> None:
    row = estimate(printed="14.7 months", value=14.7, low=11.9, high=18.7)
    svg = estimates_drawn([row], unit="months", axis_title="Median survival in months", width=340).svg()

    assert {"0", "6", "12", "18", "24", "Median survival in months"} <= set(texts(svg))


def test_long_printed_text_is_wrapped_and_stacked_whatever_the_width() -> None:
    printed = "not estimated (because fewer than ten people were still at risk by then, in either of the two arms)"
    svg = estimates_drawn([estimate(printed=printed)], width=560).svg()

    written = texts(svg)
    lines = [text for text in written if text in printed]
    assert sorted(lines, key=printed.index)[0] == "not estimated"
    assert " ".join(sorted(lines, key=printed.index)) == printed


def test_empty_words_take_no_room() -> None:
    full = estimates_drawn([estimate()])
    bare = estimates_drawn([estimate()], subtitle="", caveat="", source="", axis_title="")

    assert bare.vega_lite["height"] < full.vega_lite["height"] - 60


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"value": float("nan")}, "Survival, .*: the value and its limits must be finite"),
        ({"high": float("inf")}, "must be finite"),
        ({"low": 90.0}, "83.3 lies outside 90.0 to 92.7"),
        ({"high": 80.0}, "83.3 lies outside 64.5 to 80.0"),
        ({"low": None, "high": 80.0}, "83.3 lies outside None to 80.0"),
    ],
)
def test_estimate_refuses_numbers_that_do_not_fit(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        estimate(**changes)


@pytest.mark.parametrize(
    ("rows", "changes", "message"),
    [
        ([], {}, "There is no estimate to draw"),
        ([estimate()], {"domain": (0, 80)}, "The axis runs from 0 to 80, but the numbers from 64.5 to 92.7"),
        ([estimate(low=0.0)], {"log_scale": True}, "no place for zero or less"),
        ([estimate()], {"log_scale": True, "domain": (0, 100)}, "no place for zero or less"),
    ],
)
def test_drawing_refuses_what_it_cannot_show(rows: list[Any], changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        estimates_drawn(rows, **changes)


def test_computed_probability_is_plotted_in_per_cent() -> None:
    interval = ConfidenceInterval(0.6449, 0.9274, "log-log, Greenwood", 0.9)
    result = Estimate("new", "survival", 4.0, "years", 0.8333, 0.06, interval, 30, 12, 5, "Kaplan–Meier")

    plotted = PlottedEstimate.of(result, role="experimental")

    assert (plotted.arm, plotted.outcome, plotted.role, plotted.n) == (
        "new", "Survival at 4\u00a0years", "experimental", 30,
    )  # fmt: skip
    assert plotted.printed == "83.3% (90% CI 64.5–92.7)"
    assert (plotted.value, plotted.low, plotted.high) == pytest.approx((83.33, 64.49, 92.74))


def test_computed_proportion_without_an_interval_is_a_value_alone() -> None:
    result = Proportion("new", "remission", 3, 12, 0.25, 0.125, None, "Wald")

    plotted = PlottedEstimate.of(result)

    assert (plotted.outcome, plotted.printed, plotted.low, plotted.high) == ("Remission", "25.0%", None, None)
    assert PlottedEstimate.of(result, outcome="MRD").outcome == "MRD"


def rows(picture: Picture) -> list[tuple[Any, ...]]:
    """Give the numbers that the drawing's data hold, once for each row."""
    numbers = [(row["value"], row["low"], row["high"], row["open"]) for row in inline(picture.vega_lite)]
    return [row for place, row in enumerate(numbers) if row not in numbers[:place]]


def inline(node: Any) -> list[dict[str, Any]]:
    """Find the rows of estimates that a specification carries in itself, at any depth."""
    if isinstance(node, dict):
        own = [node] if "open" in node else []
        return own + [row for child in node.values() for row in inline(child)]
    return [row for child in node for row in inline(child)] if isinstance(node, list) else []
