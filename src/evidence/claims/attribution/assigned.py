"""Allocation as a text tells it: "assigned to receive A, B, or C", "603 to A and 601 to B"."""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.attribution.naming import GENERIC, measured, name_end, skip_articles, skip_brackets, skip_schedule
from evidence.claims.lexicon import ARM_SUFFIXES, BE, PEOPLE, words

ALLOCATES = words("assigned randomised randomized allocated randomisation randomization assignment allocation randomly")
_BEFORE = words("receive undergo be treatment treated with have either one of open-label therapy get")
_LINKS = words("or and")
_BIG = words("hundred thousand")
_FARTHEST = 14
_MOST = 8


class Listed:
    """One group in a list of allocation: its name's first and last atom, its size, and the abbreviation in brackets."""

    __slots__ = ("after", "bare", "first", "last", "linked", "short", "size")

    def __init__(self, first: int, last: int) -> None:
        self.first = first
        self.last = last
        self.after = last + 1
        self.linked = False
        self.short: str | None = None
        self.size: int | None = None
        self.bare: int | None = None  # a number alone in brackets, which may be a reference


def allocation(atoms: list[Atom], place: int) -> list[Listed]:
    """
    Read the groups that people were assigned to.

    Parameters
    ----------
    atoms : list of Atom
    place : int
        Of "assigned", "randomised" or the like.

    Returns
    -------
    list of Listed
        In order; empty where the text lists fewer than two.
    """
    at = _to(atoms, place)
    return one_of(atoms, at) if at else []


def one_of(atoms: list[Atom], at: int) -> list[Listed]:
    """
    Read "A, B or C".

    Parameters
    ----------
    atoms : list of Atom
    at : int
        Of the first name, or of the "to" that leads to it.

    Returns
    -------
    list of Listed
        In order; empty where the text lists fewer than two.
    """
    found = _list(atoms, at)
    while len(found) > 1 and not found[-1].linked:
        found.pop()
    return found if len(found) > 1 else []


def _list(atoms: list[Atom], at: int) -> list[Listed]:
    """The groups of a list; `at` is of "to"."""
    events = _counts_events(atoms, at)
    before = size = None if events else _size_before(atoms, at)
    found: list[Listed] = []
    linked = False
    while len(found) < _MOST:
        group = _group(atoms, at + 1 if atoms[at].word == "to" else at)
        if group is None:
            break
        if found:
            group.size = group.size or size
        group.linked = linked
        found.append(group)
        at, linked, size = _next(atoms, group.after)
        if events:
            size = None
        if not at or at >= len(atoms):
            break
    if found and before is not None:
        _share_out(found, before)
    return found


def _share_out(found: list[Listed], before: int) -> None:
    """Tell "80 to A and 83 to B" from "163 to A or B" and "163 to A (80) or B (83)", by the number before the first."""
    first, others = found[0], found[1:]
    if any(group.size is not None for group in others):
        first.size = first.size or before
    elif sum(group.bare or 0 for group in found) == before:
        for group in found:
            group.size = group.bare


def received(atoms: list[Atom], place: int) -> list[Listed]:
    """
    Read "318 received A and 322 received B".

    Parameters
    ----------
    atoms : list of Atom
    place : int
        Of the first "received".

    Returns
    -------
    list of Listed
        Empty where the text tells of fewer than two groups.
    """
    found: list[Listed] = []
    while place and len(found) < _MOST:
        size = _size_before(atoms, place)
        group = _group(atoms, place + 1) if size is not None else None
        if group is None:
            break
        group.size = size
        found.append(group)
        place = _received_next(atoms, group.after)
    return found if len(found) > 1 else []


def _received_next(atoms: list[Atom], after: int) -> int:
    """The next "received" of a list; 0 where the list ends."""
    at = after
    while at < len(atoms) and (atoms[at].part == Part.COMMA or atoms[at].word in ("and", "while", "whereas")):
        at += 1
    behind = [to for to in range(at, min(at + 4, len(atoms))) if atoms[to].word == "received"]
    return behind[0] if behind and at > after else 0


def row(atoms: list[Atom], place: int) -> list[tuple[int, int]]:
    """
    Read the names in a row, which figures follow.

    "for A, B and C were 12%, 13% and 14%", "for A and B were as follows", "With A, B, and C, …, respectively".

    Parameters
    ----------
    atoms : list of Atom
    place : int
        Of the preposition.

    Returns
    -------
    list of tuple of int
        First and last atom of each; empty where they are fewer than two or no figure follows.
    """
    found, at = names(atoms, place + 1)
    while at < len(atoms) and (atoms[at].word in ARM_SUFFIXES or atoms[at].word in PEOPLE):
        at += 1
    if len(found) < 2 or at + 1 >= len(atoms):
        return []
    tells = atoms[at].word in BE and (atoms[at + 1].part == Part.NUMBER or atoms[at + 1].word == "as")
    behind = atoms[at].part == Part.COMMA and atoms[at + 1].word == "respectively"
    opens = place == 0 and atoms[at].part == Part.COMMA and any(atom.word == "respectively" for atom in atoms[at:])
    return found if tells or opens or behind else []


def names(atoms: list[Atom], at: int) -> tuple[list[tuple[int, int]], int]:
    """Read "A, B and C": each name, and where the text goes on; no name where no "and" joins the last."""
    found: list[tuple[int, int]] = []
    linked = False
    while len(found) < _MOST and not linked:
        first = skip_articles(atoms, at)
        last = name_end(atoms, first)
        if last < first:
            return [], at
        found.append((first, last))
        end = skip_schedule(atoms, last + 1)
        at = _behind_joint(atoms, end)
        linked = at > 0 and atoms[at - 1].word in _LINKS
        if at == end or at >= len(atoms):
            return [], at
    first = skip_articles(atoms, at)
    last = name_end(atoms, first)
    return ([*found, (first, last)], skip_schedule(atoms, last + 1)) if linked and last >= first else ([], at)


