"""Shares that a sentence bounds or gives without a percent sign: "more than 99% of patients", "a rate of 0.833"."""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.figures.effects import Effects
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import OUTCOME_ENDINGS, OUTCOME_HEADS, PEOPLE, words

_BOUNDING = {
    ("more", "than"): ">",
    ("greater", "than"): ">",
    ("less", "than"): "<",
    ("fewer", "than"): "<",
    ("at", "least"): ">=",
    ("at", "most"): "<=",
    ("up", "to"): "<=",
}
_BESIDE = words("and but whereas while although")
# What makes of a bound a rule that people or results were to meet.
_RULES = words("if would should unless must required planned expected assumed defined stopping threshold power needed")
_RANGED = words("ranged ranging varied varying")
_NO_OUTCOME_RATE = words("error discovery dropout attrition accrual recruitment heart infusion flow sampling power")
_BEHIND_RATE = words("in for with and at among after by") | {""}


class Bounds(Effects):
    """Reads bounded shares, ranges of shares, and rates printed as plain numbers."""

    def _bounded_share(self, place: int, atom: Atom) -> bool:
        """Read "More than 99% of patients responded", where the bounded share is what the clause is about."""
        operator = _BOUNDING.get((self.words[place - 2], self.words[place - 1])) if place > 1 else None
        if operator is None or self.words[place + 1] != "of":
            return False
        leads = place == 2 or self.parts[place - 3] == Part.COMMA or self.words[place - 3] in _BESIDE
        if not leads or PEOPLE.isdisjoint(self.words[place + 2 : place + 6]) or not _RULES.isdisjoint(self.words):
            return False
        atom.operator = operator
        return True

    def _range(self, place: int, atom: Atom) -> None:
        if not self._ranged_share(place, atom):
            super()._range(place, atom)

    def _ranged_share(self, place: int, atom: Atom) -> bool:
        """Read "response rates ranged from 83.3% to 93.3%" as a figure without an estimate."""
        if atom.unit != "%" or self.words[place - 1] != "from" or self.words[place - 2] not in _RANGED:
            return False
        subject = self.words[max(place - 10, 0) : place - 2]
        if not any(word in OUTCOME_HEADS or word.endswith(OUTCOME_ENDINGS) for word in subject):
            return False
        figure = self._add(Figure("percent", place))
        figure.spread, figure.unit = atom.parts, "%"
        return True

    def _plain_rate(self, place: int, atom: Atom) -> bool:
        """Read "a rate of 0.833" as a share."""
        if (
            atom.unit is not None
            or "." not in atom.word
            or atom.operator is not None
            or not 0 <= (atom.value or 0) <= 1
        ):
            return False
        if self.words[place - 1] != "of" or self.words[place - 2] not in ("rate", "rates"):
            return False
        ends = self.words[place + 1] in _BEHIND_RATE or self.parts[place + 1] in (Part.OPEN, Part.COMMA, Part.SEMICOLON)
        if not (ends or self.words[place + 1] == ".") or self.words[place - 3] in _NO_OUTCOME_RATE:
            return False
        figure = self._add(Figure("percent", place))
        figure.estimate = atom
        return True
