"""What is known before a sentence is attributed, and what the parts of attribution share."""

from bisect import bisect_left

from evidence.claims.atoms.atom import Line, Part, places
from evidence.claims.attribution.arms import Arms
from evidence.claims.attribution.names import Arm
from evidence.claims.attribution.phrase import Phrase
from evidence.claims.attribution.phrases import Phrases
from evidence.claims.attribution.runs import Run
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import words


class Context:
    """What carries over from sentence to sentence."""

    def __init__(self, text: str) -> None:
        self.arms = Arms(text)
        self.outcome: str | None = None
        self.row: list[str] = []
        self.times: list[tuple[float, str]] = []
        self.last_times: list[tuple[float, str]] = []
        self.time_of: dict[str, tuple[float, str] | None] = {}
        self.survivals: set[str] = set()
        self.pair: list[str] = []
        self.rows: dict[int, list[str]] = {}  # by how many groups: those last told apart
        self.cumulative = False
        self.survival = False
        self.arm: str | None = None


_RESPECTIVELY = words("respectively accordingly")
_BRACKETS = frozenset((Part.OPEN, Part.CLOSE))
SEEN = words(
    "observed seen reported noted recorded documented found detected identified described present achieved "
    "obtained performed experienced developed diagnosed attained confirmed"
)


class BracketPairs:
    """The brackets of a sentence, each with the mark that closes it."""

    def __init__(self, parts: list[int]) -> None:
        self.marks = places(parts, _BRACKETS)
        self.inner = [-1]  # the bracket that is open between each mark and the next
        self.closes: dict[int, int] = {}
        open_at = [-1]
        for place in self.marks:
            if parts[place] == Part.OPEN:
                open_at.append(place)
            elif len(open_at) > 1:
                self.closes[open_at.pop()] = place
            self.inner.append(open_at[-1])

    def around(self, place: int) -> tuple[int, int] | None:
        """The innermost closed bracket that a place stands in, by its two marks."""
        before = bisect_left(self.marks, place)
        opener = self.inner[before]
        if before < len(self.marks) and self.marks[before] == place:
            opener = self.inner[before] if self.inner[before + 1] == place else self.inner[before + 1]
        close = self.closes.get(opener)
        return None if close is None else (opener, close)


class Speech:
    """A sentence with its atoms, figures, phrases and arms."""

    def __init__(self, text: str, line: Line, figures: list[Figure], context: Context, arms: list[Arm]) -> None:
        self.text = text
        self.line = line
        self.atoms = line.atoms
        self.figures = figures
        self.context = context
        self.phrases = Phrases(text, line)
        self.words = self.phrases.words
        self.parts = self.phrases.parts
        self.chunky = self.phrases.chunky
        self.arms = list(arms)
        self.arm_at: dict[int, Arm] = {}
        self.outcomes: list[Phrase] = []
        self.runs: list[Run] = []
        self.done: list[Run] = []
        self.run_of: dict[int, Run] = {}  # by the identity of its figures
        self.run_outcomes: dict[int, list[str]] = {}
        self.pair: list[str] = []
        self.within: dict[int, str] = {}  # by the place of a run: the part of the people that it tells of
        self.turned: set[int] = set()  # the places of runs over two arms from the second to the first
        self._pairs: BracketPairs | None = None
        self._dealt: dict[int, list[Phrase]] = {}
        self.figure_places = [figure.first for figure in figures]
        self.starts = frozenset(self.figure_places)

    def _around(self, place: int) -> tuple[int, int] | None:
        """The innermost closed bracket that a place stands in, by its two marks."""
        if self._pairs is None:
            self._pairs = BracketPairs(self.line.parts)
        return self._pairs.around(place)

    def _in_arm(self, place: int) -> bool:
        return place in self.arm_at

    def _opener(self, figure: Figure) -> int:
        for at in range(figure.first, -1, -1):
            if self.parts[at] == Part.OPEN:
                return at
        return figure.first

    def _says_respectively(self, run: Run) -> bool:
        return not _RESPECTIVELY.isdisjoint(self.words[run.last : run.last + 8])

    def _make(self, span: tuple[int, int]) -> Phrase:
        for phrase in self.outcomes:
            if phrase.first <= span[1] and span[0] <= phrase.last:
                return phrase
        first, last = span
        if self.words[last + 1] == "due" and self.words[last + 2] == "to":
            extra = self.phrases.chunk(last + 3)
            last = extra[1] if extra else last
        return self.phrases.make(first, last)
