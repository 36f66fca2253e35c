"""Atoms into figures: an estimate with all that stands around it in brackets or behind commas.

A figure is still nameless here: what it measures, in whom and when is found by attribution.
"""

from evidence.claims.atoms import Atom, Part
from evidence.claims.lexicon import (
    ACTS,
    BE,
    ENROLLED,
    GETS,
    GROUP_NOUNS,
    HAVE,
    MONTHS,
    NEVER,
    OUTCOME_ENDINGS,
    OUTCOME_HEADS,
    PEOPLE,
    TABLE_WORDS,
    TIME_OUTCOMES,
)

TIMES = frozenset(("days", "weeks", "months", "years", "hours", "minutes"))
CONNECTIVES = frozenset(("and", "or", "to", "than", "versus", "&", "but", "while", "whereas", "plus"))
_AVERAGES = frozenset(("median", "medians", "mean", "means", "average", "averages"))
_TIME_PREPOSITIONS = frozenset(
    ("at", "by", "after", "within", "for", "every", "over", "until", "through", "during", "beyond", "before", "in", "last", "first", "least", "another", "next", "past", "up", "per", "than", "since", "aged", "age", "from", "between", "minimum", "most", "exceeding")
)
_IN_VERBS = frozenset(
    ("occurred", "occurring", "observed", "detected", "reported", "seen", "achieved", "performed", "noted", "documented", "developed", "found", "recorded", "present", "obtained", "identified", "diagnosed", "confirmed", "discontinued", "required", "resulted", "necessary", "administered", "given", "used", "described", "fatal", "positive", "negative")
)


class Figure:
    """An estimate and what was printed with it; fields are filled while the sentence is read."""

    __slots__ = (
        "adjusted", "arm", "arm_from", "denominator", "error", "error_label", "estimate", "first", "in_bracket", "interval",
        "interval_kind", "kind", "label", "last", "level", "level_printed", "measure", "numerator", "operator", "outcome", "p",
        "ps", "estimate_place", "rest", "spread", "spread_kind", "time", "unit",
    )  # fmt: skip

    def __init__(self, kind: str, first: int) -> None:
        self.kind = kind
        self.first = first
        self.last = first
        self.estimate: Atom | None = None
        self.unit: str | None = None
        self.interval: tuple[Atom, Atom] | None = None
        self.interval_kind = "confidence"
        self.level: float | None = None
        self.level_printed = False
        self.spread: tuple[Atom, Atom] | None = None
        self.spread_kind = "range"
        self.numerator: Atom | None = None
        self.denominator: Atom | None = None
        self.error: Atom | None = None
        self.error_label: str | None = None
        self.p: Atom | None = None
        self.estimate_place = first
        self.arm_from = first
        self.ps: tuple[Atom, ...] = ()
        self.label: str | None = None
        self.adjusted: bool | None = None
        self.in_bracket = False
        self.operator: str | None = None
        self.measure: str | None = None
        self.outcome: str | None = None
        self.arm: str | None = None
        self.time: tuple[float, str] | None = None
        self.rest: list[Figure] = []

    def copy(self) -> "Figure":
        """Make a second figure of the same print, for an estimate with two intervals."""
        other = Figure(self.kind, self.first)
        for name in self.__slots__:
            setattr(other, name, getattr(self, name))
        other.interval = None
        other.rest = []
        return other


class Memory:
    """What carries over from one sentence to the next: the last printed level, kind of interval and ratio."""

    def __init__(self) -> None:
        self.level: float | None = None
        self.kind = "confidence"
        self.spread: str | None = None
        self.ratio: str | None = None


class _Bracket:
    __slots__ = ("first", "owner", "ranges", "seen")

    def __init__(self, first: int, owner: Figure | None) -> None:
        self.first = first
        self.owner = owner
        self.ranges: list[tuple[int, Atom, bool]] = []
        self.seen: Figure | None = None


