import csv
import io
import re
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from hub.studies.domain import FigureError, figure_for, figure_tables, key_data, sentences
from hub.studies.enums import FigureKind
from hub.studies.models import Curve, Drawing
from tests.hub.studies.factories import (
    make_arm,
    make_control,
    make_outcome,
    make_result,
    make_study,
    make_worked_example,
)

pytestmark = pytest.mark.django_db

ACCENT = "#0b5c7d"
NO_TIME = {"time": None, "time_unit": ""}


def draw(study, kind=FigureKind.ESTIMATES, **options):
    return figure_for(study, kind=kind, **{"accent": ACCENT, **options})


def words_of(svg: str) -> str:
    """All text drawn, without the breaks between pieces."""
    texts = [text for element in ET.fromstring(svg).iter() for text in [element.text] if text and text.strip()]  # noqa: S314
    return re.sub(r"\s+", "", "".join(texts))


def closed_up(text: str) -> str:
    return re.sub(r"\s+", "", text)


def add_curve(study, outcome, arm=None, **fields):
    steps = {
        "time": [1.0, 2.0],
        "estimate": [0.1, 0.25],
        "low": [None, 0.1],
        "high": [None, 0.4],
        "at_risk": [10, 8],
        "events": [1, 2],
        "censored": [1, 6],
    }
    defaults = {"time_unit": "years", "steps": steps, "method": "Aalen–Johansen", "interval_method": "log-log, Aalen"}
    return Curve.objects.create(study=study, outcome=outcome, arm=arm, **{**defaults, **fields})


def test_table_sentence_and_figure_hold_the_same_printed_figures():
    study = make_worked_example()

    figure = draw(study)

    (outcome,) = key_data(study)
    (sentence,) = sentences(outcome)
    cells = {cell for row in figure.table.rows for cell in row}
    for result in outcome.rows[0].results:
        for printed in (result.estimate, *result.interval.split("–")):
            assert printed in sentence
            assert printed in cells
            assert printed in words_of(figure.svg)
            assert printed in figure.alt
    assert [list(row) for row in csv.reader(io.StringIO(figure.csv))][1:] == [
        [cell.replace("\u00a0", " ") for cell in row] for row in figure.table.rows
    ]


def test_title_states_the_finding_with_its_arms():
    figure = draw(make_worked_example())

    assert figure.title == (
        "Disease-free survival at 4\u00a0years: 83.3% with blinatumomab + Interfant-06 and 44.0% with Interfant-06 "
        "alone"
    )
    assert closed_up(figure.title) in words_of(figure.svg)
    assert figure.subtitle.replace("\u00a0", " ") == (
        "Blinatumomab + Interfant-06 (n = 30) vs Interfant-06 alone (n = 214). Infants with KMT2A-rearranged B-ALL."
    )
    assert figure.source == "Source: Martins et al., J Clin Oncol 2026. As published."


def test_title_of_several_outcomes_uses_abbreviations_and_states_a_shared_time_once():
    study = make_worked_example()
    survival = make_outcome(study, "os", name="Overall survival", abbreviation="OS")
    blina, control = study.arms.all()
    make_result(survival, blina, "93.3")
    make_result(survival, control, "60.2")

    assert draw(study).title == "DFS 83.3% vs 44.0% and OS 93.3% vs 60.2% at 4\u00a0years"


def test_title_of_one_outcome_at_different_times_names_it_once():
    study = make_worked_example()
    make_result(study.outcomes.get(), study.arms.first(), "86.7", time=2)

    assert draw(study).title == "Disease-free survival: 83.3% vs 44.0% at 4\u00a0years and 86.7% at 2\u00a0years"


def test_title_of_outcomes_at_different_times_states_each_time():
    study = make_worked_example()
    survival = make_outcome(study, "os", name="Overall survival", abbreviation="OS")
    make_result(survival, study.arms.first(), "96.7", time=2)

    assert draw(study).title == "DFS 83.3% vs 44.0% at 4\u00a0years; OS 96.7% at 2\u00a0years"


