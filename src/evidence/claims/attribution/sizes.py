"""The sizes of groups that a text states: "X (109 analysed)", "n = 53 in each arm", "26 patients were enrolled".

They are no results, but a check needs to know of how many people a percentage speaks.
"""

import itertools

from evidence.claims.atoms.atom import Atom, Line, Part, places
from evidence.claims.attribution.names import Arm
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import BE, ENROLLED, PEOPLE

EVERYBODY = "all"
_NUMBERS = frozenset((Part.NUMBER, Part.SIZE))
_WERE = frozenset(("were", "was"))
_PEOPLE_ENROLLED = ENROLLED | PEOPLE


def stated_sizes(line: Line, figures: list[Figure], arms: list[Arm], pair: list[str]) -> dict[str, int]:
    """
    Find the group sizes in a sentence.

    Parameters
    ----------
    line, figures, arms
        Of one sentence, after attribution.
    pair : list of str
        The two arms of the text, for "in each arm"; empty where they are not known.

    Returns
    -------
    dict
        Size by arm; "all" is everybody.
    """
    sizes: dict[str, int] = {}
    atoms = line.atoms
    results = {id(figure.numerator) for figure in figures} | {id(figure.denominator) for figure in figures}
    for place in places(line.parts, _NUMBERS):
        atom = atoms[place]
        if atom.part == Part.SIZE:
            if place + 2 < len(atoms) and atoms[place + 2].word == "each":
                sizes.update(dict.fromkeys(pair, int(atom.value or 0)))
        elif atom.unit is None and _is_count(atom) and id(atom) not in results:
            arm = _arm_of(line, place, arms)
            if arm is not None and not _goes_on(atoms, place):
                sizes.setdefault(arm, int(atom.value or 0))
    for figure in figures:
        if figure.numerator is not None and figure.numerator is figure.denominator and figure.arm is not None:
            sizes.setdefault(figure.arm, int(figure.numerator.value or 0))  # "all 33 patients had a response"
    return sizes


def _goes_on(atoms: list[Atom], place: int) -> bool:
    """Whether a number is only the end of one in words: "two hundred thirty-one"."""
    return place > 0 and (atoms[place - 1].word in ("hundred", "thousand") or atoms[place - 1].part == Part.COLON)


def _is_count(atom: Atom) -> bool:
    return atom.value is not None and atom.value == int(atom.value) and atom.operator is None and atom.value > 4


def _arm_of(line: Line, place: int, arms: list[Arm]) -> str | None:
    """Whose size the number is, if it is one."""
    atoms, words = line.atoms, line.words[place + 1 : place + 7]
    for arm in arms:
        if arm.last == place - 2 and atoms[place - 1].part == Part.OPEN and words[:1] and words[0] in _PEOPLE_ENROLLED:
            return arm.name
        compared = line.parts[place - 1] == Part.VERSUS or line.words[place - 1] == "in"
        if arm.first == place + 1 and not ENROLLED.isdisjoint(line.words) and not compared:
            return arm.name
    if not _WERE.isdisjoint(words) and _are_enrolled(words) and not _shared_out(atoms, place):
        return EVERYBODY
    return None


def _shared_out(atoms: list[Atom], place: int) -> bool:
    """Whether a second number goes to another arm: "603 women were assigned to A and 601 to B"."""
    behind = atoms[place + 1 : place + 30]
    return any(
        one.part == Part.NUMBER and one.unit is None and two.word == "to" for one, two in itertools.pairwise(behind)
    )


def _are_enrolled(words: list[str]) -> bool:
    """Read "patients were enrolled", "eligible patients were evaluable"."""
    for at, word in enumerate(words[:-1]):
        if word in BE:
            return words[at + 1] in ENROLLED and any(before in PEOPLE for before in words[:at])
        if word not in PEOPLE and word not in ENROLLED:
            return False
    return False
