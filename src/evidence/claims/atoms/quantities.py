"""Numbers with sign and unit, ranges, fractions and times.

Each rule looks at the token under the cursor and at most a few after it, so the work grows with the text alone.
"""

from evidence.claims.atoms.atom import OPERATORS, Atom, Part
from evidence.claims.lexicon import (
    ARM_WORDS,
    BE,
    CONDITIONS,
    DOSE_UNITS,
    HAVE,
    MEASURED_UNITS,
    NOT_REACHED,
    NUMBER_WORDS,
    OUTCOME_ENDINGS,
    OUTCOME_HEADS,
    PEOPLE,
    TIME_UNITS,
)
from evidence.claims.tokens import Kind, Tokens

_COMPARISONS = frozenset(("≥", "≤", ">", "<"))
_SIGNS = frozenset(("-", *OPERATORS))
_PERCENT = frozenset(("%", "percent", "percentage", "pc"))
_SHORT_UNITS = frozenset(("h", "y", "min", "mo", "hr", "hrs"))
# What may go on a number right behind it: no other word is looked at.
_UNITS = TIME_UNITS.keys() | DOSE_UNITS | MEASURED_UNITS | _PERCENT | {"per", "mm", "-", "+"}
_TO = frozenset(("-", "to", "through", "/-", "bis", "a"))
_FRACTIONS = PEOPLE | {"/", "of", "out", "in"}
_COUNTED = PEOPLE | BE | HAVE
GROWS = _TO | _FRACTIONS  # what makes a range or a fraction of a number

# What ends the name of a group and would name an outcome elsewhere: "early surgery (n = 46)".
_GROUPS = CONDITIONS | ARM_WORDS | {"resection", "transplant", "transplants", "responders", "responder", "response"}
_RESPONSES = frozenset(("cr", "pr", "sd", "pd", "vgpr", "ncr", "cri"))
_LISTS = frozenset((",", ";", "and", "or"))
_WITH = _GROUPS | {"with", "without", "no", "in"}
_ITEM = 10  # words that an item of a list may take
_AT = frozenset(("at", "by", "on", "between", "from", "after", "through", "to"))


