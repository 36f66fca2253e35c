"""People of whom something is told: "49 patients were transplanted", "occurred in 12 patients"."""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.figures.durations import Durations
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import (
    ACTS,
    BE,
    ENROLLED,
    GETS,
    GROUP_NOUNS,
    HAVE,
    OUTCOME_ENDINGS,
    OUTCOME_HEADS,
    PEOPLE,
    words,
)

_IN_VERBS = words(
    "happened occurred occurring observed detected reported seen achieved performed noted documented developed found "
    "recorded present obtained identified diagnosed confirmed discontinued required resulted necessary "
    "administered given used described fatal positive negative"
)
_LINKS = frozenset((Part.COMMA, Part.VERSUS))
_LEADING = words("in of for among from with at by the all to between")
_BREAKS_NAME = words("of in to with and or for on")
# Behind people whom a verb has told of, these only say who they are: "occurred in 94 patients assigned to X".
_WHO_THEY_ARE = words("assigned treated given received receiving allocated had")
_ALLOTTED = words("randomised randomized assigned allocated")
_ALLOTTED_TO = 8
HAPPENED = words("occurred happened")
_NEAR = 8
_LATER = words("who that also each only subsequently later then eventually finally ultimately")
_DENYING = words("did could")
_TELLS = (GETS | words("received receiving given requiring")) - words("receive")


