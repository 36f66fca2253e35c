"""A noun phrase, and which words may stand in one."""

from evidence.claims.lexicon import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    GETS,
    HAVE,
    OTHER_VERBS,
    PEOPLE,
    PREPOSITIONS,
)

STOPS = (BE | HAVE | GETS | OTHER_VERBS | PREPOSITIONS | DETERMINERS | CONJUNCTIONS | ADVERBS | PEOPLE) - frozenset(
    ("more", "less", "any", "overall", "no")
)


class Phrase:
    """A noun phrase: the atoms `first` to `last`, its words as they should be quoted."""

    __slots__ = ("cumulative", "first", "last", "text", "words")

    def __init__(self, first: int, last: int, text: str) -> None:
        self.first = first
        self.last = last
        self.text = text
        self.words: frozenset[str] = frozenset()
        self.cumulative = False
