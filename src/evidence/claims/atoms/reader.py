"""Tokens into atoms: the smallest pieces that mean something, like a number with its unit, a range or a P value."""

from evidence.claims.atoms.atom import Atom, Line, Part
from evidence.claims.atoms.labels import Labels
from evidence.claims.atoms.quantities import GROWS
from evidence.claims.atoms.statistics import CI_ADJECTIVES, OTHER_CI
from evidence.claims.lexicon import (
    CI_WORDS,
    NOT_REACHED,
    NUMBER_WORDS,
    QUARTILE_WORDS,
    RANGE_WORDS,
    RATIO_LABELS,
    RATIO_WORDS,
    SE_WORDS,
    TIME_UNITS,
    names_outcome,
    words,
)
from evidence.claims.tokens import Kind

_MARKS = {
    "(": Part.OPEN,
    "[": Part.OPEN,
    "{": Part.OPEN,
    ")": Part.CLOSE,
    "]": Part.CLOSE,
    "}": Part.CLOSE,
    ",": Part.COMMA,
    ";": Part.SEMICOLON,
    ":": Part.COLON,
    "±": Part.PLUS_MINUS,
    "=": Part.EQUALS,
}
_OPENERS = frozenset((":", '"', "'", ".", ""))
_OTHERS = words("and versus vs v than but")
_AGAINST = words("vs versus v")
_PATIENTS = words("patient patients subjects participants")
_WAS = words("was were been")
_P_WORDS = words(
    "p plog-rank plogrank pcox ptrend pinteraction pvalue p-value p-values p-trend p-interaction p-logrank"
)
# What was seen or not, and what ends its name.
_BEFELL = words("observed seen reported noted recorded documented found detected identified occurred developed")
_HAPPENED = _WAS | words("occurred developed")
_ENDS_EVENT = _HAPPENED | words("in with among during after at for within on , . ; (") | frozenset(("",))
_NO_EVENTS = words(
    "improvement control surgery disease syndrome mutation mutations freedom independence evidence sign signs impact "
    "difference differences change changes association correlation influence significant increase reduction"
)
_EFFECTS = words("effect effects")
_HARMFUL = words("side adverse toxic untoward")
# What may stand behind "95%" where that is the level of an interval.
_CI = CI_WORDS | OTHER_CI
_LEVELLED = _CI | CI_ADJECTIVES


