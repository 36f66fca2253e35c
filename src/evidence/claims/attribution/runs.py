"""Figures that belong together: "x versus y", "x, y and z, respectively".

A run is a row of figures of one kind with nothing between them but connectives, arms and what hangs in brackets. Its
places are then given out to arms, outcomes and times in the order of the text.
"""

from collections.abc import KeysView

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.attribution.phrase import Phrase
from evidence.claims.figures.durations import MOVES
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import (
    ACTS,
    ARM_SUFFIXES,
    ASSESSORS,
    BE,
    CONNECTIVES,
    DETERMINERS,
    GETS,
    HAVE,
    PEOPLE,
    words,
)

_GLUE = words(
    "in with on for of respectively receiving given assigned treated among by a an additional only accordingly"
)
_BETWEEN = _GLUE | ARM_SUFFIXES | PEOPLE | DETERMINERS | CONNECTIVES
_ANDS = words("and or to than &")
_BUTS = words("while whereas but")
_LINKS = _ANDS | _BUTS
_GIVEN = words("receiving given taking")
_OPENS_PAIR = words("including with")
_SAID = words("reported experienced achieved")
_FARTHEST = 22
_NEAR = 9


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


def runs(atoms: list[Atom], figures: list[Figure], outcomes: list[Phrase], in_arm: KeysView[int]) -> list[Run]:
    """
    Group the figures of a sentence.

    Parameters
    ----------
    atoms, figures, outcomes
        Of one sentence, each in order.
    in_arm
        The places of the atoms that name arms.

    Returns
    -------
    list of Run
        P values stand in none.
    """
    found: list[Run] = []
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


def _joint(atoms: list[Atom], run: Run, figure: Figure, starts: set[int], in_arm: KeysView[int]) -> str:
    """How the figure is joined to the run: "versus", "and", "," or not at all."""
    before = run.figures[-1]
    if figure.first == before.first:
        return "versus"
    begin, stop = before.last + 1, figure.first
    if stop - begin > _FARTHEST or _stands_alone(atoms, run, figure, starts):
        return ""
    depth = 0
    joint = ""
    for place in range(begin, stop):
        part = atoms[place].part
        if part == Part.OPEN:
            depth += 1
        elif part == Part.CLOSE:
            depth -= 1
            if depth < 0 and before.in_bracket and not figure.in_bracket and run.figures[0].in_bracket:
                return ""
        elif depth <= 0 or part == Part.VERSUS:
            if place in starts or _begins_anew(atoms, place, stop):
                return ""
            apart = depth == 0 and (
                (part == Part.COLON and run.kind == "count") or (part == Part.SEMICOLON and not figure.in_bracket)
            )
            if apart or (place not in in_arm and _parts(atoms[place], place - begin, counted=run.kind == "count")):
                return ""
            if place not in in_arm or atoms[place].part != Part.WORD:
                joint = _strongest(joint, atoms[place])
    return joint


def _stands_alone(atoms: list[Atom], run: Run, figure: Figure, starts: set[int]) -> bool:
    """Whether what stands at the figure itself begins a run of its own."""
    if figure.kind == "count" and figure.first + 1 in starts:
        return True
    if figure.kind == "count" and figure.first > 0 and atoms[figure.first - 1].word == "with":
        return True
    if figure.kind == "count" and figure.last + 1 < len(atoms) and atoms[figure.last + 1].word == "for":
        return True  # "discontinued by 23 patients, 15 for progression"
    if _of_whom(atoms, figure) or (_has_own_verb(atoms, figure) and _is_complement(atoms, run.figures[0])):
        return True
    before = run.figures[-1]
    begins = figure.last + 1 in starts and before.last + 1 not in starts
    if begins and figure.first == before.last + 2 and atoms[run.first - 1].word in _OPENS_PAIR:
        return False  # "including 4% and 2% complete responses"
    return begins and run.kind in ("percent", "share")


def _begins_anew(atoms: list[Atom], place: int, stop: int) -> bool:
    """Whether a word or a time begins something new."""
    if atoms[place].word == "including":
        return True
    return atoms[place].part == Part.TIME and place + 1 <= stop and _opens_time(atoms, place)


def _parts(atom: Atom, far: int, *, counted: bool) -> bool:
    """Whether an atom between two figures parts them: a verb, a label, or a word that is neither glue nor a group."""
    if atom.part == Part.LABEL:
        return True
    word = atom.word
    if atom.part != Part.WORD or word in _LINKS or word in _GIVEN or (counted and word in PEOPLE):
        return False
    if word in BE or word in HAVE or word in GETS or word in ACTS or word in MOVES or word in ASSESSORS:
        return True
    return far > _NEAR and word not in _BETWEEN


def _strongest(joint: str, atom: Atom) -> str:
    """The joint after one more atom: "versus" is the strongest, then "and", then a comma."""
    if atom.part == Part.VERSUS or atom.word == "than" or (atom.part == Part.MARK and atom.word == "/"):
        return "versus"
    if atom.word in _ANDS:
        return joint if joint == "versus" else "and"
    if atom.word in _BUTS:
        return "and"
    return joint or ("," if atom.part in (Part.COMMA, Part.SEMICOLON) else "")


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
        or (figure.first > 1 and atoms[figure.first - 1].word == "by" and atoms[figure.first - 2].word in _SAID)
        or (figure.kind == "count" and any(atoms[at].word in HAVE for at in range(figure.first, figure.last)))
    )


def block_size(owners: list[str | None], count: int) -> int:
    """How many figures each arm has where arms stand behind blocks of equal size; 0 where they do not."""
    ends = [number for number, owner in enumerate(owners) if owner is not None]
    if len(ends) < 2 or ends[-1] != count - 1:
        return 0
    size = ends[0] + 1
    return size if [size * (number + 1) - 1 for number in range(len(ends))] == ends else 0
