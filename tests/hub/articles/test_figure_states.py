"""What printed figures are tied to, as a table: print, state, and the stored value that it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

from hub.articles.domain.figure_states import figures_of
from hub.articles.enums import FigureState
from hub.articles.models import ArticlePage
from hub.studies.domain import load_study
from hub.studies.models import Result, Study

pytestmark = pytest.mark.django_db

STUDIES = Path(__file__).parents[3] / "demo" / "studies"
TIED, DIFFERS, UNTIED = FigureState.TIED, FigureState.DIFFERS, FigureState.UNTIED
IMPOSSIBLE, INCONSISTENT = FigureState.IMPOSSIBLE, FigureState.INCONSISTENT

INFANTS = "martins-infant-kmt2a"
VIALE = "viale-a"


def stored(key: str) -> Study:
    report = load_study(STUDIES / f"{key}.yaml")
    assert report.ok
    return Study.objects.get(key=key)


def page_of(study: Study | None, text: str, **fields: str) -> ArticlePage:
    return ArticlePage(title="A title", study=study, key_learning=f"<p>{text}</p>" if text else "", **fields)


def read(study: Study, text: str) -> list[tuple[str, str, str]]:
    """Return each figure's state with the printed value and the arm of what it is tied to."""
    return [(figure.state, *of(figure.result_id)) for figure in figures_of(page_of(study, text))]


def of(pk: int | None) -> tuple[str, str]:
    if pk is None:
        return "", ""
    result = Result.objects.get(pk=pk)
    arm = result.arm.key if result.arm else ""
    return f"{result.outcome.key} {result.estimate_printed}", arm


# Print; what each of its figures is: state, and outcome with stored value and arm where there is one.
DFS, DFS_OLD = ("dfs 83.3", "blinatumomab"), ("dfs 44.0", "interfant-06")
OS, OS_OLD = ("os 93.3", "blinatumomab"), ("os 60.2", "interfant-06")
CIR, CIR_OLD = ("cir 13.3", "blinatumomab"), ("cir 49.6", "interfant-06")
SEVERE, SEVERE_COURSE = ("infections 70", "blinatumomab"), ("infections 17", "blinatumomab")
NONE = ("", "")

