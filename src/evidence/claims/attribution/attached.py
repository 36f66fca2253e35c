"""What prepositions attach to an outcome: "antibodies to the drug", "enrolment into the registry"."""

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.phrase import Phrase
from evidence.claims.attribution.predicates import Predicates
from evidence.claims.attribution.runs import Run
from evidence.claims.attribution.subjects import HAPPENED
from evidence.claims.lexicon import ARM_SUFFIXES, BE, CONJUNCTIONS, DETERMINERS, GROUP_NOUNS, PEOPLE, words

# What binds a noun to a subject, and what more it may be behind a verb: "had recurrence at two sites".
_BIND_SUBJECT = words("to into for beyond")
_BIND_OBJECT = words("to into beyond in at of on with from")
# What only tells when, where in the study or in whom.
_SETTINGS = words(
    "analysis analyses follow-up followup study studies trial trials end baseline time times treatment therapy period "
    "phase phases visit cycle cycles course week weeks day days month months year years hour hours addition total "
    "comparison contrast table figure example randomisation randomization enrolment enrollment entry screening "
    "admission discharge hospital whom which median mean average least both either all each rate hr ratio"
)
_ENDS = frozenset((Part.COMMA, Part.SEMICOLON, Part.OPEN, Part.VERSUS, Part.NOTHING, Part.MARK))
_FARTHEST = 4


class Attached(Predicates):
    """Finds what belongs to the name of an outcome behind a preposition."""

    def _with_attached(self, run: Run, outcomes: list[str], phrases: list[Phrase]) -> list[str]:
        """The outcome of a run with what is attached to it, where a single phrase names it."""
        if len(phrases) != 1 or outcomes != [phrases[0].text]:
            return outcomes
        phrase = phrases[0]
        behind = phrase.first > run.last
        last = self._attached_to(phrase.last, _BIND_OBJECT if behind else _BIND_SUBJECT)
        quoted = self.phrases.quote(phrase.last, phrase.last)
        if last == phrase.last or not phrase.text.endswith(quoted) or not self._ends_name(last + 1, run, behind):
            return outcomes
        return [f"{phrase.text} {self.phrases.quote(phrase.last + 1, last)}"]

    def _attached_to(self, place: int, binding: frozenset[str]) -> int:
        """The last atom of what is attached to the noun at `place`; the noun itself where nothing is."""
        for _ in range(2):
            able = self.words[place + 1] == "for" and self.words[place].endswith("able")  # "evaluable for response"
            if not (able or self.words[place + 1] in binding) or self.parts[place + 1] != Part.WORD:
                break
            first = place + 2
            while self.words[first] in DETERMINERS or (self.parts[first] == Part.NUMBER and self.atoms[first].spelled):
                first += 1
            span = self.phrases.chunk(first)
            if span is None or span[1] - span[0] >= _FARTHEST or not self._is_attached(*span):
                break
            place = span[1]
        return place

    def _is_attached(self, first: int, last: int) -> bool:
        """Whether a noun phrase names a thing: no group, no people, no time and no part of the study."""
        inside = self.words[first : last + 1]
        if any(self._in_arm(at) or self.parts[at] != Part.WORD for at in range(first, last + 1)):
            return False
        if not _SETTINGS.isdisjoint(inside) or not GROUP_NOUNS.isdisjoint(inside):
            return False
        return self.words[last + 1] not in PEOPLE and self.words[last + 1] not in ARM_SUFFIXES

    def _ends_name(self, place: int, run: Run, behind: bool) -> bool:
        """Whether a name may end before `place`: at a verb, a bracket, the figure or the end of a clause."""
        word = self.words[place]
        if place == run.first or word in BE or word in HAPPENED or self.parts[place] in _ENDS:
            return True
        ends = word in CONJUNCTIONS or word in ("compared", "than")
        return behind and (ends or self.parts[place + 1] == Part.TIME or self._in_arm(place + 2))
