"""The words of a sentence as noun phrases see them: which may stand in one, how one is quoted."""

from evidence.claims.atoms.atom import Line, Part, places
from evidence.claims.attribution.phrase import STOPS
from evidence.claims.lexicon import ADJECTIVES_IN_LY, ADVERBS, DETERMINERS, names_outcome

# Behind the end of every row, so that a look a little before the first atom or beyond the last finds nothing.
_PAD = 64
_NO_WORDS = [""] * _PAD
_NO_PARTS = [Part.NOTHING] * _PAD
_NOT_CHUNKY = [False] * _PAD
_ADVERSE = frozenset(("ae", "aes", "sae", "saes", "adverse", "toxicity", "toxicities", "serious", "teaes"))
_RISES = frozenset(("increase", "decrease"))
_LEADING = frozenset(("leading", "resulting", "secondary", "attributable", "necessitating"))
_PATIENTS_OWN = frozenset(("refusal", "request", "choice", "decision", "preference", "withdrawal"))
_LEADS = frozenset(("to", "from", "in"))
_ADJECTIVES = ("ive", "al", "ic", "able", "ible", "ary", "ant", "ent")


class Chunks:
    """Finds runs of words that may make a noun phrase.

    `words`, `parts` and `chunky` (whether an atom continues a noun phrase) are rows by the places of the atoms; a
    look a little beyond either end finds nothing.
    """

    def __init__(self, text: str, line: Line) -> None:
        self.text = text
        self.atoms = line.atoms
        words, parts = line.words, line.parts
        stops = STOPS
        self.words = words + _NO_WORDS
        self.parts = parts + _NO_PARTS
        self.chunky = [not part and word not in stops for word, part in zip(words, parts, strict=True)]
        for place in [place for place, part in enumerate(parts) if part == Part.GRADE] if Part.GRADE in parts else ():
            self.chunky[place] = True
        self.chunky += _NOT_CHUNKY
        if "very" in words:
            for place in [place for place, word in enumerate(words) if word == "very"]:
                self.chunky[place] = self.words[place + 1] == "good"  # "very good partial response"
        for place in places(words, ("related",)):
            self.chunky[place] = self.words[place + 1] in _ADVERSE  # "grade 3 or 4 related adverse events"
        for place in places(words, ("patient",)):
            self.chunky[place] = self.words[place + 1] in _PATIENTS_OWN
        for place in places(words, _LEADING):  # "events leading to", "toxicity secondary to"
            self.chunky[place] = self.chunky[place] and self.words[place + 1] not in _LEADS
        for place in places(words, _RISES):
            if self.parts[place + 1] == Part.OPEN:  # "alanine aminotransferase increase (4.3% vs 2.0%)"
                self.chunky[place] = self.chunky[place - 1]
        for place in [place for place, word in enumerate(words) if word[-2:] == "ly"]:
            word = words[place]
            if len(word) > 5 and word not in ADJECTIVES_IN_LY and word not in stops:
                self.chunky[place] = self.words[place + 1].endswith(_ADJECTIVES)  # "potentially curative surgery"

    def is_head(self, place: int) -> bool:
        """Whether the atom is a word that names an outcome."""
        return self.parts[place] == Part.WORD and names_outcome(self.words[place])

    def is_head_chunk(self, place: int) -> bool:
        """Whether the noun phrase that begins at `place` ends with a word that names an outcome."""
        span = self.chunk(place) if self.chunky[place] else None
        return span is not None and self.is_head(span[1])

    def chunk(self, place: int) -> tuple[int, int] | None:
        """The longest phrase that begins at `place`, skipping determiners and adverbs before it."""
        while self.parts[place] == Part.WORD and (
            self.words[place] in DETERMINERS or self.words[place] in ADVERBS or self.words[place].endswith("ly")
        ):
            if self.chunky[place]:
                break
            place += 1
        if not self.chunky[place]:
            return None
        last = place
        while self.chunky[last + 1] or (self.words[last + 1] in ("+", "/") and self.chunky[last + 2]):
            last += 1
        return place, last

    def chunk_to(self, place: int) -> int:
        """Where the noun phrase that ends at `place` begins."""
        while self.chunky[place - 1]:
            place -= 1
        return place

    def quote(self, first: int, last: int) -> str:
        """Quote atoms: a long form before its abbreviation gives way to the abbreviation."""
        pieces: list[str] = []
        place = first
        while place <= last:
            if self.parts[place] == Part.OPEN:
                close = place + 1
                while close <= last and self.parts[close] != Part.CLOSE:
                    close += 1
                if close == place + 2 and self.is_abbreviation(place + 1) and "+" not in self.words[place + 1]:
                    pieces = self._abbreviate(pieces, place + 1)
                place = close + 1
                continue
            printed = self.text[self.atoms[place].start : self.atoms[place].end]
            if printed == "," and pieces:
                pieces[-1] += ","
            else:
                pieces.append(printed)
            place += 1
        return " ".join(pieces)

    def _abbreviate(self, pieces: list[str], place: int) -> list[str]:
        """Put an abbreviation for the words it stands for: back to the last link between outcomes."""
        short = self.text[self.atoms[place].start : self.atoms[place].end]
        if "/" in short:
            return [short]
        for at in range(len(pieces) - 1, -1, -1):
            if pieces[at] in ("+", "or", "and", ","):
                return [*pieces[: at + 1], short]
        return [short]

    def is_abbreviation(self, place: int) -> bool:
        """Whether the atom is written like an abbreviation: two capitals or more."""
        if self.parts[place] not in (Part.WORD, Part.LABEL):
            return False
        atom = self.atoms[place]
        return sum(letter.isupper() for letter in self.text[atom.start : atom.end]) >= 2

    def _opens_abbreviation(self, place: int) -> bool:
        return (
            self.parts[place] == Part.OPEN and self.is_abbreviation(place + 1) and self.parts[place + 2] == Part.CLOSE
        )
