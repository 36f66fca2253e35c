"""How far the name of a group reaches: "rivaroxaban 15 mg", "induction of labour", "faricimab every 16 weeks"."""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.attribution.names import names_treatment
from evidence.claims.attribution.phrase import STOPS
from evidence.claims.figures.figure import TIMES
from evidence.claims.lexicon import ACTS, ADJECTIVES_IN_LY, ARM_SUFFIXES, DETERMINERS, OTHER_VERBS, PEOPLE, words

LONGEST = 7
_JOINS = words("plus + /")
_ARTICLES = DETERMINERS - words("no both those these")
_INSIDE = words("of for every per")
OFTEN = words("once twice thrice")
_NOT_NAMED = _JOINS | OFTEN | words("every per each")
# What everybody in a trial is given, and what parts no group from another.
GENERIC = words(
    "treatment treatments therapy therapies intervention interventions drug drugs dose doses study trial medication "
    "agent agents care protocol randomisation randomization follow-up baseline analysis population end time least "
    "most day week month year test tests entry admission discharge enrolment enrollment respectively whom which them"
)
_ON_DAY = ("day-", "week-", "month-")
_PERIODS = words("daily weekly monthly day week month")
_SCHEDULES = _PERIODS | OFTEN | words("a per every")
_ORDINARY = STOPS | (ARM_SUFFIXES - PEOPLE)
_SPECIAL = _ORDINARY | _NOT_NAMED
SIZES = words("dose cm mm")
_MEASURES = TIMES | SIZES
_NUMBERS = frozenset((Part.NUMBER, Part.TIME))


def measured(atom: Atom) -> bool:
    """Whether an atom is a dose, a width or a length of time, which may tell one group from another."""
    return atom.unit in _MEASURES and atom.part in _NUMBERS


def name_end(atoms: list[Atom], place: int) -> int:
    """
    Find where the name of a group ends.

    Parameters
    ----------
    atoms : list of Atom
    place : int
        Where the name begins.

    Returns
    -------
    int
        The last atom of the name; before `place` where no name begins there.
    """
    last = place - 1
    if place < len(atoms) and measured(atoms[place]):
        if atoms[place].word.startswith(_ON_DAY) and _nameable(atoms, place + 1):  # "day-1 surgery"
            return place + 1
        drug = place + 2
        of_drug = drug < len(atoms) and atoms[place].unit == "dose" and atoms[place + 1].word == "of"
        if atoms[place].unit == "dose" and drug < len(atoms) and atoms[place + 1].word in _JOINS:
            return drug if _nameable(atoms, drug) else place  # "400 mg plus interferon"
        if atoms[place].unit == "dose" and place + 1 < len(atoms) and names_treatment(atoms[place + 1].word):
            return place + 1  # "10 µM trabedersen"
        return drug if of_drug and _nameable(atoms, drug) else place  # "110 mg of dabigatran"
    while last + 1 < len(atoms) and last - place < LONGEST:
        atom = atoms[last + 1]
        if atom.word in ACTS and last >= place:  # "with porcine ATG died"
            break
        plain = atom.part == Part.WORD and atom.word not in _SPECIAL and atom.word[-2:] != "ly"
        step = 1 if plain else _step(atoms, place, last + 1)
        if not step:
            break
        last += step
    return last


def _step(atoms: list[Atom], place: int, at: int) -> int:
    """By how many atoms a name grows at an atom; 0 where it ends before it."""
    atom = atoms[at]
    if atom.part == Part.WORD and atom.word not in _SPECIAL:
        adverb = atom.word.endswith("ly") and "-" not in atom.word and atom.word not in ADJECTIVES_IN_LY
        return 0 if adverb and (at == place or not _nameable(atoms, at + 1)) else 1
    if atom.word == "only" and at > place:
        return 1
    if measured(atom):
        return 1 if at == place or atom.unit == "dose" else 0
    if at == place:
        opens = (
            atom.word in ("both", "no") or atom.word in OFTEN or (atom.word in OTHER_VERBS and atom.word.endswith("ed"))
        )
        return 1 if opens and _nameable(atoms, at + 1) else 0
    if atom.word in _JOINS and _nameable(atoms, at + 1):
        return 2
    if atom.word in _INSIDE and at + 1 < len(atoms):
        following = atoms[at + 1]
        timed = measured(following) and following.unit != "dose"
        if timed and atom.word != "of":
            return 2
        return 2 if atom.word == "of" and _nameable(atoms, at + 1) else 0
    return 0


def _nameable(atoms: list[Atom], at: int) -> bool:
    return at < len(atoms) and atoms[at].part == Part.WORD and atoms[at].word not in _ORDINARY


def skip_articles(atoms: list[Atom], place: int) -> int:
    """The first atom that is no article and no "either"."""
    while place < len(atoms) and atoms[place].word in _ARTICLES:
        place += 1
    return place


def skip_schedule(atoms: list[Atom], place: int) -> int:
    """The first atom behind "twice daily", "once a week": how often a dose is given tells no group from another."""
    at = place
    while at < len(atoms) and atoms[at].word in _SCHEDULES:
        at += 1
    return at if at > place and atoms[at - 1].word in _PERIODS else place


def skip_brackets(atoms: list[Atom], place: int) -> int:
    """The first atom behind a bracket that opens at `place`, within bounds."""
    depth = 0
    for at in range(place, min(place + 30, len(atoms))):
        if atoms[at].part == Part.OPEN:
            depth += 1
        elif atoms[at].part == Part.CLOSE:
            depth -= 1
        if depth == 0:
            return at + 1 if at > place else place
    return place
