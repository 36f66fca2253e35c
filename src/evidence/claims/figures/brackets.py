"""Brackets and intervals: which estimate a bracket, a range or a standard error belongs to."""

from evidence.claims.atoms.atom import Atom, Line, Part
from evidence.claims.figures.figure import Bracket, Figure, Memory
from evidence.claims.lexicon import SEXES, words

_PASSABLE = frozenset(
    (Part.WORD, Part.OPEN, Part.CLOSE, Part.COMMA, Part.P, Part.TIME, Part.COLON, Part.MARK, Part.CI, Part.RANGE)
)


_BREAKS_CI = frozenset((Part.NUMBER, Part.LABEL, Part.P, Part.TIME, Part.FRACTION, Part.SEMICOLON, Part.NOT_REACHED))


_BOUNDS = words("less more greater higher lower fewer above below over under older younger better worse longer shorter")
AVERAGES = frozenset(("median", "medians", "mean", "means", "average", "averages"))


# Behind the end of every row, so that a look a little before the first atom or beyond the last finds nothing.
_PAD = 64
_NO_WORDS = [""] * _PAD
_NO_PARTS = [Part.NOTHING] * _PAD
_DEEPEST = 20
_LIKE_CI = frozenset((Part.CI, Part.RANGE))
_NO_CI = frozenset((Part.CLOSE, Part.NUMBER, Part.VERSUS))
_LIMITS = frozenset(("below", "above", "exceeding"))
BEFORE_THRESHOLD = _LIMITS | {"and"}
BEHIND_THRESHOLD = frozenset(("or", "and"))