def _behind_joint(atoms: list[Atom], at: int) -> int:
    """The place behind a comma and "and"."""
    if at < len(atoms) and atoms[at].part == Part.COMMA:
        at += 1
    if at < len(atoms) and atoms[at].word in _LINKS:
        at += 1
    return at


def _to(atoms: list[Atom], place: int) -> int:
    """The "to" that leads to the first group; 0 where none does."""
    at = place + 1
    while at < min(place + _FARTHEST + 20, len(atoms)):
        atom = atoms[at]
        if atom.part == Part.OPEN:
            behind = skip_brackets(atoms, at)
            if behind == at:
                return 0
            at = behind
            continue
        if atom.word == "to":
            return at
        if atom.part == Part.SEMICOLON or atom.word in ALLOCATES:
            return 0
        if at - place > _FARTHEST + 16:
            return 0
        at += 1
    return 0


def _counts_events(atoms: list[Atom], to: int) -> bool:
    """Whether the number before "assigned to" tells to how many something happened: "occurred in 94 patients"."""
    return any(atoms[at].part == Part.NUMBER and atoms[at - 1].word == "in" for at in range(max(1, to - 6), to))


def _size_before(atoms: list[Atom], to: int) -> int | None:
    """Give 603 in "603 were assigned to A", "603 to A"."""
    for at in range(to - 1, max(to - 7, -1), -1):
        atom = atoms[at]
        if atom.part == Part.NUMBER:
            return whole(atoms, at)
        if atom.part != Part.WORD or atom.word in ("with", "of", "in"):
            return None
    return None


def whole(atoms: list[Atom], at: int) -> int | None:
    """The number of people that an atom tells; None for a ratio's or a number in words that is only its end."""
    value = atoms[at].value
    before = atoms[at - 1] if at else None
    if before is not None and before.word == "and" and at > 1 and atoms[at - 2].word in _BIG:
        return None
    ratio = before is not None and before.part == Part.COLON and at > 1 and atoms[at - 2].part == Part.NUMBER
    if before is not None and (before.word in _BIG or before.part == Part.NUMBER or ratio):
        return None
    return int(value) if atoms[at].unit is None and value and value == int(value) else None


def _group(atoms: list[Atom], place: int) -> Listed | None:
    at = skip_articles(atoms, place)
    while at < len(atoms) and atoms[at].word in _BEFORE and not _names_care(atoms, at):
        at = skip_articles(atoms, at + 1)
    last = name_end(atoms, at)
    if last < at and at < len(atoms) and atoms[at].word == "both":
        last = at
    if last < at or (last == at and atoms[at].word in GENERIC) or atoms[at].word in PEOPLE:
        return None
    group = Listed(at, last)
    group.after = skip_schedule(atoms, group.after)
    while group.after < len(atoms) and (atoms[group.after].word in ARM_SUFFIXES or _once(atoms, group.after)):
        group.after += 1
    while group.after < len(atoms) and atoms[group.after].part == Part.OPEN:
        behind = skip_brackets(atoms, group.after)
        if behind == group.after:
            break
        _bracket(atoms, group, group.after + 1, behind - 1)
        group.after = behind
    return group


def _names_care(atoms: list[Atom], at: int) -> bool:
    return atoms[at].word in ("treatment", "therapy") and at + 1 < len(atoms) and atoms[at + 1].word in ARM_SUFFIXES


def _once(atoms: list[Atom], at: int) -> bool:
    return measured(atoms[at]) and at + 1 < len(atoms) and atoms[at + 1].part in (Part.COMMA, Part.OPEN)


def _bracket(atoms: list[Atom], group: Listed, first: int, close: int) -> None:
    """Read "(CBT; n=120)", "(109 analysed)"."""
    if first >= close:
        return
    head = atoms[first]
    if head.part == Part.WORD and (first + 1 == close or atoms[first + 1].part in (Part.SEMICOLON, Part.COMMA)):
        group.short = head.word
    if head.part == Part.NUMBER and first + 1 == close:
        group.bare = whole(atoms, first)
    for atom in atoms[first:close]:
        if atom.part == Part.SIZE and atom.value is not None:
            group.size = int(atom.value)


def _next(atoms: list[Atom], at: int) -> tuple[int, bool, int | None]:
    """Where the next group of a list begins, whether "or" or "and" led to it, and its size; 0 where the list ends."""
    linked = False
    comma = at < len(atoms) and atoms[at].part == Part.COMMA
    if comma:
        at += 1
    if at < len(atoms) and (atoms[at].word in _LINKS or atoms[at].part == Part.VERSUS):
        linked = True
        at += 1
    if not (comma or linked) or at >= len(atoms):
        return 0, False, None
    return _counted(atoms, at, linked=linked)


def _counted(atoms: list[Atom], at: int, *, linked: bool) -> tuple[int, bool, int | None]:
    """Read "601 [patients were assigned] to B"; a list joined by "and" must go on like this."""
    if atoms[at].part == Part.NUMBER and atoms[at].unit is None:
        for to in range(at + 1, min(at + 6, len(atoms))):
            if atoms[to].word == "to":
                return to, True, whole(atoms, at)
            if atoms[to].part != Part.WORD:
                break
        return 0, False, None
    if atoms[at - 1].word == "and" and atoms[at].word not in ("to", "the"):
        return 0, False, None
    return at, linked, None
