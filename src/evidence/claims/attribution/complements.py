"""The group that the words around a figure tell: "33% of those receiving X", "12% with X and 14% with Y".

Words that say that people were given something name a group by themselves. A mere preposition may lead to anything,
so its words are taken for a group only where they stand in parallel: alike beside two figures, with other words.
"""

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.candidates import Candidate, Candidates
from evidence.claims.attribution.names import Arm
from evidence.claims.attribution.neighbours import Neighbours
from evidence.claims.attribution.runs import family
from evidence.claims.figures.figure import Figure

_UNCOUNTED = ("ratio", "difference", "p", "follow_up")
_FARTHEST = 3
_EVERYBODY = frozenset(("entire", "whole"))

Told = list[tuple[Figure, Candidate | None]]


class Complements(Candidates):
    """Finds the groups that stand beside figures."""

    beside: dict[int, Arm]

    def _complements(self) -> None:
        """Note the group beside each figure of the sentence, and learn its name."""
        self.beside = {}
        self.near = Neighbours(self.figures)
        self.arm_at = {place: arm for arm in self.arms for place in range(arm.first, arm.last + 1)}
        counted = [figure for figure in self.figures if family(figure) not in _UNCOUNTED]
        self._choose([(figure, self._candidate(figure)) for figure in counted])
        if any(id(figure) not in self.beside for figure in counted):
            self._choose([(figure, self._before_clause(figure)) for figure in counted], bare=False)
        labels = [(figure, self._before_bracket(figure)) for figure in self.figures if figure.kind != "p"]
        self._choose(
            [(figure, found if found and self._fills_bracket(figure) else None) for figure, found in labels], bare=False
        )

    def _keep_beside(self) -> None:
        """Keep the groups found beside figures among the arms of the sentence."""
        if self.beside:
            self.arms = sorted({id(arm): arm for arm in self.arm_at.values()}.values(), key=lambda arm: arm.first)

    def _fills_bracket(self, figure: Figure) -> bool:
        """Whether no second figure of its sort shares a figure's bracket, or one that has its own group behind it."""
        for other in self.near.following(figure.last, _FARTHEST):
            if family(other) == family(figure):
                return not self._in_one_bracket(figure, other) or id(other) in self.beside
        return True

    def _choose(self, told: Told, *, bare: bool = True) -> None:
        for number, (figure, found) in enumerate(told):
            if found is None or id(figure) in self.beside:
                continue
            known = self._known_at(found)
            told_alone = found.sure or (known is not None and bare)
            if not told_alone and not self._in_parallel(told, number) and not self._shares_bracket(figure):
                continue
            self._take(figure, found, known, told[number - 1][1] if number else None)

    def _shares_bracket(self, figure: Figure) -> bool:
        """Whether the next figure, in the same bracket, has its own group: "with X (0.9% vs 2.4% with placebo)"."""
        after = self.near.after(figure.last)
        return after is not None and id(after) in self.beside and self._in_one_bracket(figure, after)

    def _in_one_bracket(self, one: Figure, two: Figure) -> bool:
        inside = self.parts[one.first - 1] == Part.OPEN
        return inside and Part.CLOSE not in self.parts[one.last : two.first]

    def _known_at(self, found: Candidate) -> Arm | None:
        """The arm that the text has made known and that stands at the place."""
        for place in range(found.first, found.last + 1):
            arm = self.arm_at.get(place)
            if arm is not None and not arm.part:
                return arm
        return None

    def _in_parallel(self, told: Told, number: int) -> bool:
        """Whether a figure next in line has other words beside it, led to in the same way."""
        figure, found = told[number]
        assert found is not None  # noqa: S101 - the caller has looked
        sort = family(figure)
        for step in (-1, 1):
            at = number + step
            while (
                0 <= at < len(told)
                and (family(told[at][0]) != sort or told[at][1] is None)
                and abs(at - number) < _FARTHEST
            ):
                at += step
            other = told[at][1] if 0 <= at < len(told) else None
            if other is not None and self._alike(found, other):
                return True
        return False

    def _alike(self, one: Candidate, two: Candidate) -> bool:
        led = two.lead == one.lead or two.sure or self._known_at(two) is not None
        return led and self._text(one) != self._text(two)

    def _not_given(self, found: Candidate) -> str | None:
        """The other of two arms: whom "15 months with X and 12 months without" speaks of."""
        known = self._known_at(found)
        pair = self.context.arms.allocated or self.context.arms.order
        return pair[1 - pair.index(known.name)] if known and len(pair) == 2 and known.name in pair else None

    def _text(self, found: Candidate) -> str:
        if self.words[found.first] in _EVERYBODY and found.last - found.first < 2:  # "the whole cohort"
            return "all"
        name = self.context.arms.name_of(self.atoms, found.first, found.last)
        if self.parts[found.last] == Part.CLOSE:  # "del(17p)"
            name = self.text[self.atoms[found.first].start : self.atoms[found.last].end]
        return f"without {name}" if found.lead == "without" else name

    def _take(self, figure: Figure, found: Candidate, known: Arm | None, before: Candidate | None) -> None:
        if found.denied:
            if before is None or before.denied:
                return
            name = self._not_given(before) or f"{found.lead} {self._text(before)}"
        elif known is not None and (known.last > found.last or known.first < found.first or known.suffixed):
            return
        elif known is not None and (known.first, known.last) == (found.first, found.last):
            self.beside[id(figure)] = known
            return
        else:
            name = self._text(found)
        arm = Arm(found.first, found.last, self.context.arms.learn_measured(name), True, True)
        for place in range(arm.first, arm.last + 1):
            other = self.arm_at.get(place)
            for at in range(other.first, other.last + 1) if other is not None else ():
                self.arm_at.pop(at, None)
        self.arm_at.update(dict.fromkeys(range(arm.first, arm.last + 1), arm))
        self.beside[id(figure)] = arm