class Assembler:
    """Reads the figures of one sentence from its atoms."""

    def __init__(self, atoms: list[Atom], memory: Memory) -> None:
        self.atoms = atoms
        self.memory = memory
        self.figures: list[Figure] = []
        self.brackets: list[_Bracket] = []
        self.label: Atom | None = None
        self.label_place = -99
        self.ci: Atom | None = None
        self.ci_place = -99
        self.spread: Atom | None = None
        self.spread_place = -99
        self.average = -99
        self.error_label: str | None = None
        self.pending_p: list[Figure] = []

    def read(self) -> list[Figure]:
        """Read all figures in order."""
        inherit_units(self.atoms)
        for place, atom in enumerate(self.atoms):
            rule = _RULES.get(atom.part)
            if rule is not None:
                rule(self, place, atom)
        while self.brackets:
            self._resolve(self.brackets.pop(), len(self.atoms) - 1)
        figures = []
        for figure in self.figures:
            figures.append(figure)
            figures.extend(figure.rest)
        return figures

    # Brackets

    def _last(self) -> Figure | None:
        return self.figures[-1] if self.figures else None

    def _open(self, place: int, _: Atom) -> None:
        owner = None
        for figure in reversed(self.figures):
            if figure.kind != "p":
                owner = figure
                break
        if owner is not None and not self._reaches(owner, place):
            owner = None
        if len(self.brackets) < 20:
            self.brackets.append(_Bracket(place, owner))

    def _reaches(self, figure: Figure, place: int) -> bool:
        between = self.atoms[figure.last + 1 : place]
        if len(between) > 14:
            return False
        return all(atom.part in _PASSABLE for atom in between)

    def _close(self, place: int, _: Atom) -> None:
        if self.brackets:
            self._resolve(self.brackets.pop(), place)

    def _resolve(self, bracket: _Bracket, place: int) -> None:
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

    # What hangs on an estimate

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

    def _take_label(self, place: int, atom: Atom) -> None:
        self.label, self.label_place = atom, place
        if atom.name in ("hazard_ratio", "odds_ratio", "risk_ratio"):
            self.memory.ratio = atom.name

    def _labelled(self, place: int) -> bool:
        """Whether a CI label governs what stands here: only limits, connectives and arms since."""
        if self.ci is None:
            return False
        for atom in self.atoms[self.ci_place + 1 : place]:
            if atom.part in _BREAKS_CI:
                return False
        return True

    def _spread_governs(self, place: int) -> bool:
        if self.spread is None or self.spread_place < self.ci_place:
            return False
        return all(atom.part not in _BREAKS_CI for atom in self.atoms[self.spread_place + 1 : place])

    def _range(self, place: int, atom: Atom) -> None:
        before = self.atoms[place - 1] if place else None
        bracket = self.brackets[-1] if self.brackets else None
        figure = self._last_with_estimate()
        if self._spread_governs(place):
            if figure is not None and figure.spread is None:
                figure.spread, figure.spread_kind = atom.parts, self.spread.name if self.spread and self.spread.name else "range"
                figure.last = max(figure.last, place)
            return
        labelled = self._labelled(place)
        if not labelled and before is not None and before.part is Part.OPEN and bracket is not None and bracket.owner is not None:
            owner = bracket.owner
            if owner.last == place - 2 or owner.last >= bracket.first - 5:
                if self.memory.spread and owner.spread is None and (owner.kind in ("mean", "follow_up") or self.memory.level is None):
                    if owner.kind in ("mean", "time"):
                        owner.spread, owner.spread_kind = atom.parts, self.memory.spread
                        owner.last = place
                elif owner.interval is None and owner.kind in ("percent", "time", "ratio", "mean", "fraction", "count", "nr"):
                    if self._fits(owner, atom):
                        self._set_interval(owner, atom, False, place)
            return
        if labelled:
            if bracket is not None and bracket.seen is None and bracket.owner is not None and bracket.first < self.ci_place:
                bracket.ranges.append((place, atom, self.ci is not None and self.ci.value is not None))
            elif figure is not None:
                if figure.interval is None:
                    self._set_interval(figure, atom, self.ci is not None and self.ci.value is not None, place)
            elif bracket is not None:
                bracket.ranges.append((place, atom, True))
            return
        if figure is not None and figure.interval is None and figure.last == place - 2 and before is not None and before.part is Part.COMMA:
            if figure.kind in ("ratio", "time", "percent") and self._fits(figure, atom):
                self._set_interval(figure, atom, False, place)

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

    def _last_with_estimate(self) -> Figure | None:
        if self.brackets:
            bracket = self.brackets[-1]
            if bracket.seen is not None:
                return bracket.seen
            if bracket.owner is not None:
                return bracket.owner
        for figure in reversed(self.figures):
            if figure.kind != "p":
                return figure
        return None

    def _p(self, place: int, atom: Atom) -> None:
        ratio = self._ratio_for_p(place)
        if ratio is not None and len(atom.parts) == 1:
            ratio.p = atom
            ratio.last = max(ratio.last, place)
            return
        figures = []
        for number in atom.parts:
            figure = Figure("p", place)
            figure.p = atom
            figure.estimate = number
            figures.append(figure)
        self.figures.extend(figures)
        if self.brackets and len(figures) == 1 and self._ratio_follows(place):
            self.pending_p.append(figures[0])

    def _ratio_follows(self, place: int) -> bool:
        for atom in self.atoms[place + 1 : place + 12]:
            if atom.part is Part.LABEL:
                return True
            if atom.part in (Part.CLOSE, Part.P):
                return False
        return False

    def _ratio_for_p(self, place: int) -> Figure | None:
        """The ratio that a P value belongs to: the last figure, near enough and without a P of its own."""
        figure = self._last()
        if figure is None or figure.label is None or figure.p is not None or figure.kind == "p":
            return None
        between = self.atoms[figure.last + 1 : place]
        if len(between) > 16 or any(atom.part in (Part.PLUS_MINUS,) for atom in between):
            return None
        if figure.kind == "percent" and len(between) > 6:
            return None
        return figure

    # Estimates

    def _add(self, figure: Figure) -> Figure:
        self.figures.append(figure)
        figure.in_bracket = bool(self.brackets)
        for bracket in self.brackets:
            bracket.seen = figure
        return figure

    def _word(self, place: int, atom: Atom) -> None:
        if atom.word in _AVERAGES:
            self.average = place

    def _not_reached(self, place: int, atom: Atom) -> None:
        if not (self._since_figure(place, _is_time_cue) or self._beside_time(place)):
            return
        if self.brackets and self.brackets[-1].owner is not None and self._labelled(place):
            return
        figure = self._add(Figure("nr", place))
        figure.unit = "months"
        figure.estimate = None

    def _beside_time(self, place: int) -> bool:
        last = self._last()
        if last is not None and last.kind in ("time", "nr") and place - last.last < 8:
            return True
        for atom in self.atoms[place + 1 : place + 8]:
            if atom.part is Part.NUMBER and atom.unit in TIMES:
                return True
            if atom.part in (Part.CLOSE, Part.SEMICOLON):
                return False
        return False

    def _since_figure(self, place: int, test: object, limit: int = 30) -> int:
        """The place of the nearest word before that passes, no further back than the figure before; 0 if none."""
        last = self._last()
        stop = max(last.last if last is not None and last.kind not in ("p",) else 0, place - limit, 0)
        for at in range(place - 1, stop - 1, -1):
            if test(self.atoms[at].word):  # type: ignore[operator]
                return at + 1
        return 0

    def _fraction(self, place: int, atom: Atom) -> None:
        words = {self._word_at(place + step) for step in (-3, -2, -1, 1, 2, 3)}
        if words & _MATCHING or any("hla" in word for word in words):
            return
        part, whole = atom.parts
        owner = self._last_with_estimate()
        if (
            self.brackets
            and owner is not None
            and owner.numerator is None
            and owner.kind in ("percent",)
            and (owner is self.brackets[-1].owner or place - owner.last < 6)
        ):
            owner.numerator, owner.denominator = part, whole
            owner.last = max(owner.last, place)
            return
        last = self._last()
        if last is not None and last.kind == "percent" and last.numerator is None and place - last.last == 2 and self.atoms[place - 1].part is Part.COMMA:
            last.numerator, last.denominator = part, whole
            last.last = place
            return
        figure = self._add(Figure("fraction", place))
        figure.numerator, figure.denominator = part, whole

    def _word_at(self, place: int) -> str:
        return self.atoms[place].word if 0 <= place < len(self.atoms) else ""

    def _part_at(self, place: int) -> Part | None:
        return self.atoms[place].part if 0 <= place < len(self.atoms) else None

    def _number(self, place: int, atom: Atom) -> None:
        if atom.value is None:
            return
        before = self.atoms[place - 1] if place else None
        if before is not None and self._is_error(place, atom, before):
            return
        if self._completes_pair(place, atom):
            return
        if atom.unit == "%":
            self._percent(place, atom)
        elif atom.unit == "dose":
            return
        elif self._ratio(place, atom):
            return
        elif atom.unit in TIMES:
            self._duration(place, atom)
        elif atom.unit is not None or self._is_mean(place, atom):
            self._mean(place, atom)
        elif atom.value == int(atom.value) and "." not in atom.word:
            self._count(place, atom)

    def _is_error(self, place: int, atom: Atom, before: Atom) -> bool:
        at = place - 1
        while at > 0 and self.atoms[at].part in (Part.EQUALS, Part.COLON, Part.COMMA):
            at -= 1
        label = self.atoms[at]
        if before.part is Part.PLUS_MINUS or (label.part is Part.ERROR and place - at <= 2):
            figure = self._last_with_estimate()
            if figure is None or figure.kind == "p":
                return True
            if figure.error is None:
                figure.error = atom
                figure.error_label = (label.name if label.part is Part.ERROR else self.error_label) or "± unspecified"
                figure.last = max(figure.last, place)
                if atom.unit == "%" and figure.unit is None:
                    figure.unit = "%"
            return True
        return False

    def _completes_pair(self, place: int, atom: Atom) -> bool:
        """Read "0.89, 7.05" as limits: after a CI label, or alone in a bracket behind an estimate."""
        before = self.atoms[place - 1] if place else None
        if before is None or before.part not in (Part.COMMA, Part.SEMICOLON) and before.word not in ("and", "to"):
            return False
        low = self.atoms[place - 2] if place > 1 else None
        if low is None or low.part is not Part.NUMBER or low.value is None or place < 3:
            return False
        opener = self.atoms[place - 3]
        after = self._part_at(place + 1)
        labelled = opener.part is Part.CI or (opener.part in (Part.COMMA, Part.COLON, Part.EQUALS) and self._part_at(place - 4) is Part.CI)
        alone = (
            opener.part is Part.OPEN
            and before.part in (Part.COMMA, Part.SEMICOLON)
            and bool(self.brackets)
            and self.brackets[-1].owner is not None
            and self.brackets[-1].owner.last == place - 4
            and after in (Part.CLOSE, Part.SEMICOLON, Part.COMMA, None)
        )
        if not (labelled or alone) or (alone and low.spelled):
            return False
        interval = Atom(Part.RANGE, low.start, atom.end, "range")
        interval.parts = (low, atom)
        interval.unit = atom.unit or low.unit
        owner = self.brackets[-1].owner if self.brackets and self.brackets[-1].owner is not None and self.brackets[-1].first >= place - 5 else self._last_with_estimate()
        if owner is not None and owner.estimate is low:
            self.figures.remove(owner)
            owner = self._last_with_estimate()
        if owner is None:
            return True
        if owner.interval is None and self._fits(owner, interval):
            self._set_interval(owner, interval, labelled, place)
            return True
        return labelled

    def _starts_pair(self, place: int) -> bool:
        """Whether this number is the low limit of a comma pair."""
        opener = self._part_at(place - 1)
        labelled = opener is Part.CI or (opener in (Part.COMMA, Part.COLON, Part.EQUALS) and self._part_at(place - 2) is Part.CI)
        following = self.atoms[place + 1] if place + 1 < len(self.atoms) else None
        if following is None or self._part_at(place + 2) is not Part.NUMBER:
            return labelled
        if labelled:
            return True
        return (
            opener is Part.OPEN
            and following.part in (Part.COMMA, Part.SEMICOLON)
            and bool(self.brackets)
            and self.brackets[-1].owner is not None
            and self.brackets[-1].owner.last == place - 2
            and self.brackets[-1].owner.kind in ("percent", "ratio", "time", "mean")
            and self._part_at(place + 3) in (Part.CLOSE, Part.SEMICOLON, Part.COMMA, None)
        )

    def _percent(self, place: int, atom: Atom) -> None:
        if self._starts_pair(place):
            return
        if atom.operator in ("<", ">", "<=", ">=") and not (self.brackets and self.brackets[-1].owner is not None and self.brackets[-1].owner.kind == "count"):
            return
        owner = self.brackets[-1].owner if self.brackets else None
        if owner is not None and owner.kind in ("count", "fraction") and owner.estimate is None and self.brackets[-1].seen is None:
            owner.estimate, owner.unit, owner.estimate_place = atom, "%", place
            owner.operator = atom.operator
            owner.last = max(owner.last, place)
            after = place + 1
            if self._part_at(after) is Part.CLOSE and self._word_at(after + 1) == "of":
                self._denominator(owner, after + 2)
            return
        if self._part_at(place + 1) is Part.OPEN and self._word_at(place + 2) == "from":
            self._add(Figure("percent", place))
            figure = self.figures[-1]
            figure.estimate, figure.unit, figure.label = atom, "%", "difference"
            return
        last = self._last()
        if (
            last is not None
            and last.kind in ("fraction", "count")
            and last.estimate is None
            and place - last.last == 2
            and self.atoms[place - 1].part in (Part.COMMA, Part.SEMICOLON, Part.EQUALS)
        ):
            last.estimate, last.unit, last.last, last.estimate_place = atom, "%", place, place
            return
        if self._word_at(place - 1) == "than" and self._word_at(place - 2) in ("more", "less", "greater", "fewer"):
            return
        words = {self._word_at(place + step) for step in (-2, -1, 1, 2)}
        if words & _NOT_PERCENT or self._word_at(place - 1) in _SKIPPED_BEFORE_PERCENT:
            return
        if self._word_at(place + 1) in _CHANGE_NOUNS or (self._word_at(place + 1) in ("relative", "absolute") and self._word_at(place + 2) in _CHANGE_NOUNS):
            return
        difference = self._difference_cue(place)
        figure = self._add(Figure("percent", place))
        figure.estimate, figure.unit = atom, "%"
        self._denominator_behind(figure, place + 1)
        if difference:
            figure.label = "difference"
            self.label = None
        elif self.label is not None and self.label.name in ("odds_ratio", "risk_ratio", "hazard_ratio") and place - self.label_place <= 2:
            self.label = None

    def _denominator_behind(self, figure: Figure, at: int) -> None:
        """Read "23% (95% CI 13–37) of 52 patients"."""
        depth = 0
        while at < len(self.atoms) and (depth or self._part_at(at) is Part.OPEN):
            depth += {Part.OPEN: 1, Part.CLOSE: -1}.get(self.atoms[at].part, 0)
            at += 1
        if self._word_at(at) not in ("of", "for", "in", "among"):
            return
        at += 1
        while self._word_at(at) in ("the", "all", "these"):
            at += 1
        if self._part_at(at) is not Part.NUMBER or self.atoms[at].unit is not None or "." in self.atoms[at].word:
            return
        for step in range(1, 5):
            if self._word_at(at + step) in PEOPLE:
                figure.denominator = self.atoms[at]
                self.atoms[at].name = "taken"
                return
            if self._part_at(at + step) is not Part.WORD:
                return

    def _denominator(self, figure: Figure, at: int) -> None:
        while self._word_at(at) in ("the", "all", "these"):
            at += 1
        if self._part_at(at) is Part.NUMBER and self.atoms[at].unit is None and "." not in self.atoms[at].word:
            figure.denominator = self.atoms[at]
            figure.last = max(figure.last, at)
            self.atoms[at].name = "taken"

    def _difference_cue(self, place: int) -> bool:
        if self.label is not None and self.label.name == "difference":
            between = self.atoms[self.label_place + 1 : place]
            last = self._last()
            if len(between) <= 16 and (last is None or last.kind == "p" or last.first < self.label_place) and all(a.part not in (Part.SEMICOLON,) for a in between):
                return self._word_at(self.label_place - 1) not in ("no", "significant") or len(between) <= 4
        at = self._since_figure(place, lambda word: word in _CHANGE_NOUNS, 16)
        if not at:
            return False
        return any(self._word_at(at - step) in ("absolute",) for step in (1, 2, 3))

    def _ratio(self, place: int, atom: Atom) -> bool:
        if atom.unit is not None and atom.unit not in ("points", "point", "score") and not (self.label is not None and self.label.name == "difference"):
            return False
        if self._starts_pair(place):
            return True
        name = None
        adjusted = None
        if self.label is not None and self._label_governs(place):
            name = self.label.name
            adjusted = {"adjusted": True, "unadjusted": False}.get(self.label.operator or "")
            if name != "difference" and atom.unit is not None:
                return False
        elif atom.unit is None and "." in atom.word and self._continues_ratio(place):
            last = self._last_ratio()
            name = last.label if last is not None else self.memory.ratio
        if name is None:
            return False
        if atom.operator in (">=", "<=") or atom.value is None:
            return False
        figure = self._add(Figure("ratio", place))
        figure.estimate, figure.label, figure.adjusted = atom, name, adjusted
        figure.unit = atom.unit
        if self.pending_p:
            pending = self.pending_p.pop()
            if pending in self.figures:
                self.figures.remove(pending)
                figure.p = pending.p
        if self._part_at(place + 1) not in (Part.WORD, Part.VERSUS) or self._word_at(place + 1) in ("in", "for", "with", "p"):
            self.label = self.label if self._list_follows(place) else None
        return True

    def _list_follows(self, place: int) -> bool:
        return self._word_at(place + 1) in ("and", "or") or self._part_at(place + 1) is Part.VERSUS

    def _last_ratio(self) -> Figure | None:
        for figure in reversed(self.figures):
            if figure.label is not None:
                return figure
        return None

    def _label_governs(self, place: int) -> bool:
        between = self.atoms[self.label_place + 1 : place]
        if len(between) > 24:
            return False
        number = self.atoms[place]
        integer = "." not in number.word
        for atom in between:
            if atom.part in (Part.SEMICOLON, Part.NUMBER, Part.P):
                return False
        if integer and not (len(between) <= 1 or (self._part_at(place + 1) is Part.OPEN and self._has_ci(place)) or self._has_ci(place)):
            return False
        return not (len(between) > 8 and not self._has_ci(place))

    def _has_ci(self, place: int) -> bool:
        """Whether an interval follows the number at once."""
        for atom in self.atoms[place + 1 : place + 5]:
            if atom.part in (Part.CI, Part.RANGE):
                return True
            if atom.part in (Part.CLOSE, Part.NUMBER, Part.VERSUS):
                return False
        return False

    def _continues_ratio(self, place: int) -> bool:
        """A bare decimal with an interval, or beside a ratio, is a ratio like the one before."""
        if self._word_at(place - 1) in NEVER:
            return False
        last = self._last_ratio()
        if self.memory.ratio is None and last is None:
            return False
        value = self.atoms[place].value or 0.0
        if self._has_ci(place) and 0 < value < 100:
            return True
        previous = self._last()
        if previous is None or previous.kind != "ratio" or previous.interval is not None and not self._has_ci(place):
            return False
        between = self.atoms[previous.last + 1 : place]
        return bool(between) and len(between) <= 2 and (between[-1].part is Part.VERSUS or between[-1].word in ("and", "or"))

    def _duration(self, place: int, atom: Atom) -> None:
        before = self._word_at(place - 1)
        if atom.operator in (">", "<", ">=", "<="):
            return
        if self._starts_pair(place):
            return
        follow_up = self._follow_up(place)
        if follow_up:
            figure = self._add(Figure("time", place))
            figure.measure = "follow_up"
        else:
            if before in NEVER or before in ("and", "or") and self._part_at(place - 2) is Part.TIME:
                return
            if not self._is_median(place):
                return
            figure = self._add(Figure("time", place))
        figure.estimate, figure.unit = atom, atom.unit

    def _follow_up(self, place: int) -> bool:
        for step in range(1, 4):
            if self._word_at(place + step) in ("follow-up", "followup", "follow") and any(self._word_at(at) in _AVERAGES for at in range(max(place - 3, 0), place + step)):
                return True
        at = self._since_figure(place, lambda word: word in ("follow-up", "followup", "followed", "follow", "surveillance"), 12)
        if not at:
            return False
        between = [atom.word for atom in self.atoms[at:place]]
        if self.average < at - 6 or any(word in TIME_OUTCOMES for word in between):
            return bool(between) and between[-1] in ("was",) and self._has_spread(place)
        return not any(atom.part in (Part.SEMICOLON, Part.NUMBER) for atom in self.atoms[at:place])

    def _has_spread(self, place: int) -> bool:
        return any(self._part_at(place + step) in (Part.SPREAD, Part.CI, Part.RANGE) for step in (1, 2))

    def _is_median(self, place: int) -> bool:
        """Whether a duration is a result: an average, or the value of an outcome that is a time."""
        last = self._last()
        before = self._word_at(place - 1)
        if last is not None and last.kind in ("time", "nr") and last.measure is None:
            between = self.atoms[last.last + 1 : place]
            if len(between) <= 12 and any(a.part is Part.VERSUS or a.part is Part.COMMA or a.word in CONNECTIVES for a in between) and before not in _TIME_PREPOSITIONS - {"to", "than", "by"}:
                return True
        if any(self._word_at(place - step) in ("age", "aged", "ages", "older", "younger") for step in range(1, 6)):
            return False
        if self.average >= 0 and place - self.average <= 30:
            cue = self._since_figure(place, lambda word: word in _AVERAGES)
            if cue:
                words = [atom.word for atom in self.atoms[cue:place]]
                if not any(word in ("age", "aged", "dose") for word in words):
                    return before not in _TIME_PREPOSITIONS or before in ("of", "by") or (before in ("at", "from") and cue == place)
        if before in _TIME_PREPOSITIONS and before not in ("to", "from"):
            return False
        at = self._since_figure(place, lambda word: word in TIME_OUTCOMES, 20)
        if at:
            between = self.atoms[at:place]
            if any(atom.part in (Part.SEMICOLON,) for atom in between):
                return False
            direct = before in BE or before in ("of", "from", "to") or self._part_at(place - 1) in (Part.OPEN, Part.COMMA, Part.EQUALS, Part.COLON, Part.VERSUS)
            return direct and (len(between) <= 14)
        return self._has_ci(place) and (self._part_at(place + 1) is Part.OPEN)

    def _is_mean(self, place: int, atom: Atom) -> bool:
        following = self._part_at(place + 1)
        near = place - self.average <= 14 and self.average >= 0
        if near:
            cue = self._since_figure(place, lambda word: word in _AVERAGES, 14)
            words = [a.word for a in self.atoms[self.average : place]] if cue else ["age"]
            if any(word in ("age", "aged", "dose", "ages") for word in words):
                return False
            if any(a.part in (Part.SEMICOLON, Part.NUMBER, Part.TIME) and a.part is not Part.TIME for a in self.atoms[self.average : place]):
                return False
            return self._part_at(place - 1) is not Part.OPEN or following in (Part.PLUS_MINUS,)
        last = self._last()
        return last is not None and last.kind == "mean" and place - last.last <= 3 and self._part_at(place - 1) is Part.VERSUS

    def _mean(self, place: int, atom: Atom) -> None:
        if self._starts_pair(place) or atom.operator in (">", "<", ">=", "<="):
            return
        cue = self._since_figure(place, lambda word: word in _AVERAGES or word in _CHANGE_NOUNS or word in ("change", "changes", "changed"), 16)
        change = any(self._word_at(place + step) in ("change", "decrease", "increase", "reduction") for step in (1, 2))
        last = self._last()
        beside = last is not None and last.kind == "mean" and place - last.last <= 12
        if not (cue or change or beside):
            return
        if cue and any(a.word in ("age", "aged", "dose", "doses") for a in self.atoms[cue - 1 : place]):
            return
        figure = self._add(Figure("mean", place))
        figure.estimate, figure.unit = atom, atom.unit

    # Counts

    def _count(self, place: int, atom: Atom) -> None:
        if atom.name == "taken" or atom.operator is not None or (atom.value or 0) < 0:
            return
        before = self._word_at(place - 1)
        if before in TABLE_WORDS and not (before in ("day", "type") and atom.spelled) or before in MONTHS:
            return
        if self._part_at(place - 1) in (Part.TIME, Part.GRADE) and before not in PEOPLE:
            return
        following = self.atoms[place + 1] if place + 1 < len(self.atoms) else None
        if following is None or (following.word in MONTHS and following.part is Part.WORD):
            return
        if 1900 <= (atom.value or 0) <= 2100 and not atom.spelled and following.word not in PEOPLE and following.part is not Part.OPEN:
            return
        if self._is_counted(place, atom, following, before):
            figure = self._add(Figure("count", place))
            figure.numerator = atom
            if before == "all" and following.word in PEOPLE:
                figure.denominator = atom

    def _is_counted(self, place: int, atom: Atom, following: Atom, before: str) -> bool:
        if following.part is Part.OPEN and self._percent_in(place + 1):
            return True
        if following.part is Part.OPEN and self._part_at(place + 2) is Part.NUMBER and self.atoms[place + 2].unit == "%":
            return True
        last = self._last()
        if self.brackets and last is not None and self.brackets[-1].owner is not None and self.brackets[-1].owner.kind == "count" and self.brackets[-1].owner.estimate is None:
            owner = self.brackets[-1].owner
            inside = self._part_at(place - 1) in (Part.OPEN, Part.COMMA, Part.VERSUS, Part.SEMICOLON) or before in ("and", "including")
            if inside and (following.part is Part.WORD) and following.word not in ("mg",) and owner.numerator is not None and (atom.value or 0) <= (owner.numerator.value or 0):
                return True
        if last is not None and last.kind in ("count", "fraction") and last.estimate is None and following.word in ("in", "with", "on", "for", "of", "receiving"):
            between = self.atoms[last.last + 1 : place]
            joined = self._part_at(place - 1) is Part.VERSUS or before in ("and", "or") or (self._part_at(place - 1) is Part.COMMA)
            if joined and len(between) <= 12:
                return True
        return self._people(place, atom, before) or self._events(place)

    def _percent_in(self, opener: int) -> bool:
        return self._part_at(opener + 1) is Part.NUMBER and self.atoms[opener + 1].unit == "%"

    def _events(self, place: int) -> bool:
        """Count of things: "177 events", "56 subsequent relapses", "two deaths"."""
        for step in range(1, 5):
            at = place + step
            if self._part_at(at) is Part.GRADE:
                continue
            if self._part_at(at) is not Part.WORD:
                return False
            word = self._word_at(at)
            if word in ("of", "in", "and", "for", "with", "to", "from", "or") or word in PEOPLE or word in BE or word in HAVE or word in GROUP_NOUNS:
                return False
            if (word in OUTCOME_HEADS or word.endswith(OUTCOME_ENDINGS)) and (word.endswith("s") or (self.atoms[place].value == 1 and word in OUTCOME_HEADS)):
                return self._word_at(at + 1) not in ("free", "group", "groups", "score") and word not in ("events", "deaths") or self._word_at(at + 1) not in ("were", "was") or self._word_at(at + 2) not in ("required", "planned", "needed", "necessary")
        return False

    def _people(self, place: int, atom: Atom, before: str) -> bool:
        """Count of people of whom something is told: "49 patients were transplanted"."""
        at = place + 1
        if self._word_at(at) in PEOPLE and self._part_at(at + 1) is Part.OPEN and self._percent_in(at + 1):
            return before not in ("of",)
        while at < place + 6 and self._part_at(at) is Part.WORD and self._word_at(at) not in PEOPLE:
            word = self._word_at(at)
            if word in BE or word in HAVE or word in ENROLLED or word in ("of", "in", "to", "with", "and", "or", "for", "on"):
                break
            if word in ACTS:
                return True
            at += 1
        word = self._word_at(at)
        if word not in PEOPLE:
            joined = word in ("and", "or") or self._part_at(at) is Part.VERSUS
            if at == place + 1 and joined and self._part_at(at + 1) is Part.NUMBER and self._word_at(at + 2) in PEOPLE:
                return self._people(at + 1, atom, before)
            if at == place + 1 and (word in ACTS or (word in HAVE or word in GETS)) and word not in ENROLLED:
                return place == 0 or before in ("and", "which", "whom", "but", "only") or self._part_at(place - 1) in (Part.COMMA, Part.SEMICOLON, Part.OPEN)
            return False
        if before in ("in", "of", "for", "among", "from", "with", "at", "by", "the", "all", "to", "between"):
            if before in ("in",):
                last = self._last()
                verb = any(self._word_at(place - step) in _IN_VERBS for step in (2, 3, 4))
                joined = last is not None and last.kind == "count" and place - last.last <= 4
                return (verb or joined) and not self._enrolled(at)
            if not (before == "all" and (self._word_at(at + 1) in HAVE or self._word_at(at + 1) in ACTS or self._word_at(at + 1) in GETS)):
                return False
        last = self._last()
        if before in ("and", "vs", "versus") and last is not None and last.kind == "count" and place - last.last <= 3:
            return True
        return self._predicate(at + 1)

    def _enrolled(self, at: int) -> bool:
        return any(self._word_at(at + step) in ENROLLED for step in (1, 2))

    def _predicate(self, at: int) -> bool:
        """Whether what follows "patients" tells a result."""
        word = self._word_at(at)
        if word in ("who", "that", "also", "each", "only", "subsequently", "later", "then", "eventually", "finally", "ultimately"):
            at += 1
            word = self._word_at(at)
        if word in ACTS or word in HAVE or (word in GETS and word not in ("received", "receiving", "receive")):
            return True
        if word in ("received", "receiving", "given", "requiring"):
            return True
        if word in BE:
            for step in (1, 2, 3):
                following = self._word_at(at + step)
                if following in ENROLLED:
                    return False
                if self._part_at(at + step) is not Part.WORD:
                    break
            return self._part_at(at + 1) is Part.WORD
        if word in ("and", "or") or self._part_at(at) in (Part.COMMA, Part.VERSUS):
            at += 1
            if self._part_at(at) is Part.NUMBER and self.atoms[at].unit is None:
                for step in range(1, 5):
                    if self._word_at(at + step) in PEOPLE:
                        return self._predicate(at + step + 1)
            return False
        if self._part_at(at) is Part.OPEN:
            for step in range(2, 12):
                if self._part_at(at + step) is Part.CLOSE and self._word_at(at + step + 1) in GETS | ACTS.keys() | HAVE:
                    return True
            return self._percent_in(at) or (self._part_at(at + 1) is Part.NUMBER and self._part_at(at + 2) is Part.WORD and self._word_at(at + 2) not in ("mg",))
        return False