class People(Durations):
    """Tells whether people are counted for what happened to them."""

    def _people(self, place: int, atom: Atom, before: str) -> bool:
        at = place + 1
        if self.words[at] in PEOPLE and self.parts[at + 1] == Part.OPEN and self._percent_in(at + 1):
            return before != "of" or self.words[place - 2] == "total"
        while at < place + 6 and self.parts[at] == Part.WORD and self.words[at] not in PEOPLE:
            word = self.words[at]
            if word in BE or word in HAVE or word in ENROLLED or word in _BREAKS_NAME:
                break
            if word in ACTS:
                return True
            if word in GETS and at == place + 1:  # "12 achieved CR"
                return self._unnamed(place, at, atom, before)
            at += 1
        if self.words[at] not in PEOPLE:
            return self._unnamed(place, at, atom, before)
        if before == "in" or (before == "by" and self.words[place - 2] in _IN_VERBS):
            return self._told_of(place, at)
        if before in _LEADING:
            behind = self.words[at + 1]
            if not (before == "all" and (behind in HAVE or behind in ACTS or behind in GETS)):
                return False
        last = self._last()
        if before in ("and", "vs", "versus") and last is not None and last.kind == "count" and place - last.last <= 3:
            return True
        return self._predicate(at + 1)

    def _in_row(self, place: int) -> bool:
        """Read "occurred in two, one, and 11 patients", "reactions (12 vs 2 patients)"."""
        if not (self._is_link(place - 1) or self._is_link(place + 1)):
            return False
        first, last = self._row_of_numbers(place)
        if first == last or self.words[last + 1] not in PEOPLE:
            return False
        if self.parts[first - 1] == Part.OPEN:
            return self.parts[last + 2] == Part.CLOSE
        told = self.words[first - 2] in OUTCOME_HEADS or self.words[first - 2].endswith(OUTCOME_ENDINGS)
        verb = told or not _IN_VERBS.isdisjoint(self.words[max(first - 8, 0) : max(first - 1, 0)])
        return self.words[first - 1] == "in" and verb and not self._enrolled(last + 1)

    def _row_of_numbers(self, place: int) -> tuple[int, int]:
        """The first and last place of whole numbers in a row: "12, 17 and 29"."""
        ends = []
        for way in (-1, 1):
            at = place
            while self._is_link(at + way):
                step = 2 * way + way * self._is_link(at + 2 * way)
                if self.parts[at + step] != Part.NUMBER or self.atoms[at + step].unit is not None:
                    break
                at += step
            ends.append(at)
        return ends[0], ends[1]

    def _is_link(self, at: int) -> bool:
        return self.parts[at] in _LINKS or self.words[at] == "and"

    def _unnamed(self, place: int, at: int, atom: Atom, before: str) -> bool:
        """Read "6 and 8 patients", "12 had a response", "four in the X group died"."""
        word = self.words[at]
        if at != place + 1:
            return False
        joined = word in ("and", "or") or self.parts[at] == Part.VERSUS
        if joined and self.parts[at + 1] == Part.NUMBER and self.words[at + 2] in PEOPLE:
            return self._people(at + 1, atom, before)
        tells = (word in ACTS or word in HAVE or word in GETS) and word not in ENROLLED
        if joined and self.parts[at + 1] == Part.NUMBER and self.words[at + 2] in ACTS.keys() | HAVE | _TELLS:
            return self.parts[at] == Part.VERSUS  # "2 versus 3 died"
        if tells:
            if self.parts[place - 1] == Part.VERSUS and self.parts[place - 2] == Part.NUMBER:
                return True
            starts = place == 0 or before in ("and", "which", "whom", "but", "only")
            return starts or self.parts[place - 1] in (Part.COMMA, Part.SEMICOLON, Part.OPEN)
        return False

    def _told_of(self, place: int, at: int) -> bool:
        """Read "occurred in 12 patients", "led to discontinuation in 8 patients"."""
        last = self._last()
        if last is not None and self._happened_in(place, last):
            return False
        if self.words[place - 2] == "and" and any(figure.kind == "count" for figure in self.figures):
            return True
        outcome = self.words[place - 2]
        joined = last is not None and last.kind == "count" and place - last.last <= 4
        if outcome in OUTCOME_HEADS or outcome.endswith(OUTCOME_ENDINGS):
            joined = True
        verb = not _IN_VERBS.isdisjoint(self.words[max(place - 4, 0) : max(place - 1, 0)])
        return (verb or joined) and not self._enrolled(at)

    def _happened_in(self, place: int, last: Figure) -> bool:
        """Read "253 deaths occurred in 453 patients": fewer of them than people, who are the denominator."""
        told = last.kind == "count" and last.numerator is not None and last.denominator is None
        happened = not HAPPENED.isdisjoint(self.words[last.first : place]) and place - last.first <= _NEAR
        whole = self.atoms[place]
        if not told or not happened or last.numerator is None:
            return False
        if any(self.parts[last.first + 1 : place]) or (whole.value or 0) <= (last.numerator.value or 0):
            return False
        last.denominator, whole.name, last.measure = whole, "taken", "proportion"
        return True

    def _enrolled(self, at: int) -> bool:
        behind = [self.words[at + step] for step in (1, 2)]
        return behind[0] not in _WHO_THEY_ARE and any(word in ENROLLED for word in behind)

    def _predicate(self, at: int) -> bool:
        """Whether what follows "patients" tells a result."""
        if self.words[at] in _LATER:
            at += 1
        word = self.words[at]
        if word in ("in", "on", "with", "from"):
            return self._group_predicate(at)
        if word in ACTS or word in HAVE or word in _TELLS:
            return True
        if word in _DENYING and self.words[at + 1] == "not":
            return self.words[at + 2] != "be"
        if word in _ALLOTTED:
            return self._allotted_predicate(at)
        if word in BE:
            for step in (1, 2, 3):
                if self.words[at + step] in ENROLLED:
                    return False
                if self.parts[at + step] != Part.WORD:
                    break
            return self.parts[at + 1] == Part.WORD
        if word in ("and", "or") or self.parts[at] in (Part.COMMA, Part.VERSUS):
            return self._shared_predicate(at + 1)
        return self.parts[at] == Part.OPEN and self._bracket_predicate(at)

    def _group_predicate(self, at: int) -> bool:
        """Read "(seven patients) in the X group and four in the Y group died"."""
        for step in range(1, 7):
            behind = at + step + 1
            told_before = self.words[at + step] in ("former", "latter") and self.words[behind] not in GROUP_NOUNS
            if (self.words[at + step] in GROUP_NOUNS and self.words[behind] not in GROUP_NOUNS) or told_before:
                if self.words[behind] in ("and", "or") or self.parts[behind] in (Part.COMMA, Part.VERSUS):
                    return self._shared_predicate(behind + 1)
                return self.words[behind] not in ("in", "on", "with", "from") and self._predicate(behind)
            if self.words[at + step] in ACTS and step > 1:  # "two on gemcitabine alone stopped treatment"
                return True
            if self.parts[at + step] not in (Part.WORD, Part.TIME):
                return False
        return False

    def _allotted_predicate(self, at: int) -> bool:
        """Read "118 patients randomised to X and 161 randomised to Y had progressed"."""
        for place in range(at + 1, at + _ALLOTTED_TO):
            if self.words[place] in HAVE or self.words[place] in ACTS:
                return self.words[place + 1] not in ENROLLED
            if self.words[place] == "and" and self.parts[place + 1] == Part.NUMBER:
                return self._shared_predicate(place + 1)
            if self.parts[place] != Part.WORD:
                return False
        return False

    def _shared_predicate(self, at: int) -> bool:
        """Whether a second number shares a predicate with the first: "and 10 Y patients relapsed"."""
        if self.parts[at] != Part.NUMBER or self.atoms[at].unit is not None:
            return False
        if self.words[at + 1] in ("in", "on", "with"):
            return self._group_predicate(at + 1)
        if self.words[at + 1] in _ALLOTTED:
            return self._allotted_predicate(at + 1)
        for step in range(1, 5):
            if self.words[at + step] in PEOPLE:
                return self._predicate(at + step + 1)
        return False

    def _bracket_predicate(self, at: int) -> bool:
        for step in range(2, 12):
            behind = self.words[at + step + 1]
            if self.parts[at + step] == Part.CLOSE and (behind in GETS or behind in ACTS or behind in HAVE):
                return True
        counted = self.parts[at + 1] == Part.NUMBER and self.parts[at + 2] == Part.WORD
        return self._percent_in(at) or (counted and self.words[at + 2] not in ("mg", "to"))
