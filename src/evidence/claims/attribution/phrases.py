"""Noun phrases of a sentence, and among them the outcomes: what a figure may be about.

A phrase is a run of words that are no verb, preposition, determiner or adverb. It names an outcome when it holds a
head that the lexicon knows, such as "survival", "neutropenia" or "CR".
"""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.attribution.phrase import STOPS, Phrase, names_outcome, stands_in_phrase
from evidence.claims.lexicon import (
    ADJECTIVES_IN_LY,
    ADVERBS,
    DETERMINERS,
    DISPENSABLE,
    DURATION_NOUNS,
    INTRODUCES,
    OUTCOME_HEADS,
    words,
)

_TRAILING = words(
    "rate rates times probability probabilities estimate estimates proportion proportions percentage incidence "
    "incidences value values frequency events/year"
)


_REMISSION = words("cr cr1 remission complete first")
_CONDITION_HEADS = words(
    "disease tumours tumors syndrome karyotype cytogenetics mutation mutations malignancy metastases"
)
_MAY_HEAD = frozenset(("of", "to", "from", "until", "(", "["))


_BY_PART = {Part.GRADE: True}


_PAD = 40


_NO_WORDS = [""] * _PAD


_NO_PARTS: list[int | None] = [None] * _PAD


_NOT_CHUNKY = [False] * _PAD


_ADJECTIVES = ("ive", "al", "ic", "able", "ible", "ary", "ant")


_PAIRABLE = words(
    "overall acute chronic complete partial local distant objective clinical major minor hematologic haematologic "
    "cytogenetic molecular all-cause cardiovascular systolic diastolic early late nonrelapse non-relapse "
    "treatment-related transplant-related extensive limited neutrophil platelet relapse progression"
)


