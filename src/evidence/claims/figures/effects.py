"""Ratios, differences and P values."""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.figures.figure import Figure
from evidence.claims.figures.intervals import Intervals
from evidence.claims.lexicon import BE, NEVER, words

_CONTRASTS = words("and but not whereas while")
_MARKS = words("boundary boundaries threshold thresholds cutoff cut-off level levels")
_MARGINS = words("margin margins")
_SCORES = words("points point score")
_NO_MORE = frozenset((Part.SEMICOLON, Part.NUMBER, Part.P))  # behind these a label governs no more
_LIMITS = 5  # atoms
_BEFORE_RATIO = frozenset((Part.COMMA, Part.EQUALS, Part.COLON))
CHANGE_NOUNS = words("reduction reductions increase decrease difference improvement decline gain benefit change")


class Effects(Intervals):
    """Reads what compares groups."""

    def _take_label(self, place: int, atom: Atom) -> None:
        self.label, self.label_place = atom, place
        if atom.name in ("hazard_ratio", "odds_ratio", "risk_ratio"):
            self.memory.ratio = atom.name

    def _p(self, place: int, atom: Atom) -> None:
        if self.words[place - 1] == "of" and self.words[place - 2] in _MARKS:  # "a boundary of P<0.001"
            return
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
            if atom.part == Part.LABEL:
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
        return None if _tells_another(between) else figure

    def _ratio(self, place: int, atom: Atom) -> bool:
        unit = atom.unit
        if unit is not None and unit not in _SCORES and not (self.label and self.label.name == "difference"):
            return False
        if self._starts_pair(place):
            return True
        if self._limits_difference(place):
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
        explained = atom.operator is not None and self.words[place - 1] in ("values", "value")
        if atom.operator in (">=", "<=") or atom.value is None or explained:
            return False  # "the odds ratio, with values >1.0 indicating higher toxicity"
        if not _MARGINS.isdisjoint(self.words[max(place - 8, 0) : place]):
            return True  # "the noninferiority margin was a hazard ratio of 1.25"
        figure = self._add(Figure("ratio", place))
        figure.estimate, figure.label, figure.adjusted = atom, name, adjusted
        figure.unit = atom.unit
        if self.pending_p:
            pending = self.pending_p.pop()
            if pending in self.figures:
                self.figures.remove(pending)
                figure.p = pending.p
        if self.parts[place + 1] not in (Part.WORD, Part.VERSUS) or self.words[place + 1] in (
            "in",
            "for",
            "with",
            "p",
        ):
            self.label = self.label if self._list_follows(place) else None
        return True

    def _limits_difference(self, place: int) -> bool:
        """Read "95% CI for treatment difference, -8.1, 7.5" as limits without an estimate, which are left alone."""
        label = self.label
        if self.ci is None or label is None or label.name != "difference" or place - self.label_place > _LIMITS:
            return False
        named = 0 < self.label_place - self.ci_place <= _LIMITS
        return named and not any(part in _NO_MORE for part in self.parts[self.ci_place + 1 : self.label_place])

    def _list_follows(self, place: int) -> bool:
        return self.words[place + 1] in ("and", "or") or self.parts[place + 1] == Part.VERSUS

    def _last_ratio(self) -> Figure | None:
        for figure in reversed(self.figures):
            if figure.label is not None:
                return figure
        return None

    def _label_governs(self, place: int) -> bool:
        between = place - self.label_place - 1
        if between > 24 or not _NO_MORE.isdisjoint(self.parts[self.label_place + 1 : place]):
            return False
        if between > 1 and "." not in self.words[place] and not self._has_ci(place):
            return False
        if between <= 8 or self._has_ci(place):
            return True
        bracketed = self.parts[place + 1] == Part.OPEN and self.parts[place + 2] == Part.P
        return bracketed and (self.parts[place - 1] in _BEFORE_RATIO or self.words[place - 1] in BE)

    def _continues_ratio(self, place: int) -> bool:
        """A bare decimal with an interval, or beside a ratio, is a ratio like the one before."""
        if self.words[place - 1] in NEVER:
            return False
        if self.words[place - 1] == "of" and self.words[place - 2] in CHANGE_NOUNS:  # "a reduction of 0.31 events"
            return False
        if self.words[place + 1].endswith(("/patient", "/person")):  # "0.31 recurrences/patient"
            return False
        last = self._last_ratio()
        if self.memory.ratio is None and last is None:
            return False
        value = self.atoms[place].value or 0.0
        if self._has_ci(place) and 0 < value < 100:
            return True
        previous = self._last()
        if previous is None or previous.kind != "ratio" or (previous.interval is not None and not self._has_ci(place)):
            return False
        between = self.atoms[previous.last + 1 : place]
        return (
            bool(between)
            and len(between) <= 2
            and (between[-1].part == Part.VERSUS or between[-1].word in ("and", "or"))
        )

    def _difference_cue(self, place: int) -> bool:
        if self.label is not None and self.label.name == "difference":
            between = self.atoms[self.label_place + 1 : place]
            last = self._last()
            if (
                len(between) <= 16
                and (last is None or last.kind == "p" or last.first < self.label_place)
                and Part.SEMICOLON not in self.parts[self.label_place + 1 : place]
            ):
                return self.words[self.label_place - 1] not in ("no", "significant") or len(between) <= 4
        at = self._since_figure(place, CHANGE_NOUNS, 16)
        return at > 0 and "absolute" in self.words[max(at - 3, 0) : at]


def _tells_another(between: list[Atom]) -> bool:
    """Whether a P value is of something else than the ratio before: "in women (HR 0.62), but not in men (p=0.7)"."""
    opens = [at for at, atom in enumerate(between) if atom.part == Part.OPEN]
    if not opens:
        return False
    if any(atom.part == Part.NUMBER for atom in between[opens[-1] :]):  # "(12.1 v 13.0 months; p=0.7)"
        return True
    return not _CONTRASTS.isdisjoint([atom.word for atom in between[: opens[-1]]])