class Brackets:
    """Keeps the figures of one sentence and hangs on them what stands in brackets."""

    def __init__(self, line: Line, memory: Memory) -> None:
        self.line = line
        self.atoms = line.atoms
        self.words = line.words + _NO_WORDS
        self.parts: list[int]
        self.memory = memory
        self.figures: list[Figure] = []
        self.brackets: list[Bracket] = []
        self.label: Atom | None = None
        self.label_place = -99
        self.ci: Atom | None = None
        self.ci_place = -99
        self.spread: Atom | None = None
        self.spread_place = -99
        self.average = -99
        self.rate_unit: str | None = None
        self.error_label: str | None = None
        self.pending_p: list[Figure] = []
        self.counted: list[tuple[Atom | None, Atom | None]] = []  # counts whose percentages follow in one bracket

    def _set_parts(self) -> None:
        """Make the parts known by their places, once they are settled; beyond the ends there is nothing."""
        self.parts = self.line.parts + _NO_PARTS

    def _last(self) -> Figure | None:
        return self.figures[-1] if self.figures else None

    def _last_but_p(self) -> Figure | None:
        for figure in reversed(self.figures):
            if figure.kind != "p":
                return figure
        return None

    def _add(self, figure: Figure) -> Figure:
        self.figures.append(figure)
        figure.in_bracket = bool(self.brackets)
        for bracket in self.brackets:
            bracket.seen = figure
        return figure

    def _percent_in(self, opener: int) -> bool:
        """Whether a bracket opens with a percentage that belongs to the number before it: not "(59% women)"."""
        share = self.parts[opener + 1] == Part.NUMBER and self.atoms[opener + 1].unit == "%"
        return share and self.words[opener + 2] not in SEXES and self.parts[opener + 2] != Part.VERSUS

    def _is_threshold(self, place: int) -> bool:
        """Tell a limit that people or values were to pass: "40% or less", "below 30 mL/min", "between 30% and 40%"."""
        before, after = self.words[place - 1], self.words[place + 1]
        if before in _LIMITS:
            return True
        if after in BEHIND_THRESHOLD:
            if self.words[place + 2] in _BOUNDS:
                return True
            if before == "between":
                return self.parts[place + 2] == Part.NUMBER
        return before == "and" and self.parts[place - 2] == Part.NUMBER and self.words[place - 3] == "between"

    def _has_ci(self, place: int) -> bool:
        """Whether an interval follows the number at once."""
        for part in self.parts[place + 1 : place + 5]:
            if part in _LIKE_CI:
                return True
            if part in _NO_CI:
                return False
        return False

    def _since_figure(self, place: int, cues: frozenset[str], limit: int = 30) -> int:
        """The place behind the nearest of some words, no further back than the figure before; 0 if none."""
        last = self._last()
        stop = max(last.last if last is not None and last.kind != "p" else 0, place - limit, 0)
        if cues.isdisjoint(self.words[stop:place]):
            return 0
        return next(at + 1 for at in range(place - 1, stop - 1, -1) if self.words[at] in cues)

    def _open(self, place: int, _: Atom) -> None:
        if len(self.brackets) >= _DEEPEST:
            return
        owner = self._last_but_p()
        beside = self.parts[place - 1] == Part.NUMBER and owner is not None and owner.last < place - 1
        if owner is not None and (not self._reaches(owner, place) or (beside and self._is_spread(place))):
            owner = None  # "66% female; BMI 33 (IQR 28–40)"
        self.brackets.append(Bracket(place, owner))

    def _is_spread(self, opener: int) -> bool:
        return self.parts[opener + 1] == Part.SPREAD

    def _reaches(self, figure: Figure, place: int) -> bool:
        return place - figure.last <= 15 and _PASSABLE.issuperset(self.parts[figure.last + 1 : place])

    def _close(self, place: int, _: Atom) -> None:
        if self.brackets:
            self._resolve(self.brackets.pop(), place)

    def _resolve(self, bracket: Bracket, place: int) -> None:
        owner, ranges = bracket.owner, bracket.ranges
        if owner is None:
            return
        if ranges:
            run = self._open_run(owner)
            if len(ranges) == len(run) > 1:
                for figure, (_, atom, labelled) in zip(run, ranges, strict=True):
                    self._set_interval(figure, atom, labelled, figure.last)
            else:
                for number, (at, atom, labelled) in enumerate(ranges):
                    target = owner
                    if number or owner.interval is not None:
                        target = owner.copy()
                        owner.rest.append(target)
                        target.last = target.arm_from = at
                    elif len(ranges) > 1:
                        owner.last = at
                    self._set_interval(target, atom, labelled, at)
        if owner.last >= bracket.first - 1 and not owner.rest:
            owner.last = max(owner.last, place)
            if owner.kind == "count" and owner.estimate is not None and self.words[place + 1] == "of":
                self._denominator(owner, place + 2)

    def _denominator(self, figure: Figure, at: int) -> None:
        """Read "143 (74%; 95% CI 68–80) of 192 patients"."""
        while self.words[at] in ("the", "all", "these"):
            at += 1
        if self.parts[at] != Part.NUMBER or self.atoms[at].unit is not None or "." in self.atoms[at].word:
            return
        if figure.denominator is None:
            figure.denominator = self.atoms[at]
            figure.last = max(figure.last, at)
            self.atoms[at].name = "taken"

    def _open_run(self, owner: Figure) -> list[Figure]:
        """The coordinated figures that end with `owner` and still lack an interval."""
        run: list[Figure] = []
        for figure in reversed(self.figures[: self.figures.index(owner) + 1]):
            if figure.kind == "p":
                continue
            if figure.kind != owner.kind or figure.unit != owner.unit or figure.interval is not None:
                break
            run.append(figure)
        return run[::-1]

    def _last_with_estimate(self) -> Figure | None:
        if self.brackets:
            bracket = self.brackets[-1]
            if bracket.seen is not None:
                return bracket.seen
            if bracket.owner is not None:
                return bracket.owner
        return self._last_but_p()

    def _ci_label(self, place: int, atom: Atom) -> None:
        self.ci, self.ci_place = atom, place
        if atom.value is not None:
            self.memory.level = atom.value
        self.memory.kind = atom.name or "confidence"
        self.memory.spread = None

    def _spread_label(self, place: int, atom: Atom) -> None:
        self.spread, self.spread_place = atom, place
        self.memory.spread = atom.name

    def _error(self, _: int, atom: Atom) -> None:
        self.error_label = atom.name

    def _labelled(self, place: int) -> bool:
        """Whether a CI label governs what stands here: only limits, connectives and arms since."""
        if self.ci is None:
            return False
        if _BREAKS_CI.isdisjoint(self.parts[self.ci_place + 1 : place]):
            return True
        return all(
            atom.part not in _BREAKS_CI or (atom.part == Part.LABEL and atom.name == "difference")
            for atom in self.atoms[self.ci_place + 1 : place]
        )

    def _spread_governs(self, place: int) -> bool:
        if self.spread is None or self.spread_place < self.ci_place:
            return False
        return _BREAKS_CI.isdisjoint(self.parts[self.spread_place + 1 : place])

    def _fits(self, figure: Figure, atom: Atom) -> bool:
        """Whether an unlabelled range may be the interval of the figure: their units agree."""
        if atom.unit is not None and figure.unit is not None and atom.unit != figure.unit:
            return False
        if figure.kind in ("count",) and figure.estimate is None:
            return atom.unit == "%"
        return not (atom.unit == "%" and figure.kind == "ratio")

    def _set_interval(self, figure: Figure, atom: Atom, printed: bool, place: int) -> None:
        low, high = atom.parts
        figure.interval = (low, high)
        figure.interval_kind = self.memory.kind
        figure.level = self.memory.level
        figure.level_printed = printed
        figure.last = max(figure.last, place)
