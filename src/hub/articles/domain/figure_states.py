"""Every figure in an article's prose, and how it stands to the stored evidence.

One function for saving, for the editor's panel, for publishing and for tests; it reads the page object
as it is, saved or not, and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from hub.articles.domain.figure_declarations import declared_places, occurrence_of
from hub.articles.domain.figure_matching import Evidence, Match, match, match_declared
from hub.articles.domain.figure_texts import texts_of
from hub.articles.domain.figure_words import arm_of, described, value_of
from hub.articles.domain.follow_up import match_follow_up
from hub.articles.domain.group_sizes import (
    StatedNumber,
    counts_participants,
    match_number,
    share_agrees,
    stated_numbers,
)
from hub.articles.domain.prose import Place
from hub.articles.domain.unread_numbers import UNREAD, unread_numbers
from hub.articles.domain.wording import Surroundings, outcome_stems, sentence_around
from hub.articles.enums import DeclarationKind, FigureField, FigureState
from hub.articles.models import ArticlePage, FigureDeclaration, PageFigure
from hub.studies.domain import display, read_passages
from hub.studies.domain.printing import in_english
from hub.studies.enums import FindingLevel, Measure, StudyDesign
from hub.studies.results.printed_figures import FigureFinding, Passage, ReadFigure

ARTICLES_KEPT = 64
_ESTIMATED = (Measure.SURVIVAL_PROBABILITY, Measure.CUMULATIVE_INCIDENCE)
_OF_SHARES = ("granularity", "proportion-interval")
_EVENTS = outcome_stems("death relapse progression infection remission response")
_NO_STUDY = Match(FigureState.UNTIED, finding="No study is chosen whose result it could be.")
_NOT_READ = Match(FigureState.UNTIED, finding=UNREAD)
_DECLARED = {
    DeclarationKind.OTHER_SOURCE: "An editor says that it is from another source",
    DeclarationKind.NOT_A_RESULT: "An editor says that it is not a result",
}


def figures_of(page: ArticlePage) -> tuple[PageFigure, ...]:
    """Return the figures of an article's prose, in the order of its fields and their text.

    Parameters
    ----------
    page
        Saved or not; its declarations are those in memory.
    """
    # What is found is stored, and editors read it: it is said in English, whatever the page's language.
    with in_english():
        return _figures_of(page)


def _figures_of(page: ArticlePage) -> tuple[PageFigure, ...]:
    texts = texts_of(page)
    evidence = Evidence.of(page.study) if page.study else None
    passages = dict(zip(texts, _read(tuple(texts.values()), *_context(evidence)), strict=True))
    declared, _ = declared_places(page.figure_declarations.all(), texts)
    reader = _Reader(evidence, passages, declared)
    return tuple(figure for field in texts for figure in reader.figures(field))


def stale_declarations(page: ArticlePage) -> list[FigureDeclaration]:
    """Return the declarations whose figure is no longer in the text."""
    return declared_places(page.figure_declarations.all(), texts_of(page))[1]


def _context(evidence: Evidence | None) -> tuple[tuple[tuple[str, int], ...], bool | None]:
    if evidence is None:
        return (), None
    groups = tuple((arm.label, arm.n) for arm in evidence.arms)
    return groups, evidence.study.design == StudyDesign.RANDOMISED


@lru_cache(maxsize=ARTICLES_KEPT)
def _read(texts: tuple[str, ...], groups: tuple[tuple[str, int], ...], randomised: bool | None) -> tuple[Passage, ...]:
    """Read texts once, however often the same draft is looked at."""
    return tuple(read_passages(texts, groups=dict(groups), randomised=randomised))


class _Reader:
    """Puts together what is read, declared, matched and found."""

    def __init__(
        self,
        evidence: Evidence | None,
        passages: Mapping[FigureField, Passage],
        declared: Mapping[tuple[FigureField, Place], FigureDeclaration],
    ) -> None:
        self.evidence = evidence
        self.passages = passages
        self.fields = list(passages)
        self.declared = declared

    def figures(self, field: FigureField) -> list[PageFigure]:
        """Return the figures of one field: read, declared though not read, and sizes of groups."""
        passage = self.passages[field]
        places = [(figure.start, figure.end) for figure in passage.figures]
        found = [
            self._read_figure(field, number, places)
            for number, figure in enumerate(passage.figures)
            if not _is_article_one(figure)
        ]
        for (where, place), declaration in self.declared.items():
            if where == field and not any(place[0] < end and start < place[1] for start, end in places):
                places.append(place)
                found.append(self._figure(field, place, _by_word(declaration), declaration=declaration))
        numbers = list(stated_numbers(passage.text, places))
        found += [self._number(field, number, places) for number in numbers]
        places += [(number.start, number.end) for number in numbers]
        found += [self._figure(field, place, _NOT_READ) for place in unread_numbers(passage.text, places)]
        return sorted(found, key=lambda figure: figure.start)

    def _read_figure(self, field: FigureField, number: int, places: Sequence[Place]) -> PageFigure:
        passage = self.passages[field]
        figure, place = passage.figures[number], places[number]
        around = Surroundings(passage.text, *place, others=places)
        declaration = self._declaration(field, place)
        matched = (
            self._declared_match(figure, declaration, around) if declaration else self._match(figure, around, passage)
        )
        found = [_weighed(finding, figure) for finding in self._findings(field, number) if _bears_on(finding, matched)]
        questioning = [finding for finding in found if finding.level != FindingLevel.NOTE]
        worst = next(iter(questioning), None)
        notes = tuple(_sentence(finding) for finding in found if finding.level == FindingLevel.NOTE)
        if worst:
            sentence = " ".join(part for part in (_sentence(worst), matched.finding) if part)
            matched = Match(FigureState(worst.level.value), matched.result, sentence, "", matched.candidates)
        shown = self._figure(field, place, matched, read=figure, declaration=declaration, notes=notes)
        return replace(shown, found=tuple(sorted({self._way(field, finding) for finding in questioning})))

    def _way(self, field: FigureField, finding: FigureFinding) -> str:
        """Return a check with the characters of every figure that it questions."""
        quotes = sorted(self.passages[where].figures[number].text for where, number in self._concerned(field, finding))
        return "; ".join((finding.check, *quotes))

    def _match(self, figure: ReadFigure, around: Surroundings, passage: Passage) -> Match:
        if self.evidence is None:
            return _NO_STUDY
        if figure.measure == "follow_up":
            return match_follow_up(figure, self.evidence.study)
        if figure.measure == "count" and counts_participants(figure.outcome or ""):
            return match_number(StatedNumber(figure.start, figure.end, figure.numerator or 0), around, self.evidence)
        return match(figure, around, self.evidence, beside=passage.figures)

    def _declared_match(self, figure: ReadFigure, declaration: FigureDeclaration, around: Surroundings) -> Match:
        if declaration.kind != DeclarationKind.RESULT:
            return _by_word(declaration)
        result = self.evidence.result(declaration.result_id) if self.evidence else None
        if result is None:
            return Match(FigureState.UNTIED, finding="The result that an editor tied it to is not one of the study's.")
        return match_declared(figure, result, around)

    def _declaration(self, field: FigureField, place: Place) -> FigureDeclaration | None:
        """Return what is declared of the figure at a place, also by a quote of a part of it."""
        exact = self.declared.get((field, place))
        within = (
            declaration
            for (where, (start, end)), declaration in self.declared.items()
            if where == field and start < place[1] and place[0] < end
        )
        return exact or next(within, None)

    def _findings(self, field: FigureField, number: int) -> list[FigureFinding]:
        """Return the findings about a figure; what compares it with one of another source says nothing."""
        found = [finding for finding in self.passages[field].findings if number in finding.figures]
        return [finding for finding in found if not self._compares_sources(field, finding)]

    def _compares_sources(self, field: FigureField, finding: FigureFinding) -> bool:
        concerned = self._concerned(field, finding)
        return len(concerned) > 1 and any(self._is_foreign(*each) for each in concerned)

    def _concerned(self, field: FigureField, finding: FigureFinding) -> list[tuple[FigureField, int]]:
        here = [(field, number) for number in finding.figures]
        return here + [(self.fields[text], number) for text, number in finding.elsewhere]

    def _is_foreign(self, field: FigureField, number: int) -> bool:
        figure = self.passages[field].figures[number]
        declaration = self._declaration(field, (figure.start, figure.end))
        return declaration is not None and declaration.kind != DeclarationKind.RESULT

    def _number(self, field: FigureField, number: StatedNumber, places: Sequence[Place]) -> PageFigure:
        place = (number.start, number.end)
        around = Surroundings(self.passages[field].text, *place, others=places)
        return self._figure(field, place, match_number(number, around, self.evidence))

    def _figure(
        self,
        field: FigureField,
        place: Place,
        matched: Match,
        *,
        read: ReadFigure | None = None,
        declaration: FigureDeclaration | None = None,
        notes: tuple[str, ...] = (),
    ) -> PageFigure:
        text, result = self.passages[field].text, matched.result
        outcome, arm, time = _as_read(read)
        if result is not None:
            outcome, arm, time = result.outcome.name, arm_of(result), display.time_point(result)
        elif matched.of:
            outcome, arm, time = matched.of, matched.arm, ""
        return PageFigure(
            field=field,
            start=place[0],
            end=place[1],
            quote=text[slice(*place)],
            occurrence=occurrence_of(text, *place),
            state=matched.state,
            finding=matched.finding,
            method=matched.method,
            outcome=outcome[:300],
            arm=arm[:300],
            time=time[:60],
            result_id=result.pk if result else None,
            candidates=tuple(each.pk for each in matched.candidates),
            notes=notes,
            declared_by=declaration.pk if declaration else None,
            against=value_of(result) if result and matched.state != FigureState.TIED else "",
            sentence=sentence_around(text, *place),
        )


def _by_word(declaration: FigureDeclaration) -> Match:
    """Take an editor's word for what a figure is that is no result, or whose print no value can be read from."""
    if declaration.kind != DeclarationKind.RESULT:
        kind = _DECLARED[DeclarationKind(declaration.kind)]
        return Match(FigureState.DECLARED, method=f"{kind}: {declaration.note}")
    result = declaration.result
    if result is None:
        return Match(FigureState.UNTIED, finding="The result that an editor tied it to is no longer stored.")
    if share_agrees(declaration.quote, result) is False:
        finding = f"It differs from what is stored: {described(result)}."
        return Match(FigureState.DIFFERS, result, finding=finding, candidates=(result,))
    return Match(
        FigureState.DECLARED,
        result,
        method=f"An editor says which result it is: {described(result)}.",
    )


