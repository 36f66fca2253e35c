"""What the app's verbs return or raise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.safestring import SafeString
from django.utils.translation import gettext

if TYPE_CHECKING:
    from hub.studies.results import Contrast, FigureView, KeyOutcome, KeyResult


NO_ALIAS = "An article has one address: move it, or make a copy that is no alias."


class IncompleteArticle(PermissionDenied):
    """Publishing was refused because required parts are missing; one sentence for each.

    It is a refusal of permission so that every way into Wagtail's admin and its API answers it
    with a message, never with a traceback.
    """

    def __init__(self, title: str, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(f"“{title}” cannot be published yet. {' '.join(missing)}")


@dataclass(frozen=True)
class IntervalMark:
    """Where an estimate and its interval lie on a small drawn line, 0 to 100; ``None`` for what is not known."""

    point: float | None
    low: float | None
    high: float | None
    reference: float | None = None


@dataclass(frozen=True)
class FindingEntry:
    """One arm's figure, or one contrast, among the key figures."""

    label: str
    role: str
    estimate: str
    interval: str
    interval_label: str
    counts: str
    mark: IntervalMark
    result_id: int


@dataclass(frozen=True)
class FindingRow:
    """One key outcome on the first screen."""

    name: str
    at: str
    source: str
    entries: tuple[FindingEntry, ...]


@dataclass(frozen=True)
class OutcomeTableRow:
    """The figures of one time point; ``cells`` stand in the order of the table's columns."""

    label: str
    cells: tuple[KeyResult | None, ...]
    contrasts: tuple[Contrast, ...]


