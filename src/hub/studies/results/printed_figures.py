"""Figures read from print, what was found about them, and what can be said of a stored result.

The ``evidence`` library reads and checks; these are its answers in the hub's own words, so that articles, the admin and
the public tool need no word of the library. Every value was read from characters, none was computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hub.studies.enums import FindingLevel, VerdictWord

EVERYBODY = "all"
"""The arm of a figure about everybody."""


@dataclass(frozen=True)
class ReadFigure:
    """One figure in a text.

    Attributes
    ----------
    start, end
        ``text[start:end]`` are its characters, from its first number to its last.
    text
        Those characters.
    measure
        ``survival_probability``, ``cumulative_incidence``, ``proportion``, ``median_time``, ``follow_up``,
        ``hazard_ratio``, ``odds_ratio``, ``risk_ratio``, ``difference``, ``mean``, ``rate``, ``count`` or ``p_value``.
    outcome
        In the words of the text; ``None`` where it is not said.
    arm
        In the words of the text, ``all`` for everybody; ``None`` for a comparison, or where it is not said.
    time, time_unit
        When it holds: 4 and ``years``; ``None`` and empty where it is not said.
    estimate, value, decimals
        As printed, as a number, and the digits printed after the decimal mark. The value of what was not reached is
        ``None``; a figure without an estimate (counts alone, a p value) has an empty ``estimate``.
    bound
        ``below`` for "<1%", ``beyond`` for "60.1+", ``about`` for "about 60%"; empty for a plain number.
    unit
        ``%``, ``months`` …; empty for a ratio.
    low, high, low_value, high_value, level
        The confidence or credible interval, with its level in per cent as far as the text says.
    interval_kind
        ``confidence`` or ``credible``; empty without an interval.
    spread_low, spread_high, spread_kind
        A range or interquartile range, as printed; empty without one.
    numerator, denominator
        Counts of people that stand with the figure.
    p_operator, p_printed, p
        ``=``, ``<``, ``>``, ``<=`` or ``>=``, the number as printed, and its value.
    adjusted
        Whether the text calls the estimate adjusted; ``None`` where it does not say.
    """

    start: int
    end: int
    text: str
    measure: str
    outcome: str | None = None
    arm: str | None = None
    time: float | None = None
    time_unit: str = ""
    estimate: str = ""
    value: float | None = None
    decimals: int = 0
    bound: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""
    low_value: float | None = None
    high_value: float | None = None
    level: float | None = None
    interval_kind: str = ""
    spread_low: str = ""
    spread_high: str = ""
    spread_kind: str = ""
    numerator: int | None = None
    denominator: int | None = None
    p_operator: str = ""
    p_printed: str = ""
    p: float | None = None
    adjusted: bool | None = None


@dataclass(frozen=True)
class FigureFinding:
    """One thing in print that cannot be right, or is worth a look.

    Attributes
    ----------
    check
        Name of the check, a heading of docs/methods/checks.md.
    level
        ``impossible``: no data give this print; ``inconsistent``: no method in use does; ``note``: worth a look.
    message
        One sentence.
    fits
        What would fit instead; may be empty.
    assumption
        What would have to be true for the print to be right; may be empty.
    figures
        Places among the figures of the passage that holds the finding, the one most in doubt first.
    elsewhere
        Figures of the paper's other texts that it concerns too, as (place of the text, place among its figures).
    """

    check: str
    level: FindingLevel
    message: str
    fits: str = ""
    assumption: str = ""
    figures: tuple[int, ...] = ()
    elsewhere: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Passage:
    """A text, its figures in their order, and what was found about them, the gravest first.

    Attributes
    ----------
    groups
        Sizes of arms that the text states; one that is stated in two ways is left out.
    """

    text: str
    figures: tuple[ReadFigure, ...]
    findings: tuple[FigureFinding, ...]
    groups: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class StudyFinding:
    """What was found about stored results of one study.

    Attributes
    ----------
    finding
        With ``figures`` left empty.
    results
        Primary keys of the results that it concerns, the one most in doubt first.
    """

    finding: FigureFinding
    results: tuple[int, ...]


@dataclass(frozen=True)
class ImpliedCount:
    """A count of people that the print leaves no choice about, though it does not print it.

    Attributes
    ----------
    results
        Primary keys of the results that it follows from.
    arm, at
        Label of the arm and ``at 4 years``.
    count, n, what
        1, 30 and ``died in remission``.
    sentence
        Whole, with how it follows.
    """

    results: tuple[int, ...]
    arm: str
    at: str
    count: int
    n: int
    what: str
    sentence: str


@dataclass(frozen=True)
class Verdict:
    """What can be said about one stored result.

    Attributes
    ----------
    word
        ``reproduced``, ``consistent``, ``as_published`` or ``questioned``; its label is what readers are shown.
    sentence
        How it is known, in one plain sentence.
    methods
        Names of the methods that give the printed interval.
    numerator, denominator
        The only counts of people that the print leaves; ``None`` where there are several or none.
    effective_size
        The number of people without censoring who would give as narrow an interval, from the least to the most that
        rounding and the fitting methods allow; ``None`` where it cannot be told.
    findings
        What the checks found about it, with ``figures`` left empty.
    is_english
        Whether the sentence is English on a page in another language, as what the checks find is.
    """

    word: VerdictWord
    sentence: str
    methods: tuple[str, ...] = ()
    numerator: int | None = None
    denominator: int | None = None
    effective_size: tuple[float, float] | None = None
    findings: tuple[FigureFinding, ...] = ()
    is_english: bool = False

    @property
    def label(self) -> str:
        """The word as readers are shown it."""
        return str(self.word.label)

    @property
    def counts(self) -> str:
        """``25 of 30``; empty where the print leaves several counts, or none."""
        return "" if self.numerator is None or self.denominator is None else f"{self.numerator} of {self.denominator}"


@dataclass(frozen=True)
class CheckedResult:
    """A stored result in words, with what is known about it: ``Overall survival at 4 years, placebo`` and ``60.2%``."""

    subject: str
    text: str
    verdict: Verdict