def test_median_states_its_hazard_ratio_in_title_and_table():
    study = make_study()
    arm, control = make_arm(study), make_control(study)
    outcome = make_outcome(study, "os", name="Overall survival", measure="median_time")
    make_result(outcome, arm, "14.7", unit="months", **NO_TIME)
    make_result(outcome, control, "9.6", unit="months", **NO_TIME)
    fields = {"measure": "hazard_ratio", "comparator": control, "unit": "", "p_printed": "<0.001", **NO_TIME}
    make_result(outcome, arm, "0.66", ("0.52", "0.85"), **fields)

    figure = draw(study)

    assert figure.title.replace("\u00a0", " ") == (
        "Median overall survival: 14.7 months with blinatumomab + Interfant-06 and 9.6 months with Interfant-06 alone; "
        "hazard ratio 0.66 (95% CI 0.52–0.85; p < 0.001)"
    )
    assert [cell.replace("\u00a0", " ") for cell in figure.table.rows[2]] == [
        "Hazard ratio for overall survival",
        "Blinatumomab + Interfant-06 compared with Interfant-06 alone",
        "",
        "0.66",
        "0.52",
        "0.85",
        "95% CI",
        "p < 0.001",
        "As published",
    ]


def test_subtitle_names_only_the_arms_shown():
    study = make_worked_example()
    make_result(make_outcome(study, "os", name="Overall survival"), study.arms.first(), "93.3")

    assert draw(study, outcome_keys=["os"]).subtitle.replace("\u00a0", " ") == (
        "Blinatumomab + Interfant-06 (n = 30). Infants with KMT2A-rearranged B-ALL."
    )


def test_figure_of_a_historical_control_carries_the_caveat():
    figure = draw(make_worked_example())

    assert figure.caveat.startswith("Not a randomised comparison")
    assert closed_up(figure.caveat) in words_of(figure.svg)


def test_figure_is_drawn_once():
    study = make_worked_example()

    first, second = draw(study), draw(study)

    assert first == second
    assert Drawing.objects.count() == 1


def test_changed_result_is_drawn_anew():
    study = make_worked_example()
    before = draw(study)
    result = study.results.first()
    result.estimate_printed = "83.4"
    result.save()

    after = draw(type(study).objects.get())

    assert after.digest != before.digest
    assert "83.4%" in words_of(after.svg)
    assert "83.3%" not in words_of(after.svg)


def test_changed_accent_is_drawn_anew_in_its_colour():
    study = make_worked_example()

    teal, purple = draw(study), draw(study, accent="#6b2f8a")

    assert teal.digest != purple.digest
    assert "#0b5c7d" in teal.svg
    assert "#6b2f8a" in purple.svg


@pytest.mark.parametrize("accent", ["#1b2430", "#c2601a"])
def test_accent_that_the_drawing_already_uses_is_drawn(accent):
    assert draw(make_worked_example(), accent=accent).svg.startswith("<svg")


def test_svg_can_stand_inline_under_a_strict_policy():
    svg = draw(make_worked_example()).svg

    assert not re.search(r"style=|<style|<script|\son\w+=|href=|url\(", svg)
    assert 'role="img"' in svg
    assert "viewBox=" in svg


def test_png_is_a_png():
    assert draw(make_worked_example()).png.startswith(b"\x89PNG")


def test_hazard_ratio_alone_is_drawn_on_a_ratio_scale():
    study = make_study()
    arm, control = make_arm(study), make_control(study)
    outcome = make_outcome(study, "hr", name="Death", measure="hazard_ratio", better="lower")
    make_result(outcome, arm, "0.66", ("0.52", "0.85"), comparator=control, unit="", p_printed="<0.001", **NO_TIME)

    figure = draw(study)

    assert (
        figure.title == "Hazard ratio for death: 0.66 for blinatumomab + Interfant-06 compared with Interfant-06 alone"
    )
    assert "0.66" in words_of(figure.svg)
    assert "95%CI0.52–0.85" in words_of(figure.svg)
    assert figure.table.rows[0][1] == "Blinatumomab + Interfant-06 compared with Interfant-06 alone"


