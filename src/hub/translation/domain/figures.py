"""Figures of a page in another language, tied to what those of its original are tied to.

Nothing is read from the translation: the guard saw to it that it has the numerals of the original, in their order, so
the figure at certain numerals of a line is the one at the same numerals of the same line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hub.articles.domain.figure_texts import texts_of
from hub.articles.enums import FigureField, FigureState
from hub.articles.models import ArticlePage, PageFigure, TiedFigure
from hub.articles.models.languages import is_translation

_NUMERAL = re.compile(r"\d+(?:[.,·\u00a0\u202f\u2009]\d+)*")
_SIGNS = re.compile(r"[\s\u00a0\u202f]*%")

Numeral = tuple[int, int, str]
"""Its start and end in the text, and its digits."""


def carried_figures(page: ArticlePage) -> tuple[PageFigure, ...]:
    """Return the figures of a page in another language; none for an original."""
    if not is_translation(page) or page.original == page:
        return ()
    original = page.original
    ours, theirs = texts_of(page), texts_of(original)
    figures = list(original.tied_figures.all())
    return tuple(
        figure
        for field in FigureField
        if field in ours and field in theirs
        for figure in _carried(ours[field], theirs[field], [each for each in figures if each.field == field])
    )


def _carried(text: str, original: str, figures: Iterable[TiedFigure]) -> Iterator[PageFigure]:
    lines = list(zip(_lines(original), _lines(text), strict=False))
    if len(_lines(original)) != len(_lines(text)):
        return
    counted: dict[str, int] = {}
    for figure in figures:
        place = next((found for theirs, ours in lines if (found := _place(figure, theirs, ours, original, text))), None)
        if place is None:
            continue
        quote = text[slice(*place)]
        counted[quote] = counted.get(quote, 0) + 1
        yield PageFigure(
            field=FigureField(figure.field),
            start=place[0],
            end=place[1],
            quote=quote,
            occurrence=counted[quote],
            state=FigureState(figure.state),
            finding=figure.finding,
            method=figure.method,
            outcome=figure.outcome,
            arm=figure.arm,
            time=figure.time,
            result_id=figure.result_id,
        )


def _lines(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each line."""
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


def _place(
    figure: TiedFigure, theirs: tuple[int, int], ours: tuple[int, int], original: str, text: str
) -> tuple[int, int] | None:
    """Find a figure of a line of the original in the same line of the translation."""
    if not (theirs[0] <= figure.start and figure.end <= theirs[1]):
        return None
    before, after = _numerals(original, *theirs), _numerals(text, *ours)
    if [digits for *_, digits in before] != [digits for *_, digits in after]:
        return None
    covered = [at for at, (start, end, _) in enumerate(before) if start < figure.end and end > figure.start]
    if not covered:
        return None
    start, end = after[covered[0]][0], after[covered[-1]][1]
    closing = original[before[covered[-1]][1] : figure.end]
    if "%" in closing and (sign := _SIGNS.match(text, end)):
        end = sign.end()
    if closing.rstrip().endswith(")") and text[end : end + 1] == ")":
        end += 1
    return start, end


def _numerals(text: str, start: int, end: int) -> list[Numeral]:
    return [(*match.span(), re.sub(r"\D", "", match.group())) for match in _NUMERAL.finditer(text, start, end)]
