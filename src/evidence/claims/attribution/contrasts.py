"""Groups that a comparison sets against each other: "higher with X than with Y", "between X and Y", "versus Y, X …"."""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.attribution.naming import GENERIC, measured, name_end, skip_articles, skip_brackets
from evidence.claims.lexicon import ADVERBS, ARM_SUFFIXES, PEOPLE, SORTS_OF_PEOPLE, words

_LEADS = words("with for after on under using following receiving undergoing by in among given")
_GIVEN = words("receiving given undergoing assigned allocated treated with to on who received taking")
_WHOM = PEOPLE | words("those")
_FARTHEST = 16
_DIFFERS = words("differ differed differs difference differences different compared comparing")


def compared(atoms: list[Atom], place: int) -> tuple[tuple[int, int], ...] | None:
    """
    Read the sides of "than" or "versus" where the same preposition leads to each: "with X than with Y [or Z]".

    Parameters
    ----------
    atoms : list of Atom
    place : int
        Of "than" or "versus".

    Returns
    -------
    tuple of tuple of int, or None
        The first and last atom of each name.
    """
    right, lead = _right(atoms, place + 1)
    if right is None:
        return None
    if place == 0:
        return _fronted(atoms, right)
    left = _left(atoms, place, lead)
    if left is not None and _text(atoms, left) != _text(atoms, right):
        third = _third(atoms, right[1] + 1, lead)
        return (left, right) if third is None else (left, right, third)
    if not lead and atoms[0].word in SORTS_OF_PEOPLE and atoms[right[0]].word in SORTS_OF_PEOPLE:
        return (0, 0), right
    return None


def _left(atoms: list[Atom], place: int, lead: str) -> tuple[int, int] | None:
    """The name before "than" that the same preposition leads to."""
    if atoms[place - 1].part == Part.CLOSE:  # "with X (18%) than with Y (41%)"
        opens = [at for at in range(place - 2, max(place - _FARTHEST, 0), -1) if atoms[at].part == Part.OPEN]
        place = opens[0] if opens else place
    for at in range(place - 2, max(place - _FARTHEST, -1), -1):
        atom = atoms[at]
        if atom.part in (Part.SEMICOLON, Part.NUMBER, Part.CLOSE) or atom.word in ("and", "but"):
            return None
        if atom.word in _LEADS and (not lead or atom.word == lead):
            left = _name(atoms, _behind_given(atoms, at + 1))
            return left if left is not None and _reaches(atoms, left[1] + 1, place) else None
    return None


def _third(atoms: list[Atom], at: int, lead: str) -> tuple[int, int] | None:
    """The name in "or with Z (39%)" behind "than with Y (41%)"."""
    at = behind_people(atoms, at)
    behind = skip_brackets(atoms, at)
    if behind == at or behind + 1 >= len(atoms) or atoms[behind].word not in ("or", "and"):
        return None
    first = skip_articles(atoms, behind + 1)
    if first < len(atoms) and lead and atoms[first].word == lead:
        first = skip_articles(atoms, first + 1)
    name = _name(atoms, _behind_given(atoms, first))
    after = len(atoms) if name is None else behind_people(atoms, name[1] + 1)
    return name if after < len(atoms) and atoms[after].part == Part.OPEN else None


def behind_people(atoms: list[Atom], place: int) -> int:
    """The first atom that is no "patients" or "group"."""
    while place < len(atoms) and (atoms[place].word in PEOPLE or atoms[place].word in ARM_SUFFIXES):
        place += 1
    return place


def _fronted(atoms: list[Atom], right: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Read "Compared with Y, X reduced …"."""
    at = right[1] + 1
    while at < len(atoms) and atoms[at].word in ARM_SUFFIXES:
        at += 1
    if at >= len(atoms) or atoms[at].part != Part.COMMA:
        return None
    left = _name(atoms, _behind_given(atoms, at + 1))
    return None if left is None else (right, left)


def between(atoms: list[Atom], place: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Read "did not differ between X and Y"; `place` is of "between"."""
    if not any(atom.word in _DIFFERS for atom in atoms[max(place - 12, 0) : place]):
        return None
    left = _name(atoms, _behind_given(atoms, place + 1))
    if left is None or left[1] + 2 >= len(atoms) or atoms[left[1] + 1].word != "and":
        return None
    right = _name(atoms, _behind_given(atoms, left[1] + 2))
    return (left, right) if right is not None else None


def _right(atoms: list[Atom], place: int) -> tuple[tuple[int, int] | None, str]:
    """The name behind "than", and the preposition that led to it."""
    lead = ""
    at = skip_articles(atoms, place)
    if at < len(atoms) and atoms[at].word in _LEADS:
        lead = atoms[at].word
        at += 1
    return _name(atoms, _behind_given(atoms, at)), lead


def _behind_given(atoms: list[Atom], place: int) -> int:
    """Skip "the patients assigned to"."""
    at = skip_articles(atoms, place)
    if at < len(atoms) and atoms[at].word in _WHOM and not _names_people(atoms, at):
        at += 1
        while at < len(atoms) and atoms[at].word in _GIVEN:
            at += 1
    return skip_articles(atoms, at)


def _names_people(atoms: list[Atom], at: int) -> bool:
    return atoms[at].word in SORTS_OF_PEOPLE and (at + 1 >= len(atoms) or atoms[at + 1].word not in _GIVEN)


def _name(atoms: list[Atom], first: int) -> tuple[int, int] | None:
    if first < len(atoms) and atoms[first].word in SORTS_OF_PEOPLE:
        return first, first
    last = name_end(atoms, first)
    if last < first or atoms[first].word in GENERIC or measured(atoms[first]) or atoms[last].word in ADVERBS:
        return None
    return first, last


def _reaches(atoms: list[Atom], first: int, place: int) -> bool:
    """Whether nothing of weight stands between a name and "than"."""
    return place - first <= 3 and all(
        atom.part == Part.COMMA or atom.word in ARM_SUFFIXES or atom.word in PEOPLE or atom.word in ADVERBS
        for atom in atoms[first:place]
    )


def _text(atoms: list[Atom], span: tuple[int, int]) -> list[str]:
    return [atom.word for atom in atoms[span[0] : span[1] + 1]]
