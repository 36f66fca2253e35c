"""The words of a sentence as noun phrases see them: which may stand in one, how one is quoted."""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.attribution.phrase import STOPS, names_outcome
from evidence.claims.lexicon import ADJECTIVES_IN_LY, ADVERBS, DETERMINERS

# Behind the end of every row, so that a look a little before the first atom or beyond the last finds nothing.
_PAD = 64
_NO_WORDS = [""] * _PAD
_NO_PARTS: list[int | None] = [None] * _PAD
_NOT_CHUNKY = [False] * _PAD
_ADJECTIVES = ("ive", "al", "ic", "able", "ible", "ary", "ant")


class Chunks:
    """Finds runs of words that may make a noun phrase.

    `word`, `part` and `in_chunk` (whether an atom continues a noun phrase) look a place up; they find nothing beyond
    the ends.
    """

    def __init__(self, text: str, atoms: list[Atom]) -> None:
        self.text = text
        self.atoms = atoms
        plain = [atom.word for atom in atoms]
        parts = [atom.part for atom in atoms]
        stops, grade = STOPS, Part.GRADE
        self.words = plain + _NO_WORDS
        self.parts: list[int | None] = [*parts, *_NO_PARTS]
        self.chunky = [
            word not in stops if not part else part == grade for word, part in zip(plain, parts, strict=True)
        ]
        self.chunky += _NOT_CHUNKY
        for place, word in enumerate(plain):
            if word[-2:] == "ly" and len(word) > 5 and word not in ADJECTIVES_IN_LY and word not in stops:
                self.chunky[place] = self.words[place + 1].endswith(_ADJECTIVES)  # "potentially curative surgery"
        self.word = self.words.__getitem__
        self.part = self.parts.__getitem__
        self.in_chunk = self.chunky.__getitem__

    def is_head(self, place: int) -> bool:
        """Whether the atom is a word that names an outcome."""
        return self.part(place) == Part.WORD and names_outcome(self.words[place])

    def is_head_chunk(self, place: int) -> bool:
        """Whether the noun phrase that begins at `place` ends with a word that names an outcome."""
        span = self.chunk(place) if self.in_chunk(place) else None
        return span is not None and self.is_head(span[1])

    def chunk(self, place: int) -> tuple[int, int] | None:
        """The longest phrase that begins at `place`, skipping determiners and adverbs before it."""
        while self.part(place) == Part.WORD and (
            self.word(place) in DETERMINERS or self.word(place) in ADVERBS or self.word(place).endswith("ly")
        ):
            if self.in_chunk(place):
                break
            place += 1
        if not self.in_chunk(place):
            return None
        last = place
        while self.in_chunk(last + 1) or (self.word(last + 1) in ("+", "/") and self.in_chunk(last + 2)):
            last += 1
        return place, last

    def quote(self, first: int, last: int) -> str:
        """Quote atoms: a long form before its abbreviation gives way to the abbreviation."""
        pieces: list[str] = []
        place = first
        while place <= last:
            if self.part(place) == Part.OPEN:
                close = place + 1
                while close <= last and self.part(close) != Part.CLOSE:
                    close += 1
                if close == place + 2 and self.is_abbreviation(place + 1):
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
        if self.part(place) not in (Part.WORD, Part.LABEL):
            return False
        atom = self.atoms[place]
        return sum(letter.isupper() for letter in self.text[atom.start : atom.end]) >= 2

    def _opens_abbreviation(self, place: int) -> bool:
        return self.part(place) == Part.OPEN and self.is_abbreviation(place + 1) and self.part(place + 2) == Part.CLOSE
