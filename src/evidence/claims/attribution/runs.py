"""Figures that belong together: "x versus y", "x, y and z, respectively".

A run is a row of figures of one kind with nothing between them but connectives, arms and what hangs in brackets. Its
places are then given out to arms, outcomes and times in the order of the text.
"""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.attribution.names import Arm
from evidence.claims.attribution.phrase import Phrase
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import ACTS, ARM_SUFFIXES, BE, CONNECTIVES, DETERMINERS, GETS, HAVE, PEOPLE, words

_GLUE = words(
    "in with on for of respectively receiving given assigned treated among by a an additional only accordingly"
)


class Run:
    """Some figures in a row, and how each is joined to the one before."""

    __slots__ = ("dims", "figures", "first", "joints", "kind", "last")

    def __init__(self, figure: Figure) -> None:
        self.figures = [figure]
        self.joints: list[str] = []
        self.dims = 1  # over how many of its places outcomes or times vary
        self.first = figure.first
        self.last = figure.last
        self.kind = family(figure)

    def add(self, figure: Figure, joint: str) -> None:
        """Take in the next figure."""
        self.figures.append(figure)
        self.joints.append(joint)
        self.last = max(self.last, figure.last)


def family(figure: Figure) -> str:
    """Name the sort of a figure: figures of two sorts never stand in one run."""
    if figure.label == "difference":
        return "difference"
    if figure.kind == "nr":
        return "time"
    if figure.kind in ("fraction", "count") and figure.estimate is not None:
        return "share"
    if figure.kind == "fraction":
        return "share"
    if figure.measure == "follow_up":
        return "follow_up"
    return figure.kind


def runs(atoms: list[Atom], figures: list[Figure], outcomes: list[Phrase], arms: list[Arm]) -> list[Run]:
    """
    Group the figures of a sentence.

    Parameters
    ----------
    atoms, figures, outcomes, arms
        Of one sentence, each in order.

    Returns
    -------
    list of Run
        P values stand in none.
    """
    found: list[Run] = []
    in_arm = {place for arm in arms for place in range(arm.first, arm.last + 1)}
    starts = {phrase.first for phrase in outcomes if phrase.first not in in_arm}
    for figure in figures:
        if figure.kind == "p":
            continue
        if found and family(figure) == found[-1].kind:
            joint = _joint(atoms, found[-1], figure, starts, in_arm)
            if joint:
                found[-1].add(figure, joint)
                continue
        found.append(Run(figure))
    return found


def _joint(atoms: list[Atom], run: Run, figure: Figure, starts: set[int], in_arm: set[int]) -> str:
    """How the figure is joined to the run: "versus", "and", "," or not at all."""
    before = run.figures[-1]
    if figure.first == before.first:
        return "versus"
    if figure.kind == "count" and figure.first + 1 in starts:
        return ""
    if figure.kind == "count" and figure.first > 0 and atoms[figure.first - 1].word == "with":
        return ""
    if _of_whom(atoms, figure):
        return ""
    if _has_own_verb(atoms, figure) and _is_complement(atoms, run.figures[0]):
        return ""
    begin, stop = before.last + 1, figure.first
    if figure.last + 1 in starts and begin not in starts and run.kind in ("percent", "share"):
        return ""
    if stop - begin > 22:
        return ""
    depth = 0
    joint = ""
    counted = run.kind == "count"
    for place in range(begin, stop):
        atom = atoms[place]
        if atom.part == Part.OPEN:
            depth += 1
            continue
        if atom.part == Part.CLOSE:
            depth -= 1
            if depth < 0 and before.in_bracket and not figure.in_bracket and run.figures[0].in_bracket:
                return ""
            continue
        if depth > 0 and atom.part != Part.VERSUS:
            continue
        if (
            place in starts
            or atom.word == "including"
            or (atom.part == Part.TIME and place + 1 <= stop and _opens_time(atoms, place))
        ):
            return ""
        if atom.part == Part.VERSUS:
            joint = "versus"
        elif atom.part == Part.COLON and counted and depth == 0:
            return ""
        elif atom.part == Part.SEMICOLON:
            if depth == 0 and not figure.in_bracket:
                return ""
            joint = joint or ","
        elif atom.part == Part.COMMA:
            joint = joint or ","
        elif place in in_arm or atom.part in (
            Part.P,
            Part.EQUALS,
            Part.CI,
            Part.PLUS_MINUS,
            Part.ERROR,
            Part.COLON,
            Part.TIME,
            Part.RANGE,
            Part.SIZE,
        ):
            continue
        elif atom.word in ("and", "or", "to", "than", "&"):
            joint = joint if joint == "versus" else ("versus" if atom.word == "than" else "and")
        elif atom.word in ("while", "whereas", "but"):
            joint = "and"
        elif atom.part == Part.MARK and atom.word == "/":
            joint = "versus"
        elif atom.part == Part.WORD:
            if atom.word in ("receiving", "given", "taking"):
                continue
            if atom.word in BE or atom.word in HAVE or atom.word in GETS or atom.word in ACTS:
                return ""
            if counted and atom.word in PEOPLE:
                continue
            if (
                atom.word not in _GLUE
                and atom.word not in ARM_SUFFIXES
                and atom.word not in PEOPLE
                and atom.word not in DETERMINERS
                and atom.word not in CONNECTIVES
            ) and place - begin > 9:
                return ""
        elif atom.part == Part.LABEL:
            return ""
    return joint


def _opens_time(atoms: list[Atom], place: int) -> bool:
    """Whether a time begins something new: "and 60-day (15% vs 14%)", "and two-year rates 18%"."""
    if atoms[place + 1].part == Part.OPEN or atoms[place + 1].word in ("rate", "rates"):
        return True
    return (
        atoms[place + 1].part == Part.NUMBER
        and atoms[place - 1].word == "at"
        and atoms[place - 2].word in ("and", "but")
    )


def _of_whom(atoms: list[Atom], figure: Figure) -> bool:
    """Whether the figure tells of some of those before: "77% of patients, 48% of whom had X"."""
    place = figure.last + 1
    return place + 1 < len(atoms) and atoms[place].word == "of" and atoms[place + 1].word in ("whom", "which", "them")


def _has_own_verb(atoms: list[Atom], figure: Figure) -> bool:
    """Whether the figure is a subject: "16% had a response", "10 patients relapsed"."""
    place = figure.last + 1
    while place < len(atoms) and (atoms[place].word in PEOPLE or atoms[place].word in ("of", "the")):
        place += 1
    return place < len(atoms) and (
        atoms[place].word in HAVE
        or atoms[place].word in GETS
        or atoms[place].word in ACTS
        or atoms[place].word == "having"
    )


def _is_complement(atoms: list[Atom], figure: Figure) -> bool:
    """Whether the figure completes a clause before it: "was 80%", "had a response (80%)"."""
    return (
        _has_own_verb(atoms, figure)
        or (figure.first > 0 and atoms[figure.first - 1].word in BE)
        or (figure.kind == "count" and any(atoms[at].word in HAVE for at in range(figure.first, figure.last)))
    )


def block_size(owners: list[str | None], count: int) -> int:
    """How many figures each arm has where arms stand behind blocks of equal size; 0 where they do not."""
    ends = [number for number, owner in enumerate(owners) if owner is not None]
    if len(ends) < 2 or ends[-1] != count - 1:
        return 0
    size = ends[0] + 1
    return size if [size * (number + 1) - 1 for number in range(len(ends))] == ends else 0
