"""Marks on the figures in an article's prose, from what saving the article stored of them.

Showing a page reads no prose: the places of its figures are known, and are wrapped in links to their entries in the
list of checks. The plain-language summary is open to everyone, so its own short list says no more than the summary.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bs4 import BeautifulSoup, Tag
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.rich_text import expand_db_html

from hub.articles.domain.prose import PARSER, mark
from hub.articles.enums import DeclarationKind, FigureField, FigureState
from hub.articles.models import ArticlePage, FigureDeclaration, TiedFigure
from hub.articles.results import ArticleChecks, CheckedFigure, ProseMark
from hub.studies.domain.printing import NBSP, duration, is_english
from hub.studies.domain.words import word
from hub.studies.enums import VerdictWord

SHORT = 28
"""Characters up to which a figure stays on one line, also on a phone."""

PARTS = {
    FigureField.STUDY_SUMMARY: _("The study"),
    FigureField.SAFETY: pgettext_lazy("part of an article", "Safety"),
    FigureField.KEY_LEARNING: _("Key learning"),
    FigureField.LIMITATIONS: _("What it cannot tell"),
}
DECLARED_WORDS = {
    DeclarationKind.OTHER_SOURCE: pgettext_lazy("state of a figure", "from another source"),
    DeclarationKind.NOT_A_RESULT: pgettext_lazy("state of a figure", "not a result"),
}
OPEN_WORDS = {
    FigureState.TIED: (
        "consistent",
        pgettext_lazy("state of a figure", "checked"),
        _("It agrees with what is stored for this study."),
    ),
    FigureState.DECLARED: (
        "declared",
        pgettext_lazy("state of a figure", "noted"),
        _("The editors have noted what it is."),
    ),
    FigureState.DIFFERS: (
        "questioned",
        VerdictWord.QUESTIONED.label,
        _("It does not agree with what is stored for this study."),
    ),
    **dict.fromkeys(
        (FigureState.INCONSISTENT, FigureState.IMPOSSIBLE),
        (
            "questioned",
            VerdictWord.QUESTIONED.label,
            _("It does not fit with other figures, or with itself."),
        ),
    ),
}


def prose_figures(page: ArticlePage) -> list[TiedFigure]:
    """Return the stored figures of the article's prose that are marked, in its order."""
    order = list(PARTS)
    figures = [figure for figure in page.tied_figures.all() if figure.field in PARTS and _is_marked(figure)]
    return sorted(figures, key=lambda figure: (order.index(FigureField(figure.field)), figure.start))


def prose_mark(figure: TiedFigure, number: int, entry: CheckedFigure) -> ProseMark:
    """Return the mark of a figure that leads to an entry."""
    part = str(PARTS.get(FigureField(figure.field), ""))
    questioned = entry.state == "questioned"
    return ProseMark(figure.field, part, figure.start, figure.end, f"mark-{number}", entry.anchor, questioned)


def own_entry(figure: TiedFigure, number: int, declarations: Iterable[FigureDeclaration]) -> CheckedFigure:
    """Return the entry of a figure that is no stored result.

    It is a size or a follow-up of the study, declared otherwise by an editor, or questioned.
    """
    said = "; ".join(text for text in (_outcome(figure.outcome), word(figure.arm), _time(figure.time)) if text)
    entry = CheckedFigure(
        anchor=f"figure-p{number}",
        name=figure.quote,
        group=gettext("In “%(part)s”") % {"part": PARTS[FigureField(figure.field)]},
        printed=figure.quote,
        state="questioned",
        word=str(VerdictWord.QUESTIONED.label),
        recomputed=False,
        chain=((pgettext("link of a chain", "Said of"), said),) if said else (),
        sentence=_own_sentence(figure, figure.finding),
        label=pgettext("link of a chain", "Check"),
    )
    if figure.state == FigureState.TIED:
        return replace(
            entry,
            state="as_published",
            word=str(VerdictWord.AS_PUBLISHED.label),
            sentence=_own_sentence(figure, figure.method),
        )
    if figure.state != FigureState.DECLARED:
        return entry
    note = pgettext("link of a chain", "Note")
    said = pgettext("state of a figure", "declared")
    sentence = _own_sentence(figure, figure.method)
    entry = replace(entry, state="declared", word=said, chain=(), sentence=sentence, label=note)
    declared = next((each for each in declarations if _is_about(each, figure)), None)
    if declared is None:
        return entry
    kind = DeclarationKind(declared.kind)
    label = pgettext("link of a chain", "Source") if kind == DeclarationKind.OTHER_SOURCE else note
    said = str(DECLARED_WORDS[kind])
    return replace(entry, word=said, sentence=declared.note, label=label, is_english=not is_english())


