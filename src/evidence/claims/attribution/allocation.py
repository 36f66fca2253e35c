"""Arms given out over a run: beside its figures, listed once, or last spoken of."""

from itertools import groupby

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.names import Arm, sorts_people
from evidence.claims.attribution.rows import Rows
from evidence.claims.attribution.runs import Run
from evidence.claims.figures.durations import MOVES
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import DETERMINERS, PEOPLE

_ASIDE = frozenset((Part.OPEN, Part.CLOSE, Part.SEMICOLON, Part.SIZE))
_FORMER = ("former", "latter")
_PAIR = 2


class Allocation(Rows):
    """Gives arms to the figures of a run."""

    def _name_former(self) -> None:
        """Name whom "the former" and "the latter" speak of: the two arms that were told last."""
        spoken = [figure for figure in self.figures if figure.arm in _FORMER]
        if not spoken:
            return
        arms = self.context.arms
        named = [name for name in dict.fromkeys(arm.name for arm in self.arms if not arm.part) if name not in _FORMER]
        pairs = (row for row in (named, self.context.pair, arms.allocated, arms.pair) if len(row) == 2)
        pair = next(pairs, None)
        for figure in spoken:
            figure.arm = None if pair is None else pair[figure.arm == "latter"]
        self.pair = pair or []

    def _remember(self) -> None:
        """Keep the groups of the sentence, in their order, for the figures without names that follow."""
        if self.context.pair and any(arm.part for arm in self.arms):
            return
        row: list[str] = []
        for run in self.runs:
            if run.first in self.turned:  # its order holds for itself alone
                continue
            for figure in run.figures:
                name = figure.arm
                if run.kind not in ("ratio", "difference") and name not in (None, "all", *row):
                    row.append(str(name))
        if len(row) > 1:
            order = self.context.rows.get(len(row), row)
            # "respectively" speaks of three groups as they were first told, whatever order a comparison puts them in.
            row = order if len(row) > 2 and sorted(order) == sorted(row) else row
            self.context.rows[len(row)] = self.context.pair = row
        elif len(self.pair) == 2:
            self.context.pair = self.pair

    def _give_arms(self, run: Run, start: int, stop: int, owners: list[str | None], dims: int) -> None:
        """Set the arm of every figure in a run from what stands beside them, before them, or was last spoken of."""
        figures = run.figures
        blocks = self._rows_behind(figures, stop) if len(figures) > _PAIR and not run.figures[0].in_bracket else []
        if blocks:
            for figure, name in zip(figures, blocks, strict=True):
                figure.arm = name
            return
        self._own_row_behind(figures, owners, stop)
        known = [owner for owner in owners if owner is not None]
        again = len(known) == len(set(known)) > 1 and owners[: len(known)] == known and len(figures) > len(known)
        if again and len(figures) % len(known) == 0:  # "32% of X and 41% of Y, grade 3–4 in 7% and 14%"
            for number, figure in enumerate(figures):
                figure.arm = known[number % len(known)]
            return
        last = owners[-1] if len(figures) > 1 and len(known) == 1 else None
        if last is not None and self._give_from_last(run, last, start, stop, dims):
            return
        if known:
            self._give_backwards(run, owners, known[0], start)
        else:
            self._give_spoken_of(run, start, stop, dims)

    def _rows_behind(self, figures: list[Figure], stop: int) -> list[str]:
        """Read "90%, 83% and 67% in the X, Y and Z groups and 93% and 88% in the V and W groups": as many each time."""
        names: list[str] = []
        block = 0
        for number, figure in enumerate(figures):
            block += 1
            end = figures[number + 1].first if number + 1 < len(figures) else stop
            row = self._listed_after(figure, end)
            if not row:
                continue
            if len(row) != block:
                return []
            names.extend(row)
            block = 0
        return names if not block and len(set(names)) == len(figures) else []

    def _own_row_behind(self, figures: list[Figure], owners: list[str | None], stop: int) -> None:
        """Give a row of arms to the figures before it: "18% with X, compared with 30% and 41% with Y and Z"."""
        listed = self._listed_after(figures[-1], stop) if len(figures) > 2 and owners[-1] is not None else []
        size = len(listed)
        if 1 < size < len(figures) and owners[-size:] == [None] * (size - 1) + listed[:1]:
            owners[-size:] = listed

    def _give_from_last(self, run: Run, last: str, start: int, stop: int, dims: int) -> bool:
        """Give arms to a run where only the last figure has one beside it; whether that was possible."""
        figures = run.figures
        count = len(figures)
        listed = self._listed_after(figures[-1], stop)
        if len(listed) > 1 and count % len(listed) == 0:
            self._spread(figures, listed, run.joints)
            return True
        moved = self.words[figures[0].first - 1] == "from" and self.words[figures[0].first - 2] in MOVES
        if moved and count == 2 and self.words[figures[1].first - 1] == "to":  # "fell from 13% to 9% with X"
            figures[0].arm = figures[1].arm = last
            return True
        if run.joints[-1] == "versus" and count == 2:
            figures[1].arm = last
            figures[0].arm = self._other(last, figures[0], start)
            return True
        first = self._single(figures[0], start, stop) if count == 2 and dims == 1 else None
        if first is not None and first != last:
            figures[0].arm, figures[1].arm = first, last
            return True
        if dims > 1 or len(set(run.joints)) == 1:
            for figure in figures:
                figure.arm = last
            return True
        return False

    def _give_backwards(self, run: Run, owners: list[str | None], first: str, start: int) -> None:
        """Give every figure the arm beside it, or else the one of the figure behind it, but never over "versus"."""
        arm: str | None = None
        joints = [*run.joints, ""]
        for figure, owner, joint in zip(reversed(run.figures), reversed(owners), reversed(joints), strict=True):
            arm = owner or (None if joint == "versus" and len(run.figures) > 2 else arm)
            figure.arm = arm
        for figure in run.figures:
            if figure.arm is None:
                other = self._other(first, figure, start)
                figure.arm = None if other in owners else other

    def _give_spoken_of(self, run: Run, start: int, stop: int, dims: int) -> None:
        """Give arms to figures that have none beside them."""
        figures = run.figures
        count = len(figures)
        listed = self._listed_before(figures[0], start)
        if len(listed) > 1 and count % len(listed) == 0 and (dims * len(listed) == count or dims == 1):
            self._spread(figures, listed, run.joints)
            return
        if count == 1 or dims == count:
            arm = self._single(figures[0], start, stop)
            for figure in figures:
                figure.arm = arm
            return
        if count == 2 and self._give_within(figures):
            return
        row = self._default_row(count, figures[0].first)
        if len(row) == 2 and self._runs_back(row, figures, start):
            row = row[::-1]
            self.turned.add(figures[0].first)
        if row:
            self._spread(figures, row, run.joints)
        elif count == 2:
            first = self._told_first(figures, start)
            if first is not None:  # "increased with X (8% vs 13%)", where no other arm is known
                figures[0 if first else 1].arm = self._told_of(figures[0], start)

    def _give_within(self, figures: list[Figure]) -> bool:
        """Read "for node-positive patients it was 69% v 64%": the two arms of the text, within a part of the people."""
        part = self._fronted(figures[0])
        arms = self.context.arms
        pair = next((row for row in (self.context.pair, arms.allocated, arms.pair) if len(row) == 2), [])
        if part is None or not pair or part.name in pair or not self._sorts(part, pair):
            return False
        for figure, name in zip(figures, pair, strict=True):
            figure.arm = f"{name}, {part.name}"
        self.within[figures[0].first] = part.name
        return True

    def _sorts(self, part: Arm, pair: list[str]) -> bool:
        """Whether a group that a clause begins with is one that all arms have: it looks like no treatment."""
        arms = self.context.arms
        treated = arms.looks(self.atoms, part.first, part.last) and not sorts_people(part.name.lower())
        return not treated and not any(
            part.name.lower() in name.lower() or arms.is_alike(part.name, name) for name in pair
        )

    def _spread(self, figures: list[Figure], names: list[str], joints: list[str]) -> None:
        """Give arms out in turn, where "versus" joins or each outcome has as many figures; else in blocks."""
        each = {len(list(same)) for _, same in groupby(figures, key=lambda figure: (figure.outcome, figure.time))}
        if len(figures) == len(names) or "versus" in joints or each == {len(names)}:
            for number, figure in enumerate(figures):
                figure.arm = names[number % len(names)]
            return
        size = len(figures) // len(names)
        for number, figure in enumerate(figures):
            figure.arm = names[number // size]

    def _other(self, name: str | None, figure: Figure, start: int) -> str | None:
        for arm in reversed(self.arms):
            if arm.last < figure.first and arm.name != name and not arm.part:
                return arm.name
        parts = {arm.name for arm in self.arms if arm.part and arm.last < figure.first}
        if len(parts) == 1 and self.context.arms.is_alike(name, *parts):
            return parts.pop()
        others = [other for other in self._default_pair() if other != name]
        return others[0] if len(others) == 1 else None

    def _listed_after(self, figure: Figure, stop: int) -> list[str]:
        """Arms in a row behind a figure: "for GV and GP arms"."""
        row: list[Arm] = []
        for arm in self.arms:
            if arm.first <= figure.first or arm.first >= stop or arm.part:
                continue
            if row and not self._joined(row[-1], arm):
                break
            row.append(arm)
        return [arm.name for arm in row]

    def _joined(self, one: Arm, two: Arm) -> bool:
        between = self.atoms[one.last + 1 : two.first]
        if any(atom.part == Part.SIZE for atom in between):  # "(X; n = 51) or without (Y; n = 49)"
            between = [atom for atom in between if atom.part not in _ASIDE and atom.word != "without"]
        return (
            len(between) <= 4
            and all(
                atom.part in (Part.VERSUS, Part.COMMA)
                or atom.word in ("and", "or", "in", "with", "for", "group", "groups")
                or atom.word in DETERMINERS
                for atom in between
            )
            and any(
                atom.part == Part.VERSUS or atom.word in ("and", "or") or atom.part == Part.COMMA for atom in between
            )
        )

    def _listed_before(self, figure: Figure, start: int) -> list[str]:
        """Arms in a row before a figure, nearest first; else two arms told apart earlier in the sentence."""
        row: list[Arm] = []
        for arm in reversed(self.arms):
            if arm.last >= figure.first or arm.part:
                continue
            if arm.first < start and not row:
                break
            if row and not self._joined(arm, row[0]):
                break
            row.insert(0, arm)
        if len(row) == 2 and row[0] is self.arms[0] and self.parts[0] == Part.VERSUS:
            row.reverse()
        return [arm.name for arm in row] if len(row) > 1 else []

    def _single(self, figure: Figure, start: int, stop: int) -> str | None:
        """The arm of a lone figure: the one its clause has last spoken of."""
        subgroup = self._with_behind(figure)
        if subgroup is not None:
            return subgroup
        names = [
            arm
            for arm in self.arms
            if start <= arm.first and arm.last < figure.first and not self._shut_off(arm, figure)
        ]
        near = bool(names) and self._near(names[-1], figure)
        if names and (names[-1].led or names[-1].suffixed or near):
            return names[-1].name
        for run in reversed(self.done):
            if (
                all(other.arm == run.figures[0].arm for other in run.figures)
                and run.figures[0].arm
                and not self._new_clause(run.last, figure.first)
            ):
                return run.figures[0].arm
            break
        leading = [arm for arm in self.arms if arm.first <= 2 and arm.led]
        if (
            leading
            and not any(self.parts[at] == Part.SEMICOLON for at in range(leading[0].last, figure.first))
            and len({arm.name for arm in self.arms}) == 1
        ):
            return leading[0].name
        return None

    def _shut_off(self, arm: Arm, figure: Figure) -> bool:
        """Whether an arm stands in a clause that a semicolon ends, or in a bracket with figures of its own."""
        span = self._around(arm.first)
        if span is None:
            return not figure.in_bracket and Part.SEMICOLON in self.parts[arm.last : figure.first]
        return span[1] < figure.first and any(span[0] < at < span[1] for at in self.figure_places)

    def _with_behind(self, figure: Figure) -> str | None:
        """Read "occurred in 28 of 96 patients (29%) with MRD positivity" as the subgroup "MRD positivity"."""
        if not self._found_in(figure) and not (self.done and self.words[figure.first - 1] == "in"):
            return None
        place = figure.last + 1
        if self.words[place] in PEOPLE:
            place += 1
        if self.words[place] not in ("with", "without"):
            return None
        span = self.phrases.chunk(place + 1)
        return (
            self.phrases.quote(place if self.words[place] == "without" else span[0], span[1])
            if span is not None
            else None
        )

    def _near(self, arm: Arm, figure: Figure) -> bool:
        if self.words[figure.first - 1] in ("for", "in", "among", "by"):
            return False
        return figure.first - arm.last <= 4 or arm.first <= 1

    def _new_clause(self, begin: int, end: int) -> bool:
        return any(
            self.parts[at] == Part.SEMICOLON or self.words[at] in ("while", "whereas") for at in range(begin, end)
        )
