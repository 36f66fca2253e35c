"""An article beside its translation, segment by segment, as an editor sees and types it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.formats import date_format
from wagtail.models import Page
from wagtail_localize.models import Translation

from hub.translation.domain.glossary_use import unused_wordings
from hub.translation.domain.guard import (
    CannotProtectError,
    Protected,
    ProtectedSegment,
    TokenShape,
    carried_over,
    editable,
    prefilled,
    protect,
)
from hub.translation.domain.guard.markup import PLACEHOLDERS, TAG, TOKEN, flatten
from hub.translation.domain.segments import segments_of
from hub.translation.domain.terms import glossary_of, protected_names
from hub.translation.enums import SegmentState
from hub.translation.results import SegmentView

SECTIONS = {"learning_objectives": "Learning objectives", "seo_title": "Title for search engines"}


@dataclass(frozen=True)
class Piece:
    """A stretch of text: plain, a figure, a tag, or what was added to or taken out of the original."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class SegmentRow:
    """A segment as it is shown.

    Parameters
    ----------
    key
        Names it in a form.
    section
        The part of the article that it is in.
    original, change
        The original in pieces; and what has changed in it since it was translated.
    typed
        What the field for the translation begins with.
    base
        Sums up what the field began with, so that someone else's change in the meantime is noticed.
    verdict
        What stands there now, and who answers for it, in a sentence.
    notes
        What the glossary says otherwise.
    problem
        Why it cannot be translated at all.
    """

    segment: SegmentView
    key: str
    section: str
    original: tuple[Piece, ...]
    change: tuple[Piece, ...]
    typed: str
    base: str
    verdict: str
    notes: tuple[str, ...] = ()
    problem: str = ""
    protected: ProtectedSegment | None = None

    @property
    def state(self) -> str:
        """Its state in one word, for marking it."""
        if self.segment.state is None:
            return "changed" if self.segment.source_before else "open"
        return self.segment.state.value

    @property
    def may_be_approved(self) -> bool:
        """Whether there is a translation that nobody has approved."""
        return bool(self.segment.text) and self.segment.state is not SegmentState.APPROVED


def rows_of(translation: Translation) -> list[SegmentRow]:
    """Return the segments of a translation in their order."""
    article = translation.source.get_source_instance()
    names = protected_names(getattr(article, "study", None))
    target = translation.target_locale.language_code
    glossary = glossary_of(translation.target_locale)
    return [_row(segment, article, names, glossary, target) for segment in segments_of(translation)]


def rows_left_by_machine(translation: Translation) -> list[SegmentRow]:
    """Return the segments that stayed in the original language because no engine's answer could be verified."""
    return [
        row for row in rows_of(translation) if row.segment.state is SegmentState.LEFT and not row.segment.decided_by
    ]


def _row(segment: SegmentView, article: Page, names: Protected, glossary: Mapping[str, str], target: str) -> SegmentRow:
    try:
        protected = protect(segment.source, terms=names, shape=TokenShape.WORD)
    except CannotProtectError as problem:
        protected, typed, why = None, "", f"{problem} It stays as it is in the original."
    else:
        typed, why = _typed(segment, protected, names, target), ""
    return SegmentRow(
        segment=segment,
        key=f"{segment.string_id}-{segment.context_id}",
        section=_section(article, segment.field),
        original=tuple(_pieces(segment.source, protected)),
        change=tuple(_change(segment.source_before, segment.source)) if segment.source_before else (),
        typed=typed,
        base=f"{digest(typed)}-{segment.state or 'open'}",
        verdict=_verdict(segment),
        notes=unused_wordings(segment.source, segment.text or "", glossary) if segment.text else (),
        problem=why,
        protected=protected,
    )


def digest(text: str) -> str:
    """Sum up what stands in a field; browsers write line breaks in their own way."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def _typed(segment: SegmentView, protected: ProtectedSegment, names: Protected, target: str) -> str:
    """Begin with the translation, or else with the one before the original changed, or else with the original."""
    typed = editable(segment.text, protected, target=target) if segment.text else None
    if typed is None and segment.before and segment.source_before:
        earlier = protect(segment.source_before, terms=names, shape=TokenShape.WORD)
        typed = carried_over(segment.before, earlier, protected, target=target)
    return prefilled(protected, target=target) if typed is None else typed


def _section(article: Page, name: str) -> str:
    if name in SECTIONS:
        return SECTIONS[name]
    label = str(getattr(article._meta.get_field(name), "verbose_name", name))
    return label[:1].upper() + label[1:]


def _pieces(source: str, protected: ProtectedSegment | None) -> Iterator[Piece]:
    """Part the original into words, figures and tags."""
    flat, tags = flatten(source)
    text = protected.strand.text if protected else flat
    own_tags, own_tokens = iter(tags), iter(protected.tokens if protected else ())
    for piece in filter(None, PLACEHOLDERS.split(text)):
        if piece == TOKEN:
            yield Piece(next(own_tokens).text, "figure")
        elif piece == TAG:
            yield Piece(next(own_tags), "tag")
        else:
            yield Piece(piece)


def _change(before: str, now: str) -> Iterator[Piece]:
    """Compare two originals word by word."""
    ours, theirs = (flatten(text)[0].replace(TAG, "").split() for text in (before, now))
    for step, start, end, new_start, new_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if step == "equal":
            yield Piece(" ".join(ours[start:end]))
        if step in {"delete", "replace"}:
            yield Piece(" ".join(ours[start:end]), "removed")
        if step in {"insert", "replace"}:
            yield Piece(" ".join(theirs[new_start:new_end]), "added")


def _verdict(segment: SegmentView) -> str:
    """Say what stands there now, and who answers for it."""
    return _stands(segment) + (" A machine is to translate it again." if segment.asked_again else "")


def _stands(segment: SegmentView) -> str:
    when = date_format(segment.decided_at, "j F Y") if segment.decided_at else ""
    if segment.state is None:
        if segment.source_before:
            return "The original has changed since it was translated; readers see it in English."
        return "Not translated yet; readers see the original."
    if segment.state is SegmentState.LEFT:
        if segment.decided_by:
            return f"{segment.decided_by} kept the original on {when}."
        return "Left in English: no answer of the engine could be verified."
    if segment.state is SegmentState.MACHINE:
        return (
            f"Translated by {segment.engine or 'a machine'} on {when}. Every figure was verified; the words were not."
        )
    who = segment.decided_by or "A person"
    verb = "approved" if segment.state is SegmentState.APPROVED else "wrote"
    return f"{who} {verb} it on {when}. Every figure was verified."
