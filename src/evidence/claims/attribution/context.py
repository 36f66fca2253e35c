"""What is known before a sentence is attributed, and what the parts of attribution share."""

from functools import cached_property

from evidence.claims.atoms.atom import Atom, Part
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
        self.cumulative = False
        self.survival = False
        self.arm: str | None = None


SEEN = words(
    "observed seen reported noted recorded documented found detected identified described present achieved "
    "obtained performed experienced developed diagnosed attained confirmed"
)


def _brackets(atoms: list[Atom]) -> dict[int, tuple[int, int]]:
    """The innermost closed bracket that each atom stands in."""
    inside: dict[int, tuple[int, int]] = {}
    open_at: list[int] = []
    for place, atom in enumerate(atoms):
        if atom.part == Part.OPEN:
            open_at.append(place)
        elif atom.part == Part.CLOSE and open_at:
            opener = open_at.pop()
            for at in range(opener + 1, place):
                inside.setdefault(at, (opener, place))
    return inside


class Speech:
    """A sentence with its atoms, figures, phrases and arms."""

    def __init__(self, text: str, atoms: list[Atom], figures: list[Figure], context: Context, arms: list[Arm]) -> None:
        self.text = text
        self.atoms = atoms
        self.figures = figures
        self.context = context
        self.phrases = Phrases(text, atoms)
        self.word = self.phrases.word
        self.part = self.phrases.part
        self.arms = list(arms)
        self.outcomes: list[Phrase] = []
        self.runs: list[Run] = []
        self.done: list[Run] = []
        self.run_outcomes: dict[int, list[str]] = {}
        self.pair: list[str] = []
        self._dealt: dict[int, list[Phrase]] = {}
        self.figure_places = [figure.first for figure in figures]
        self.starts = frozenset(self.figure_places)

    @cached_property
    def brackets(self) -> dict[int, tuple[int, int]]:
        """The innermost closed bracket that each atom stands in."""
        return _brackets(self.atoms)

    def _in_arm(self, place: int) -> bool:
        return any(arm.first <= place <= arm.last for arm in self.arms)

    def _opener(self, figure: Figure) -> int:
        for at in range(figure.first, -1, -1):
            if self.part(at) == Part.OPEN:
                return at
        return figure.first

    def _says_respectively(self, run: Run) -> bool:
        return any(
            self.word(at) in ("respectively", "accordingly")
            for at in range(run.last, min(run.last + 8, len(self.atoms)))
        )

    def _make(self, span: tuple[int, int]) -> Phrase:
        for phrase in self.outcomes:
            if phrase.first <= span[1] and span[0] <= phrase.last:
                return phrase
        first, last = span
        if self.word(last + 1) == "due" and self.word(last + 2) == "to":
            extra = self.phrases.chunk(last + 3)
            last = extra[1] if extra else last
        return self.phrases.make(first, last)
