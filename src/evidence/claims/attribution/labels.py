"""Groups that stand as labels before their figures, in a row: "(rehabilitation, 25%; usual care, 34%)"."""

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.complements import Complements
from evidence.claims.attribution.names import Arm, key
from evidence.claims.attribution.runs import family
from evidence.claims.figures.figure import Figure

_JOINS = frozenset((Part.COMMA, Part.COLON, Part.EQUALS))
_APART = frozenset((Part.OPEN, Part.SEMICOLON, Part.COLON, Part.VERSUS))
_LONGEST = 4
_COUNTED = ("percent", "share", "time", "mean", "rate")

Span = tuple[int, int]


class Labels(Complements):
    """Finds the groups that label a row of figures."""

    def _label_rows(self) -> None:
        """Note the label before each figure of a row, where all of them name groups."""
        row: list[tuple[Figure, Span]] = []
        for figure in self.figures:
            if figure.kind == "p" or family(figure) not in _COUNTED:
                continue
            span = self._label_before(figure)
            if span is None or (row and family(row[-1][0]) != family(figure)):
                self._take_labels(row)
                row = []
            if span is not None:
                row.append((figure, span))
        self._take_labels(row)

    def _label_before(self, figure: Figure) -> Span | None:
        """The words that stand alone between a bracket, colon or semicolon and a figure."""
        last = figure.first - 1
        joined = self.parts[last] in _JOINS
        last -= joined
        last -= joined and self.words[last] == "n"  # "(RP n = 1 [4%]; RT n = 11 [6%])"
        first = last + 1
        while self.chunky[first - 1] and self.parts[first - 1] == Part.WORD and last - first < _LONGEST:
            first -= 1
        before = self.parts[first - 1]
        apart = before in _APART or (before == Part.COMMA and not joined)
        return (first, last) if first <= last and apart else None

    def _take_labels(self, row: list[tuple[Figure, Span]]) -> None:
        if len(row) < 2 or any(id(figure) in self.beside for figure, _ in row):
            return
        names = [self._group_of(span) for _, span in row]
        if None in names and (self._names_no_outcome(row) or self._are_short(row)):
            names = [self.context.arms.name_of(self.atoms, *span) for _, span in row]
        if None in names or len(set(names)) < len(names):
            return
        for name, (figure, (first, last)) in zip(names, row, strict=True):
            arm = Arm(first, last, self.context.arms.learn(str(name), sure=False), True, True)
            self.arm_at.update(dict.fromkeys(range(first, last + 1), arm))
            self.beside[id(figure)] = arm

    def _names_no_outcome(self, row: list[tuple[Figure, Span]]) -> bool:
        """Whether a bracket sorts what was told before it by group: "(usual care: 84%; intervention: 88%)"."""
        if not all(figure.in_bracket and self.parts[span[1] + 1] == Part.COLON for figure, span in row):
            return False
        return not any(self.phrases.is_head(at) for _, span in row for at in range(span[0], span[1] + 1))

    def _are_short(self, row: list[tuple[Figure, Span]]) -> bool:
        """Whether a bracket holds abbreviations alike: "(AF 56.9%, CF 43.1%)"."""
        short = [self.phrases.is_abbreviation(first) for figure, (first, last) in row if first == last]
        return (
            len(short) == len(row)
            and all(short)
            and row[0][0].in_bracket
            and not any(self.phrases.is_head(first) for _, (first, _) in row)
        )

    def _group_of(self, span: Span) -> str | None:
        """The group that a label names: a known arm, the only one with its words, or what looks like a treatment."""
        arms = self.context.arms
        for place in range(span[0], span[1] + 1):
            known = self.arm_at.get(place)
            if known is not None:
                return known.name if (known.first, known.last) == span and not known.part else None
        name = arms.name_of(self.atoms, *span)
        said = set(key(name))
        named = arms.allocated or (arms.order if len(arms.order) > 1 else [])
        alike = [other for other in named if said <= set(key(other))]
        if len(alike) == 1:
            return alike[0]
        return name if not named and arms.looks(self.atoms, *span) else None
