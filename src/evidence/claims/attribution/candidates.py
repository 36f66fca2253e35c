"""The words behind or before a figure that may name a group: "of those receiving X", "with X", "X (12%)"."""

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.names import sorts_people
from evidence.claims.attribution.naming import GENERIC, measured, name_end, skip_articles
from evidence.claims.attribution.neighbours import Neighbours
from evidence.claims.attribution.outcomes import Outcomes
from evidence.claims.figures.durations import TIME_AT_RISK
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import ARM_SUFFIXES, ASSESSORS, BE, DETERMINERS, HAVE, PEOPLE, words

_TO_PEOPLE = words("of in for among from on")
_ONES = PEOPLE | words("those ones group groups arm arms cohort cohorts")
_GIVEN = words(
    "received receiving receive given taking took using used assigned allocated randomised randomized treated "
    "undergoing underwent undergo offered managed"
)
_PARTICIPLES = _GIVEN - words("received took used underwent undergo receive")
_AFTER_GIVEN = words("to with by receive undergo from either on using treatment for")
_PREPOSITIONS = words("with on for after in under by using without receiving taking given following from undergoing")
_BEFORE = words("with on for after without to")
_WHO = words("who that which")
_AUXILIARIES = BE | HAVE | words("did do also only actually not initially originally first later")
_DRUG = words("dose doses dosage")
_LED = 7
_OPPOSITE = {"with": "without", "without": "with"}
_CONTRASTED = 24
_PRONOUNS = words("it them this these")


_SEPARATORS = frozenset((Part.COLON, Part.COMMA, Part.SEMICOLON, Part.VERSUS))


class Candidate:
    """What may be a group: the atoms of its name, and whether the words alone tell that it is one."""

    __slots__ = ("denied", "first", "last", "lead", "sure")

    def __init__(self, first: int, last: int, lead: str, *, sure: bool, denied: bool = False) -> None:
        self.first = first
        self.last = last
        self.lead = lead
        self.sure = sure
        self.denied = denied  # "without", "those who did not": the group before, denied