def test_median_not_reached_is_in_the_table_but_not_on_the_axis():
    study = make_study()
    arm, control = make_arm(study), make_control(study)
    outcome = make_outcome(study, "os", name="Overall survival", measure="median_time")
    make_result(outcome, arm, "NR", ("17.9", "NR"), unit="months", **NO_TIME)
    make_result(outcome, control, "9.6", ("8.0", "NR"), unit="months", **NO_TIME)

    figure = draw(study)

    assert figure.title.replace("\u00a0", " ") == (
        "Median overall survival: not reached with blinatumomab + Interfant-06 and 9.6 months with Interfant-06 alone"
    )
    assert [row[3:6] for row in figure.table.rows] == [
        ("not\u00a0reached", "17.9", "not\u00a0reached"),
        ("9.6\u00a0months", "8.0", "not\u00a0reached"),
    ]


def test_adverse_events_share_a_percentage_axis_with_other_percentages():
    study = make_worked_example()
    events = make_outcome(study, "inf", name="Infections", measure="adverse_event", better="lower")
    make_result(events, study.arms.first(), "70", grade="≥3", ctcae_version="unstated", period="overall", **NO_TIME)

    figure = draw(study)

    assert "Grade ≥3 infections, overall" in [row[0].replace("\u00a0", " ") for row in figure.table.rows]
    assert "Patients(%)" in words_of(figure.svg)


def test_results_in_different_units_are_refused_in_one_figure():
    study = make_worked_example()
    outcome = make_outcome(study, "os", name="Overall survival", measure="median_time")
    make_result(outcome, study.arms.first(), "14.7", unit="months", **NO_TIME)

    with pytest.raises(FigureError, match=r"different units \(% and months\)"):
        draw(study)


def test_percentages_and_their_differences_are_refused_in_one_figure():
    study = make_worked_example()
    outcome = make_outcome(study, "rd", name="Difference", measure="risk_difference")
    arm, control = study.arms.all()
    make_result(outcome, arm, "39.3", comparator=control, **NO_TIME)

    with pytest.raises(FigureError, match="different units"):
        draw(study)


def test_study_without_values_has_no_figure():
    study = make_study()
    make_result(make_outcome(study, measure="median_time"), make_arm(study), "NR", unit="months", **NO_TIME)

    with pytest.raises(FigureError, match="no result with a value"):
        draw(study)


def test_downloaded_table_holds_no_spreadsheet_formula():
    study = make_worked_example()
    study.outcomes.update(name="=1+1")

    assert "'=1+1 at 4 years" in draw(type(study).objects.get()).csv


def test_curves_of_one_outcome_are_named_by_arm():
    study = make_worked_example()
    blina, control = study.arms.all()
    outcome = make_outcome(study, "cir", name="Relapse", measure="cumulative_incidence", better="lower")
    add_curve(study, outcome, blina)
    add_curve(study, outcome, control)
    make_result(outcome, blina, "13.3")

    figure = draw(study, FigureKind.CURVES)

    assert figure.title == "Relapse: blinatumomab + Interfant-06 13.3% at 4\u00a0years"
    assert figure.table.header[1] == "Time (years)"
    assert figure.table.rows[0] == ("Blinatumomab + Interfant-06", "0", "0.0", "", "", "10", "0", "0")
    assert figure.table.rows[-1] == ("Interfant-06 alone", "2", "25.0", "10.0", "40.0", "8", "3", "7")
    assert figure.csv.splitlines()[1] == "Blinatumomab + Interfant-06,1,10.0,,,10,1,1"
    assert "Relapse(%)" in words_of(figure.svg)


@pytest.mark.parametrize(
    ("last", "times"),
    [
        (35.3, [0, 5, 10, 15, 20, 25, 30, 35]),
        (10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        (11, [0, 2, 4, 6, 8, 10]),
        (0.9, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]),
        (0, [0]),
    ],
)
def test_table_of_curves_takes_round_times(last, times):
    assert figure_tables._round_times(last) == pytest.approx(times)