def _own_sentence(figure: TiedFigure, stored: str) -> str:
    """Return what saving the article noted, which is English; in another language what it comes to."""
    return stored if is_english() else str(OPEN_WORDS[FigureState(figure.state)][2])


def _outcome(stored: str) -> str:
    """Return what a figure is of: an outcome of the study, or what every study has."""
    names = {
        "Number of participants": gettext("Number of participants"),
        "Median follow-up": gettext("Median follow-up"),
    }
    return names.get(stored) or word(stored)


def _time(stored: str) -> str:
    """Return a time as saving the article noted it: “4 years”, “1 year”."""
    number, space, unit = stored.partition(NBSP)
    return duration(number, unit if unit.endswith("s") else f"{unit}s") if space else stored


def open_checks(page: ArticlePage) -> ArticleChecks:
    """Return the marks of the plain-language summary and their entries, which give away nothing that is gated."""
    field = FigureField.PLAIN_LANGUAGE_SUMMARY
    figures = [figure for figure in page.tied_figures.all() if figure.field == field and _is_marked(figure)]
    numbered = list(enumerate(sorted(figures, key=lambda figure: figure.start), 1))
    entries = tuple(_open_entry(figure, number) for number, figure in numbered)
    marks = tuple(prose_mark(figure, number, entry) for (number, figure), entry in zip(numbered, entries, strict=True))
    return ArticleChecks(figures=entries, marks=marks)


def _open_entry(figure: TiedFigure, number: int) -> CheckedFigure:
    state = FigureState(figure.state)
    kind, said, sentence = OPEN_WORDS[state]
    return CheckedFigure(
        anchor=f"figure-p{number}",
        name=figure.quote,
        group="",
        printed=figure.quote,
        state=kind,
        word=str(said),
        recomputed=False,
        chain=(),
        sentence=str(sentence),
        label=pgettext("link of a chain", "Check"),
    )


def marked(rich_text: str, marks: Sequence[ProseMark]) -> SafeString:
    """Return rich text as HTML with its figures marked; a figure inside a link keeps that link alone."""
    html = expand_db_html(rich_text)

    def render(soup: BeautifulSoup, number: int, first: bool) -> Tag:
        place = marks[number]
        whole = " figure-mark--whole" if place.end - place.start <= SHORT else ""
        questioned = " figure-mark--questioned" if place.questioned else ""
        attributes = {"class": f"figure-mark{whole}{questioned}", "href": f"#{place.entry}", "data-figure-mark": ""}
        return soup.new_tag("a", attrs={**attributes, "id": place.anchor} if first and place.anchor else attributes)

    if not marks:
        return mark_safe(html)  # noqa: S308 - Wagtail's own rich text
    result = mark(html, [(place.start, place.end) for place in marks], render)
    if "<a" in html:
        result = _without_links_in_links(result)
    return mark_safe(result)  # noqa: S308 - Wagtail's own rich text, in which elements were put around text


def _without_links_in_links(html: str) -> str:
    soup = BeautifulSoup(html, PARSER)
    for inner in soup.select("a a.figure-mark"):
        inner.unwrap()
    return soup.decode(formatter="minimal")


def _is_marked(figure: TiedFigure) -> bool:
    return figure.state != FigureState.UNTIED


def _is_about(declaration: FigureDeclaration, figure: TiedFigure) -> bool:
    """Tell by what saving noted: an editor may have quoted only a part of the figure."""
    declared = declaration.kind in DECLARED_WORDS and declaration.field == figure.field
    return declared and figure.method.endswith(declaration.note)