class Candidates(Outcomes):
    """Finds what may be the group of a figure."""

    near: Neighbours

    def _candidate(self, figure: Figure) -> Candidate | None:
        """What stands behind a figure."""
        place = figure.last + 1
        inside = figure.estimate_place + 1
        if inside < figure.last and self.parts[inside] == Part.WORD and self.words[inside] in _PREPOSITIONS:
            place = inside  # "10.9 months with X (95% CI 5.6–13.9)"
        if self.words[place] == "per" or self.words[place] == "/":
            place += 2 + self.words[place + 2].endswith(TIME_AT_RISK)
        if figure.in_bracket and self.parts[place] == Part.COMMA and self.words[place + 1] in ("for", "with"):
            place += 1  # "(51%, 95% CI 47–55, for X; 49%, 44–53, for Y)"
        bracketed = self._bracketed(figure.estimate_place + 1)
        if bracketed is not None or self.words[place] in _WHO:
            return bracketed or self._relative(place)
        people = place
        if self.words[place] in _TO_PEOPLE:
            people = skip_articles(self.atoms, place + 1)
        if self.words[people] in _ONES and self.parts[people] == Part.WORD and self.words[people - 1] not in ("each",):
            return self._relative(people + 1)
        if self.words[place] in _PARTICIPLES and self.words[place] not in _PREPOSITIONS:
            return self._named(self._behind_given(place + 1), self.words[place], sure=True)
        if self.words[place] in _TO_PEOPLE or figure.denominator is not None:
            modified = self._modified(people)
            if modified is not None:
                return modified
        if self.words[place] in _PREPOSITIONS:
            return self._led_to(place)
        return self._dosed(place, sure=False)

    def _led_to(self, place: int) -> Candidate | None:
        """Read "with X", and "without" where what is lacking was said before."""
        first = skip_articles(self.atoms, place + 1)
        if self.words[place] == "without" and (self.words[first] in _PRONOUNS or not self.chunky[first]):
            return Candidate(place, place, "without", sure=True, denied=True)
        return self._named(first, self.words[place], sure=self._is_contrast(place, first))

    def _is_contrast(self, place: int, first: int) -> bool:
        """Whether "with X" stands beside "without X" in the sentence: these are people, though X be an outcome."""
        other = _OPPOSITE.get(self.words[place])
        near = range(max(place - _CONTRASTED, 0), place + _CONTRASTED) if other is not None else ()
        return any(self.words[at] == other and self.words[at + 1] == self.words[first] for at in near)

    def _modified(self, place: int) -> Candidate | None:
        """Read "older patients", "conventionally treated infants"."""
        last = place - 1
        while last + 1 < len(self.atoms) and last - place < 3 and self.words[last + 1] not in PEOPLE:
            word = self.words[last + 1]
            if not (self.chunky[last + 1] or (word.endswith("ly") or word == "treated")):
                break
            last += 1
        people = self.words[last + 1] in PEOPLE and self.parts[last + 1] == Part.WORD
        # Read on over "and" in: of 70 naive and 11 of 50; in 32% of PTCy and 41% of ATG patients.
        goes_on = self.words[last + 1] == "and" and Part.NUMBER in (self.parts[place - 1], self.parts[last + 2])
        goes_on = goes_on and self.words[last] not in ARM_SUFFIXES
        if last < place or not (people or goes_on):
            return None
        if self.words[place] in GENERIC or self._tells_outcome(place, last, "in"):
            return None
        return Candidate(place, last, "in", sure=False)

    def _bracketed(self, place: int) -> Candidate | None:
        """Read "14.6 months (temozolomide plus radiotherapy)"."""
        if self.parts[place] != Part.OPEN:
            return None
        found = self._named(skip_articles(self.atoms, place + 1), "(", sure=False)
        return found if found is not None and self.parts[found.last + 1] == Part.CLOSE else None

    def _before_bracket(self, figure: Figure) -> Candidate | None:
        """Read "with X (12%)": what stands before the bracket that a figure stands in."""
        opener = figure.first - 1
        while opener > figure.first - 4 and self.parts[opener] in (Part.LABEL, Part.COMMA, Part.EQUALS):
            opener -= 1
        if self.parts[opener] != Part.OPEN:
            return None
        for at in range(opener - 2, max(opener - 7, -1), -1):
            if self.words[at] in _BEFORE and self.parts[at] == Part.WORD:
                found = self._named(skip_articles(self.atoms, at + 1), self.words[at], sure=False)
                end = opener - 1 - (self.words[opener - 1] in PEOPLE)
                return found if found is not None and found.last == end else None
        return self._sort_before(opener)

    def _before_clause(self, figure: Figure) -> Candidate | None:
        """Read "with X, it occurred in 12%": what a clause begins with."""
        start = self.near.end_before(figure.first) + 1
        if _BEFORE.isdisjoint(self.words[start : figure.first]):
            return None
        for at in range(start, figure.first):
            if self.words[at] in _BEFORE and self.parts[at] == Part.WORD:
                opens = at == start or self.words[at - 1] in ("and", "but", "while", "whereas")
                opens = opens or self.parts[at - 1] == Part.SEMICOLON
                found = self._named(skip_articles(self.atoms, at + 1), self.words[at], sure=False) if opens else None
                return found if found is not None and self.parts[found.last + 1] == Part.COMMA else None
        return None

    def _sort_before(self, opener: int) -> Candidate | None:
        """Read "favourable (0.47), intermediate (0.84) and adverse (0.99)": sorts of people, each before its figure."""
        first = opener
        while first > opener - 3 and self.chunky[first - 1] and self.parts[first - 1] == Part.WORD:
            first -= 1
        if first == opener or not any(map(sorts_people, self.words[first:opener])):
            return self._listed_on(opener)
        apart = self.parts[first - 1] in _SEPARATORS or self.words[first - 1] in ("and", "or")
        return Candidate(first, opener - 1, ":", sure=False) if apart else None

    def _listed_on(self, opener: int) -> Candidate | None:
        """Read "surgery" in "with the device (82%), surgery (84%) and drugs (79%)": the list goes on."""
        first = opener
        while first > opener - 4 and (self.chunky[first - 1] or measured(self.atoms[first - 1])):
            first -= 1
        before = first - 1
        while (
            self.words[before] in DETERMINERS or self.words[before] in ("and", "or") or self.parts[before] == Part.COMMA
        ):
            before -= 1
        if self.parts[before] != Part.CLOSE or before == first - 1 or first == opener:
            return None
        begin = next((at for at in range(opener) if self.parts[at] == Part.OPEN), 0)  # of the list
        led = not _BEFORE.isdisjoint(self.words[max(begin - _LED, 0) : begin])
        return self._named(first, "with", sure=False) if led else None

    def _relative(self, place: int) -> Candidate | None:
        """Read on behind "patients": "who received X", "treated with X", "with X"."""
        who = self.words[place] in _WHO
        begin = place
        place += who
        while self.words[place] in _AUXILIARIES:
            if self.words[place] == "not":
                return Candidate(begin, place, "no", sure=True, denied=True) if who else None
            place += 1
        if self.words[place] == "of" and self.words[place - 1] == "recipients":
            return self._named(skip_articles(self.atoms, place + 1), "of", sure=True)
        if self.words[place] in (_GIVEN if who else _PARTICIPLES):
            return self._named(self._behind_given(place + 1), self.words[place], sure=True)
        if self.words[place] in _PREPOSITIONS and self.words[place] not in ("from", "in", "by"):
            return self._led_to(place)
        return self._dosed(place, sure=True)

    def _dosed(self, place: int, *, sure: bool) -> Candidate | None:
        """Read "at 80 mg/m2", "at a dose of 20 mg"."""
        if self.words[place] != "at":
            return None
        first = skip_articles(self.atoms, place + 1)
        for at in range(first, min(first + 4, len(self.atoms))):
            if self.atoms[at].unit == "dose":
                return self._named(at, "at", sure=sure)
            if self.parts[at] != Part.WORD or not (
                self.words[at] in _DRUG or self.words[at] == "of" or self.chunky[at]
            ):
                break
        return None

    def _behind_given(self, place: int) -> int:
        """Where the name begins behind "treated", "assigned" or the like."""
        for _ in range(4):
            if self.words[place] not in _AFTER_GIVEN:
                break
            if self.words[place] == "treatment" and self.words[place + 1] not in _AFTER_GIVEN:
                break
            place += 1
        return skip_articles(self.atoms, place)

    def _named(self, first: int, lead: str, *, sure: bool) -> Candidate | None:
        last = name_end(self.atoms, first)
        if last < first:
            return None
        last = self._joined_drug(first, self._combined(self._glued(last), lead))
        if self._is_generic(first, last) and not (lead in ("assigned", "allocated") and first == last):
            return None
        timed = measured(self.atoms[first]) and not (self.atoms[first].unit == "dose" and lead == "after")
        if timed and lead in ("after", "in", "by", "from", "following"):  # "after 15 fractions" is no time
            return None
        if not self.near.estimates.isdisjoint(range(first, last + 1)):
            return None
        if not sure and self._tells_outcome(first, last, lead):
            return None
        while last > first and (self.words[last] in ARM_SUFFIXES or self.words[last] in _DRUG):
            last -= 1
        return Candidate(first, last, lead, sure=sure)

    def _glued(self, last: int) -> int:
        """Go on over a bracket without a space before it: "del(17p)", "t(8;21)"."""
        if self.parts[last + 1] != Part.OPEN or self.atoms[last + 1].start != self.atoms[last].end:
            return last
        return next((at for at in range(last + 2, last + 6) if self.parts[at] == Part.CLOSE), last)

    def _combined(self, last: int, lead: str) -> int:
        """Go on over "with" in "after lumpectomy with irradiation"."""
        if self.words[last + 1] not in ("with", "without") or lead in ("with", "without"):
            return last
        end = name_end(self.atoms, last + 2)
        ends = self.words[end + 1] in ("and", "or", "") or self.parts[end + 1] != Part.WORD
        return end if end > last + 1 and ends and not self._tells_outcome(last + 2, end, "with") else last

    def _is_generic(self, first: int, last: int) -> bool:
        if self.words[last] in ASSESSORS:  # "37% by independent review"
            return True
        return self.words[first] in GENERIC or all(self.words[at] in GENERIC for at in range(first, last + 1))

    def _joined_drug(self, first: int, last: int) -> int:
        """Go on over "and" in "with azacitidine and venetoclax"."""
        if self.words[last + 1] != "and" or self.parts[last + 2] != Part.WORD:
            return last
        arms = self.context.arms
        end = name_end(self.atoms, last + 2)
        if arms.listed(self.atoms, first, last):
            return last
        both = arms.looks(self.atoms, first, last) and arms.looks(self.atoms, last + 2, end)
        followed = (
            end + 1 >= len(self.atoms) or self.parts[end + 1] != Part.WORD or self.words[end + 1] in ("and", "or")
        )
        return end if end > last + 1 and both and followed else last

    def _tells_outcome(self, first: int, last: int, lead: str) -> bool:
        arms = self.context.arms
        if arms.looks(self.atoms, first, last):
            return False
        if lead == "for":
            return any(self.phrases.is_head(at) for at in range(first, last + 1))
        return arms.is_outcome(self.atoms, last)
