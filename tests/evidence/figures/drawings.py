"""Drawings for tests, and ways to read an SVG."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

from evidence.figures import (
    Picture,
    PlottedAdverseEvent,
    PlottedContrast,
    PlottedCurve,
    PlottedEstimate,
    PlottedMark,
    PlottedPatient,
    draw_adverse_events,
    draw_curves,
    draw_estimates,
    draw_forest,
    draw_swimmer,
)

SVG = "{http://www.w3.org/2000/svg}"
NEW, OLD = "Blinatumomab + Interfant-06", "Interfant-06 alone"
CAVEAT = "Not a randomised comparison: it cannot rule out differences in selection, supportive care or follow-up."
PRINTED = (
    (NEW, "Disease-free survival", "83.3% (95% CI 64.5–92.7)", 83.3, 64.5, 92.7),
    (OLD, "Disease-free survival", "44.0% (95% CI 37.0–50.8)", 44.0, 37.0, 50.8),
    (NEW, "Overall survival", "93.3% (95% CI 75.9–98.3)", 93.3, 75.9, 98.3),
    (OLD, "Overall survival", "60.2% (95% CI 53.0–66.7)", 60.2, 53.0, 66.7),
    (NEW, "Cumulative incidence of relapse", "13.3% (95% CI 4.1–28.1)", 13.3, 4.1, 28.1),
    (OLD, "Cumulative incidence of relapse", "49.6% (95% CI 42.5–56.3)", 49.6, 42.5, 56.3),
)

CONTRASTS = (
    PlottedContrast("Under 65 years", "0.62 (0.47–0.82)", 0.62, 0.47, 0.82, "Age", ("98/260", "131/255")),
    PlottedContrast("65 years or older", "0.84 (0.63–1.12)", 0.84, 0.63, 1.12, "Age", ("114/220", "130/221")),
    PlottedContrast("Infants", "1.30 (0.01–99)", 1.30, 0.01, 99.0, "Age", ("1/2", "1/2")),
    PlottedContrast("Unknown", "not estimable", None, None, None, "Age", ("0/1", "0/2")),
    PlottedContrast("All patients", "0.71 (0.58–0.87)", 0.71, 0.58, 0.87, "", ("212/482", "261/478"), overall=True),
)
ADVERSE_EVENTS = (
    PlottedAdverseEvent("Infection", NEW, 30, 21, 21, "experimental"),
    PlottedAdverseEvent("Infection", OLD, 214, 120, 98, "historical_control"),
    PlottedAdverseEvent("Seizure", NEW, 30, 3, 0, "experimental"),
    PlottedAdverseEvent("Seizure", OLD, 214, 1, 1, "historical_control"),
)
REMISSION, DEATH = "Remission", "Death"
PATIENTS = (
    PlottedPatient("P1", "New", 12.0, (PlottedMark(1.5, REMISSION), PlottedMark(12.0, DEATH)), role="experimental"),
    PlottedPatient("P2", "New", 30.5, (PlottedMark(2.0, REMISSION),), ongoing=True, role="experimental"),
    PlottedPatient("P3", "Old", 6.0, (PlottedMark(6.0, DEATH),), role="comparator"),
)


def estimate(**changes: Any) -> PlottedEstimate:
    given: dict[str, Any] = {
        "arm": NEW,
        "outcome": "Survival",
        "printed": "83.3% (95% CI 64.5–92.7)",
        "value": 83.3,
        "low": 64.5,
        "high": 92.7,
        "role": "experimental",
        "n": 30,
    }
    return PlottedEstimate(**(given | changes))


def worked_example() -> list[PlottedEstimate]:
    return [
        PlottedEstimate(
            arm,
            outcome,
            printed,
            value,
            low,
            high,
            role="experimental" if arm == NEW else "historical_control",
            n=30 if arm == NEW else 214,
        )
        for arm, outcome, printed, value, low, high in PRINTED
    ]


def estimates_drawn(rows: list[PlottedEstimate] | None = None, **changes: Any) -> Picture:
    given: dict[str, Any] = {
        "title": "Survival at 4\u00a0years was higher with blinatumomab than in the historical control",
        "subtitle": "Infants with KMT2A-rearranged leukaemia",
        "axis_title": "Percentage of patients at 4\u00a0years",
        "unit": "%",
        "source": "Source: van der Sluis et al., 2023.",
        "caveat": CAVEAT,
    }
    return draw_estimates(worked_example() if rows is None else rows, **(given | changes))


def curve(**changes: Any) -> PlottedCurve:
    """Give a curve of six people: events at 1, 3 and 5, censored at 2 and 4, two leaving at 3."""
    given: dict[str, Any] = {
        "label": NEW,
        "time": (1.0, 2.0, 3.0, 4.0, 5.0),
        "estimate": (0.83, 0.83, 0.42, 0.42, 0.0),
        "low": (0.27, 0.27, 0.06, 0.06, None),
        "high": (0.97, 0.97, 0.77, 0.77, float("nan")),
        "at_risk": (6, 5, 4, 2, 1),
        "events": (1, 0, 2, 0, 1),
        "censored": (0, 1, 0, 1, 0),
        "kind": "survival",
        "role": "experimental",
    }
    return PlottedCurve(**(given | changes))


def incidence(**changes: Any) -> PlottedCurve:
    """Give the incidence of a cause in the same people."""
    given: dict[str, Any] = {
        "label": "Relapse",
        "estimate": (0.17, 0.17, 0.37, 0.37, 0.37),
        "low": (0.01, 0.01, 0.04, 0.04, 0.04),
        "high": (0.54, 0.54, 0.72, 0.72, 0.72),
        "events": (1, 0, 1, 0, 0),
        "competing": (0, 0, 1, 0, 1),
        "kind": "incidence",
    }
    return curve(**(given | changes))


def curves_drawn(curves: list[PlottedCurve] | None = None, **changes: Any) -> Picture:
    given: dict[str, Any] = {
        "title": "Survival with and without blinatumomab",
        "subtitle": "Twelve invented people",
        "time_unit": "years",
        "axis_title": "Survival",
        "source": "Source: made up for tests.",
    }
    both = [curve(), curve(label=OLD, role="historical_control")]
    return draw_curves(both if curves is None else curves, **(given | changes))


def forest_drawn(rows: tuple[PlottedContrast, ...] = CONTRASTS, **options: object) -> Picture:
    words = {"title": "Fewer events", "subtitle": "Hazard ratio, 95% CI", "axis_title": "Hazard ratio", "source": ""}
    return draw_forest(rows, **{"columns": ("New", "Old"), **words, **options})


def adverse_events_drawn(rows: tuple[PlottedAdverseEvent, ...] = ADVERSE_EVENTS, **options: object) -> Picture:
    words = {"title": "Infections were common", "subtitle": "Patients with an event", "source": "Made up"}
    return draw_adverse_events(rows, **{**words, **options})


def swimmer_drawn(patients: tuple[PlottedPatient, ...] = PATIENTS, **options: object) -> Picture:
    words = {"title": "Two are followed", "subtitle": "", "source": "Made up", "time_unit": "months"}
    return draw_swimmer(patients, **{**words, **options})


def every_drawing() -> dict[str, Picture]:
    """Give each kind of figure at the width of a text column and of a phone, by kind and width."""
    causes = [incidence(), incidence(label="Death in remission", role="comparator")]
    drawn = {}
    for width in (340, 680):
        drawn[f"estimates-{width}"] = estimates_drawn(width=width)
        drawn[f"curves-{width}"] = curves_drawn(width=width, caveat=CAVEAT)
        drawn[f"incidence-{width}"] = curves_drawn(causes, width=width)
        drawn[f"forest-{width}"] = forest_drawn(width=width, favours=("favours new", "favours old"))
        drawn[f"safety-{width}"] = adverse_events_drawn(width=width)
        drawn[f"swimmer-{width}"] = swimmer_drawn(width=width)
    return drawn


def root(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - a drawing of our own


def elements(svg: str) -> list[ET.Element]:
    return list(root(svg).iter())


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in elements(svg) if element.tag == f"{SVG}text"]


def texts_of(picture: Picture) -> list[str]:
    return texts(picture.svg())


def layers_of(picture: Picture, mark: str) -> list[dict[str, Any]]:
    """Give the layers of one kind of mark."""
    return [layer for layer in picture.vega_lite["layer"] if layer["mark"]["type"] == mark]


def values(svg: str, attribute: str) -> list[str]:
    return [element.attrib[attribute] for element in elements(svg) if attribute in element.attrib]