def _is_time_cue(word: str) -> bool:
    return word in _AVERAGES or word in TIME_OUTCOMES


def inherit_units(atoms: list[Atom]) -> None:
    """Give "6" in "6 and 8%" and "2, 3" in "2, 3, and 5-year" the unit that is printed once, after the last of them."""
    unit: str | None = None
    as_time = False
    distance = 0
    for place in range(len(atoms) - 1, -1, -1):
        atom = atoms[place]
        if atom.part is Part.NUMBER:
            if place and atoms[place - 1].part is Part.PLUS_MINUS:
                if atom.unit is not None:
                    unit, as_time, distance = atom.unit, False, 0
                continue
            if atom.unit is None and unit is not None and distance and not (atom.word.isdigit() and len(atom.word) == 4):
                atom.unit = unit
                if as_time:
                    atom.part = Part.TIME
                distance = 0
            elif atom.unit == "%" or atom.unit in TIMES:
                unit, as_time, distance = atom.unit, False, 0
            else:
                unit = None
        elif atom.part is Part.TIME:
            unit, as_time, distance = atom.unit, True, 0
        elif unit is not None:
            passable = atom.part in (Part.COMMA, Part.VERSUS, Part.PLUS_MINUS) or atom.word in ("and", "or", "to", "-", "&")
            if not passable or (as_time and atom.part is Part.VERSUS):
                unit = None
            distance += 1
            if distance > 4:
                unit = None


