"""Tokens into atoms: the smallest pieces that mean something, like a number with its unit, a range or a P value.

Each rule looks at the token under the cursor and at most a few after it, so the work grows with the text alone.
"""

from enum import IntEnum

from evidence.claims.lexicon import (
    CI_WORDS,
    DOSE_UNITS,
    MEASURED_UNITS,
    NOT_REACHED,
    NUMBER_WORDS,
    PEOPLE,
    QUARTILE_WORDS,
    RANGE_WORDS,
    RATIO_LABELS,
    RATIO_WORDS,
    SE_WORDS,
    TIME_UNITS,
)
from evidence.claims.tokens import Kind, Token


class Part(IntEnum):
    """What an atom is."""

    WORD = 0
    NUMBER = 1
    RANGE = 2
    FRACTION = 3
    P = 4
    CI = 5
    SPREAD = 6
    ERROR = 7
    LABEL = 8
    TIME = 9
    VERSUS = 10
    OPEN = 11
    CLOSE = 12
    COMMA = 13
    SEMICOLON = 14
    COLON = 15
    PLUS_MINUS = 16
    NOT_REACHED = 17
    EQUALS = 18
    MARK = 19
    GRADE = 20
    SIZE = 21


class Atom:
    """A piece of a sentence; which fields are filled depends on its part."""

    __slots__ = ("beyond", "end", "name", "number_end", "operator", "part", "parts", "spelled", "start", "unit", "value", "word")

    def __init__(self, part: Part, start: int, end: int, word: str = "") -> None:
        self.part = part
        self.start = start
        self.end = end
        self.word = word
        self.value: float | None = None
        self.number_end = end
        self.unit: str | None = None
        self.operator: str | None = None
        self.beyond = False
        self.spelled = False
        self.name: str | None = None
        self.parts: tuple[Atom, ...] = ()


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
_OPERATORS = {
    "<": "<",
    ">": ">",
    "=": "=",
    "≤": "<=",
    "≥": ">=",
    "<=": "<=",
    ">=": ">=",
    "=<": "<=",
    "=>": ">=",
    "<<": "<",
    ">>": ">",
    "&lt;": "<",
    "&gt;": ">",
}
_P_TAILS = frozenset(("value", "values", "for", "trend", "interaction", "heterogeneity", "log-rank", "logrank", "two-sided", "one-sided"))
_CI_ADJECTIVES = frozenset(
    ("exact", "bootstrap", "bootstrapped", "credible", "credibility", "two-sided", "one-sided", "2-sided", "1-sided", "binomial", "wald", "bayesian", "clopper-pearson", "confidence", "adjusted", "percentile", "corrected", "profile", "likelihood", "unstratified", "stratified", "repeated")
)
_TIGHT = ".,;:"


