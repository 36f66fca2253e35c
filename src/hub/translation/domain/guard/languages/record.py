"""What the guard must know of a language."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

NOTHING = r"(?!)"


@dataclass(frozen=True)
class Language:
    """Words of a language. Patterns are regular expressions, matched as whole words in any case.

    Parameters
    ----------
    cardinals
        The words for 2 and more by their value; the first word of each is the one printed.
    invented
        A pattern for number words in free text, 2 and more; whatever it finds was not in the hub's text.
    ones
        A pattern for the word one.
    ranks
        Patterns for first, second, half, double and so on, by the name of the rank.
    negations
        Words that deny; each in the source needs one in the target.
    hedges
        Words of a source language that another may say with a denial (unless, free of); they need none, but allow one.
    denial
        Those that are never doubled for one denial, as "no … ningún" doubles the other.
    senses
        Patterns for words that must not turn into their opposite.
    units
        Singular and plural of the units of time, by their English name.
    attributive
        How a time stands beside a noun, with ``{}`` for the time: "de {}" for a cycle of 28 days.
    """

    code: str
    cardinals: dict[int, str]
    invented: str
    ones: str
    ranks: dict[str, str]
    negations: str
    denial: str
    senses: dict[str, str]
    units: dict[str, tuple[str, str]]
    attributive: str
    grade: str
    or_higher: str
    interval: str
    of: str
    to: str
    alternative: str = "o"
    colon: str = ":"
    hedges: str = NOTHING
    ordinal: str = "{}"
    elisions: bool = False
    compounds: bool = False
    dative: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        """Every pattern of the language, compiled, by its name."""
        plain = {
            "invented": self.invented,
            "ones": self.ones,
            "negations": self.negations,
            "denial": self.denial,
            "hedges": self.hedges,
            "ranks": "|".join(f"(?P<{name}>{words})" for name, words in self.ranks.items()),
            **{f"sense {name}": words for name, words in self.senses.items()},
        }
        return {name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for name, words in plain.items()}

    def ranks_in(self, text: str) -> Counter[str | None]:
        """How often each rank is named in a text."""
        return Counter(found.lastgroup for found in self.patterns["ranks"].finditer(text))

    def count(self, name: str, text: str) -> int:
        """How often a pattern is found in a text."""
        return sum(1 for _ in self.patterns[name].finditer(text))