_PASSABLE = frozenset((Part.WORD, Part.OPEN, Part.CLOSE, Part.COMMA, Part.P, Part.TIME, Part.COLON, Part.MARK, Part.CI, Part.RANGE))
_BREAKS_CI = frozenset((Part.LABEL, Part.P, Part.TIME, Part.FRACTION, Part.SEMICOLON, Part.NOT_REACHED))
_MATCHING = frozenset(("match", "matched", "hla", "mismatch", "mismatched", "loci", "antigen", "antigens", "allele", "alleles", "locus", "blood", "snellen"))
_NOT_PERCENT = frozenset(("power", "alpha", "significance", "confidence", "cutoff", "threshold", "dose", "doses", "intensity", "dosing", "fetal"))
_SKIPPED_BEFORE_PERCENT = frozenset(("least", "exceeding", "hematocrit", "haematocrit"))
_CHANGE_NOUNS = frozenset(("reduction", "reductions", "increase", "decrease", "difference", "improvement", "decline", "gain", "benefit", "change"))

_RULES = {
    Part.OPEN: Assembler._open,
    Part.CLOSE: Assembler._close,
    Part.CI: Assembler._ci_label,
    Part.SPREAD: Assembler._spread_label,
    Part.ERROR: Assembler._error,
    Part.LABEL: Assembler._take_label,
    Part.RANGE: Assembler._range,
    Part.P: Assembler._p,
    Part.WORD: Assembler._word,
    Part.NOT_REACHED: Assembler._not_reached,
    Part.FRACTION: Assembler._fraction,
    Part.NUMBER: Assembler._number,
}