class Reader:
    """Reads the atoms of one sentence."""

    def __init__(self, plain: str, tokens: list[Token]) -> None:
        self.plain = plain
        self.tokens = tokens
        self.length = len(tokens)
        self.atoms: list[Atom] = []

    def word(self, place: int) -> str:
        """Give the token's characters, or nothing beyond the end."""
        return self.tokens[place].word if 0 <= place < self.length else ""

    def kind(self, place: int) -> int:
        """Give the token's kind, or 0 beyond the end."""
        return self.tokens[place].kind if 0 <= place < self.length else 0

    def read(self) -> list[Atom]:
        """Read all atoms in order."""
        place = 0
        tokens = self.tokens
        while place < self.length:
            token = tokens[place]
            if token.kind == Kind.WORD:
                place = self._word(place, token)
            elif token.kind == Kind.NUMBER:
                place = self._number_or_more(place)
            elif token.kind == Kind.COMPOUND:
                place = self._compound(place, token)
            elif token.kind == Kind.MARK:
                place = self._mark(place, token)
            else:
                place = self._add(Part.MARK, place, place + 1)
        return self.atoms

    def _add(self, part: Part, first: int, after: int) -> int:
        tokens = self.tokens
        self.atoms.append(Atom(part, tokens[first].start, tokens[after - 1].end, tokens[first].word))
        return after

    # Words

    def _word(self, place: int, token: Token) -> int:
        word = token.word
        rule = _WORD_RULES.get(word)
        if rule is not None:
            after = rule(self, place)
            if after:
                return after
        if word in NUMBER_WORDS:
            return self._number_or_more(place)
        if "-" in word:
            head, _, tail = word.partition("-")
            if head in NUMBER_WORDS and tail in TIME_UNITS:
                return self._time(place, place + 1, float(NUMBER_WORDS[head]), TIME_UNITS[tail])
        return self._add(Part.WORD, place, place + 1)

    def _p(self, place: int) -> int:
        after = place + 1
        while self.word(after) in _P_TAILS or (self.word(after) in "-" and self.word(after + 1) in _P_TAILS):
            after += 1
        if self.word(after) in "([" and self.word(after + 2) in ")]":
            after += 3
        named = after > place + 1
        operator = _OPERATORS.get(self.word(after))
        if operator is None:
            if named and self.word(after) in ("of", "was", "were", ",", ":", "is"):
                if self.word(after + 1) in _OPERATORS:
                    operator = _OPERATORS[self.word(after + 1)]
                    after += 1
                elif self.kind(after + 1) == Kind.NUMBER:
                    operator = "="
            elif self.kind(after) == Kind.NUMBER and self.word(after)[:2] in ("0.", "1.", ".0", ".1", ".2", ".3", ".4", ".5", ".6", ".7", ".8", ".9"):
                operator = "="
                after -= 1
            elif self.word(after) in (":", ",") and self.kind(after + 1) == Kind.NUMBER and self.word(after + 1).startswith(("0.", ".")):
                operator = "="
        if operator is None:
            return 0
        after += 1
        if self.word(after) == "or" and self.word(after + 1) == "=":  # "P < or = 0.05"
            operator += "="
            after += 2
        if self.word(after) in _OPERATORS:  # "P = <0.001"
            operator = _OPERATORS[self.word(after)]
            after += 1
        if self.kind(after) != Kind.NUMBER:
            return 0
        atom = Atom(Part.P, self.tokens[place].start, self.tokens[after].end, "p")
        atom.operator = operator
        numbers = [self._plain_number(after)]
        after = self._power(numbers[0], after + 1)
        if named:  # "P values of 0.02 and 0.03, respectively"
            while self.word(after) in ("and", ",") and self.kind(after + 1) == Kind.NUMBER and "." in self.word(after + 1):
                numbers.append(self._plain_number(after + 1))
                after += 2
        atom.parts = tuple(numbers)
        atom.end = numbers[-1].end
        atom.value = numbers[0].value
        before = self.word(place - 1)
        if "sided" in before or "tailed" in before:
            atom.name = before
        self.atoms.append(atom)
        return after

    def _power(self, number: Atom, after: int) -> int:
        """Read "× 10-5" after a number."""
        if self.word(after) in ("×", "x", "*") and self.word(after + 1).startswith("10") and self.word(after + 2) == "-" and self.kind(after + 3) == Kind.NUMBER:
            exponent = float(self.word(after + 3).replace(",", ""))
            number.value = None if number.value is None else number.value * 10.0 ** -min(exponent, 300.0)
            number.end = number.number_end = self.tokens[after + 3].end
            return after + 4
        return after

    def _ci(self, place: int) -> int:
        """Read "CI", "CI 95%", "confidence interval [CI]" with no level before it."""
        return self._ci_from(place, place, None)

    def _ci_from(self, first: int, place: int, level: Atom | None) -> int:
        kind = "confidence"
        after = place
        while self.word(after) in _CI_ADJECTIVES and after < place + 4:
            if self.word(after).startswith("credib"):
                kind = "credible"
            after += 1
        word = self.word(after)
        if word in ("interval", "intervals", "limits", "limit", "bounds"):
            if after == place and level is None:
                return 0
            after += 1
        elif word in CI_WORDS and not (level is None and self._is_response(after)):
            kind = "credible" if word in ("cri", "cr.i") else kind
            after += 1
        else:
            return 0
        if self.word(after) in "([" and self.word(after + 1) in CI_WORDS:
            after += 2
            if self.word(after) in ")]" and self.word(after):
                after += 1
        atom = Atom(Part.CI, self.tokens[first].start, self.tokens[after - 1].end, "ci")
        atom.name = kind
        if level is None and self.kind(after) == Kind.NUMBER and self.word(after + 1) == "%" and self.word(after) in ("95", "90", "99", "97.5", "80"):
            level = self._plain_number(after)
            after += 2
            atom.end = self.tokens[after - 1].end
        atom.value = None if level is None else level.value
        self.atoms.append(atom)
        return after

    def _is_response(self, place: int) -> bool:
        """Tell CRi, a response, from CrI, a credible interval."""
        token = self.tokens[place]
        return token.word == "cri" and self.plain[token.start : token.end] == "CRi"

    def _spread(self, place: int) -> int:
        after = place + 1
        word = self.word(place)
        if word in QUARTILE_WORDS and self.word(after) in ("range", "ranges"):
            after += 1
        if self.word(after) in "([" and self.word(after + 1) == "iqr":
            after += 3
        if word in RANGE_WORDS and self.word(place - 1) in ("in", "a", "wide", "normal"):
            return 0
        atom = Atom(Part.SPREAD, self.tokens[place].start, self.tokens[min(after, self.length) - 1].end, word)
        atom.name = "interquartile range" if word in QUARTILE_WORDS else "range"
        self.atoms.append(atom)
        return min(after, self.length)

    def _error(self, place: int) -> int:
        word = self.word(place)
        after = place + 1
        if word == "standard":
            if self.word(after) not in ("error", "errors", "deviation", "deviations"):
                return 0
            name = "SE" if self.word(after).startswith("error") else "SD"
            after += 1
            if self.word(after) in "([" and self.word(after + 1) in SE_WORDS:
                after += 2
                if self.word(after) in ")]" and self.word(after):
                    after += 1
        else:
            if self.plain[self.tokens[place].start].islower() and "." not in word and word != "sem":
                return 0
            name = SE_WORDS[word]
            if self.word(after) == "." and "." in word:
                after += 1
        atom = Atom(Part.ERROR, self.tokens[place].start, self.tokens[after - 1].end, word)
        atom.name = name
        self.atoms.append(atom)
        return after

    def _ratio_label(self, place: int) -> int:
        token = self.tokens[place]
        word = token.word
        if word in ("or", "ors") and not self.plain[token.start : token.end].startswith("OR"):
            return 0
        if word in ("rd", "md", "arr", "or", "cor", "ard", "rtr") and self.kind(place + 1) == Kind.WORD and self.word(place + 1) not in ("of", "was", "for"):
            return 0
        return self._label(place, place + 1, RATIO_LABELS[word])

    def _label(self, first: int, after: int, name: str) -> int:
        if self.word(after) in "([" and self.word(after + 1) in RATIO_LABELS and self.word(after + 2) in ")],;":
            if self.word(after + 2) in ")]":
                after += 3
            else:  # "odds ratio (OR, 1.2": the bracket stays open
                after += 2
        atom = Atom(Part.LABEL, self.tokens[first].start, self.tokens[after - 1].end, self.word(first))
        atom.name = name
        start = self.tokens[first].start
        before = self.plain[max(0, start - 40) : start].lower()
        if before.rstrip().endswith(("unadjusted", "crude", "univariate", "univariable")):
            atom.operator = "unadjusted"
        elif before.rstrip().endswith(("adjusted", "multivariable", "multivariate")) or self.word(first) in ("ahr", "aor", "arr", "ahrs", "aors", "airr"):
            atom.operator = "adjusted"
        else:
            following = self.plain[self.tokens[after - 1].end : self.tokens[after - 1].end + 12].lower()
            if following.lstrip(" ,(").startswith(("adjusted", "after adj")):
                atom.operator = "adjusted"
        self.atoms.append(atom)
        return after

    def _ratio_words(self, place: int) -> int:
        word, following = self.word(place), self.word(place + 1)
        if following in ("ratio", "ratios"):
            return self._label(place, place + 2, RATIO_WORDS[word])
        if word == "relative" and following in ("risk", "risks", "rate", "rates"):
            after = place + 2
            if self.word(after) in ("reduction", "increase"):
                return 0
            if self.word(after) == "ratio":
                after += 1
            return self._label(place, after, "risk_ratio")
        if word == "relative" and following in ("hazard", "hazards"):
            return self._label(place, place + 2, "hazard_ratio")
        if word == "incidence" and following == "rate" and self.word(place + 2) in ("ratio", "ratios"):
            return self._label(place, place + 3, "risk_ratio")
        if word in ("risk", "rate") and following in ("difference", "differences"):
            return self._label(place, place + 2, "difference")
        return 0

    def _difference(self, place: int) -> int:
        if self.word(place - 1) in ("no", "significant", "statistically", "these", "such", "any", "observed", "nonsignificant", "non-significant"):
            return 0
        if self.word(place) == "differences" and self.kind(place + 1) != Kind.NUMBER:
            return 0
        if self.word(place + 1) not in ("of", "was", "in", "between", "for", "at", "=", ":", ",", "(", "[") and self.kind(place + 1) != Kind.NUMBER:
            return 0
        return self._label(place, place + 1, "difference")

    def _not(self, place: int) -> int:
        after = place + 1
        for _ in range(3):
            if self.word(after) in ("yet", "been", "be", "have"):
                after += 1
        if self.word(after) not in ("reached", "estimable", "attained", "evaluable", "estimated", "calculable", "reachable", "available"):
            return 0
        if self.word(after) in ("available", "evaluable", "estimated") and after > place + 1:
            return 0
        after += 1
        if self.word(after) in "([" and self.word(after + 1) in NOT_REACHED and self.word(after + 2) in ")]":
            after += 3
        return self._add(Part.NOT_REACHED, place, after)

    def _not_reached_mark(self, place: int) -> int:
        token = self.tokens[place]
        text = self.plain[token.start : token.end]
        if text != "∞" and not text.isupper() and "." not in text and token.word not in ("not-reached", "infinity"):
            return 0
        return self._maybe_range_of_marks(place)

    def _maybe_range_of_marks(self, place: int) -> int:
        low = self._limit(place)
        if low is not None and self.word(place + 1) in ("to", "-", ",") and self._limit(place + 2) is not None:
            return self._range(low, self._limit(place + 2), place + 3)
        return self._add(Part.NOT_REACHED, place, place + 1)

    def _nr_pair(self, place: int) -> int:
        token = self.tokens[place]
        half = token.start + token.word.index("-")
        low, high = Atom(Part.NOT_REACHED, token.start, half, "nr"), Atom(Part.NOT_REACHED, half + 1, token.end, "nr")
        return self._range(low, high, place + 1)

    def _versus(self, place: int) -> int:
        word = self.word(place)
        after = place + 1
        if word == "v":
            if not (self.kind(place - 1) == Kind.NUMBER or self.word(place - 1) in ("%", ")", "]")):
                after = place + 1
            if self.plain[self.tokens[place].start] == "V":
                return 0
        if word in ("compared", "relative", "opposed"):
            if self.word(after) not in ("with", "to"):
                return 0
            after += 1
        if word == "as":
            if self.word(after) not in ("compared", "against", "opposed"):
                return 0
            after += 1
            if self.word(after) in ("with", "to"):
                after += 1
        if self.word(after) == "." and word in ("vs", "v"):
            after += 1
        return self._add(Part.VERSUS, place, after)

    def _grade(self, place: int) -> int:
        """Read "grade 3 or 4", "grades II-IV", "grade ≥3" as one atom."""
        after = place + 1
        seen = False
        while after < self.length and after < place + 9:
            word = self.word(after)
            if word in _GRADE_NUMBERS or (self.kind(after) == Kind.NUMBER and len(word) == 1):
                seen = True
                after += 1
            elif word in _GRADE_BETWEEN and (self._is_grade(after + 1) or (word in _OPERATORS)):
                after += 1
            elif word in ("or", "and") and self.word(after + 1) in ("higher", "greater", "worse", "above", "more", "over"):
                after += 2
            else:
                break
        if not seen:
            return 0
        return self._add(Part.GRADE, place, after)

    def _is_grade(self, place: int) -> bool:
        word = self.word(place)
        return word in _GRADE_NUMBERS or word in _OPERATORS or word in ("grade", "to") or (self.kind(place) == Kind.NUMBER and len(word) == 1 and self.word(place + 1) != "%")

    def _day(self, place: int) -> int:
        """Read "day 100", "month 6" as a time."""
        if self.kind(place + 1) == Kind.NUMBER and self.word(place + 1).isdigit():
            return self._time(place, place + 2, float(self.word(place + 1)), TIME_UNITS[self.word(place)])
        if self.word(place + 1) in ("+", "-") and self.word(place + 2).isdigit():
            return self._time(place, place + 3, float(self.word(place + 2)), TIME_UNITS[self.word(place)])
        return 0

    def _size(self, place: int) -> int:
        """Read "n = 46" as a group size."""
        if self.word(place + 1) == "=" and self.kind(place + 2) == Kind.NUMBER and self.word(place + 3) != "%":
            after = place + 3
            atom = Atom(Part.SIZE, self.tokens[place].start, self.tokens[place + 2].end, "n")
            atom.value = float(self.word(place + 2).replace(",", ""))
            if self.word(after) in ("/", "of") and self.kind(after + 1) == Kind.NUMBER:
                return 0
            self.atoms.append(atom)
            return after
        return 0

    # Numbers

    def _time(self, first: int, after: int, value: float, unit: str) -> int:
        self._add(Part.TIME, first, after)
        self.atoms[-1].value = value
        self.atoms[-1].unit = unit
        return after

    def _compound(self, place: int, token: Token) -> int:
        head, _, tail = token.word.partition("-")
        if tail in TIME_UNITS:
            return self._time(place, place + 1, float(head), TIME_UNITS[tail])
        if tail.partition("-")[0] in TIME_UNITS and "." not in head:
            unit, _, rest = tail.partition("-")
            if rest not in ("old", "olds"):
                return self._time(place, place + 1, float(head), TIME_UNITS[unit])
        if tail in NOT_REACHED or tail == "not":
            low = self._split_number(token, len(head))
            high = Atom(Part.NOT_REACHED, token.start + len(head) + 1, token.end, tail)
            return self._range(low, high, place + 1)
        if tail == "to" and self.kind(place + 1) == Kind.COMPOUND:  # "1-to 5-year"
            return self._add(Part.MARK, place, place + 1)
        return self._add(Part.WORD, place, place + 1)

    def _split_number(self, token: Token, length: int) -> Atom:
        atom = Atom(Part.NUMBER, token.start, token.start + length, token.word[:length])
        atom.value = float(token.word[:length])
        return atom

    def _plain_number(self, place: int) -> Atom:
        token = self.tokens[place]
        atom = Atom(Part.NUMBER, token.start, token.end, token.word)
        if token.kind == Kind.NUMBER:
            atom.value = float(token.word.replace(",", ""))
        else:
            atom.value = float(NUMBER_WORDS[token.word])
            atom.spelled = True
        return atom

    def _limit(self, place: int) -> Atom | None:
        if self.kind(place) == Kind.NUMBER:
            return self._plain_number(place)
        if self.word(place) in NOT_REACHED:
            return Atom(Part.NOT_REACHED, self.tokens[place].start, self.tokens[place].end, "nr")
        return None

    def _number_or_more(self, place: int) -> int:
        """Read a number with its unit; then see whether a range, a fraction or a CI label grows out of it."""
        number, after = self._number(place)
        word = self.word(after)
        if number.unit == "%" and (word in CI_WORDS or word in _CI_ADJECTIVES or (word == "-" and self.word(after + 1) in CI_WORDS)):
            done = self._ci_from(place, after + (word == "-"), number)
            if done:
                return done
        if number.spelled:
            return self._fraction(number, after) or self._keep(number, after)
        return self._try_range(number, after) or self._fraction(number, after) or self._keep(number, after)

    def _keep(self, number: Atom, after: int) -> int:
        self.atoms.append(number)
        return after

    def _number(self, place: int) -> tuple[Atom, int]:
        """Read sign, digits, "+", unit."""
        number = self._plain_number(place)
        after = place + 1
        self._take_sign(number)
        if self.word(after) == "+" and self.tokens[after].start == number.end:
            number.beyond = True
            number.end = number.number_end = self.tokens[after].end
            after += 1
        word = self.word(after)
        if word == "-" and self.word(after + 1) in TIME_UNITS and number.spelled:
            after += 1
            word = self.word(after)
        if word == "%":
            number.unit = "%"
            after += 1
        elif word in ("percent", "percentage", "pc") or (word == "per" and self.word(after + 1) == "cent"):
            number.unit = "%"
            after += 2 if word == "per" or self.word(after + 1) in ("point", "points") else 1
        elif word in TIME_UNITS and (word not in ("h", "y", "min", "mo", "hr", "hrs") or not number.spelled):
            text = self.plain[self.tokens[after].start : self.tokens[after].end]
            if not (word in ("hr", "hrs", "h") and text.isupper()):
                number.unit = TIME_UNITS[word]
                after += 1
        elif word in DOSE_UNITS and not number.spelled:
            number.unit = "dose"
            after += 1
            if self.word(after) == "/":
                number.unit = "dose"
        elif word in MEASURED_UNITS:
            number.unit = self.plain[self.tokens[after].start : self.tokens[after].end]
            after += 1
        number.end = self.tokens[after - 1].end
        return number, after

    def _take_sign(self, number: Atom) -> None:
        """Join a minus to its number: it touches the number and nothing that could make it a dash."""
        atoms = self.atoms
        if not atoms or atoms[-1].word not in _SIGNS or atoms[-1].end != number.start:
            return
        mark = atoms[-1]
        before = atoms[-2] if len(atoms) > 1 else None
        if mark.word in _OPERATORS:
            number.operator = _OPERATORS[mark.word]
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
        word = self.word(after)
        if word not in ("-", "to", "through", "/-") or low.unit == "dose":
            return 0
        place = after + 1
        sign = None
        if word == "-" and self.word(place) == "-":
            sign, place = self.tokens[place], place + 1
        elif word == "to" and self.word(place) == "-" and self.kind(place + 1) == Kind.NUMBER:
            sign, place = self.tokens[place], place + 1
        elif word == "to" and self.word(place) == "not":
            end = place + 1
            while self.word(end) in ("yet", "been", "reached", "estimable") and end < place + 4:
                end += 1
            high = Atom(Part.NOT_REACHED, self.tokens[place].start, self.tokens[end - 1].end, "nr")
            return self._range(low, high, end)
        if self.word(place) in NOT_REACHED:
            high = Atom(Part.NOT_REACHED, self.tokens[place].start, self.tokens[place].end, "nr")
            return self._range(low, high, place + 1)
        if self.word(place) == ">" and self.kind(place + 1) == Kind.NUMBER:
            place += 1
        if self.kind(place) != Kind.NUMBER:
            return 0
        if word == "-" and self._is_sign(after):
            return 0
        if word == "to" and self._came_from():
            return 0
        high, end = self._number(place)
        if sign is not None:
            high.start = sign.start
            high.value = None if high.value is None else -high.value
        if low.unit is not None and high.unit is None and low.unit != "%":
            return 0
        return self._range(low, high, end)

    def _is_sign(self, place: int) -> bool:
        """Tell "3 -5" (a sign) from "3-5" and "3 - 5"."""
        token = self.tokens[place]
        return self.plain[token.start - 1] == " " and token.end == self.tokens[place + 1].start and self.atoms[-1:] != [] and self.atoms[-1].part is not Part.CI

    def _came_from(self) -> bool:
        """Whether the number stands after "from", so that "to" leads to a second figure."""
        return bool(self.atoms) and self.atoms[-1].word == "from" and not (len(self.atoms) > 1 and self.atoms[-2].word in ("ranging", "ranged", "range", "varied", "varying"))

    def _range(self, low: Atom, high: Atom | None, after: int) -> int:
        if high is None:
            return 0
        atom = Atom(Part.RANGE, low.start, max(high.end, self.tokens[after - 1].end), "range")
        atom.parts = (low, high)
        atom.unit = high.unit or low.unit
        self.atoms.append(atom)
        return after

    def _fraction(self, number: Atom, after: int) -> int:
        if number.unit is not None or number.value is None or number.value != int(number.value):
            return 0
        word = self.word(after)
        place = after + 1
        if word == "/":
            if number.spelled or self.kind(place) != Kind.NUMBER:
                return 0
        elif word == "of" or (word == "out" and self.word(place) == "of"):
            place += word == "out"
            while self.word(place) in ("the", "all", "these", "those", "a", "total"):
                place += 1
            if self.kind(place) != Kind.NUMBER and self.word(place) not in NUMBER_WORDS:
                return 0
        elif word in PEOPLE and self.word(place) in ("of", "out"):
            place += 1 + (self.word(place) == "out")
            while self.word(place) in ("the", "all", "these", "those"):
                place += 1
            if self.kind(place) != Kind.NUMBER:
                return 0
        else:
            return 0
        whole = self._plain_number(place)
        if whole.value is None or whole.value != int(whole.value) or self.word(place + 1) in ("%", "-", "percent") or "." in whole.word:
            return 0
        if self.word(place + 1) == "/" or (word == "/" and (number.word.startswith("0") and number.word != "0")):
            return 0
        atom = Atom(Part.FRACTION, number.start, self.tokens[place].end, "fraction")
        atom.parts = (number, whole)
        self.atoms.append(atom)
        return place + 1

    def _mark(self, place: int, token: Token) -> int:
        word = token.word
        if word == "+" and self.word(place + 1) == "/" and self.word(place + 2) == "-":
            return self._add(Part.PLUS_MINUS, place, place + 3)
        if word == "+" and self.word(place + 1) == "-" and self.kind(place + 2) == Kind.NUMBER:
            return self._add(Part.PLUS_MINUS, place, place + 2)
        if word == "∞":
            return self._add(Part.NOT_REACHED, place, place + 1)
        return self._add(_MARKS.get(word, Part.MARK), place, place + 1)


