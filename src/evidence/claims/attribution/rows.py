"""The order in which figures without names run over the groups of a text."""

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.beside import Beside
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import DETERMINERS, words

_OWN = 6
_LESS = words("less lower fewer shorter rarer reduced decreased lowered halved")
_MORE = words("more higher greater longer commoner increased prolonged doubled")
_WORSE, _BETTER = words("worse inferior poorer"), words("better superior improved")
# The more of these, the better.
_GOOD = words("cr orr os pfs efs dfs rfs")
_GOOD_STEMS = ("surviv", "respon", "remission", "control")
_SET_AGAINST = words("than over compared versus")
_LEADS = words("in with for among those patients receiving received given treated assigned taking to who")


class Rows(Beside):
    """Finds the groups that a run of figures is told of, in their order."""

    def _sentence_pair(self) -> list[str]:
        names: list[str] = []
        for arm in self.arms:
            if arm.name not in names and not arm.part:
                names.append(arm.name)
        if len(names) == 2 and self._is_comparator(names[0]) and not self._is_comparator(names[1]):
            names.reverse()  # "Compared with A, B improved …": the figures run B versus A
        return names if len(names) == 2 else []

    def _is_comparator(self, name: str) -> bool:
        """Whether an arm is first named as what another is compared with."""
        first = next(arm for arm in self.arms if arm.name == name).first - 1
        while self.words[first] in DETERMINERS or self.words[first] in _LEADS:
            first -= 1
        return self.parts[first] == Part.VERSUS

    def _default_pair(self) -> list[str]:
        return self._default_row(2)

    def _default_row(self, count: int, place: int = 0) -> list[str]:
        """The groups that figures without names run over: the last told apart that divide them evenly."""
        arms = self.context.arms
        told = self.context.rows.get(count, [])
        rows = (
            [] if self.words[place - 1] == "from" else self._just_told(count),
            self.pair,
            self._told_apart(count, place),
            self.context.pair,
            told,
            arms.allocated,
            arms.pair,
        )
        for row in rows:
            if len(row) > 1 and count % len(row) == 0:
                return row
        return []

    def _just_told(self, count: int) -> list[str]:
        """The arms of as many figures earlier in the sentence, in their order."""
        for run in reversed(self.done):
            names = [str(figure.arm) for figure in run.figures if figure.arm not in (None, "all")]
            if len(names) == len(run.figures) == len(set(names)) == count:
                return names
        return []

    def _told_apart(self, count: int, place: int) -> list[str]:
        """The arms that the sentence names before a place, where they are as many as the figures."""
        names = list(dict.fromkeys(arm.name for arm in self.arms if not arm.part and arm.last < place))
        return names if len(names) == count > 2 else []

    def _runs_back(self, row: list[str], figures: list[Figure], start: int) -> bool:
        """Whether two figures run over two arms from the second to the first."""
        if self.words[figures[0].first - 1] == "from":
            return True
        told = self._told_of(figures[0], start)
        if told not in row:
            return False
        first = self._told_first(figures, start)
        if first is not None:
            return told == row[1 if first else 0]
        return row not in (self.pair, self.context.pair, self._just_told(2)) and told == row[1]

    def _told_of(self, figure: Figure, start: int) -> str | None:
        """The arm that a clause tells of, set against another: "Y improved survival (74% vs 61%)", "than with X"."""
        last = {other.arm for other in self.done[-1].figures} if self.done else set()
        named = [arm for arm in self.arms if start <= arm.first and arm.last < figure.first and not arm.part]
        if named and named[0].name in last and named[0].first - start <= _OWN:  # behind the figure before, and its own
            del named[0]
        if len({arm.name for arm in named}) != 1:
            return None
        before = range(max(named[0].first - 3, 0), named[0].first)
        against = any(self.parts[at] == Part.VERSUS or self.words[at] in _SET_AGAINST for at in before)
        others = [name for name in self._default_row(2, figure.first) if name != named[0].name]
        return named[0].name if not against else others[0] if len(others) == 1 else None

    def _told_first(self, figures: list[Figure], start: int) -> bool | None:
        """Whether the first of two figures is the one "less common with X" tells of; None where no word decides."""
        values = [figure.estimate.value for figure in figures if figure.estimate is not None]
        said = self.words[start : figures[0].first]
        outcome = (figures[0].outcome or "").lower().split()
        good = any(word in _GOOD or word.startswith(_GOOD_STEMS) for word in outcome)
        less = not _LESS.isdisjoint(said) or (good and not _WORSE.isdisjoint(said))
        more = not _MORE.isdisjoint(said) or (good and not _BETTER.isdisjoint(said))
        if less == more or len(values) < 2 or values[0] is None or values[1] is None or values[0] == values[1]:
            return None
        return (values[0] < values[1]) == less
