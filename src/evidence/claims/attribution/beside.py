"""The arm that stands right before or behind a figure."""

import itertools

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.attribution.labels import Labels
from evidence.claims.attribution.names import Arm
from evidence.claims.attribution.runs import Run, family
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import ACTS, BE, DETERMINERS, GETS, HAVE, PEOPLE, SORTS_OF_PEOPLE, words

_ASSIGNED = words("randomised randomized assigned allocated attributed attributable")
_CLAUSES = words("and but while whereas")
_CONTRASTS = words("but while whereas")
_CUTS = frozenset((Part.SEMICOLON, Part.COLON))
_VERBS = BE | HAVE | GETS | ACTS.keys()
_FRONTING = words("in with for among on")
_BEFORE_ARM = words("with for on after in among without receiving given to by from during")
_LEADERS = words("in with on for among receiving given assigned of treated to after under by taking from without")


def _opens_subject(between: list[Atom]) -> bool:
    """Whether the words behind "and" only lead to whom the next figure is of: "and those with X 71%"."""
    return len(between) < 2 or (
        len(between) < 5 and (between[0].word in PEOPLE or between[0].word == "those") and between[-1].word in _LEADERS
    )


_BEHIND_LABEL = frozenset((Part.VERSUS, Part.CLOSE, Part.COMMA, Part.SEMICOLON))


