"""Parts of the people studied: "among patients receiving oxygen", "those with intermediate risk", "per-protocol"."""

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.attribution.names import sorts_people
from evidence.claims.attribution.phrase import STOPS
from evidence.claims.lexicon import ACTS, BE, DETERMINERS, HAVE, SORTS_OF_PEOPLE, words

_LEADS = words("for in among of")
_WHO = words("who that")
_HAVING = words("with without having had has receiving undergoing lacking carrying")
_SHARES = words("proportion proportions percentage percentages number fraction share")  # what these had is an outcome
_DENIED = words("without not")
NO_NEED = words("disease tumours tumors status characteristics features")
ANALYSES = words("per-protocol as-treated on-treatment per")
_KINDS = words("analysis analyses population populations set cohort sample")
_LIMITS = words("less more higher lower greater above below older younger")
_COMPARED = frozenset((">", ">=", "<", "<="))
_OLDER = words("younger older")
_AGE_LIMITS = _OLDER | words("under over below above")
_LONGEST = 10
_TOLD_AGAIN = words("it they this these")
_AGES = frozenset((Part.NUMBER, Part.TIME, Part.RANGE))


class Subgroup:
    """A part of the people: the atoms that speak of it, where its name begins and ends in the text, and its sort."""

    __slots__ = ("end", "everybody", "first", "given", "last", "start", "suffered")

    def __init__(self, first: int, last: int, start: int, end: int) -> None:
        self.first = first
        self.last = last
        self.start = start
        self.end = end
        self.everybody = False  # "Of 320 patients with X": those studied
        self.given = False  # "receiving X"
        self.suffered = False  # "who had X", which is an outcome if X is one


def subgroup_of(atoms: list[Atom], place: int) -> Subgroup | None:
    """
    Read what sets some people apart from the rest.

    Parameters
    ----------
    atoms : list of Atom
    place : int
        Of "patients", "those" or the like.

    Returns
    -------
    Subgroup or None
    """
    before = place - 1
    while before > 0 and (atoms[before].part == Part.NUMBER or atoms[before].word in ("the", "all", "those")):
        before -= 1
    if before < 0 or (before and atoms[before - 1].word in _SHARES):
        return None
    if atoms[before].word not in _LEADS and not (before == place - 1 and _goes_on(atoms, place)):
        return None
    if atoms[place].word in SORTS_OF_PEOPLE and before == place - 1 and _fronted(atoms, place):
        return Subgroup(place, place, atoms[place].start, atoms[place].end)
    at = place + 1
    if at < len(atoms) and atoms[at].word == "aged":
        return _aged(atoms, place, at)
    set_apart = atoms[place].word == "those" or (at < len(atoms) and atoms[at].word in _OLDER)
    if set_apart and at + 2 < len(atoms) and atoms[at].word in _AGE_LIMITS:  # "those younger than 60 years"
        limit = at + 1 + (atoms[at + 1].word == "than")
        return Subgroup(place, limit, atoms[at].start, atoms[limit].end) if atoms[limit].part in _AGES else None
    if at < len(atoms) and atoms[at].operator in _COMPARED and atoms[at].unit == "years":  # "patients ≥70 years"
        return Subgroup(place, at, atoms[at].start, atoms[at].end)
    while at < len(atoms) and (atoms[at].word in _WHO or atoms[at].word in BE):
        at += 1
    found = _had(atoms, place, at) if at < len(atoms) and atoms[at].word in _HAVING else None
    if found is not None:
        found.everybody = atoms[before].word == "of" and before == 0
    return found


def _goes_on(atoms: list[Atom], place: int) -> bool:
    """Read "in patients with A (10 v 7 months) and patients with B (…)": the second part like the first."""
    who, having = atoms[place].word, atoms[place + 1].word if place + 1 < len(atoms) else ""
    if atoms[place - 1].word != "and" or atoms[place - 2].part != Part.CLOSE or having not in _HAVING:
        return False
    return any(
        atoms[at].word == who and atoms[at + 1].word == having and atoms[at - 1].word in _LEADS
        for at in range(1, place - 2)
    )


