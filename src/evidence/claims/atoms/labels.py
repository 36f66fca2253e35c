"""Labels of ratios and differences, comparisons, grades, and what was not reached."""

from evidence.claims.atoms.atom import OPERATORS, Atom, Part
from evidence.claims.atoms.statistics import Statistics
from evidence.claims.lexicon import CI_WORDS, NOT_REACHED, RATIO_LABELS, RATIO_WORDS, words
from evidence.claims.tokens import Kind

_GRADE_NUMBERS = words("i ii iii iv v i-ii i-iv ii-iv iii-iv iii-v ii-iii i-iii iii/iv 3/4 ii/iii")


_GRADE_BETWEEN = words("or and to - / , ≥ > >= ≤ < &gt; grade")


# What is told beside a response rate, how far off its figure may stand, and what parts the two.
_BESIDE_RR = words("dcr os pfs ttp ttf dor orr cbr cr pcr toxicity survival efs dfs rfs")
_JOINTS = words("and or , vs versus /")
_RR_NEAR = 10
_RR_ENDS = words(". ; ( ) [ ] ratio risk =")

# The hepatorenal syndrome.
_NO_RATIOS = frozenset(("HRS",))


class Labels(Statistics):
    """Reads the words that say what a number is."""

    def _ratio_label(self, place: int) -> int:
        word = self.words[place]
        if (word in ("or", "ors") and not self.printed(place).startswith("OR")) or self.printed(place) in _NO_RATIOS:
            return 0
        if word in ("rr", "rrs") and self._is_response_rate(place):
            return 0
        if (
            word in ("rd", "md", "arr", "or", "cor", "ard", "rtr")
            and self.kinds[place + 1] == Kind.WORD
            and self.words[place + 1] not in ("of", "was", "for")
        ):
            return 0
        return self._label(place, place + 1, RATIO_LABELS[word])

    def _is_response_rate(self, place: int) -> bool:
        """Tell a response rate from a relative risk: "the objective RR", "RR in the X arm was 7.7%", "RR and PFS"."""
        before, after = self.words[place - 1], self.words[place + 1]
        if before in ("objective", "overall", "tumour", "tumor", "clinical"):
            return True
        if after in _JOINTS and self.words[place + 2] in _BESIDE_RR:
            return True
        if before in _JOINTS and self.words[place - 2] in _BESIDE_RR:
            return True
        for at in range(place + 1, place + _RR_NEAR):
            if self.kinds[at] == Kind.NUMBER:
                at += 2 * (self.words[at + 1] in _JOINTS and self.kinds[at + 2] == Kind.NUMBER)
                return self.words[at + 1] in ("%", "percent") and self.words[at + 2] not in CI_WORDS
            if self.words[at] in _RR_ENDS:
                return False
        return False

    def _label(self, first: int, after: int, name: str) -> int:
        if (
            self.words[after] in ("(", "[")
            and self.words[after + 1] in RATIO_LABELS
            and self.words[after + 2] in (")", "]", ",", ";")
        ):
            if self.words[after + 2] in (")", "]"):
                after += 3
            else:  # "odds ratio (OR, 1.2": the bracket stays open
                after += 2
        atom = Atom(Part.LABEL, self.starts[first], self.ends[after - 1], self.words[first])
        atom.name = name
        start = self.starts[first]
        before = self.plain[max(0, start - 40) : start].lower()
        if before.rstrip().endswith(("unadjusted", "crude", "univariate", "univariable")):
            atom.operator = "unadjusted"
        elif before.rstrip().endswith(("adjusted", "multivariable", "multivariate")) or self.words[first] in (
            "ahr",
            "aor",
            "arr",
            "ahrs",
            "aors",
            "airr",
        ):
            atom.operator = "adjusted"
        else:
            following = self.plain[self.ends[after - 1] : self.ends[after - 1] + 12].lower()
            if following.lstrip(" ,(").startswith(("adjusted", "after adj")):
                atom.operator = "adjusted"
        self.atoms.append(atom)
        return after

    def _ratio_words(self, place: int) -> int:
        word, following = self.words[place], self.words[place + 1]
        if following in ("ratio", "ratios"):
            return self._label(place, place + 2, RATIO_WORDS.get(word, "risk_ratio"))
        if word == "relative" and following in ("risk", "risks", "rate", "rates"):
            after = place + 2
            if self.words[after] in ("reduction", "increase"):
                return 0
            if self.words[after] == "ratio":
                after += 1
            return self._label(place, after, "risk_ratio")
        if word == "relative" and following in ("hazard", "hazards"):
            return self._label(place, place + 2, "hazard_ratio")
        if word == "incidence" and following == "rate" and self.words[place + 2] in ("ratio", "ratios"):
            return self._label(place, place + 3, "risk_ratio")
        if word in ("risk", "rate") and following in ("difference", "differences"):
            return self._label(place, place + 2, "difference")
        return 0

    def _difference(self, place: int) -> int:
        if self.words[place - 1] in (
            "no",
            "significant",
            "statistically",
            "these",
            "such",
            "any",
            "observed",
            "nonsignificant",
            "non-significant",
        ):
            return 0
        if self.words[place] == "differences" and self.kinds[place + 1] != Kind.NUMBER:
            return 0
        signed = self.words[place + 1] == "-" and self.kinds[place + 2] == Kind.NUMBER
        if (
            self.words[place + 1] not in ("of", "was", "in", "between", "for", "at", "=", ":", ",", "(", "[")
            and self.kinds[place + 1] != Kind.NUMBER
            and not signed
        ):
            return 0
        return self._label(place, place + 1, "difference")

    def _not(self, place: int) -> int:
        after = place + 1
        for _ in range(3):
            if self.words[after] in ("yet", "been", "be", "have"):
                after += 1
        if self.words[after] not in (
            "reached",
            "estimable",
            "attained",
            "evaluable",
            "estimated",
            "calculable",
            "reachable",
            "available",
            "calculated",
            "determined",
        ):
            return 0
        if self.words[after] in ("available", "evaluable", "estimated") and after > place + 1:
            return 0
        after += 1
        if (
            self.words[after] in ("(", "[")
            and self.words[after + 1] in NOT_REACHED
            and self.words[after + 2] in (")", "]")
        ):
            after += 3
        return self._add(Part.NOT_REACHED, place, after)

    def _not_reached_mark(self, place: int) -> int:
        text = self.printed(place)
        if (
            text != "∞"
            and not text.isupper()
            and "." not in text
            and self.words[place] not in ("not-reached", "infinity")
        ):
            return 0
        return self._maybe_range_of_marks(place)

    def _maybe_range_of_marks(self, place: int) -> int:
        low = self._limit(place)
        if low is not None and self.words[place + 1] in ("to", "-", ",") and self._limit(place + 2) is not None:
            return self._range(low, self._limit(place + 2), place + 3)
        return self._add(Part.NOT_REACHED, place, place + 1)

    def _nr_pair(self, place: int) -> int:
        half = self.starts[place] + self.words[place].index("-")
        low = Atom(Part.NOT_REACHED, self.starts[place], half, "nr")
        high = Atom(Part.NOT_REACHED, half + 1, self.ends[place], "nr")
        return self._range(low, high, place + 1)

    def _versus(self, place: int) -> int:
        word = self.words[place]
        after = place + 1
        if word == "v":
            if not (self.kinds[place - 1] == Kind.NUMBER or self.words[place - 1] in ("%", ")", "]")):
                after = place + 1
            if self.plain[self.starts[place]] == "V":
                return 0
        if word in ("compared", "relative", "opposed"):
            if self.words[after] not in ("with", "to"):
                return 0
            after += 1
        if word == "as":
            if self.words[after] not in ("compared", "against", "opposed"):
                return 0
            after += 1
            if self.words[after] in ("with", "to"):
                after += 1
        if self.words[after] == "." and word in ("vs", "v"):
            after += 1
        return self._add(Part.VERSUS, place, after)

    def _grade(self, place: int) -> int:
        """Read "grade 3 or 4", "grades II-IV", "grade ≥3" as one atom."""
        after = place + 1
        seen = spans = False
        while after < self.length and after < place + 9:
            word = self.words[after]
            spans = spans or "-" in word or word == "to"
            if word == "and" and spans and self.words[after + 1].startswith("grade"):
                break  # "grade II-IV and grade III-IV" are two
            if word in _GRADE_NUMBERS or (self.kinds[after] == Kind.NUMBER and len(word) == 1):
                seen = True
                after += 1
            elif word in _GRADE_BETWEEN and (self._is_grade(after + 1) or (word in OPERATORS)):
                after += 1
            elif word in ("or", "and") and self.words[after + 1] in (
                "higher",
                "greater",
                "worse",
                "above",
                "more",
                "over",
            ):
                after += 2
            else:
                break
        if not seen:
            return 0
        return self._add(Part.GRADE, place, after)

    def _is_grade(self, place: int) -> bool:
        word = self.words[place]
        return (
            word in _GRADE_NUMBERS
            or word in OPERATORS
            or word in ("grade", "to")
            or (self.kinds[place] == Kind.NUMBER and len(word) == 1 and self.words[place + 1] != "%")
        )