class Beside(Labels):
    """Finds arms beside figures."""

    def _arms(self, run: Run, start: int, stop: int) -> list[str | None]:
        """The arm beside each figure of a run; None where nothing tells."""
        figures = run.figures
        labels = [self._label_of(figure) for figure in figures]
        if None not in labels and len(set(labels)) == len(labels):
            return labels
        owners = self._labelled(figures, start) or self._followed(figures, stop)
        told = zip(labels, figures, strict=True)
        alone = [label if label and self._is_alone(figure) else None for label, figure in told]
        owners = [label or owner for label, owner in zip(alone, owners, strict=True)]
        if len(figures) > 1 and owners.count(None):
            ends = [figure.first for figure in figures[1:]] + [stop]
            filled = [
                owner or self._unknown_arm(figure, end) or self._label_behind(run, figure)
                for owner, figure, end in zip(owners, figures, ends, strict=True)
            ]
            if None not in filled and len(set(filled)) == len(filled):
                return filled
        return owners

    def _closes_before(self, figure: Figure, arm: Arm) -> bool:
        """Whether an arm stands behind a bracket that holds a figure with another of its sort before it."""
        opener, close = self._around(figure.first) or (0, 0)
        beside = [other for other in self.near.between(opener, close) if other is not figure]
        return arm.first > close > 0 and any(family(other) == family(figure) for other in beside)

    def _is_alone(self, figure: Figure) -> bool:
        """Whether no second figure of its sort stands in a figure's bracket."""
        _, close = self._around(figure.first) or (0, 0)
        return all(family(other) != family(figure) for other in self.near.between(figure.first, close))

    def _labelled(self, figures: list[Figure], start: int) -> list[str | None]:
        """The arm before each figure, where arms stand before their figures; nothing where they do not."""
        before = self._arm_before(figures[0], start)
        if before is None or len(figures) < 2 or any(id(figure) in self.beside for figure in figures):
            return []
        if not self._labels_next(figures[0], figures[1]):
            return []
        between = [self._arm_between(one, two) for one, two in itertools.pairwise(figures)]
        return [before.name, *(arm.name if arm else None for arm in between)]

    def _followed(self, figures: list[Figure], stop: int) -> list[str | None]:
        """The arm behind each figure."""
        owners: list[str | None] = []
        for number, figure in enumerate(figures):
            last = number + 1 == len(figures)
            arm = self.beside.get(id(figure))
            if arm is None and last and not number:
                arm = self._fronted(figure)
            if arm is None:
                end = stop if last else figures[number + 1].first
                arm = self._arm_after(figure, end if end > figure.first else figures[number + 1].last, last)
            if arm is not None and figure.in_bracket and self._closes_before(figure, arm):
                arm = None  # "was more frequent (43% v 26%) in the X group"
            owners.append(arm.name if arm is not None else None)
        return owners

    def _label_of(self, figure: Figure) -> str | None:
        """The arm whose name stands right before a figure's bracket: "with 300 mg (2%) than with placebo (5%)"."""
        if not figure.in_bracket or self.parts[figure.first - 1] != Part.OPEN:
            return None
        arm = self.arm_at.get(figure.first - 2)
        labels = arm is not None and arm.last == figure.first - 2 and arm.led and not arm.part
        return arm.name if arm is not None and labels else None

    def _fronted(self, figure: Figure) -> Arm | None:
        """The arm that a figure's clause begins with: "In group 1 the rate was 12%, and in group 2 it was 23%"."""
        start = self.near.end_before(figure.first) + 1
        for arm in self.arms:
            if arm.first < start or arm.last >= figure.first or arm.part:
                continue
            lead = arm.first - 1
            while lead >= start and (self.words[lead] in DETERMINERS or self.words[lead] in PEOPLE):
                lead -= 1
            opens = lead == 0 or self.words[lead - 1] in _CLAUSES or self.parts[lead - 1] == Part.SEMICOLON
            return arm if self.words[lead] in _FRONTING and lead >= start and opens else None
        return None

    def _unknown_arm(self, figure: Figure, stop: int) -> str | None:
        """Read "26.7% with hypothermia and 25.9% with normothermia": alike behind each figure, so these are arms."""
        place = figure.last + 1
        if self.words[place + 1] in ("all", "entire", "whole") and self.words[place] in ("for", "in", "among"):
            return "all"
        if self.words[place] in ("of", "for", "in", "among") and (
            self.words[place + 1] in PEOPLE or self.words[place + 1] == "those"
        ):
            if self.words[place + 1] in SORTS_OF_PEOPLE:
                return self.words[place + 1]
            place += 2
            if self.words[place] in ("randomised", "randomized", "assigned", "allocated", "treated"):
                place += 1
        if self.words[place] not in _BEFORE_ARM:
            return None
        without = self.words[place] == "without"
        span = self.phrases.chunk(place + 1)
        if span is None or span[1] >= stop or span[1] - span[0] > 4:
            return None
        if any(phrase.first <= span[0] <= phrase.last and self.words[place] == "for" for phrase in self.outcomes):
            return None
        name = self.phrases.quote(*span)
        return f"without {name}" if without else name

    def _label_behind(self, run: Run, figure: Figure) -> str | None:
        """Read "(39% X vs 27% Y)": nothing but a name behind each figure, so these are arms."""
        span = self.phrases.chunk(figure.last + 1) if set(run.joints) == {"versus"} else None
        if span is None or span[0] != figure.last + 1 or self.parts[span[1] + 1] not in _BEHIND_LABEL:
            return None
        outcome = any(self.context.arms.is_outcome(self.atoms, at) for at in range(span[0], span[1] + 1))
        return None if outcome or span[1] - span[0] > 2 else self.phrases.quote(*span)

    def _labels_next(self, one: Figure, two: Figure) -> bool:
        """Whether the arm between two figures is the label of the second: "placebo, 3.6 months"."""
        for arm in self.arms:
            if one.last < arm.first and arm.last < two.first:
                led = self.words[arm.first - 1]
                if (
                    self.parts[arm.last + 1] == Part.OPEN
                    and one.in_bracket
                    and two.in_bracket
                    and any(self.parts[at] == Part.CLOSE for at in range(one.first, arm.first))
                ):
                    return two.first - arm.last <= 4
                if led in ("in", "with", "on", "for", "among", "the"):  # "and for the Y arm 16.6 months"
                    return two.first == arm.last + 1 and self._opened(one.last + 1, arm.first)
                return two.first - arm.last <= 3
        return False

    def _opened(self, begin: int, stop: int) -> bool:
        """Whether a new clause begins between two places, and nothing but the way to an arm behind that."""
        at = stop - 1
        while at > begin and (self.words[at] in DETERMINERS or self.words[at] in _LEADERS):
            at -= 1
        return at >= begin and self.words[at] in _CLAUSES

    def _arm_before(self, figure: Figure, start: int) -> Arm | None:
        """The arm right before a figure: at most a comma, bracket, colon or "was" between."""
        for arm in reversed(self.arms):
            if arm.last < figure.first and arm.first >= start:
                between = self.atoms[arm.last + 1 : figure.first]
                if len(between) <= 4 and all(
                    atom.part in (Part.COMMA, Part.OPEN, Part.COLON, Part.EQUALS)
                    or atom.word in BE
                    or atom.word in ("group", "arm", "patients", "median", "mean")
                    for atom in between
                ):
                    return arm
                return None
        return None

    def _arm_between(self, one: Figure, two: Figure) -> Arm | None:
        for arm in self.arms:
            if one.last < arm.first and arm.last < two.first:
                return arm
        return None

    def _arm_after(self, figure: Figure, stop: int, last: bool) -> Arm | None:
        """The arm that what follows a figure leads to: "45% (34–55) of patients in the X group"."""
        limit = figure.last + (14 if last else 30)
        for arm in self.arms:
            if arm.first <= figure.arm_from:
                continue
            if arm.first < figure.last:  # "22.4 months in the X arm (95% CI …)": the arm stands inside the figure
                return arm if arm.first - figure.first <= 8 and not self._other_estimate(figure, arm) else None
            if arm.first >= stop or arm.first > limit:
                return None
            between = self.atoms[figure.last + 1 : arm.first]
            if self._opens_clause(between, arm):
                return None
            parts = self.parts[figure.last + 1 : arm.first]
            if parts.count(Part.OPEN) > parts.count(Part.CLOSE) and self._other_estimate(figure, arm):
                return None
            listed = self.parts[figure.last + 1 : arm.first].count(Part.OPEN) and self._sized_in_bracket(arm)
            if self._cut_off(figure.last + 1, arm.first) or self._labels_another(arm, figure) or listed:
                return None
            counted = any(one == Part.COMMA and two == Part.NUMBER for one, two in itertools.pairwise(parts))
            if counted and Part.OPEN not in parts:
                return None  # "Fifty-two died, 21 of them in the X group"
            if figure.measure == "follow_up" and Part.COMMA in parts:  # "After a median of 33 months, …"
                return None
            if not self._leads(
                between, last, arm, figure.kind in ("count", "fraction") or figure.numerator is not None
            ):
                return None
            return arm
        return None

    def _sized_in_bracket(self, arm: Arm) -> bool:
        """Whether an arm is one of several in a bracket, with their sizes: "(X plus Y, n=30; X alone, n=5)"."""
        opener, close = self._around(arm.first) or (0, 0)
        return self.parts[opener:close].count(Part.SIZE) > 1

    def _labels_another(self, arm: Arm, figure: Figure) -> bool:
        """Whether an arm is the label of a figure behind it: "12 died (X 1 [4%]; Y 11 [6%])"."""
        behind = self.near.after(arm.last)
        return behind is not None and behind is not figure and self.beside.get(id(behind)) is arm

    def _cut_off(self, begin: int, stop: int) -> bool:
        """Whether a semicolon or a colon parts two places, unless in a bracket that closes between them."""
        depth = 0
        for part in self.parts[begin:stop]:
            if part == Part.OPEN:
                depth += 1
            elif part == Part.CLOSE:
                depth = max(depth - 1, 0)
            elif not depth and part in (Part.SEMICOLON, Part.COLON):
                return True
        return depth > 0 and not _CUTS.isdisjoint(self.parts[begin:stop])

    def _opens_clause(self, between: list[Atom], arm: Arm) -> bool:
        """Whether an arm is of the clause that follows: "was 63%, and that in the Y group was 40%"."""
        verb = not _VERBS.isdisjoint(self.words[arm.last + 1 : arm.last + 3])
        told = verb or self.near.begins_at(arm.last + 1)  # "(HR 0.8), and for node-negative patients 85.8%"
        return told and any(atom.word in _CLAUSES for atom in between)

    def _other_estimate(self, figure: Figure, arm: Arm) -> bool:
        return any(other is not figure and figure.first < other.first < arm.first for other in self.figures)

    def _leads(self, between: list[Atom], last: bool, arm: Arm, told: bool) -> bool:
        for place, atom in enumerate(between):
            if atom.part == Part.VERSUS or atom.word in ("than", "which"):
                return False
            if atom.word in _CLAUSES and not last and _opens_subject(between[place + 1 :]):
                return False
            if atom.word in _CONTRASTS and all(
                other.word in _LEADERS or other.word in DETERMINERS or other.word in PEOPLE
                for other in between[place + 1 :]
            ):
                return False  # "…, whereas in the Y group": of what follows
            if atom.part == Part.LABEL or atom.word in ("favour", "favor", "favouring", "favoring"):
                return False
            if (
                last
                and atom.part == Part.COMMA
                and len(between) > 4
                and not any(other.word in ("in", "with", "for", "on") for other in between[-2:])
            ):
                return False
        if any(atom.word in BE for atom in between) and not (arm.led and told):
            return False
        if not between:
            return True
        if between[-1].word == "to" and not any(atom.word in _ASSIGNED for atom in between):
            return False
        if between[-1].word in ("the", "a", "patients", "subjects", "those", "to", "both") and len(between) > 1:
            return any(atom.word in _LEADERS for atom in between)
        return between[-1].word in _LEADERS or (arm.suffixed and any(atom.word in _LEADERS for atom in between))
