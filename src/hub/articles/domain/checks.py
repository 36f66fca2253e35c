"""How an article's figures were checked: the chain behind each mark, and the same as sentences for a clinician.

Everything is made from stored results, from the verdicts on them and from what saving the article stored of its prose.
Nothing is typed, and no prose is read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from hub.articles.domain.facts import upper_first
from hub.articles.domain.marks import own_entry, prose_figures, prose_mark
from hub.articles.enums import FigureState
from hub.articles.models import ArticlePage, TiedFigure
from hub.articles.results import ArticleChecks, CheckedFigure, CheckGroup, ProseMark
from hub.studies.domain import display, implied_counts, method_in_full, verdicts
from hub.studies.enums import Measure, Source, VerdictWord
from hub.studies.models import Study
from hub.studies.results import Contrast, ImpliedCount, KeyOutcome, KeyResult, KeyRow, Verdict

Figure = KeyResult | Contrast

RECOMPUTED, DECLARED = "recomputed", "declared"
LEADS = {
    RECOMPUTED: _("Computed again for this hub from patient-level data, by a named method."),
    VerdictWord.REPRODUCED: _(
        "We arrived at the same print, to the last digit: from a whole number of people by a named method, or from "
        "patient-level data."
    ),
    VerdictWord.CONSISTENT: _(
        "The print agrees with what it can be held against: a method in use gives such an interval, a whole number of "
        "people gives the percentage, or patient-level data give the estimate. More cannot be told."
    ),
    VerdictWord.AS_PUBLISHED: _("No check can confirm these figures or question them; the reason stands beside each."),
    VerdictWord.QUESTIONED: _(
        "Something does not fit: within the print, beside the stored result, or beside the data. The reason stands "
        "beside each figure."
    ),
    DECLARED: _("Figures in the text that are no results of this study. The editors say what they are."),
}


def checks_of(page: ArticlePage, outcomes: Mapping[str, KeyOutcome], shown: Iterable[int]) -> ArticleChecks:
    """Return how an article's figures were checked: the study's in its order, then those of the prose alone.

    Parameters
    ----------
    outcomes
        Every outcome of the article's study.
    shown
        Keys of the results that stand in its key figures and tables; those that its prose gives are added.
    """
    if page.study is None:
        return ArticleChecks()
    in_prose = prose_figures(page)
    wanted = {*shown, *(figure.result_id for figure in in_prose)}
    checked = checked_results(page.study, outcomes.values())
    by_result = {key: entry for key, entry in checked.items() if key in wanted}
    marks, own = _marks(page, in_prose, by_result)
    figures = tuple(
        replace(entry, mentions=tuple(mark for mark in marks if mark.entry == entry.anchor))
        for entry in (*by_result.values(), *own)
    )
    implied = tuple(each.sentence for each in implied_counts(page.study) if _is_news(each, by_result))
    # The size of a group is no result; it stands in the list alone.
    told = [*by_result.values(), *(entry for entry in own if entry.state != VerdictWord.AS_PUBLISHED)]
    return ArticleChecks(figures, tuple(_groups(told)), implied, by_result, tuple(marks))


def _is_news(implied: ImpliedCount, by_result: Mapping[int, CheckedFigure]) -> bool:
    """Tell whether a count follows from figures that are shown, and says more than the check of one of them."""
    followed = [by_result[key] for key in implied.results if key in by_result]
    if len(followed) < len(implied.results):
        return False
    return len(followed) > 1 or followed[0].state == VerdictWord.REPRODUCED


def checked_results(study: Study, outcomes: Iterable[KeyOutcome]) -> dict[int, CheckedFigure]:
    """Return how each result of a study was checked, by its key."""
    found = verdicts(study)
    return {
        figure.result_id: _checked(study, outcome, row, figure, found[figure.result_id])
        for outcome in outcomes
        for row in outcome.rows
        for figure in (*row.results, *row.contrasts)
    }


def _marks(
    page: ArticlePage, in_prose: Sequence[TiedFigure], by_result: Mapping[int, CheckedFigure]
) -> tuple[list[ProseMark], list[CheckedFigure]]:
    """Return the marks of the prose, and an entry for each of its figures that is no stored result."""
    marks = []
    own: dict[tuple[str, str, str], CheckedFigure] = {}
    declarations = list(page.figure_declarations.all())
    for number, figure in enumerate(in_prose, 1):
        is_result = figure.state in (FigureState.TIED, FigureState.DECLARED)
        entry = by_result.get(figure.result_id) if is_result else None
        if entry is None:
            entry = own_entry(figure, number, declarations)
            entry = own.setdefault((entry.printed, entry.state, entry.sentence), entry)
        marks.append(prose_mark(figure, number, entry))
    return marks, list(own.values())


def _checked(study: Study, outcome: KeyOutcome, row: KeyRow, figure: Figure, verdict: Verdict) -> CheckedFigure:
    what = _what(outcome, row, figure)
    return CheckedFigure(
        anchor=f"figure-r{figure.result_id}",
        name=what,
        group=", ".join(part for part in (_who(figure), _size(figure)) if part),
        printed=_printed(figure),
        state=verdict.word.value,
        word=verdict.label,
        recomputed=figure.source == str(Source.RECOMPUTED.label),
        chain=(
            (
                pgettext("link of a chain", "Result"),
                "; ".join(part for part in (f"{what}: {_printed(figure)}", _who(figure), _size(figure)) if part),
            ),
            (pgettext("link of a chain", "Method"), _method(figure, verdict)),
            (pgettext("link of a chain", "Source"), _source(study, figure)),
        ),
        sentence=verdict.sentence,
        label=pgettext("link of a chain", "Check"),
        at=row.at,
        is_english=verdict.is_english,
    )


def _what(outcome: KeyOutcome, row: KeyRow, figure: Figure) -> str:
    """Return what was measured and when: “Disease-free survival at 4 years”, “Infections, grade ≥3, overall”."""
    measure = display.in_sentence(figure.measure_label) if isinstance(figure, Contrast) else ""
    if row.measure == Measure.MEDIAN_TIME and not measure:
        measure = pgettext("row of a table", "median")
    parts = ", ".join(part for part in (outcome.name, measure, row.grade, row.period) if part)
    return f"{parts} {row.at}" if row.at else parts


def _who(figure: Figure) -> str:
    return upper_first(figure.arms) if isinstance(figure, Contrast) else figure.arm_label


def _printed(figure: Figure) -> str:
    interval = " ".join(part for part in (figure.interval_label, figure.interval) if part)
    return f"{figure.estimate} ({interval})" if interval else figure.estimate


def _size(figure: Figure) -> str:
    return "" if isinstance(figure, Contrast) else figure.counts


def _method(figure: Figure, verdict: Verdict) -> str:
    """Return the stored method, or which methods the print fits where none is stored."""
    interval = gettext("interval: %(method)s") % {"method": figure.interval_method} if figure.interval_method else ""
    stored = "; ".join(part for part in (figure.method, interval) if part)
    if stored:
        return upper_first(stored)
    if verdict.methods:
        either = pgettext("between methods", "or")
        methods = f" {either} ".join(method_in_full(method) for method in verdict.methods)
        return gettext("Not recorded; the interval fits %(methods)s") % {"methods": methods}
    return gettext("Not recorded")


def _source(study: Study, figure: Figure) -> str:
    reference = study.primary_reference
    if figure.source == str(Source.PUBLISHED.label) and reference:
        return f"{figure.source}: {reference.short_citation}"
    return figure.source


def _groups(figures: Sequence[CheckedFigure]) -> Iterator[CheckGroup]:
    """Put the figures that share a verdict together, the best founded first."""
    kinds: dict[str, list[CheckedFigure]] = {kind: [] for kind in LEADS}
    for figure in figures:
        recomputed = figure.recomputed and figure.state == VerdictWord.REPRODUCED
        kinds[RECOMPUTED if recomputed else figure.state].append(figure)
    for kind, members in kinds.items():
        if members:
            word = pgettext("state of a figure", "declared") if kind == DECLARED else members[0].word
            yield CheckGroup(members[0].state, word, str(LEADS[kind]), tuple(_parts(members)))


def _parts(figures: Sequence[CheckedFigure]) -> Iterator[tuple[str, tuple[tuple[str, str, bool], ...]]]:
    """Put figures together by whose they are, and say once what holds of several."""
    arms: dict[str, dict[str, list[CheckedFigure]]] = {}
    for figure in figures:
        arms.setdefault(figure.group, {}).setdefault(figure.sentence, []).append(figure)
    for whose, told in arms.items():
        yield whose, tuple((_together(each), sentence, each[0].is_english) for sentence, each in told.items())


def _together(figures: Sequence[CheckedFigure]) -> str:
    """Put names together that differ in their time alone: “Relapse at 5, 10 and 20 years; Death at 5 and 10 years”."""
    names: dict[str, dict[str, CheckedFigure]] = {}
    for figure in figures:
        what = figure.name.removesuffix(figure.at).rstrip() if figure.at else figure.name
        names.setdefault(what, {}).setdefault(figure.at, figure)
    return "; ".join(f"{what} {_times(tuple(each))}".strip() for what, each in names.items())


def _times(points: Sequence[str]) -> str:
    """Say a unit once for several times: “at 5, 10 and 20 years”."""
    heads, units = zip(*(point.rpartition(display.NBSP)[::2] for point in points), strict=True)
    words, numbers = zip(*(head.rpartition(" ")[::2] for head in heads), strict=True)
    if len(points) < 2 or len(set(words)) > 1 or not all(numbers):
        return display.listed(points)
    if len(set(units)) == 1:
        return f"{words[0]} {display.listed(numbers)}{display.NBSP}{units[0]}"
    return f"{words[0]} {display.listed([point.removeprefix(words[0]).strip() for point in points])}"
