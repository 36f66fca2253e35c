"""A noun phrase, and which words may stand in one or name an outcome."""

from functools import lru_cache

from evidence.claims.lexicon import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    GETS,
    HAVE,
    NO_OUTCOMES,
    OTHER_VERBS,
    OUTCOME_ENDINGS,
    OUTCOME_HEADS,
    PEOPLE,
    PREPOSITIONS,
)

STOPS = (BE | HAVE | GETS | OTHER_VERBS | PREPOSITIONS | DETERMINERS | CONJUNCTIONS | ADVERBS | PEOPLE) - frozenset(
    ("more", "less", "any", "overall", "no")
)


@lru_cache(maxsize=20_000)
def names_outcome(word: str) -> bool:
    """Whether a word, or what stands behind its last hyphen, names an outcome."""
    if word in OUTCOME_HEADS or word.endswith(OUTCOME_ENDINGS):
        return word not in NO_OUTCOMES
    return any(mark in word and word.rpartition(mark)[2] in OUTCOME_HEADS for mark in "-+/")


class Phrase:
    """A noun phrase: the atoms `first` to `last`, its words as they should be quoted."""

    __slots__ = ("cumulative", "first", "last", "text", "words")

    def __init__(self, first: int, last: int, text: str) -> None:
        self.first = first
        self.last = last
        self.text = text
        self.words: frozenset[str] = frozenset()
        self.cumulative = False