def _aged(atoms: list[Atom], place: int, at: int) -> Subgroup | None:
    """Read "aged 60 to 65 years", "aged 70 years or older"; `at` is of "aged"."""
    last = at + 1
    if last >= len(atoms) or atoms[last].part not in _AGES:
        return None
    if last + 2 < len(atoms) and atoms[last + 1].word in ("or", "and") and atoms[last + 2].word in _LIMITS:
        last += 2
    return Subgroup(place, last, atoms[at].start, atoms[last].end)


def _had(atoms: list[Atom], place: int, at: int) -> Subgroup | None:
    """Read what people have; `at` is of "with", "had", "receiving" or the like."""
    first = at + 1
    while first < len(atoms) and atoms[first].word in DETERMINERS and atoms[first].word != "no":
        first += 1
    last = condition_end(atoms, first)
    if last < first or (last == first and atoms[at].word in HAVE and atoms[first].word in ACTS):  # "had died"
        return None
    end = last
    while end > first and atoms[end].word in NO_NEED and sorts_people(atoms[end - 1].word):
        end -= 1
    denied = atoms[at].word in _DENIED
    found = Subgroup(place, last, atoms[at if denied else first].start, atoms[end].end)
    found.given = atoms[at].word in ("receiving", "undergoing")
    found.suffered = atoms[at].word in HAVE
    return found


def _fronted(atoms: list[Atom], place: int) -> bool:
    """Read "In women, …", "whereas in men it was …"."""
    before = atoms[place - 2] if place > 1 else None
    opens = before is None or before.part == Part.SEMICOLON or before.word in ("and", "but", "whereas", "while")
    if not opens or place + 1 >= len(atoms):
        return False
    return atoms[place + 1].part == Part.COMMA or (before is not None and atoms[place + 1].word in _TOLD_AGAIN)


def analysis_at(atoms: list[Atom], place: int) -> Subgroup | None:
    """Read "the per-protocol population"."""
    last = place + (atoms[place].word == "per")
    if last > place and (last >= len(atoms) or atoms[last].word != "protocol"):
        return None
    if last + 1 >= len(atoms) or atoms[last + 1].word not in _KINDS:
        return None
    return Subgroup(place, last + 1, atoms[place].start, atoms[last].end)


def is_analysis(word: str) -> bool:
    """Whether a word may begin the name of a part of the people analysed."""
    return word in ANALYSES


def condition_end(atoms: list[Atom], first: int) -> int:
    """Find where a condition ends that begins at `first`: "del(17p) or TP53 mutation", "oxygen without ventilation"."""
    last = first - 1
    while last + 1 < len(atoms) and last - first < _LONGEST:
        step = _step(atoms, first, last + 1)
        if not step:
            break
        last += step
    return last


def _step(atoms: list[Atom], first: int, at: int) -> int:
    atom = atoms[at]
    if atom.part == Part.WORD and _noun(atoms, at):
        return 1
    if atom.part == Part.GRADE:
        return 1
    if at == first:
        return 1 if atom.word == "no" and _noun(atoms, at + 1) else 0
    if atom.part == Part.OPEN and atoms[at - 1].end == atom.start:
        close = _close(atoms, at)
        return close - at + 1 if close else 0
    if atom.word in ("or", "without", "of") and _noun(atoms, at + 1):
        return 2
    if atom.part == Part.NUMBER and _bounded(atoms, at):
        return 3
    if atom.word in ("of", "at") and at + 1 < len(atoms) and atoms[at + 1].part == Part.NUMBER:
        return 4 if _bounded(atoms, at + 1) else 0
    if atom.word == "of" and at + 1 < len(atoms) and atoms[at + 1].part == Part.RANGE:  # "a score of 4–5"
        return 2
    return 0


def _noun(atoms: list[Atom], at: int) -> bool:
    if at >= len(atoms) or atoms[at].part != Part.WORD:
        return False
    word = atoms[at].word
    return word not in STOPS and word not in HAVE


def _bounded(atoms: list[Atom], at: int) -> bool:
    """Read "of 40% or less"."""
    return at + 2 < len(atoms) and atoms[at + 1].word in ("or", "and") and atoms[at + 2].word in _LIMITS


def _close(atoms: list[Atom], at: int) -> int:
    """The bracket that closes one glued to a word, as in "t(8;21)"; 0 where it is far."""
    for place in range(at + 1, min(at + 6, len(atoms))):
        if atoms[place].part == Part.CLOSE:
            return place
    return 0