_SIGNS = frozenset(("-", *_OPERATORS))
_GRADE_NUMBERS = frozenset(("i", "ii", "iii", "iv", "v", "i-ii", "i-iv", "ii-iv", "iii-iv", "iii-v", "ii-iii", "i-iii", "iii/iv", "3/4", "ii/iii"))
_GRADE_BETWEEN = frozenset(("or", "and", "to", "-", "/", ",", "≥", ">", ">=", "≤", "<", "&gt;", "grade"))

_WORD_RULES = {
    "p": Reader._p,
    **dict.fromkeys(CI_WORDS, Reader._ci),
    **dict.fromkeys(("confidence", "credible", "credibility"), Reader._ci),
    **dict.fromkeys(RANGE_WORDS | QUARTILE_WORDS, Reader._spread),
    **dict.fromkeys((*SE_WORDS, "standard"), Reader._error),
    **dict.fromkeys(RATIO_LABELS, Reader._ratio_label),
    **dict.fromkeys((*RATIO_WORDS, "incidence"), Reader._ratio_words),
    **dict.fromkeys(("difference", "differences"), Reader._difference),
    "not": Reader._not,
    **dict.fromkeys(NOT_REACHED, Reader._not_reached_mark),
    **dict.fromkeys(("nr-nr", "ne-ne", "nr-ne"), Reader._nr_pair),
    **dict.fromkeys(("vs", "versus", "v", "against", "compared", "as", "opposed"), Reader._versus),
    **dict.fromkeys(("grade", "grades"), Reader._grade),
    **dict.fromkeys(("day", "week", "month", "year"), Reader._day),
    "n": Reader._size,
}