class Reader(Labels):
    """Reads the atoms of one sentence."""

    def read(self) -> Line:
        """Read all atoms in order."""
        append, special, marks = self.atoms.append, _SPECIAL, _MARKS
        plain_word, plain_mark = Part.WORD, Part.MARK
        after = 0  # behind the tokens that the last rule has read
        tokens = zip(range(self.length), self.starts, self.ends, self.kinds, self.words, strict=False)
        for place, start, end, kind, word in tokens:
            if place < after:
                continue
            if kind == 1:  # Kind.WORD, the commonest by far
                if word in special or "-" in word:
                    after = self._word(place, word)
                else:
                    append(Atom(plain_word, start, end, word))
            elif kind == 5:  # Kind.MARK
                if word in "+∞":
                    after = self._mark(place, word)
                else:
                    append(Atom(marks.get(word, plain_mark), start, end, word))
            elif kind == 2:  # Kind.NUMBER
                after = self._number_or_more(place)
            elif kind == 3:  # Kind.COMPOUND
                after = self._compound(place)
            else:
                append(Atom(plain_mark, start, end, word))
        return Line(self.atoms)

    def _word(self, place: int, word: str) -> int:
        rule = _WORD_RULES.get(word)
        if rule is not None:
            after = rule(self, place)
            if after:
                return after
        if word in NUMBER_WORDS and (word != "none" or self._none_of(place)):
            return self._number_or_more(place)
        if "-" in word:
            head, _, tail = word.partition("-")
            if head in NUMBER_WORDS and tail in TIME_UNITS:
                return self._time(place, place + 1, float(NUMBER_WORDS[head]), TIME_UNITS[tail])
            if head in TIME_HEADS and tail.isdigit():  # "day-100 mortality"
                return self._time(place, place + 1, float(tail), TIME_UNITS[head])
        return self._add(Part.WORD, place, place + 1)

    def _letter(self, place: int) -> int:
        """Read a capital A within a sentence as a name, "drug A", "in the A arm", and no article."""
        if self.printed(place) != "A" or not place or self.words[place - 1] in _OPENERS:
            return 0
        self._add(Part.WORD, place, place + 1)
        self.atoms[-1].word = "A"
        return place + 1

    def _no(self, place: int) -> int:
        """Read "no patients in the X group had" and "no deaths occurred" as zero of them."""
        if self.words[place + 1] not in _PATIENTS and not self._befell_nobody(place):
            return 0
        atom = Atom(Part.NUMBER, self.starts[place], self.ends[place], "no")
        atom.number_end = atom.end
        atom.value, atom.spelled = 0.0, True
        self.atoms.append(atom)
        return place + 1

    def _befell_nobody(self, place: int) -> bool:
        """Whether an event stands behind "no", and that it happened or was seen: "there was no graft failure"."""
        last = next((at for at in range(place + 1, place + 9) if self.words[at + 1] in _ENDS_EVENT), 0)
        if not last or not names_outcome(self.words[last]) or not _NO_EVENTS.isdisjoint(self.words[place : last + 1]):
            return False
        if self.words[last] in _EFFECTS and self.words[last - 1] not in _HARMFUL:
            return False
        if self.words[place - 1] in _WAS and self.words[place - 2] == "there":
            return True
        if self.words[place - 1] in _OTHERS and self.words[last + 1] == "in" and self.words[last + 2] == "the":
            return True  # "and no deaths in the X group"
        told = next((at for at in range(last + 1, last + 9) if self.words[at] in _HAPPENED), 0)
        return bool(told) and self.words[told + (self.words[told] in _WAS)] in _BEFELL

    def _none_of(self, place: int) -> bool:
        """Read "none of 186 patients", "none of the 12", "(none vs one)" and "none in the X group" as zero."""
        before, behind = self.words[place - 1] if place else "", self.words[place + 1]
        if (before == "(" and behind in _AGAINST) or (before in _AGAINST and behind in (")", ";")):
            return True
        if place > 1 and self.words[place - 2] == "compared" and self.words[place + 1] in ("in", "with", "receiving"):
            return True
        other = place > 0 and self.words[place - 1] in _OTHERS and self.words[place + 1] in ("in", "with", "receiving")
        if other or (place > 0 and self.words[place - 1] in _OTHERS and self.words[place + 2] == "those"):
            return True
        return self.words[place + 1] == "of" and Kind.NUMBER in (
            self.kinds[place + 2],
            self.kinds[place + 3] if self.words[place + 2] == "the" else 0,
        )

    def _number_or_more(self, place: int) -> int:
        """Read a number with its unit; then see whether a range, a fraction or a CI label grows out of it."""
        number, after = self._number(place)
        word = self.words[after]
        if number.unit == "%" and (word in _LEVELLED or (word == "-" and self.words[after + 1] in _CI)):
            done = self._ci_from(place, after + (word == "-"), number)
            if done:
                return done
        if "-" in word:
            unit, _, rest = word.partition("-")
            if unit in TIME_UNITS and (rest == "not" or rest in NOT_REACHED):
                number.unit = TIME_UNITS[unit]
                high = Atom(Part.NOT_REACHED, self.starts[after], self.ends[after], "nr")
                return self._range(number, high, after + 1 + (self.words[after + 1] in ("reached", "estimable")))
        if word in GROWS or self.words[after + 1] == "out":
            done = 0 if number.spelled else self._try_range(number, after)
            done = done or self._fraction(number, after)
            if done:
                return done
        self.atoms.append(number)
        return after

    def _mark(self, place: int, word: str) -> int:
        if word == "+" and self.words[place + 1] == "/" and self.words[place + 2] == "-":
            return self._add(Part.PLUS_MINUS, place, place + 3)
        if word == "+" and self.words[place + 1] == "-" and self.kinds[place + 2] == Kind.NUMBER:
            return self._add(Part.PLUS_MINUS, place, place + 2)
        if word == "∞":
            return self._add(Part.NOT_REACHED, place, place + 1)
        return self._add(_MARKS.get(word, Part.MARK), place, place + 1)


_WORD_RULES = {
    **dict.fromkeys(_P_WORDS, Reader._p),
    **dict.fromkeys((*CI_WORDS, *OTHER_CI), Reader._ci),
    **dict.fromkeys(("confidence", "credible", "credibility"), Reader._ci),
    **dict.fromkeys(RANGE_WORDS | QUARTILE_WORDS, Reader._spread),
    **dict.fromkeys((*SE_WORDS, "standard"), Reader._error),
    **dict.fromkeys(RATIO_LABELS, Reader._ratio_label),
    **dict.fromkeys((*RATIO_WORDS, "incidence"), Reader._ratio_words),
    **dict.fromkeys(("difference", "differences"), Reader._difference),
    **dict.fromkeys(("not", "never"), Reader._not),
    **dict.fromkeys(NOT_REACHED, Reader._not_reached_mark),
    **dict.fromkeys(("nr-nr", "ne-ne", "nr-ne"), Reader._nr_pair),
    **dict.fromkeys(("vs", "versus", "v", "against", "compared", "as", "opposed"), Reader._versus),
    **dict.fromkeys(("grade", "grades", "gr"), Reader._grade),
    **dict.fromkeys(("day", "week", "month", "year"), Reader._day),
    **dict.fromkeys(("days", "weeks", "months"), Reader._days),
    "n": Reader._size,
    "no": Reader._no,
    "a": Reader._letter,
}
TIME_HEADS = frozenset(("day", "week", "month", "year"))
_SPECIAL = frozenset((*_WORD_RULES, *NUMBER_WORDS))
