"""Ranges and pairs of numbers that are limits."""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.figures.brackets import Brackets
from evidence.claims.figures.figure import Figure

BEFORE_PAIR = frozenset((Part.CI, Part.OPEN, Part.COMMA, Part.COLON, Part.EQUALS))
_BOUNDED = ("percent", "time", "ratio", "mean", "rate", "fraction", "count", "nr")


class Intervals(Brackets):
    """Reads intervals, ranges and standard errors."""

    def _range(self, place: int, atom: Atom) -> None:
        if self._spread_governs(place):
            self._take_spread(place, atom)
        elif self._labelled(place):
            self._take_interval(place, atom)
        elif self.parts[place - 1] == Part.OPEN and self.brackets and self.brackets[-1].owner is not None:
            self._take_alone(place, atom, self.brackets[-1].owner)
        else:
            self._take_listed(place, atom)

    def _take_spread(self, place: int, atom: Atom) -> None:
        """Take "range 6–27" to the figure before it."""
        figure = self._last_with_estimate()
        if figure is not None and figure.spread is None:
            figure.spread = atom.parts
            figure.spread_kind = self.spread.name if self.spread and self.spread.name else "range"
            figure.last = max(figure.last, place)

    def _take_interval(self, place: int, atom: Atom) -> None:
        """Take "95% CI 52–66" to its estimate, or to the bracket until that closes."""
        bracket = self.brackets[-1] if self.brackets else None
        figure = self._last_with_estimate()
        level = self.ci is not None and self.ci.value is not None
        if self._of_difference(place):
            figure = self._add(Figure("ratio", place))
            figure.label, figure.unit = "difference", atom.unit
            self._set_interval(figure, atom, level, place)
        elif bracket is not None and bracket.seen is None and bracket.owner and bracket.first < self.ci_place:
            bracket.ranges.append((place, atom, level))
        elif figure is not None and figure.interval is None:
            self._set_interval(figure, atom, level, place)
        elif bracket is not None and figure is not None:
            bracket.ranges.append((place, atom, True))

    def _of_difference(self, place: int) -> bool:
        """Read "(95% CI for the difference, 2 to 22 percentage points)": a difference that prints no estimate."""
        between = self.atoms[self.ci_place + 1 : place]
        return (
            1 < len(between) <= 7
            and between[0].word in ("for", "of", "around")
            and any(atom.word in ("difference", "differences") for atom in between)
            and not any(atom.part in (Part.NUMBER, Part.P) for atom in between)
        )

    def _take_alone(self, place: int, atom: Atom, owner: Figure) -> None:
        """Take a range that stands first in a bracket, "(13.2–26.2)", without any label."""
        if owner.last != place - 2 and owner.last < self.brackets[-1].first - 5:
            return
        if (
            self.memory.spread
            and owner.spread is None
            and (owner.kind in ("mean", "follow_up") or self.memory.level is None)
        ):
            if owner.kind in ("mean", "time"):
                owner.spread, owner.spread_kind = atom.parts, self.memory.spread
                owner.last = place
        elif owner.interval is None and owner.kind in _BOUNDED and self._fits(owner, atom):
            self._set_interval(owner, atom, False, place)

    def _take_listed(self, place: int, atom: Atom) -> None:
        """Take a range behind a comma or semicolon: "HR 0.62, 0.48–0.79", "48%; 41–55"."""
        figure = self._last_with_estimate()
        if figure is None or figure.interval is not None or figure.last != place - 2:
            return
        mark = self.parts[place - 1]
        kind = "percent" if figure.kind == "count" and figure.estimate is not None else figure.kind
        if kind not in ("ratio", "time", "percent") or not self._fits(figure, atom):
            return
        if mark == Part.COMMA or (mark == Part.SEMICOLON and self.brackets and self.memory.level is not None):
            self._set_interval(figure, atom, False, place)

    def _completes_pair(self, place: int, atom: Atom) -> bool:
        """Read "0.89, 7.05" as limits: after a CI label, or alone in a bracket behind an estimate."""
        before = self.atoms[place - 1] if place else None
        if before is None or (before.part not in (Part.COMMA, Part.SEMICOLON) and before.word not in ("and", "to")):
            return False
        low = self.atoms[place - 2] if place > 1 else None
        if low is None or low.part != Part.NUMBER or low.value is None or place < 3:
            return False
        opener = self.atoms[place - 3]
        after = self.parts[place + 1]
        labelled = opener.part == Part.CI or (
            opener.part in (Part.COMMA, Part.COLON, Part.EQUALS) and self.parts[place - 4] == Part.CI
        )
        alone = (
            opener.part == Part.OPEN
            and before.part in (Part.COMMA, Part.SEMICOLON)
            and bool(self.brackets)
            and self.brackets[-1].owner is not None
            and self.brackets[-1].owner.last == place - 4
            and after in (Part.CLOSE, Part.SEMICOLON, Part.COMMA, Part.NOTHING)
        )
        if not (labelled or alone) or (alone and low.spelled):
            return False
        interval = Atom(Part.RANGE, low.start, atom.end, "range")
        interval.parts = (low, atom)
        interval.unit = atom.unit or low.unit
        owner = (
            self.brackets[-1].owner
            if self.brackets and self.brackets[-1].owner is not None and self.brackets[-1].first >= place - 5
            else self._last_with_estimate()
        )
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
        opener = self.parts[place - 1]
        if opener not in BEFORE_PAIR:
            return False
        labelled = opener == Part.CI or (
            opener in (Part.COMMA, Part.COLON, Part.EQUALS) and self.parts[place - 2] == Part.CI
        )
        following = self.atoms[place + 1] if place + 1 < len(self.atoms) else None
        if following is None or self.parts[place + 2] not in (Part.NUMBER, Part.NOT_REACHED):
            return labelled
        if labelled:
            return True
        return (
            opener == Part.OPEN
            and following.part in (Part.COMMA, Part.SEMICOLON)
            and bool(self.brackets)
            and self.brackets[-1].owner is not None
            and self.brackets[-1].owner.last == place - 2
            and self.brackets[-1].owner.kind in ("percent", "ratio", "time", "mean")
            and self.parts[place + 3] in (Part.CLOSE, Part.SEMICOLON, Part.COMMA, Part.NOTHING)
        )

    def _is_error(self, place: int, atom: Atom) -> bool:
        at = place - 1
        before = self.atoms[at]
        while at > 0 and self.atoms[at].part in (Part.EQUALS, Part.COLON, Part.COMMA):
            at -= 1
        label = self.atoms[at]
        if before.part == Part.PLUS_MINUS or (label.part == Part.ERROR and place - at <= 2):
            figure = self._last_with_estimate()
            if figure is None or figure.kind == "p":
                return True
            if figure.error is None:
                figure.error = atom
                figure.error_label = (label.name if label.part == Part.ERROR else self.error_label) or "± unspecified"
                figure.last = max(figure.last, place)
                if atom.unit == "%" and figure.unit is None:
                    figure.unit = "%"
            return True
        return False
