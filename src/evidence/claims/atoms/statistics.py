"""P values, and the labels of intervals, ranges and standard errors."""

from evidence.claims.atoms.atom import OPERATORS, Atom, Part
from evidence.claims.atoms.quantities import Quantities
from evidence.claims.lexicon import CI_WORDS, QUARTILE_WORDS, RANGE_WORDS, SE_WORDS, words
from evidence.claims.tokens import Kind

_P_TAILS = words(
    "value values for trend noninferiority non-inferiority superiority equivalence interaction heterogeneity gray "
    "gray's log log-rank logrank wilcoxon two-sided one-sided"
)


CI_ADJECTIVES = words(
    "exact bootstrap bootstrapped credible credibility two-sided one-sided 2-sided 1-sided binomial wald bayesian "
    "clopper-pearson confidence adjusted percentile corrected profile likelihood unstratified stratified repeated"
)
_HAVING = words("with had have having achieved as or showed experienced confirmed exhibited and")
# Beside these, SD is stable disease.
_BESIDE_SD = words("pr prs pd pds dcr orr cr crs recist")
_SD_NEAR = 8
_LASTING = words("≥ > >= for lasting as or")
# Intervals in other languages.
OTHER_CI = words("ic ki konfidenzintervall")


class Statistics(Quantities):
    """Reads what statistics print around an estimate."""

    def _p(self, place: int) -> int:
        after = place + 1
        while self.words[after] in _P_TAILS or (self.words[after] == "-" and self.words[after + 1] in _P_TAILS):
            after += 1
        if self.words[after] in ("(", "[") and self.words[after + 2] in (")", "]"):
            after += 3
        named = after > place + 1 or "value" in self.words[place]
        operator, after = self._p_operator(after, named)
        if operator is None or self.kinds[after] != Kind.NUMBER:
            return 0
        atom = Atom(Part.P, self.starts[place], self.ends[after], "p")
        atom.operator = operator
        numbers = [self._plain_number(after)]
        after = self._power(numbers[0], after + 1)
        if named:  # "P values of 0.02 and 0.03, respectively"
            while (
                self.words[after] in ("and", ",")
                and self.kinds[after + 1] == Kind.NUMBER
                and "." in self.words[after + 1]
            ):
                numbers.append(self._plain_number(after + 1))
                after += 2
        else:
            row = self._row_of_p(after)
            numbers.extend([self._plain_number(at) for at in row])
            after = row[-1] + 1 if row else after
        atom.parts = tuple(numbers)
        atom.end = numbers[-1].end
        atom.value = numbers[0].value
        behind = self.words[after] if self.words[after] != "," else self.words[after + 1]
        for side in (self.words[place - 1], behind):
            if "sided" in side or "tailed" in side:
                atom.name = side
        self.atoms.append(atom)
        return after

    def _row_of_p(self, after: int) -> list[int]:
        """Read "P = 0.58, 0.93, and 0.77, respectively" on behind the first number: where the others stand."""
        row: list[int] = []
        while self.words[after] in ("and", ","):
            at = after + 1 + (self.words[after + 1] == "and")
            if self.kinds[at] != Kind.NUMBER or not self.words[at].startswith(("0.", ".", "1.0")):
                break
            row.append(at)
            after = at + 1
        told = self.words[after] == "respectively" or self.words[after + 1] == "respectively"
        return row if told else []

    def _p_operator(self, after: int, named: bool) -> tuple[str | None, int]:
        """Read what stands between "P" and its number: "=", "< or =", "of", or nothing."""
        word = self.words[after]
        operator = OPERATORS.get(word)
        if operator is None:
            numbered = self.kinds[after + 1] == Kind.NUMBER
            if named and word in ("of", "was", "were", ",", ":", "is"):
                if self.words[after + 1] in OPERATORS:
                    after += 1
                    operator = OPERATORS[self.words[after]]
                elif numbered:
                    operator = "="
            elif self.kinds[after] == Kind.NUMBER and word.startswith(("0.", "1.", ".")):
                return "=", after
            elif word in (":", ",") and numbered and self.words[after + 1].startswith(("0.", ".")):
                operator = "="
        if operator is None:
            return None, after
        after += 1
        if self.words[after] == "or" and self.words[after + 1] == "=":  # "P < or = 0.05"
            return operator + "=", after + 2
        if self.words[after] in OPERATORS:  # "P = <0.001"
            return OPERATORS[self.words[after]], after + 1
        return operator, after

    def _power(self, number: Atom, after: int) -> int:
        """Read "× 10-5" after a number."""
        if (
            self.words[after] in ("×", "x", "*")
            and self.words[after + 1].startswith("10")
            and self.words[after + 2] == "-"
            and self.kinds[after + 3] == Kind.NUMBER
        ):
            exponent = float(self.words[after + 3].replace(",", ""))
            number.value = None if number.value is None else number.value * 10.0 ** -min(exponent, 300.0)
            number.end = number.number_end = self.ends[after + 3]
            return after + 4
        return after

    def _ci(self, place: int) -> int:
        """Read "CI", "CI 95%", "confidence interval [CI]" with no level before it."""
        return self._ci_from(place, place, None)

    def _ci_from(self, first: int, place: int, level: Atom | None) -> int:
        kind = "confidence"
        after = place
        while self.words[after] in CI_ADJECTIVES and after < place + 4:
            if self.words[after].startswith("credib"):
                kind = "credible"
            after += 1
        word = self.words[after]
        if word in ("interval", "intervals", "limits", "limit", "bounds"):
            if after == place and level is None:
                return 0
            after += 1
        elif (
            word in CI_WORDS or (word in OTHER_CI and (level is not None or "%" in self.words[after + 2 : after + 4]))
        ) and not (level is None and self._is_response(after)):
            kind = "credible" if word in ("cri", "cr.i") else kind
            after += 2 if word == "c.i" and self.words[after + 1] == "." else 1
            after += word in OTHER_CI and self.words[after] in ("del", "de", "von")
        else:
            return 0
        if self.words[after] in ("(", "[") and self.words[after + 1] in CI_WORDS:
            after += 2
            if self.words[after] in (")", "]") and self.words[after]:
                after += 1
        atom = Atom(Part.CI, self.starts[first], self.ends[after - 1], "ci")
        atom.name = kind
        if (
            level is None
            and self.kinds[after] == Kind.NUMBER
            and self.words[after + 1] == "%"
            and self.words[after] in ("95", "90", "99", "97.5", "80")
        ):
            level = self._plain_number(after)
            after += 2
            atom.end = self.ends[after - 1]
        atom.value = None if level is None else level.value
        self.atoms.append(atom)
        return after

    def _is_response(self, place: int) -> bool:
        """Tell CRi, a response, from CrI, a credible interval."""
        return self.printed(place) == "CRi"

    def _spread(self, place: int) -> int:
        after = place + 1
        word = self.words[place]
        if word in QUARTILE_WORDS and self.words[after] in ("range", "ranges"):
            after += 1
        if self.words[after] in ("(", "[") and self.words[after + 1] == "iqr":
            after += 3
        if word in RANGE_WORDS and self.words[place - 1] in ("in", "a", "wide", "normal"):
            return 0
        atom = Atom(Part.SPREAD, self.starts[place], self.ends[min(after, self.length) - 1], word)
        atom.name = "interquartile range" if word in QUARTILE_WORDS else "range"
        self.atoms.append(atom)
        return min(after, self.length)

    def _error(self, place: int) -> int:
        word = self.words[place]
        after = place + 1
        if word == "standard":
            if self.words[after] not in ("error", "errors", "deviation", "deviations"):
                return 0
            name = "SE" if self.words[after].startswith("error") else "SD"
            after += 1
            if self.words[after] in ("(", "[") and self.words[after + 1] in SE_WORDS:
                after += 2
                if self.words[after] in (")", "]") and self.words[after]:
                    after += 1
        else:
            number = after + (self.words[after] == ",")
            listed = self.words[place - 1] in (")", "]") and self.words[after] in (",", "and", ".", ";")
            if word == "sd" and (self.words[place - 1] in _HAVING or listed) and self.kinds[after] != Kind.NUMBER:
                return 0  # "three with SD": stable disease
            near = self.words[max(place - _SD_NEAR, 0) : place + _SD_NEAR]
            if word in ("sd", "sds") and not _BESIDE_SD.isdisjoint(near):
                return 0  # "11 SD and 4 PD"
            if word == "sd" and self.words[after] in _LASTING:
                return 0  # "SD ≥6 months", "SD for at least 6 months"
            if word == "sd" and self.words[number + 1] == "(" and "%" in self.words[number + 2 : number + 5]:
                return 0  # "SD 24 (25%)": stable disease
            if self.plain[self.starts[place]].islower() and "." not in word and word != "sem":
                return 0
            name = SE_WORDS[word]
            if self.words[after] == "." and "." in word:
                after += 1
        atom = Atom(Part.ERROR, self.starts[place], self.ends[after - 1], word)
        atom.name = name
        self.atoms.append(atom)
        return after
