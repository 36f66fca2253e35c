"""What is said of translations: records that views and templates show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hub.translation.enums import SegmentState


@dataclass(frozen=True)
class SegmentView:
    """One segment of an article with what stands for it in another language.

    Parameters
    ----------
    string_id, context_id
        What the segment is, for wagtail-localize.
    order
        Its place in the article.
    field
        The article's field that it is in.
    source
        The original, HTML with inline tags.
    text
        The verified translation; None if the original is shown.
    state
        Who answers for it; None if it was not translated yet.
    faults
        Why an engine's answers were not taken, a sentence each.
    engine
        Who translated it; empty if a person did.
    decided_at, decided_by
        When, and the name of the person, if it was one.
    before
        What stood for the segment's predecessor, if the original has changed since.
    source_before
        That predecessor.
    asked_again
        Whether a machine is to translate it again; what stands there stays until it has.
    """

    string_id: int
    context_id: int
    order: int
    field: str
    source: str
    text: str | None
    state: SegmentState | None
    faults: tuple[str, ...] = ()
    engine: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""
    before: str = ""
    source_before: str = ""
    asked_again: bool = False


@dataclass(frozen=True)
class TranslationReport:
    """What a machine made of an article or of words.

    Parameters
    ----------
    sent
        How many segments the engine was asked for.
    passed
        How many of them were taken.
    left
        How many stay in the original language.
    retry_after
        Seconds to wait before asking again for what a busy engine did not answer; None if nothing is to be asked again.
    refused
        Whether the engine will not translate this however often it is asked.
    message
        The first thing that went wrong, in words.
    """

    sent: int = 0
    passed: int = 0
    left: int = 0
    retry_after: float | None = None
    refused: bool = False
    message: str = ""


class TranslationKind(StrEnum):
    """Who answers for the words of a page in the reader's language."""

    MISSING = "missing"
    MACHINE = "machine"
    WRITTEN = "written"
    APPROVED = "approved"


@dataclass(frozen=True)
class TranslationNote:
    """What a reader is told at the top of a page.

    Parameters
    ----------
    kind
        Who answers for the words; nobody if the page is shown in the original language.
    made_at, made_by
        When it was approved and by whom; or when a machine last translated something of it, and which.
    changed
        How many passages are shown in the original language because they are new, or have changed.
    left
        How many are because no translation of them was safe, or an editor wanted it so.
    original_url
        Where the original is; empty if readers cannot open it.
    """

    kind: TranslationKind
    made_at: datetime | None = None
    made_by: str = ""
    changed: int = 0
    left: int = 0
    original_url: str = ""