def test_long_title_keeps_the_last_figure_of_each_outcome():
    study = make_study()
    arm = make_arm(study)
    for key, name in (("a", "Progression to a plasma-cell malignancy"), ("b", "Death without progression")):
        outcome = make_outcome(study, key, name=name, abbreviation="", measure="cumulative_incidence")
        for time in (5, 10, 20):
            make_result(outcome, arm, "3.4", time=time)

    assert draw(study).title.replace("\u00a0", " ") == (
        "Progression to a plasma-cell malignancy 3.4% at 20 years; death without progression 3.4% at 20 years"
    )


def test_curves_of_all_participants_are_named_by_outcome():
    study = make_study()
    relapse = make_outcome(study, "cir", name="Relapse", measure="cumulative_incidence", better="lower")
    death = make_outcome(study, "death", name="Death", measure="cumulative_incidence", better="lower")
    add_curve(study, relapse)
    add_curve(study, death)

    figure = draw(study, FigureKind.CURVES)

    assert figure.title == "Relapse and death over time"
    assert {row[0] for row in figure.table.rows} == {"Relapse", "Death"}
    assert "Recomputed from patient-level data" in figure.source


def test_outcomes_of_the_same_people_count_them_once_under_the_curves():
    study = make_study()
    for key in ("relapse", "death"):
        outcome = make_outcome(study, key, name=key.title(), measure="cumulative_incidence", better="lower")
        add_curve(study, outcome)

    words = words_of(draw(study, FigureKind.CURVES).svg)

    assert words.count("Atrisk") == 1
    assert words.count("Events") == 2
    assert "Allparticipants" in words


def test_curves_of_arms_and_outcomes_are_named_by_both():
    study = make_worked_example()
    blina = study.arms.first()
    for key, name in (("cir", "Relapse"), ("death", "Death")):
        outcome = make_outcome(study, key, name=name, measure="cumulative_incidence", better="lower")
        add_curve(study, outcome, blina)
        add_curve(study, outcome)

    names = {row[0] for row in draw(study, FigureKind.CURVES).table.rows}

    assert names == {
        "Relapse, blinatumomab + Interfant-06",
        "Relapse, all participants",
        "Death, blinatumomab + Interfant-06",
        "Death, all participants",
    }


def test_survival_curve_is_drawn_downward():
    study = make_worked_example()
    steps = {
        "time": [1.0],
        "estimate": [0.9],
        "low": [0.8],
        "high": [0.95],
        "at_risk": [10],
        "events": [1],
        "censored": [9],
    }
    add_curve(study, study.outcomes.get(), steps=steps)

    figure = draw(study, FigureKind.CURVES, outcome_keys=["dfs"])

    assert "Disease-free survival" in figure.title


def test_curves_of_different_kinds_are_refused_in_one_figure():
    study = make_worked_example()
    add_curve(study, study.outcomes.get())
    add_curve(study, make_outcome(study, "cir", name="Relapse", measure="cumulative_incidence"))

    with pytest.raises(FigureError, match="different axes"):
        draw(study, FigureKind.CURVES)


def test_study_without_curves_has_no_figure_of_curves():
    with pytest.raises(FigureError, match="no curve"):
        draw(make_worked_example(), FigureKind.CURVES)


def test_table_with_uneven_rows_is_refused():
    from hub.studies.results import Table

    with pytest.raises(ValueError, match="as many cells"):
        Table(caption="", header=("a", "b"), rows=(("1",),))


def test_figure_of_another_language_is_another_drawing_with_the_same_numbers_and_file():
    study = make_worked_example()
    english = figure_for(study, kind="estimates", accent=ACCENT)

    with translation.override("es"):
        spanish = figure_for(study, kind="estimates", accent=ACCENT)

    assert spanish.digest != english.digest
    assert figure_for(study, kind="estimates", accent=ACCENT).svg == english.svg
    assert ("83,3\u00a0%" in spanish.svg, "83.3" in spanish.svg) == (True, False)
    assert "IC\u00a0del\u00a095\u00a0%:\u00a064,5–92,7" in spanish.alt
    assert spanish.csv == english.csv