class Quantities:
    """Reads what is made of numbers, from the tokens of one sentence."""

    def __init__(self, plain: str, tokens: Tokens) -> None:
        self.plain = plain
        self.starts, self.ends, self.words, self.kinds = tokens.starts, tokens.ends, tokens.words, tokens.kinds
        self.length = tokens.length
        self.atoms: list[Atom] = []
        self.event_counted = 0  # the place of the number that last counted an event of a list

    def printed(self, place: int) -> str:
        """Give the token's characters as normalised, capitals and all."""
        return self.plain[self.starts[place] : self.ends[place]]

    def _add(self, part: int, first: int, after: int) -> int:
        self.atoms.append(Atom(part, self.starts[first], self.ends[after - 1], self.words[first]))
        return after

    def _time(self, first: int, after: int, value: float, unit: str) -> int:
        self._add(Part.TIME, first, after)
        self.atoms[-1].value = value
        self.atoms[-1].unit = unit
        return after

    def _plain_number(self, place: int) -> Atom:
        word = self.words[place]
        atom = Atom(Part.NUMBER, self.starts[place], self.ends[place], word)
        atom.number_end = atom.end
        if self.kinds[place] == Kind.NUMBER:
            atom.value = float(word.replace(",", "")) if "," in word else float(word)
        else:
            atom.value = float(NUMBER_WORDS[word])
            atom.spelled = True
        return atom

    def _limit(self, place: int) -> Atom | None:
        if self.kinds[place] == Kind.NUMBER:
            return self._plain_number(place)
        if self.words[place] in NOT_REACHED:
            return Atom(Part.NOT_REACHED, self.starts[place], self.ends[place], "nr")
        return None

    def _number(self, place: int) -> tuple[Atom, int]:
        """Read sign, digits, "+", unit."""
        number = self._plain_number(place)
        after = place + 1
        if self.atoms and self.atoms[-1].word in _SIGNS:
            self._take_sign(number, self.atoms[-1])
        word = self.words[after]
        if number.spelled and (word == "hundred" or number.word.endswith("-hundred")):
            after = self._hundreds(number, after + (word == "hundred"))
            word = self.words[after]
        if word not in _UNITS:
            return number, after
        if word == "+" and self.starts[after] == number.end:
            number.beyond = True
            number.number_end = self.ends[after]
            after += 1
            word = self.words[after]
        if word == "-" and number.spelled and self.words[after + 1] in TIME_UNITS:
            after += 1
            word = self.words[after]
        after = self._unit(number, word, after)
        number.end = self.ends[after - 1]
        return number, after

    def _hundreds(self, number: Atom, after: int) -> int:
        """Read "two hundred and seven" on behind "hundred"; gives the place behind it."""
        place = after + (self.words[after] == "and")
        value = (1.0 if number.word.endswith("-hundred") else 100.0) * (number.value or 0)
        if self.words[place] in NUMBER_WORDS and NUMBER_WORDS[self.words[place]] < 100:
            value += NUMBER_WORDS[self.words[place]]
            after = place + 1
        number.value = value
        number.end = number.number_end = self.ends[after - 1]
        return after

    def _unit(self, number: Atom, word: str, after: int) -> int:
        """Read the unit that stands at `after`; gives the place behind it."""
        if word in _PERCENT or (word == "per" and self.words[after + 1] == "cent"):
            number.unit = "%"
            if word != "%" and self.words[after + 1] in ("point", "points"):
                number.name = "points"
            return after + (2 if word == "per" or number.name else 1)
        if word in TIME_UNITS and not (number.spelled and word in _SHORT_UNITS):
            if word in ("hr", "hrs", "h") and self.printed(after).isupper():
                return after
            number.unit = TIME_UNITS[word]
            return after + 1
        if word == "mm" and self.words[after + 1] == "hg":
            number.unit = self.plain[self.starts[after] : self.ends[after + 1]]
            return after + 2
        if word in DOSE_UNITS and not number.spelled:
            number.unit = "dose"
            number.name = self.printed(after)
            return after + 1
        if word in MEASURED_UNITS:
            number.unit = self.printed(after)
            return after + 1
        return after

    def _take_sign(self, number: Atom, mark: Atom) -> None:
        """Join a minus to its number: it touches the number and nothing that could make it a dash."""
        atoms = self.atoms
        if number.start - mark.end > (mark.word in _COMPARISONS):  # "≥ 400" may hold a space, "- 3" may not
            return
        before = atoms[-2] if len(atoms) > 1 else None
        if mark.word in OPERATORS:
            number.operator = OPERATORS[mark.word]
            if mark.word != "=":
                atoms.pop()
                number.start = mark.start
            return
        if mark.word == "+":
            return
        if before is not None and before.part in (Part.NUMBER, Part.RANGE) and self.plain[mark.start - 1] != " ":
            return
        if before is None or self.plain[mark.start - 1] in " ([:=,-":
            atoms.pop()
            number.start = mark.start
            number.value = -number.value if number.value is not None else None

    def _try_range(self, low: Atom, after: int) -> int:
        word = self.words[after]
        if word not in _TO or low.unit == "dose":
            return 0
        place = after + 1
        sign = None
        if (word == "-" and self.words[place] == "-") or (
            word == "to" and self.words[place] == "-" and self.kinds[place + 1] == Kind.NUMBER
        ):
            sign, place = self.starts[place], place + 1
        elif word == "to" and self.words[place] == "not":
            end = place + 1
            while self.words[end] in ("yet", "been", "reached", "estimable") and end < place + 4:
                end += 1
            high = Atom(Part.NOT_REACHED, self.starts[place], self.ends[end - 1], "nr")
            return self._range(low, high, end)
        if self.words[place] in NOT_REACHED:
            high = Atom(Part.NOT_REACHED, self.starts[place], self.ends[place], "nr")
            return self._range(low, high, place + 1)
        if self.words[place] == ">" and self.kinds[place + 1] == Kind.NUMBER:
            place += 1
        if self.kinds[place] != Kind.NUMBER:
            return 0
        if word == "-" and self._is_sign(after):
            return 0
        if word == "to" and self._came_from():
            return 0
        high, end = self._number(place)
        if sign is not None:
            high.start = sign
            high.value = None if high.value is None else -high.value
        if low.unit is not None and high.unit is None and low.unit != "%":
            return 0
        return self._range(low, high, end)

    def _is_sign(self, place: int) -> bool:
        """Tell "3 -5" (a sign) from "3-5" and "3 - 5"."""
        return (
            self.plain[self.starts[place] - 1] == " "
            and self.ends[place] == self.starts[place + 1]
            and self.atoms[-1:] != []
            and self.atoms[-1].part != Part.CI
        )

    def _came_from(self) -> bool:
        """Whether the number stands after "from", so that "to" leads to a second figure."""
        return (
            bool(self.atoms)
            and self.atoms[-1].word == "from"
            and not (len(self.atoms) > 1 and self.atoms[-2].word in ("ranging", "ranged", "range", "varied", "varying"))
        )

    def _range(self, low: Atom, high: Atom | None, after: int) -> int:
        if high is None:
            return 0
        atom = Atom(Part.RANGE, low.start, max(high.end, self.ends[after - 1]), "range")
        atom.parts = (low, high)
        atom.unit = high.unit or low.unit
        self.atoms.append(atom)
        return after

    def _is_one_in(self, place: int) -> bool:
        """Tell "one in four patients", "four in five responded" from "two in three of the arms"."""
        behind = self.words[place + 1]
        return self.words[place] in NUMBER_WORDS and (behind in _COUNTED or behind.endswith("ed"))

    def _fraction(self, number: Atom, after: int) -> int:
        things = self.words[after + 1] == "out" and self.words[after + 2] == "of" and self.kinds[after] == Kind.WORD
        after += things  # "450 questionnaires out of 549"
        word = self.words[after]
        if (
            word not in _FRACTIONS
            or number.unit is not None
            or number.value is None
            or number.value != int(number.value)
        ):
            return 0
        place = after + 1
        if word == "/":
            if number.spelled or self.kinds[place] != Kind.NUMBER:
                return 0
        elif word == "of" or (word == "out" and self.words[place] == "of"):
            place += word == "out"
            while self.words[place] in ("the", "all", "these", "those", "a", "total"):
                place += 1
            if self.kinds[place] != Kind.NUMBER and self.words[place] not in NUMBER_WORDS:
                return 0
        elif word == "in":
            if not (number.spelled and self._is_one_in(place)):
                return 0
        elif word in PEOPLE and self.words[place] in ("of", "out"):
            place += 1 + (self.words[place] == "out")
            while self.words[place] in ("the", "all", "these", "those"):
                place += 1
            if self.kinds[place] != Kind.NUMBER:
                return 0
        else:
            return 0
        whole = self._plain_number(place)
        if (
            whole.value is None
            or whole.value != int(whole.value)
            or self.words[place + 1] in ("%", "-", "percent")
            or "." in whole.word
        ):
            return 0
        if self.words[place + 1] == "/" or (word == "/" and (number.word.startswith("0") and number.word != "0")):
            return 0
        if self.words[place + 1] in ("grade", "grades") and word == "/":  # "3/4 grade neutropenia"
            self.atoms.append(Atom(Part.GRADE, number.start, self.ends[place + 1], "grade"))
            return place + 2
        atom = Atom(Part.FRACTION, number.start, self.ends[place], "fraction")
        atom.parts = (number, whole)
        self.atoms.append(atom)
        return place + 1

    def _compound(self, place: int) -> int:
        head, _, tail = self.words[place].partition("-")
        if "+" in head:
            return self._add(Part.WORD, place, place + 1)
        if tail in TIME_UNITS:
            return self._time(place, place + 1, float(head), TIME_UNITS[tail])
        if tail.partition("-")[0] in TIME_UNITS and "." not in head:
            unit, _, rest = tail.partition("-")
            if rest not in ("old", "olds"):
                return self._time(place, place + 1, float(head), TIME_UNITS[unit])
        if tail in NOT_REACHED or tail == "not":
            start = self.starts[place]
            low = Atom(Part.NUMBER, start, start + len(head), head)
            low.value = float(head)
            high = Atom(Part.NOT_REACHED, start + len(head) + 1, self.ends[place], tail)
            return self._range(low, high, place + 1)
        if tail == "to" and self.kinds[place + 1] == Kind.COMPOUND:  # "1-to 5-year"
            return self._add(Part.MARK, place, place + 1)
        return self._add(Part.WORD, place, place + 1)

    def _size(self, place: int) -> int:
        """Read "n = 46" as a group size."""
        if self.words[place + 1] == "=" and self.kinds[place + 2] == Kind.NUMBER and self.words[place + 3] != "%":
            after = place + 3
            atom = Atom(Part.SIZE, self.starts[place], self.ends[place + 2], "n")
            atom.parts = (self._plain_number(place + 2),)
            atom.value = atom.parts[0].value
            if self.words[after] in ("/", "of") and self.kinds[after + 1] == Kind.NUMBER:
                return 0
            if self.words[after] in ("[", "(") and self.words[after + 2] == "%":  # "n = 11 [6%]": a count
                return 0
            if self._counts_event(place):
                return 0
            self.atoms.append(atom)
            return after
        return 0

    def _counts_event(self, place: int) -> bool:
        """Read "diarrhoea (n = 6), withdrawn consent (n = 2)" and "(CR, n = 4; PR, n = 9)" as counts, not sizes."""
        event, mark = self.words[place - 2], self.words[place - 1]
        if event in _GROUPS or mark not in ("(", ","):
            return False
        listed = mark == "," and event in _RESPONSES
        named = event in OUTCOME_HEADS or event.endswith(OUTCOME_ENDINGS)
        listed = listed or (named and (mark == "(" or self._opens_item(place - 2)))
        if not listed and self.event_counted:
            behind = self.event_counted + 1 + (mark == "(")
            listed = place - behind < _ITEM and self.words[behind] in _LISTS
        self.event_counted = place + 2 if listed else 0
        return listed

    def _opens_item(self, place: int) -> bool:
        """Whether an item of a bracket ends here that names no people: "(progression," but not "(with relapse,"."""
        for at in range(place - 1, max(place - _ITEM, -1), -1):
            if self.words[at] in ("(", "[", ";"):
                return True
            if self.words[at] in _WITH:
                return False
        return False

    def _days(self, place: int) -> int:
        """Read "at weeks 48 and 216" as two times."""
        if self.words[place - 1] not in _AT or not place:
            return 0
        unit = TIME_UNITS[self.words[place]]
        first, after = place, 0
        at = place + 1
        while self.kinds[at] == Kind.NUMBER and self.words[at].isdigit():
            after = self._time(first, at + 1, float(self.words[at]), unit)
            joint = at + 1 + (self.words[at + 1] == "," and self.words[at + 2] == "and")
            if self.words[joint] not in ("and", ",") or self.words[joint + 2] in ("%", "("):
                break
            if self.kinds[joint + 1] != Kind.NUMBER or not self.words[joint + 1].isdigit():
                break
            for mark in range(at + 1, joint + 1):
                self._add(Part.COMMA if self.words[mark] == "," else Part.WORD, mark, mark + 1)
            first = at = joint + 1
        return after

    def _day(self, place: int) -> int:
        """Read "day 100", "month 6" as a time."""
        if self.kinds[place + 1] == Kind.NUMBER and self.words[place + 1].isdigit():
            return self._time(place, place + 2, float(self.words[place + 1]), TIME_UNITS[self.words[place]])
        if self.words[place + 1] in ("+", "-") and self.words[place + 2].isdigit():
            return self._time(place, place + 3, float(self.words[place + 2]), TIME_UNITS[self.words[place]])
        return 0
