"""Draw the pictures of docs/reference/figures.md: each kind of figure once, from the demo's data or made-up ones.

Usage: .venv/bin/python docs/figures.py
"""

from __future__ import annotations

from pathlib import Path

from evidence import (
    Picture,
    PlottedAdverseEvent,
    PlottedContrast,
    PlottedEstimate,
    PlottedMark,
    PlottedPatient,
    analyse,
    draw_adverse_events,
    draw_estimates,
    draw_forest,
    draw_incidence,
    draw_survival,
    draw_swimmer,
    read_events,
)

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "images" / "figures"
MADE_UP = "Made-up numbers"


def main() -> None:
    """Draw and save every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures().items():
        (FOLDER / f"{name}.png").write_bytes(picture.png(scale=1))


def pictures() -> dict[str, Picture]:
    """Give each picture by its name."""
    codes = {0: "censored", 1: "progression", 2: "death"}
    table = read_events(
        ROOT / "demo" / "data" / "mgus2.csv",
        time="months",
        status="status",
        codes=codes,
        time_unit="months",
        arm="sex",
        arms={"F": "Women", "M": "Men"},
    )
    analysis = analyse(table)
    return {
        "survival": draw_survival(analysis, title="Women live longer without progression"),
        "incidence": draw_incidence(analysis, cause="progression", title="Progression is rare in both"),
        "estimates": _estimates(),
        "forest": _forest(),
        "adverse-events": _adverse_events(),
        "swimmer": _swimmer(),
    }


def _estimates() -> Picture:
    rows = [
        PlottedEstimate("New", "Overall survival", "78.1% (95% CI 70.2–84.2)", 78.1, 70.2, 84.2, "experimental", 120),
        PlottedEstimate("Old", "Overall survival", "66.4% (95% CI 57.6–73.8)", 66.4, 57.6, 73.8, "comparator", 118),
        PlottedEstimate("New", "Relapse", "14.2% (95% CI 8.6–21.1)", 14.2, 8.6, 21.1, "experimental", 120),
        PlottedEstimate("Old", "Relapse", "25.4% (95% CI 17.9–33.6)", 25.4, 17.9, 33.6, "comparator", 118),
    ]
    words = {"title": "Survival was higher with the new regimen", "subtitle": "At 3 years", "source": MADE_UP}
    return draw_estimates(rows, **words, axis_title="Percentage of patients", unit="%")


def _forest() -> Picture:
    numbers = [
        ("Age", "Under 65 years", 0.62, 0.47, 0.82, "98/260", "131/255"),
        ("Age", "65 years or older", 0.84, 0.63, 1.12, "114/220", "130/221"),
        ("Risk", "Standard", 0.55, 0.40, 0.75, "70/250", "110/245"),
        ("Risk", "High", 0.88, 0.66, 1.17, "142/230", "151/231"),
        ("", "All patients", 0.71, 0.58, 0.87, "212/480", "261/476"),
    ]
    rows = [
        PlottedContrast(
            label, f"{value:.2f} ({low:.2f}–{high:.2f})", value, low, high, heading, (new, old), not heading
        )
        for heading, label, value, low, high, new, old in numbers
    ]
    return draw_forest(
        rows,
        title="The new regimen prevented events in most subgroups",
        subtitle="Hazard ratio for an event, with 95% confidence interval",
        axis_title="Hazard ratio",
        source=MADE_UP,
        columns=("New", "Old"),
        favours=("favours new", "favours old"),
    )


def _adverse_events() -> Picture:
    numbers = [("Febrile neutropenia", 71, 64, 60, 55), ("Infection", 66, 41, 58, 32), ("Mucositis", 40, 9, 49, 18)]
    rows = []
    for term, any_new, severe_new, any_old, severe_old in numbers:
        rows.append(PlottedAdverseEvent(term, "New", 120, any_new, severe_new, "experimental"))
        rows.append(PlottedAdverseEvent(term, "Old", 118, any_old, severe_old, "comparator"))
    return draw_adverse_events(
        rows, title="Mucositis was rarer with the new regimen", subtitle="From first dose to day 30", source=MADE_UP
    )


def _swimmer() -> Picture:
    lanes = [(41.5, None, None), (38.2, 9.0, None), (36.0, None, None), (30.4, 6.5, 24.0), (22.8, None, None)]
    lanes += [(17.1, None, 11.2), (12.6, 5.0, None), (7.9, None, 4.4)]
    patients = []
    for place, (length, transplant, relapse) in enumerate(lanes, start=1):
        marks = [PlottedMark(1.2, "Remission")]
        marks += [PlottedMark(transplant, "Transplant")] if transplant else []
        marks += [PlottedMark(relapse, "Relapse"), PlottedMark(length, "Death")] if relapse else []
        patients.append(PlottedPatient(f"P{place}", "New", length, tuple(marks), not relapse, "experimental"))
    words = {"title": "Five of eight patients remain in remission", "subtitle": "", "source": "Made-up patients"}
    return draw_swimmer(patients, **words, time_unit="months")


if __name__ == "__main__":
    main()