@dataclass(frozen=True)
class OutcomeSection:
    """An outcome as rows of the table and as sentences, from the same values."""

    outcome: KeyOutcome
    rows: tuple[OutcomeTableRow, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class KeyTable:
    """Every reported outcome, with one column for each arm that any of them has a figure of."""

    columns: tuple[str, ...]
    sections: tuple[OutcomeSection, ...]
    has_contrasts: bool
    sources: tuple[str, ...]

    @property
    def has_definitions(self) -> bool:
        """Whether any outcome is defined."""
        return any(section.outcome.definition for section in self.sections)


@dataclass(frozen=True)
class AdverseEventRow:
    """How often one adverse event occurred."""

    event: str
    grade: str
    period: str
    ctcae_version: str
    cells: tuple[KeyResult | None, ...]


@dataclass(frozen=True)
class SafetyTable:
    """Adverse events by arm."""

    columns: tuple[str, ...]
    rows: tuple[AdverseEventRow, ...]


@dataclass(frozen=True)
class ProseMark:
    """A place in the prose that is marked as a figure.

    Attributes
    ----------
    part
        What readers call the part of the article that it stands in.
    start, end
        Its characters in the part's plain text.
    anchor, entry
        Of the mark itself, and of the entry that says how the figure was checked.
    questioned
        Whether the mark itself must say so.
    """

    field: str
    part: str
    start: int
    end: int
    anchor: str
    entry: str
    questioned: bool


@dataclass(frozen=True)
class CheckedFigure:
    """One figure with the whole chain from print to check.

    Attributes
    ----------
    anchor
        Where it stands in the list; every mark of it leads there.
    name, group
        Outcome and time, and whose figure it is.
    printed
        ``83.3% (95% CI 64.5–92.7)``.
    state, word
        A value of ``VerdictWord`` or ``declared``, and how readers are shown it.
    recomputed
        Whether it was computed from patient-level data.
    chain
        Stored result, method and source; each a label with its words.
    sentence, label
        How it was checked, or what an editor says of it; the last link of the chain.
    mentions
        Where the prose prints it.
    at
        The time point with which the name ends; empty without one.
    is_english
        Whether the sentence is English on a page in another language.
    """

    anchor: str
    name: str
    group: str
    printed: str
    state: str
    word: str
    recomputed: bool
    chain: tuple[tuple[str, str], ...]
    sentence: str
    label: str
    mentions: tuple[ProseMark, ...] = ()
    at: str = ""
    is_english: bool = False


@dataclass(frozen=True)
class CheckGroup:
    """The figures that share a verdict, in words for a clinician.

    Attributes
    ----------
    parts
        Whose figures they are, with sentences: the names of the figures that share it, the sentence, and whether it
        is English on a page in another language.
    """

    state: str
    word: str
    lead: str
    parts: tuple[tuple[str, tuple[tuple[str, str, bool], ...]], ...]


@dataclass(frozen=True)
class ArticleChecks:
    """How the figures of an article were checked.

    ``by_result`` leads from a stored result to its entry. ``implied`` says what the print leaves no choice about.
    """

    figures: tuple[CheckedFigure, ...] = ()
    groups: tuple[CheckGroup, ...] = ()
    implied: tuple[str, ...] = ()
    by_result: Mapping[int, CheckedFigure] = field(default_factory=dict)
    marks: tuple[ProseMark, ...] = ()


@dataclass(frozen=True)
class Fact:
    """A line of the study's table of facts; ``link`` leads to a public register."""

    label: str
    text: str | SafeString
    link: str = ""


@dataclass(frozen=True)
class RelationshipLine:
    """A financial relationship as readers see it."""

    company: str
    nature: str
    started: date
    ended: date | None


@dataclass(frozen=True)
class PersonLine:
    """A contributor with what they declared."""

    name: str
    credentials: str
    affiliation: str
    bio: str
    roles: tuple[str, ...]
    declared_on: date | None
    relationships: tuple[RelationshipLine, ...]
    address: str = ""

    @property
    def name_with_credentials(self) -> str:
        """The name as it stands in a byline."""
        return f"{self.name}, {self.credentials}" if self.credentials else self.name


@dataclass(frozen=True)
class Section:
    """A heading in the table of contents."""

    anchor: str
    title: str


@dataclass(frozen=True)
class ArticleView:
    """Everything an article's page shows beyond its own fields, collected once."""

    objectives: tuple[str, ...]
    finding: tuple[FindingRow, ...]
    facts: tuple[Fact, ...]
    key_table: KeyTable
    figures: tuple[FigureView, ...]
    safety: SafetyTable | None
    checks: ArticleChecks
    caveat: str
    references: tuple[SafeString, ...]
    people: tuple[PersonLine, ...]
    byline: tuple[PersonLine, ...]
    reading_minutes: int
    review_overdue: bool
    contact_email: str

    @property
    def in_brief(self) -> str:
        """What was found, in the words of the first drawing; for phones, where the key figures stand further down."""
        return self.figures[0].title if self.finding and self.figures else ""

    @property
    def trust_in_brief(self) -> str:
        """How the groups were made if not by lot, and how the key figures were checked."""
        keys = [entry.result_id for row in self.finding for entry in row.entries]
        words = Counter(self.checks.by_result[key].word for key in keys if key in self.checks.by_result)
        told = ", ".join(
            (gettext("%(count)s %(verdict)s") % {"count": count, "verdict": word}).replace(" ", "\u00a0", 1)
            for word, count in words.items()
        )
        key_figures = gettext("Key figures: %(verdicts)s.") % {"verdicts": told} if told else ""
        caveat, end, _ = self.caveat.partition(". ")
        return " ".join(part for part in (f"{caveat}{end.strip()}", key_figures) if part)

    @property
    def people_with_relationships(self) -> list[PersonLine]:
        """Those who declared a relationship within the window."""
        return [person for person in self.people if person.relationships]

    @property
    def people_with_nothing_to_disclose(self) -> list[PersonLine]:
        """Those whose dated declaration names no relationship within the window."""
        return [person for person in self.people if person.declared_on and not person.relationships]

    @property
    def people_without_declaration(self) -> list[PersonLine]:
        """Those who have declared nothing yet, which only a draft can show."""
        return [person for person in self.people if not (person.declared_on or person.relationships)]
