"""What the editor's panel says of each figure in the text: sentences, sorted by what blocks publishing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hub.articles.domain.figure_choices import MakeResult, choices_to_make
from hub.articles.domain.figure_reasons import IN_TABLES, FigureQuestion, questions_of
from hub.articles.domain.figure_states import figures_of
from hub.articles.domain.figure_words import described
from hub.articles.enums import NEEDS_REASON, FigureState
from hub.articles.models import ArticlePage, PageFigure
from hub.studies.domain import display
from hub.studies.models import Result

BLOCKING = frozenset({FigureState.IMPOSSIBLE}) | NEEDS_REASON

_HEADINGS = {
    FigureState.IMPOSSIBLE: ("1 impossible figure", "{} impossible figures"),
    FigureState.INCONSISTENT: ("1 inconsistent figure", "{} inconsistent figures"),
    FigureState.DIFFERS: ("1 figure differs from the stored value", "{} figures differ from the stored value"),
    FigureState.UNTIED: ("1 figure is not tied", "{} figures are not tied"),
    FigureState.TIED: ("1 figure is tied to a result", "{} figures are tied to results"),
    FigureState.DECLARED: ("1 figure is declared by an editor", "{} figures are declared by an editor"),
}
_LEADS = {
    FigureState.IMPOSSIBLE: "No data give this print. The article cannot be published before it is corrected.",
    FigureState.INCONSISTENT: "Correct it, or give a reason for publishing it, under “Figures”.",
    FigureState.DIFFERS: "Correct the text, tie it to another result, or give a reason under “Figures”.",
    FigureState.UNTIED: "Say what it is, or give a reason under “Figures”.",
    FigureState.TIED: "",
    FigureState.DECLARED: "",
}


@dataclass(frozen=True)
class PanelRow:
    """One figure in the panel.

    Attributes
    ----------
    what
        Outcome, time and arm, as far as known.
    sentence
        What is wrong with it, or how it was checked.
    candidates
        Results that it may be: key and words.
    make
        How it becomes a result of the study; ``None`` if it cannot.
    has_reason
        Whether a reason for publishing it as it stands was given.
    """

    figure: PageFigure
    what: str
    sentence: str
    candidates: tuple[tuple[int, str], ...] = ()
    make: MakeResult | None = None
    has_reason: bool = False

    @property
    def key(self) -> str:
        """Names the row from one check to the next, though its place in the text moves."""
        return f"{self.figure.field}|{self.figure.occurrence}|{self.figure.quote}"


@dataclass(frozen=True)
class PanelGroup:
    """The figures in one state."""

    state: FigureState
    rows: tuple[PanelRow, ...]

    @property
    def heading(self) -> str:
        """How many, in words: “2 figures are not tied”."""
        one, several = _HEADINGS[self.state]
        return one if len(self.rows) == 1 else several.format(len(self.rows))

    @property
    def lead(self) -> str:
        """What is to be done; empty if nothing is."""
        return _LEADS[self.state]

    @property
    def is_settled(self) -> bool:
        """Whether none of them asks for anything."""
        return self.state not in BLOCKING


@dataclass(frozen=True)
class FigurePanel:
    """Everything that the panel shows.

    Attributes
    ----------
    results
        Every result of the study, to tie a figure to: key and words.
    in_tables
        What is questioned about the stored results that the article's tables and drawings show.
    """

    groups: tuple[PanelGroup, ...]
    in_tables: tuple[FigureQuestion, ...]
    has_study: bool
    results: tuple[tuple[int, str], ...]

    @property
    def to_settle(self) -> int:
        """How many figures keep the article from being published as it stands."""
        in_text = sum(not row.has_reason for group in self.groups if not group.is_settled for row in group.rows)
        return in_text + sum(question.is_open for question in self.in_tables)

    @property
    def total(self) -> int:
        """How many figures there are: those of the text, and those of the tables that are questioned."""
        return sum(len(group.rows) for group in self.groups) + len(self.in_tables)

    @property
    def summary(self) -> str:
        """The state of the text in a sentence."""
        return panel_summary(self.total, self.to_settle)


def panel_summary(total: int, open_: int) -> str:
    """Say in a sentence how many of a text's figures are to be settled."""
    if not total:
        return "There is no figure in the text yet."
    if not open_:
        return "The one figure is settled." if total == 1 else f"All {total} figures are settled."
    which = "The one figure" if total == 1 else f"{open_} of {total} figures"
    return f"{which} {'is' if open_ == 1 else 'are'} to be settled before publishing."


def to_settle(counts: Mapping[str, int]) -> int:
    """Return how many figures block publishing, or need a reason, of counts by state."""
    return sum(number for state, number in counts.items() if state in BLOCKING)


def panel_of(page: ArticlePage, *, may_add_results: bool = False) -> FigurePanel:
    """Read an article's figures and say how each stands.

    Parameters
    ----------
    page
        Saved or not, with the reasons for which figures may be published as they are.
    may_add_results
        Whether the editor may add results to the study.
    """
    figures = figures_of(page)
    results = _results(page)
    make = choices_to_make(page, figures) if may_add_results else {}
    reasons = {reason.digest for reason in page.figure_reasons.all()}
    rows = [_row(figure, results, make.get((figure.field, figure.start)), reasons) for figure in figures]
    return FigurePanel(
        groups=tuple(_groups(rows)),
        in_tables=tuple(question for question in questions_of(page) if question.where == IN_TABLES),
        has_study=page.study is not None,
        results=tuple((key, display.upper_first(described(result))) for key, result in results.items()),
    )


def _results(page: ArticlePage) -> dict[int, Result]:
    if page.study is None:
        return {}
    stored = Result.objects.filter(study=page.study).select_related("outcome", "arm", "comparator")
    return {result.pk: result for result in stored}


def _row(
    figure: PageFigure, results: Mapping[int, Result], make: MakeResult | None, reasons: Collection[str]
) -> PanelRow:
    found = ", ".join(part for part in (figure.outcome, figure.time, figure.arm if figure.arm != "all" else "") if part)
    return PanelRow(
        figure=figure,
        what=found[:1].upper() + found[1:],
        sentence=figure.finding or figure.method,
        candidates=_candidates(figure, results),
        make=make,
        has_reason=figure.needs_reason and figure.digest in reasons,
    )


def _candidates(figure: PageFigure, results: Mapping[int, Result]) -> tuple[tuple[int, str], ...]:
    """Return what an untied figure may be; of one that differs, its result would only differ again."""
    if figure.state is not FigureState.UNTIED:
        return ()
    return tuple((key, described(results[key])) for key in figure.candidates[:3] if key in results)


def _groups(rows: Sequence[PanelRow]) -> Iterable[PanelGroup]:
    for state in _HEADINGS:
        if found := tuple(row for row in rows if row.figure.state == state):
            yield PanelGroup(state, found)