INFANT_CASES = {
    # As printed
    "sentence of the hub": (
        "Disease-free survival at 4 years was 83.3% (95% CI 64.5–92.7; n = 30) with blinatumomab + Interfant-06 and "
        "44.0% (37.0–50.8; n = 214) with Interfant-06 alone.",
        [(TIED, *DFS), (TIED, *DFS_OLD)],
    ),
    "abbreviation": ("The 4-year DFS with blinatumomab was 83.3%.", [(TIED, *DFS)]),
    "rounded": ("At four years, overall survival was 93% with blinatumomab.", [(TIED, *OS)]),
    "rounded with interval": ("The 4-year OS with blinatumomab was 93% (95% CI 76–98).", [(TIED, *OS)]),
    "not exact": ("At four years, overall survival was about 93% with blinatumomab.", [(TIED, *OS)]),
    "not exact, and another": ("At four years, overall survival was about 80% with blinatumomab.", [(DIFFERS, *OS)]),
    "above a bound": ("At four years, overall survival was over 90% with blinatumomab.", [(TIED, *OS)]),
    "not above a bound": ("At four years, overall survival was over 95% with blinatumomab.", [(DIFFERS, *OS)]),
    "months": ("At 48 months, DFS was 83% in the blinatumomab group.", [(TIED, *DFS)]),
    "historical cohort": ("At 4 years, OS was 60.2% in the historical cohort.", [(TIED, *OS_OLD)]),
    "historical controls": ("At 4 years, DFS was 44% in historical controls.", [(TIED, *DFS_OLD)]),
    "control group": ("At 4 years, OS in the control group was 60%.", [(TIED, *OS_OLD)]),
    "without the drug": ("Four-year OS was 60.2% in infants treated without blinatumomab.", [(TIED, *OS_OLD)]),
    "alone": ("Four-year OS was 60.2% with Interfant-06 alone.", [(TIED, *OS_OLD)]),
    "relapse for its cumulative incidence": (
        "The cumulative incidence of relapse at 4 years was 13.3% with blinatumomab.",
        [(TIED, *CIR)],
    ),
    "abbreviated incidence": ("CIR at 4 years was 49.6% (42.5–56.3) with Interfant-06 alone.", [(TIED, *CIR_OLD)]),
    "survival for overall survival": (
        "The 4-year survival of infants given blinatumomab was 93.3% (95% CI 75.9 to 98.3).",
        [(TIED, *OS)],
    ),
    "non-breaking spaces": (
        "The 4-year&nbsp;OS with blinatumomab was 93.3%&nbsp;(95%&nbsp;CI 75.9–98.3).",
        [(TIED, *OS)],
    ),
    "entities and tags": ("The <b>4-year</b> OS with <i>blinatumomab</i> was <b>93</b>.3&#37;.", [(TIED, *OS)]),
    "unsaid arm, one value": ("Four-year DFS was 83.3% (95% CI 64.5–92.7).", [(TIED, *DFS)]),
    "unsaid time": ("Overall survival was 93.3% with blinatumomab.", [(TIED, *OS)]),
    "counts of a percentage": ("At 4 years, 4 of 30 infants given blinatumomab had relapsed (13.3%).", [(TIED, *CIR)]),
    "severe infections by period": (
        "Severe infection occurred in 70% overall and in 17% during the blinatumomab course.",
        [(TIED, *SEVERE), (TIED, *SEVERE_COURSE)],
    ),
    "periods first": (
        "Overall, 70% had a grade ≥3 infection; during the course of blinatumomab, 17% did.",
        [(TIED, *SEVERE), (TIED, *SEVERE_COURSE)],
    ),
    "follow-up": ("Median follow-up was 4.2 years (range 3.2–6.0).", [(TIED, *NONE)]),
    "size": ("The trial enrolled 30 infants.", [(TIED, *NONE)]),
    "size in words": ("Thirty infants are few.", [(TIED, *NONE)]),
    "size as n": ("Blinatumomab was given (n = 30) after induction.", [(TIED, *NONE)]),
    # Corrupted
    "figure of another arm": ("The 4-year DFS with blinatumomab was 44.0%.", [(DIFFERS, *DFS)]),
    "arms swapped": (
        "At 4 years, DFS was 44.0% (37.0–50.8) with blinatumomab and 83.3% (64.5–92.7) in the historical cohort.",
        [(DIFFERS, *DFS), (DIFFERS, *DFS_OLD)],
    ),
    "another time": ("The 3-year DFS with blinatumomab was 83.3%.", [(UNTIED, *NONE)]),
    "another time in months": ("At 36 months, DFS was 83.3% in the blinatumomab group.", [(UNTIED, *NONE)]),
    "mistyped digit": ("The 4-year OS with blinatumomab was 93.8%.", [(DIFFERS, *OS)]),
    "digits swapped": ("The 4-year OS with blinatumomab was 39.3%.", [(DIFFERS, *OS)]),
    "rounded wrongly": ("The 4-year DFS with blinatumomab was 84%.", [(DIFFERS, *DFS)]),
    "interval mistyped": ("The 4-year DFS with blinatumomab was 83.3% (95% CI 64.5–97.2).", [(INCONSISTENT, *DFS)]),
    "interval of another outcome": (
        "The 4-year DFS with blinatumomab was 83.3% (95% CI 75.9–98.3).",
        [(INCONSISTENT, *DFS)],
    ),
    "percentage of another outcome": ("The 4-year OS with blinatumomab was 83.3%.", [(DIFFERS, *OS)]),
    "outcome that is not stored": ("The 4-year event-free survival with blinatumomab was 83.3%.", [(UNTIED, *NONE)]),
    "part of an outcome": ("The 4-year incidence of CNS relapse with blinatumomab was 13.3%.", [(UNTIED, *NONE)]),
    "arm that is not stored": ("The 4-year OS with nivolumab was 93.3%.", [(UNTIED, *NONE)]),
    "subgroup": ("The 4-year OS of boys was 93.3%.", [(UNTIED, *NONE)]),
    "arm of the sentence before": (
        "The historical cohort fared so. Disease-free survival at 4 years was 83.3%.",
        [(DIFFERS, *DFS_OLD)],
    ),
    "periods swapped": (
        "Severe infection occurred in 17% overall and in 70% during the blinatumomab course.",
        [(DIFFERS, *SEVERE), (DIFFERS, *SEVERE_COURSE)],
    ),
    "grade that is not stored": ("Infection of grade 4 occurred in 70% of infants.", [(UNTIED, *NONE)]),
    "other adverse event": ("Neutropenia of grade ≥3 occurred in 70% of infants.", [(UNTIED, *NONE)]),
    "difference": ("Disease-free survival at 4 years differed by 39.3 percentage points.", [(UNTIED, *NONE)]),
    "arm said of the other figure": (
        "The 4-year DFS was 83.3% versus 44.0% in the historical cohort.",
        [(TIED, *DFS), (TIED, *DFS_OLD)],
    ),
    "arm said of the other figure, swapped": (
        "The 4-year DFS was 44.0% versus 83.3% in the historical cohort.",
        [(UNTIED, *NONE), (DIFFERS, *DFS_OLD)],
    ),
    "arm said by a pronoun": (
        "Relapse occurred in 49.6% at 4 years with blinatumomab, and in 13.3% without it.",
        [(DIFFERS, *CIR), (UNTIED, *NONE)],
    ),
    "change": (
        "Blinatumomab improved 4-year survival from 93.3% to 60.2%.",
        [(UNTIED, *NONE), (UNTIED, *NONE)],
    ),
    "outcomes swapped": (
        "DFS and OS at 4 years were 93.3% and 83.3% with blinatumomab.",
        [(DIFFERS, *DFS), (DIFFERS, *OS)],
    ),
    "size mistyped": ("The trial enrolled 31 infants.", [(UNTIED, *NONE)]),
    "size of the other arm": ("Blinatumomab was given to 214 infants.", [(DIFFERS, *NONE)]),
    "size beside the figure": ("The 4-year DFS with blinatumomab was 83.3% (n = 31).", [(DIFFERS, *DFS)]),
    "size of a part": ("Thirty girls took part.", [(UNTIED, *NONE)]),
    "size of those left out": ("In all, 30 infants were excluded.", [(UNTIED, *NONE)]),
    "follow-up mistyped": ("Median follow-up was 2.4 years.", [(DIFFERS, *NONE)]),
    "follow-up with another range": ("Median follow-up was 4.2 years (range 3.2–5.0).", [(DIFFERS, *NONE)]),
    "share in words": ("About 1 in 10 infants relapsed.", [(UNTIED, *NONE)]),
    # The value is stored, and the words say that the figure is another
    "younger ones, before a comma": (
        "Among infants younger than 6 months, 4-year DFS was 83.3% with blinatumomab.",
        [(UNTIED, *NONE)],
    ),
    "those in remission": (
        "Among infants in remission, 4-year DFS was 83.3% with blinatumomab.",
        [(UNTIED, *NONE)],
    ),
    "arm called by what both contain, in a sentence of its own": (
        "With blinatumomab, OS at 4 years was 93.3%. Interfant-06 alone: OS 93.3%.",
        [(TIED, *OS), (DIFFERS, *OS_OLD)],
    ),
    "arm set against another": (
        "Unlike blinatumomab, Interfant-06 alone gave a 4-year OS of 93.3%.",
        [(DIFFERS, *OS_OLD)],
    ),
    "denied": ("DFS at 4 years was not 83.3% with blinatumomab.", [(UNTIED, *NONE)]),
    "expected": ("At 4 years, DFS with blinatumomab was expected to be 83.3%.", [(UNTIED, *NONE)]),
    "as expected": ("As expected, DFS at 4 years was 83.3% with blinatumomab.", [(TIED, *DFS)]),
    "planned": ("The trial was designed to detect a 4-year DFS of 83.3% with blinatumomab.", [(UNTIED, *NONE)]),
    "limit": ("The lower limit of the 4-year DFS with blinatumomab was 83.3%.", [(UNTIED, *NONE)]),
    "end of treatment": ("OS with blinatumomab was 93.3% at the end of induction.", [(UNTIED, *NONE)]),
    "earlier trial": ("In an earlier trial of blinatumomab in adults, 4-year OS was 93.3%.", [(UNTIED, *NONE)]),
    "earlier trial of the control": ("In the earlier trial, 4-year OS was 60.2%.", [(TIED, *OS_OLD)]),
    "other authors": ("In the study by Smith et al, 4-year DFS was 83.3% with blinatumomab.", [(UNTIED, *NONE)]),
    "own authors": ("Martins et al report a 4-year DFS of 83.3% with blinatumomab.", [(TIED, *DFS)]),
    "other trial": ("In Interfant-99, 4-year OS was 60.2% in the historical cohort.", [(UNTIED, *NONE)]),
    "own trial": ("In Interfant-06, 4-year OS was 60.2% in the historical cohort.", [(TIED, *OS_OLD)]),
    "other medicine": ("With imatinib, 4-year OS was 93.3%.", [(UNTIED, *NONE)]),
    "odds": ("The odds of 4-year DFS were 83.3% with blinatumomab.", [(UNTIED, *NONE)]),
    "meta-analysis": ("In a meta-analysis, 4-year OS was 60.2% in the historical cohort.", [(UNTIED, *NONE)]),
    "limits reversed": ("The 4-year DFS with blinatumomab was 83.3% (95% CI 92.7–64.5).", [(IMPOSSIBLE, *DFS)]),
}
OS_A, OS_P, HR = ("os 14.7", "venetoclax"), ("os 9.6", "placebo"), ("os 0.66", "venetoclax")
CR_A, CR_P, CRI_A = ("cr 36.7", "venetoclax"), ("cr 17.9", "placebo"), ("cr-cri 66.4", "venetoclax")
CRI_P = ("cr-cri 28.3", "placebo")
VIALE_CASES = {
    "medians and hazard ratio": (
        "Median overall survival was 14.7 months with venetoclax and 9.6 months with placebo (hazard ratio 0.66, "
        "95% CI 0.52–0.85; p<0.001).",
        [(TIED, *OS_A), (TIED, *OS_P), (TIED, *HR)],
    ),
    "hazard ratio for death": ("The hazard ratio for death was 0.66 (95% CI 0.52 to 0.85).", [(TIED, *HR)]),
    "response for remission": ("Complete response was reached by 36.7% with venetoclax.", [(TIED, *CR_A)]),
    "composite remission": ("CR + CRi was reached by 66.4% with venetoclax.", [(TIED, *CRI_A)]),
    "remissions with P": (
        "Complete remission was reached by 36.7% with azacitidine + venetoclax and 17.9% with azacitidine + placebo "
        "(p < 0.001).",
        [(TIED, *CR_A), (TIED, *CR_P), (TIED, *CR_P)],
    ),
    "P value with another bound": (
        "Complete remission was reached by 36.7% with venetoclax and 17.9% with placebo (p = 0.03).",
        [(TIED, *CR_A), (TIED, *CR_P), (UNTIED, *NONE)],
    ),
    "hazard ratio mistyped": (
        "The hazard ratio for overall survival was 0.69 (95% CI 0.52–0.85).",
        [(INCONSISTENT, *HR)],
    ),
    "medians swapped": (
        "Median overall survival was 9.6 months with venetoclax and 14.7 months with placebo.",
        [(DIFFERS, *OS_A), (DIFFERS, *OS_P)],
    ),
    "shared drug names no arm": ("Median overall survival was 14.7 months with azacitidine.", [(UNTIED, *NONE)]),
    "odds ratio is no hazard ratio": ("The odds ratio for overall survival was 0.66.", [(UNTIED, *NONE)]),
    "hazard ratio without interval mistyped": ("The hazard ratio for death was 0.69.", [(DIFFERS, *HR)]),
    "sizes": ("In all, 431 adults took part; 286 patients were given venetoclax.", [(TIED, *NONE), (TIED, *NONE)]),
    "name that begins like another": (
        "CR 36.7% vs 17.9% and CR + CRi 66.4% vs 28.3% (azacitidine + venetoclax vs azacitidine + placebo).",
        [(TIED, *CR_A), (TIED, *CR_P), (TIED, *CRI_A), (TIED, *CRI_P)],
    ),
    "comparison named": (
        "The hazard ratio for azacitidine + venetoclax compared with azacitidine + placebo was 0.66 "
        "(95% CI 0.52–0.85).",
        [(TIED, *HR)],
    ),
    "comparison turned round": (
        "The hazard ratio for azacitidine + placebo compared with azacitidine + venetoclax was 0.66 "
        "(95% CI 0.52–0.85).",
        [(UNTIED, *NONE)],
    ),
    "hazard ratio of the comparator": ("The hazard ratio for death with placebo was 0.66.", [(UNTIED, *NONE)]),
    "hazard ratio against the comparator": ("The hazard ratio for death versus placebo was 0.66.", [(TIED, *HR)]),
    "hazard ratio compared with the comparator": (
        "Compared with placebo, the hazard ratio for death was 0.66.",
        [(TIED, *HR)],
    ),
    "both arms": ("Median overall survival was 14.7 months in both arms.", [(UNTIED, *NONE)]),
    "mutation": (
        "Median overall survival was 14.7 months with venetoclax in people with FLT3 mutation.",
        [(UNTIED, *NONE)],
    ),
    "other trial": ("In VIALE-C, complete remission was reached by 36.7% with venetoclax.", [(UNTIED, *NONE)]),
    "other phase": (
        "Median overall survival was 14.7 months with venetoclax in the phase 1b trial.",
        [(UNTIED, *NONE)],
    ),
    "own trial and phase": (
        "In VIALE-A, a phase III trial, complete remission was reached by 36.7% with venetoclax.",
        [(TIED, *CR_A)],
    ),
    "year of the median": ("Median overall survival was 1.2 years with venetoclax.", [(TIED, *OS_A)]),
}


@pytest.mark.parametrize(("text", "expected"), INFANT_CASES.values(), ids=INFANT_CASES)
def test_figure_of_the_infants(text, expected):
    assert read(stored(INFANTS), text) == expected


def test_size_is_no_result_that_as_many_people_had():
    study = stored(INFANTS)
    study.results.filter(estimate_printed="83.3").update(numerator=25, denominator=30)

    assert read(study, "The trial enrolled 25 infants.") == [(UNTIED, *NONE)]


def test_size_is_that_of_the_people_whom_a_result_is_of():
    study = stored(INFANTS)
    study.results.filter(estimate_printed="83.3").update(numerator=24, denominator=29)

    assert read(study, "The trial enrolled 29 infants.") == [(TIED, *NONE)]


@pytest.mark.parametrize(("text", "expected"), VIALE_CASES.values(), ids=VIALE_CASES)
def test_figure_of_viale_a(text, expected):
    assert read(stored(VIALE), text) == expected


def test_figures_are_read_alike_whatever_the_language_of_the_editor() -> None:
    page = page_of(stored(INFANTS), "Survival was 99.9% at 4 years.")

    with translation.override("de"):
        in_german = figures_of(page)

    assert in_german == figures_of(page)