class Phrases:
    """Finds the phrases of one sentence."""

    def __init__(self, text: str, atoms: list[Atom]) -> None:
        self.text = text
        self.atoms = atoms
        # Padded behind the end, so that a look before the first atom or beyond the last finds nothing.
        self.words = [atom.word for atom in atoms] + _NO_WORDS
        self.parts: list[int | None] = [*(atom.part for atom in atoms), *_NO_PARTS]
        self.chunky = [
            _BY_PART.get(atom.part, False) or (atom.part == Part.WORD and stands_in_phrase(atom.word)) for atom in atoms
        ]
        self.chunky += _NOT_CHUNKY
        for place in [
            at for at, atom in enumerate(atoms) if atom.word.endswith("ly") and atom.word not in ADJECTIVES_IN_LY
        ]:  # "potentially curative surgery"
            if len(self.words[place]) > 5 and self.words[place] not in STOPS:
                self.chunky[place] = self.words[place + 1].endswith(_ADJECTIVES)

    def word(self, place: int) -> str:
        """Give the atom's word, or nothing beyond the ends."""
        return self.words[place] if -40 <= place < len(self.words) else ""

    def part(self, place: int) -> int | None:
        """Give the atom's part, or None beyond the ends."""
        return self.parts[place] if -40 <= place < len(self.parts) else None

    def in_chunk(self, place: int) -> bool:
        """Whether the atom continues a noun phrase."""
        return -40 <= place < len(self.chunky) and self.chunky[place]

    def is_head(self, place: int) -> bool:
        """Whether the atom is a word that names an outcome."""
        return self.part(place) == Part.WORD and names_outcome(self.words[place])

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
            pieces.append(self.text[self.atoms[place].start : self.atoms[place].end])
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

    def outcomes(self) -> list[Phrase]:
        """All outcome phrases, in order."""
        found: list[Phrase] = []
        place = 0
        chunky = self.chunky
        while place < len(self.atoms):
            if not chunky[place]:
                place += 1
                continue
            span = self.chunk(place)
            if span is None:
                place += 1
                continue
            first, last = span
            after = last
            if any(map(names_outcome, self.words[first : last + 1])) or self.words[last + 1] in _MAY_HEAD:
                phrase, after = self._outcome(first, last)
                if phrase is not None and not (
                    self.words[first - 1] in ("in", "among") and self.words[last] in _CONDITION_HEADS
                ):
                    self._pair(found, phrase)
                    found.append(phrase)
            place = max(after, last) + 1
        return found

    def _outcome(self, first: int, last: int) -> tuple[Phrase | None, int]:
        heads = [at for at in range(first, last + 1) if self.is_head(at)]
        end = last
        if not heads:
            if self._opens_abbreviation(last + 1) and self.word(last + 2) in OUTCOME_HEADS:
                end = last + 3
                return self.make(first, end), end
            # "duration of response", "time to progression"
            if self.word(last) in DURATION_NOUNS and self.word(last + 1) in ("of", "to", "from", "until"):
                span = self.chunk(last + 2)
                if span is not None and (
                    any(self.is_head(at) for at in range(span[0], span[1] + 1))
                    or self.word(last) in ("time", "times", "duration", "length")
                ):
                    end = self._right(span[1])
                    start = (
                        last
                        if self.word(last)
                        in (
                            "length",
                            "time",
                            "times",
                            "duration",
                            "freedom",
                            "quality",
                            "absence",
                            "loss",
                            "lack",
                            "onset",
                        )
                        else span[0]
                    )
                    return self.make(start, end), end
            return None, last
        if all(
            self.word(at) in ("incidence", "control", "surgery", "disease", "transplant", "improvement") for at in heads
        ) and (self.word(heads[-1]) in ("incidence", "improvement") or heads[-1] != last or first == last):
            return None, last
        end = self._right(last)
        return self.make(first, end), end

    def _opens_abbreviation(self, place: int) -> bool:
        return self.part(place) == Part.OPEN and self.is_abbreviation(place + 1) and self.part(place + 2) == Part.CLOSE

    def _right(self, last: int) -> int:
        """Extend a phrase over its abbreviation and over what narrows it: "without relapse", "from CR", "or CRu"."""
        for _ in range(6):
            if self._opens_abbreviation(last + 1):
                last += 3
                continue
            word = self.word(last + 1)
            if (word in ("+", "/") and self.in_chunk(last + 2)) or (
                word == "or" and self.is_head(last) and self._same_sort(last, last + 2)
            ):
                span = self.chunk(last + 2)
            elif word in ("without", "after", "from", "before"):
                span = self.chunk(last + 2)
                if word in ("after", "from", "before") and span is not None and not self._narrows(last, span):
                    span = None
            elif (
                (word == "as" and self.word(last + 2) == "best")
                or (word == "in" and self.word(last).startswith("death") and self.word(last + 2) in _REMISSION)
                or (
                    word == "for"
                    and self.word(last).startswith(("hospitali", "admission", "rehospitali", "readmission"))
                )
            ):
                span = self.chunk(last + 2)
            elif word == "due" and self.word(last + 2) == "to":
                span = self.chunk(last + 3)
            elif word in ("at", "of") and self.part(last + 2) == Part.GRADE:
                span = (last + 2, last + 2)
            elif (
                word == "with"
                and self.word(last) in ("cr", "remission", "response")
                and self.word(last + 2) == "incomplete"
            ):
                span = self.chunk(last + 2)
            else:
                break
            if span is None:
                break
            last = span[1]
        return last

    def _in_remission(self, last: int) -> bool:
        """Read "deaths in CR" as one outcome."""
        return self.word(last).startswith("death") and self.word(last + 2) in _REMISSION

    def _narrows(self, last: int, span: tuple[int, int]) -> bool:
        head = self.word(last)
        if head.startswith(
            (
                "relaps",
                "death",
                "surviv",
                "freedom",
                "recurr",
                "progress",
                "remission",
                "bleeding",
                "mortality",
                "complication",
                "time",
                "infection",
            )
        ):
            return span[1] - span[0] <= 2 and self.part(span[0]) == Part.WORD
        return False

    def _same_sort(self, one: int, two: int) -> bool:
        span = self.chunk(two)
        if span is None:
            return False
        if self.is_abbreviation(span[0]) and self.is_abbreviation(one) and self.word(one)[:2] == self.word(span[0])[:2]:
            return True
        if not any(self.is_head(at) for at in range(span[0], span[1] + 1)):
            return False
        return (
            self.word(one)[:2] == self.word(span[0])[:2]
            or self.word(one)[:2] == self.word(span[1])[:2]
            or self.word(one)
            in (
                "death",
                "event",
                "events",
                "relapse",
                "progression",
                "recurrence",
                "metastasis",
                "stroke",
                "infarction",
            )
        )

    def make(self, first: int, last: int) -> Phrase:
        """Make a phrase, stripped of what only introduces it."""
        start, end = first, last
        while (
            start < end
            and self.part(start) == Part.WORD
            and (self.word(start) in DISPENSABLE or self.word(start) in DETERMINERS or self.word(start) == "overall")
        ):
            if self.word(start) in ("overall", "no"):
                break
            if self.word(start) in ("primary", "secondary") and self.word(start + 1) in (
                "outcome",
                "outcomes",
                "endpoint",
                "endpoints",
                "end",
                "composite",
            ):
                break
            start += 1
        while start < end and self.word(start) in INTRODUCES and self.word(start + 1) == "of":
            start += 2
        while end > start and (self.word(end) in _TRAILING or self.word(end) in ("hr", "hrs")):
            end -= 1
        if (
            end > start
            and self.word(end) in ("time", "times")
            and self.word(end - 1) in ("survival", "response", "relapse")
        ):
            end -= 1
        phrase = Phrase(first, last, self.quote(start, end))
        phrase.words = frozenset(self.word(at) for at in range(start, end + 1))
        phrase.cumulative = any(
            self.word(at) == "cumulative" for at in range(max(0, first - 6), last + 1)
        ) or self.word(end) in ("cif", "cir", "cirs")
        return phrase

    def _pair(self, found: list[Phrase], phrase: Phrase) -> None:
        """Find the first half of "overall and disease-free survival"."""
        joint = phrase.first - 1
        while self.part(joint) == Part.TIME or self.word(joint) == "the":
            joint -= 1
        if self.word(joint) not in ("and", "or", ",", "/") or (found and found[-1].last >= joint - 1):
            return
        at = joint - 1
        if self.word(at) == ",":
            at -= 1
        word = self.word(at)
        head = self.word(phrase.last if self.part(phrase.last) == Part.WORD else phrase.first)
        if self.part(at) == Part.MARK and word == "-":
            at -= 1
            word = self.word(at) + "-free" if head.startswith("surviv") else ""
        if self.part(at) != Part.WORD or not (word in _PAIRABLE or word.endswith(("-free", "-specific", "-related"))):
            return
        tail = phrase.text.split(" ")[-1] if " " in phrase.text else ""
        if not tail and head.startswith("surviv"):
            tail = "survival"
        if not tail:
            return
        quoted = self.text[self.atoms[at].start : self.atoms[at].end]
        if word.endswith("-free") and not quoted.endswith("-free"):
            quoted = word
        half = Phrase(at, at, f"{quoted} {tail}")
        half.words = frozenset((word, tail))
        half.cumulative = phrase.cumulative
        found.append(half)
