"""The sizes of groups that a text states: "X (109 analysed)", "n = 53 in each arm", "26 patients were enrolled".

They are no results, but a check needs to know of how many people a percentage speaks.
"""

import itertools

from evidence.claims.atoms.atom import Atom, Line, Part, places
from evidence.claims.attribution.assigned import ALLOCATES
from evidence.claims.attribution.names import Arm
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import ARM_SUFFIXES, BE, ENROLLED, PEOPLE, words

EVERYBODY = "all"
_NUMBERS = frozenset((Part.NUMBER, Part.SIZE))
_WERE = frozenset(("were", "was"))
_PEOPLE_ENROLLED = ENROLLED | PEOPLE
_HOLDS = words("included comprised contained consisted")
_LEADS = words("to received")
_BETWEEN = _LEADS | {"in"} | PEOPLE | BE | ALLOCATES | words("the receive of them treatment with")
_FARTHEST = 8
_OPENING = 1
_THERE_WERE = ["there", "were"]


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
    told = _told_of_each(line, arms, results)
    if len((told | sizes).keys() - {EVERYBODY}) > 1:
        sizes = told | sizes
    for figure in figures:
        if figure.numerator is not None and figure.numerator is figure.denominator and figure.arm is not None:
            sizes.setdefault(figure.arm, int(figure.numerator.value or 0))  # "all 33 patients had a response"
    return sizes


def _told_of_each(line: Line, arms: list[Arm], results: set[int]) -> dict[str, int]:
    """Read "80 patients received A and 83 received B", "(80 to A and 83 to B)", "the A group included 80 patients".

    One number alone so may be of some of the arm: "in the A group 12 received B".
    """
    found: dict[str, int] = {}
    first = len(line.atoms)
    for place in places(line.parts, frozenset((Part.NUMBER,))):
        atom = line.atoms[place]
        if atom.unit is not None or not _is_count(atom) or id(atom) in results or _goes_on(line.atoms, place):
            continue
        arm = _led_to(line, place, arms) or _held_by(line, place, arms)
        if arm is not None:
            found.setdefault(arm, int(atom.value or 0))
            first = min(first, place)
    opens = first <= _OPENING or line.words[:2] == _THERE_WERE or not _HOLDS.isdisjoint(line.words[:first])
    return found if opens or not ALLOCATES.isdisjoint(line.words) else {}


def _led_to(line: Line, place: int, arms: list[Arm]) -> str | None:
    """The arm behind "80 patients received", "80 to the"."""
    for at in range(place + 1, min(place + _FARTHEST, len(line.atoms))):
        here = next((arm for arm in arms if arm.first == at), None)
        if here is not None:
            stands = line.words[:2] == _THERE_WERE and _ends(line, here.last + 1)
            return here.name if stands or not _LEADS.isdisjoint(line.words[place + 1 : at]) else None
        if line.words[at] not in _BETWEEN:
            return None
    return None


def _ends(line: Line, at: int) -> bool:
    """Whether nothing more is told of an arm: "there were 80 patients in the A group and 83 in the B group." """
    while at < len(line.atoms) and line.words[at] in ARM_SUFFIXES:
        at += 1
    if at == len(line.atoms):
        return True  # a text without its full stop
    return line.parts[at] in (Part.COMMA, Part.SEMICOLON, Part.CLOSE) or line.words[at] in ("and", ".")


def _held_by(line: Line, place: int, arms: list[Arm]) -> str | None:
    """The arm before "group included 80", and before "group 83" behind such."""
    at = place - 1
    while at > 0 and (line.words[at] in _HOLDS or line.words[at] == "of" or line.words[at] in ARM_SUFFIXES):
        at -= 1
    if at == place - 1 or _HOLDS.isdisjoint(line.words[:place]):
        return None
    return next((arm.name for arm in arms if arm.first <= at <= arm.last), None)


def _goes_on(atoms: list[Atom], place: int) -> bool:
    """Whether a number is only the end of one in words, "two hundred thirty-one", or of a ratio, "1:10"."""
    ratio = place > 1 and atoms[place - 1].part == Part.COLON and atoms[place - 2].part == Part.NUMBER
    return ratio or (place > 0 and atoms[place - 1].word in ("hundred", "thousand"))


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
