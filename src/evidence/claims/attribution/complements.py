"""The group that the words behind a figure tell: "33% of those receiving X", "12% with X and 14% with Y".

Words that say that people were given something name a group by themselves. A mere preposition may lead to anything,
so its words are taken for a group only where they stand in parallel: alike behind two figures, with other words.
"""

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.names import Arm
from evidence.claims.attribution.naming import GENERIC, measured, name_end, skip_articles
from evidence.claims.attribution.outcomes import Outcomes
from evidence.claims.attribution.runs import family
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import ARM_SUFFIXES, BE, HAVE, PEOPLE, words

_TO_PEOPLE = words("of in for among from on")
_ONES = PEOPLE | words("those ones group groups arm arms cohort cohorts")
_GIVEN = words(
    "received receiving receive given taking took using used assigned allocated randomised randomized treated "
    "undergoing underwent undergo offered managed"
)
_AFTER_GIVEN = words("to with by receive undergo from either on using treatment for")
_PREPOSITIONS = words("with on for after in under by using without receiving taking given following from undergoing")
_PARTICIPLES = _GIVEN - words("received took used underwent undergo receive")
_UNCOUNTED = ("ratio", "difference", "p", "follow_up")
_WHO = words("who that which")
_AUXILIARIES = BE | HAVE | words("also only actually not initially originally first later")


class Candidate:
    """What may be a group: the atoms of its name, and whether the words alone tell that it is one."""

    __slots__ = ("first", "last", "lead", "sure")

    def __init__(self, first: int, last: int, lead: str, *, sure: bool) -> None:
        self.first = first
        self.last = last
        self.lead = lead
        self.sure = sure


class Complements(Outcomes):
    """Finds the groups that stand behind figures."""

    beside: dict[int, Arm]

    def _complements(self) -> None:
        """Note the group behind each figure of the sentence, and learn its name."""
        self.beside = {}
        told = [(figure, self._candidate(figure)) for figure in self.figures if family(figure) not in _UNCOUNTED]
        for number, (figure, found) in enumerate(told):
            if found is None:
                continue
            known = self._known_at(found)
            if known is None and not found.sure and not self._in_parallel(told, number):
                continue
            self._take(figure, found, known)

    def _candidate(self, figure: Figure) -> Candidate | None:
        place = figure.last + 1
        if self.word(place) == "per" or self.word(place) == "/":
            place += 2
        people = place
        if self.word(place) in _TO_PEOPLE:
            people = skip_articles(self.atoms, place + 1)
        elif self.word(place) == "those":
            people = place
        if self.word(place) in _WHO:
            return self._relative(place)
        if self.word(people) in _ONES and self.part(people) == Part.WORD:
            return self._relative(people + 1)
        if self.word(place) in _PARTICIPLES and self.word(place) not in _PREPOSITIONS:
            return self._named(self._behind_given(place + 1), self.word(place), sure=True)
        if self.word(place) in _PREPOSITIONS:
            return self._named(skip_articles(self.atoms, place + 1), self.word(place), sure=False)
        return None

    def _relative(self, place: int) -> Candidate | None:
        """Read on behind "patients": "who received X", "treated with X", "with X"."""
        who = self.word(place) in _WHO
        place += who
        while self.word(place) in _AUXILIARIES:
            if self.word(place) == "not":
                return None
            place += 1
        if self.word(place) in (_GIVEN if who else _PARTICIPLES):
            return self._named(self._behind_given(place + 1), self.word(place), sure=True)
        if self.word(place) in _PREPOSITIONS and self.word(place) not in ("from", "in", "by"):
            return self._named(skip_articles(self.atoms, place + 1), self.word(place), sure=False)
        return None

    def _behind_given(self, place: int) -> int:
        """Where the name begins behind "treated", "assigned" or the like."""
        for _ in range(4):
            if self.word(place) not in _AFTER_GIVEN:
                break
            if self.word(place) == "treatment" and self.word(place + 1) not in _AFTER_GIVEN:
                break
            place += 1
        return skip_articles(self.atoms, place)

    def _named(self, first: int, lead: str, *, sure: bool) -> Candidate | None:
        last = name_end(self.atoms, first)
        if last < first:
            return None
        last = self._joined_drug(first, last)
        words_ = [self.word(at) for at in range(first, last + 1)]
        if all(word in GENERIC for word in words_) or self.word(first) in GENERIC:
            return None
        if measured(self.atoms[first]) and lead in ("after", "in", "by", "from", "following"):
            return None
        if any(figure.first <= at <= figure.last for figure in self.figures for at in (first, last)):
            return None
        if not sure and self._tells_outcome(first, last, lead):
            return None
        while last > first and self.word(last) in ARM_SUFFIXES:
            last -= 1
        return Candidate(first, last, lead, sure=sure)

    def _joined_drug(self, first: int, last: int) -> int:
        """Go on over "and" in "with azacitidine and venetoclax"."""
        if self.word(last + 1) != "and" or self.part(last + 2) != Part.WORD:
            return last
        arms = self.context.arms
        end = name_end(self.atoms, last + 2)
        if arms.listed(self.atoms, first, last):
            return last
        both = arms.looks(self.atoms, first, last) and arms.looks(self.atoms, last + 2, end)
        followed = end + 1 >= len(self.atoms) or self.part(end + 1) != Part.WORD or self.word(end + 1) in ("and", "or")
        return end if end > last + 1 and both and followed else last

    def _tells_outcome(self, first: int, last: int, lead: str) -> bool:
        arms = self.context.arms
        if arms.looks(self.atoms, first, last):
            return False
        if lead == "for":
            return any(self.phrases.is_head(at) for at in range(first, last + 1))
        return arms.is_outcome(self.atoms, last)

    def _known_at(self, found: Candidate) -> Arm | None:
        """The arm that the text has made known and that stands at the place, where it is all of the name."""
        for arm in self.arms:
            if arm.first <= found.last and found.first <= arm.last and not arm.part:
                return arm
        return None

    def _in_parallel(self, told: list[tuple[Figure, Candidate | None]], number: int) -> bool:
        """Whether a figure next in line has other words behind it, led to in the same way."""
        figure, found = told[number]
        assert found is not None  # noqa: S101 - the caller has looked
        sort = family(figure)
        for step in (-1, 1):
            at = number + step
            while 0 <= at < len(told) and (family(told[at][0]) != sort or told[at][1] is None) and abs(at - number) < 3:
                at += step
            if not 0 <= at < len(told):
                continue
            other = told[at][1]
            if other is None:
                continue
            alike = other.lead == found.lead or other.sure or self._known_at(other) is not None
            if alike and self._text(other) != self._text(found):
                return True
        return False

    def _text(self, found: Candidate) -> str:
        name = self.context.arms.name_of(self.atoms, found.first, found.last)
        return f"without {name}" if found.lead == "without" else name

    def _take(self, figure: Figure, found: Candidate, known: Arm | None) -> None:
        if known is not None and (known.last > found.last or known.first < found.first or known.suffixed):
            return
        if known is not None and (known.first, known.last) == (found.first, found.last):
            self.beside[id(figure)] = known
            return
        name = self.context.arms.learn_measured(self._text(found))
        arm = Arm(found.first, found.last, name, True, True)
        self.arms = sorted(
            [other for other in self.arms if other.last < arm.first or other.first > arm.last] + [arm],
            key=lambda other: other.first,
        )
        self.beside[id(figure)] = arm