def _bears_on(finding: FigureFinding, matched: Match) -> bool:
    """Whether a finding says anything of a figure.

    What holds for shares of all people in an arm says nothing of an estimate from people followed in part, nor of a
    share that is as stored: the verdict on the stored result says whose it is.
    """
    if finding.check not in _OF_SHARES or matched.result is None:
        return True
    return matched.state != FigureState.TIED and matched.result.effective_measure not in _ESTIMATED


def _weighed(finding: FigureFinding, figure: ReadFigure) -> FigureFinding:
    """Call no share impossible whose number of people is not printed: it may be of others than the whole arm."""
    if finding.check in _OF_SHARES and figure.denominator is None and finding.level == FindingLevel.IMPOSSIBLE:
        return replace(finding, level=FindingLevel.INCONSISTENT)
    return finding


def _is_article_one(figure: ReadFigure) -> bool:
    """Whether a figure is “one” before a noun, and not one person who had an event."""
    alone = figure.text.lower() == "one" and figure.measure in ("count", "mean")
    return alone and not _EVENTS & outcome_stems(figure.outcome or "")


def _as_read(read: ReadFigure | None) -> tuple[str, str, str]:
    if read is None:
        return "", "", ""
    time = display.duration(f"{read.time:g}", read.time_unit) if read.time is not None else ""
    return read.outcome or "", read.arm or "", time


def _sentence(finding: FigureFinding) -> str:
    return f"{finding.message} Would fit: {finding.fits}" if finding.fits else finding.message


def questioned(figures: Sequence[PageFigure]) -> Iterator[PageFigure]:
    """Return the figures that keep an article from being published, or need a reason."""
    return (figure for figure in figures if figure.needs_reason or figure.state == FigureState.IMPOSSIBLE)
