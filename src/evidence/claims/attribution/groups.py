"""Groups that no single figure tells: of a whole clause, of both at once, parts of the people."""

import itertools
import re

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.names import SORTS, Arm
from evidence.claims.attribution.ratio_arms import RatioArms
from evidence.claims.attribution.runs import Run
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import (
    ACTS,
    BE,
    DETERMINERS,
    GROUP_NOUNS,
    HAVE,
    PEOPLE,
    words,
)

_RATIOS = frozenset(("hazard_ratio", "odds_ratio", "risk_ratio", "difference"))
_FRONT = 2
_AMONG = words("in for among")
_EACH = words("each both")
_ENDS = words("and while whereas but .")
_ENDING = words("with for in on among receiving")


class Groups(RatioArms):
    """Settles arms that no single figure tells."""

    def _mark_fronted(self) -> None:
        """Read "In the wild-type population it was 9.8 months for X and 8.1 for Y": a part of the people, two arms."""
        front = self.arms[0] if self.arms else None
        if front is None or front.first > _FRONT or self.words[0] not in _AMONG:
            return
        arms = self.context.arms
        if not SORTS.search(front.name.lower()) and (not front.suffixed or front.name in arms.allocated):
            return
        others = {arm.name for arm in self.arms[1:] if not arm.part and arm.name != front.name}
        if len(others) > 1 and not SORTS.search(front.name.lower()) and self._tells_itself(front):
            return
        if len(others) > 1 and not any(arms.is_alike(front.name, name) for name in others):
            front.part = True

    def _tells_itself(self, front: Arm) -> bool:
        """Whether the first figure is of the group a sentence begins with: "In the X arm 3 died, there were 5 in Y"."""
        first = next((figure.first for figure in self.figures if figure.kind != "p"), len(self.atoms))
        after = next((arm.first for arm in self.arms[1:] if arm.name != front.name), 0)
        between = self.words[first:after]
        return after > first and not (BE.isdisjoint(between) and ACTS.keys().isdisjoint(between))

    def _lone_arm(self) -> None:
        """A clause with one arm behind its last figure: "65% progressed and 73% died with X, while 77% …"."""
        clause: list[Run] = []
        for run in self.runs:
            if run.kind == "follow_up":
                continue
            if clause and self._new_clause(clause[-1].last, run.first):
                self._give_lone(clause, run.first)
                clause = []
            clause.append(run)
        self._give_lone(clause, len(self.atoms))
        self._give_front()
        self._give_back()

    def _give_front(self) -> None:
        """Give all that a sentence tells to the one arm it begins with: "In the X arm, 12% had …, 30 had …"."""
        front = self.arms[0] if self.arms else None
        if front is None or front.first > _FRONT or self.words[0] not in _AMONG or not front.suffixed or front.part:
            return
        if len({arm.name for arm in self.arms}) == 1:
            for run in self.runs:
                for figure in run.figures:
                    figure.arm = front.name if figure.arm in (None, "all") else figure.arm

    def _give_back(self) -> None:
        """Give lists that each end with an arm: "rash (12%) and cough (9%) with X, and fever (2%) with Y"."""
        figures = [run.figures[0] for run in self.runs]
        arms = [arm for arm in self.arms if not arm.part]
        if len({arm.name for arm in arms}) != len(arms) or not 1 < len(arms) < len(figures) - 1:
            return
        if any(len(run.figures) > 1 or run.kind not in ("percent", "share", "count") for run in self.runs):
            return
        if arms[0].first < figures[1].last or arms[-1].first < figures[-1].last:
            return
        if not all(self._ends_list(arm) for arm in arms):
            return
        for figure in figures:
            figure.arm = next(arm.name for arm in arms if arm.first > figure.first)

    def _ends_list(self, arm: Arm) -> bool:
        """Whether an arm closes what was told before it: "… with X, and"."""
        at = arm.first - 1
        while self.words[at] in DETERMINERS or self.words[at] in PEOPLE:
            at -= 1
        following = self.words[arm.last + 1]
        ends = not following or following in _ENDS or self.parts[arm.last + 1] in (Part.COMMA, Part.SEMICOLON)
        return ends and self.words[at] in _ENDING

    def _give_lone(self, clause: list[Run], stop: int) -> None:
        if len(clause) < 2 or any(run.kind not in ("percent", "share", "count") for run in clause):
            return
        last = clause[-1].figures[-1]
        begin = clause[0].first if clause[0] is not self.runs[0] else 0
        names = [arm for arm in self.arms if begin <= arm.first < stop]
        if not names or names[0].first < last.first or len({arm.name for arm in names}) > 1:
            return
        told = {figure.arm for run in clause[:-1] for figure in run.figures}
        named = {arm.name for arm in self.arms}
        if last.arm == names[0].name and (told <= {None, "all", last.arm} or told <= named):
            for run in clause:
                for figure in run.figures:
                    figure.arm = last.arm

    def _parts_of_all(self) -> None:
        """Leave open of whom "72% in patients with a response and 45% in those without" is: of nobody's whole."""
        for one, two in itertools.pairwise(self.runs):
            for figure in (*one.figures, *two.figures) if self._of_other_people(one, two) else ():
                figure.arm = None if figure.arm == "all" else figure.arm

    def _each_group(self) -> None:
        """Give "49 patients were transplanted in each group" to both arms."""
        pair = [] if _EACH.isdisjoint(self.words) else self._default_pair()
        if len(pair) != 2:
            return
        for run in self.runs:
            figure = run.figures[-1]
            if len(run.figures) > 1 or figure.measure in (
                "follow_up",
                "hazard_ratio",
                "odds_ratio",
                "risk_ratio",
                "difference",
            ):
                continue
            if any(
                self.words[at] in _EACH
                and self.words[at - 1] in ("in", "with", "for", "of")
                and (
                    not GROUP_NOUNS.isdisjoint(self.words[at + 1 : at + 3])
                    or self.parts[at + 1] in (Part.COMMA, Part.CLOSE)
                )
                for at in range(figure.last + 1, min(figure.last + 9, len(self.atoms)))
            ):
                other = figure.copy()
                other.interval = figure.interval
                figure.arm, other.arm = pair
                self.figures.insert(self.figures.index(figure) + 1, other)

    def _subgroups(self) -> None:
        """Give "7% (from 28% to 35%; HR 0.8) in eligible patients" its subgroup, inside the bracket too."""
        for run in self.runs:
            whole = run.figures[0]
            if len(run.figures) > 1 or whole.label != "difference" or self.parts[whole.last] != Part.CLOSE:
                continue
            inside = [other for other in self.runs if whole.first < other.first < whole.last]
            name = self._subgroup_at(whole.last + 1)
            if not inside or name is None:
                continue
            whole.arm = name
            short = re.sub(r"^patients (?:with|undergoing|receiving) | patients$", "", name)
            for other in inside:
                for figure in other.figures:
                    figure.arm = (
                        short
                        if other.kind == "ratio"
                        else f"{figure.arm}, {short}"
                        if figure.arm not in (None, "all")
                        else short
                    )

    def _qualify(self) -> None:
        """Tell whom of an arm a figure speaks of: "placebo, per-protocol"."""
        parts = [arm for arm in self.arms if arm.part]
        if not parts:
            return
        names = {arm.name for arm in parts}
        here = {arm.name for arm in self.arms} | set(self.context.arms.allocated)
        for figure in self.figures:
            part = self._governing(figure)
            if figure.kind == "p" and part is not None and self._compares_within(figure, part):
                figure.arm = part
            if figure.kind == "p" or figure.measure == "follow_up" or figure.arm is None:
                continue
            if part is None or figure.arm in names or figure.measure in _RATIOS:
                continue
            if self.context.arms.is_alike(figure.arm, part) or figure.arm.endswith(f"without {part}"):
                continue
            if figure.arm not in here and SORTS.search(figure.arm.lower()):
                figure.arm = "all"  # people sorted before are now sorted otherwise
            figure.arm = part if figure.arm == "all" else f"{figure.arm}, {part}"

    def _compares_within(self, p: Figure, part: str) -> bool:
        """Whether a P value compares two arms within a part of the people: it stands behind both, named for it."""
        before = [figure for figure in self.figures if figure.last < p.first and figure.kind != "p"]
        return len(before) > 1 and all((figure.arm or "").endswith(f", {part}") for figure in before[-2:])

    def _subject_group(self) -> None:
        """Give "Patients with X had longer survival (9.6 v 5.1 months)" its group, which the first figure is of."""
        subject = self._people_with()
        if subject is None:
            return
        for run in self.runs:
            verb = next((at for at in range(4, len(self.atoms)) if self.words[at] in HAVE or self.words[at] in BE), 3)
            told = any(verb < arm.first < run.last + 12 for arm in self.arms)
            if run.kind in ("ratio", "difference") or told or len(run.figures) > 2:
                continue
            if len(run.figures) == 2 and run.joints == ["versus"]:
                run.figures[0].arm, run.figures[1].arm = subject, self._others_with(run)
            elif len(run.figures) == 1 and run.figures[0].arm == "all":
                run.figures[0].arm = subject

    def _others_with(self, run: Run) -> str | None:
        """Those whom a sentence compares with its subject: "(3.5 vs 12.7 months) compared to patients with Y"."""
        for at in range(run.last + 1, len(self.atoms)):
            if self.parts[at] == Part.VERSUS or self.words[at] == "than":
                at += 1 + (self.words[at + 1] in DETERMINERS)
                if self.words[at] in ("with", "in"):
                    at += 1
                if not (self.words[at] in PEOPLE or self.words[at] == "those") or self.words[at + 1] != "with":
                    return None
                span = self.phrases.chunk(at + 2)
                return None if span is None else self.phrases.quote(*span)
            if self.parts[at] == Part.SEMICOLON and self._around(at) is None:
                return None
        return None

    def _part_of_pair(self, figure: Figure) -> bool:
        """Whether a figure is one of two that compare arms which the text does not name."""
        run = self.run_of.get(id(figure))
        if run is None:
            return False
        if any(other.arm not in (None, "all") for other in run.figures) or "versus" in run.joints:
            return True
        one_outcome = len({other.outcome for other in run.figures}) == 1
        return len(run.figures) == 2 and run.dims == 1 and one_outcome and self.words[run.first - 1] != "from"
