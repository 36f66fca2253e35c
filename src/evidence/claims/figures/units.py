"""Units printed once for several numbers, and times told from durations."""

import itertools

from evidence.claims.atoms.atom import Atom, Part
from evidence.claims.figures.figure import TIMES
from evidence.claims.lexicon import PEOPLE, TIME_UNITS, words

_FARTHEST = 6  # atoms between two numbers that share a unit, with a ± and its number
# What has a number for a name: "44% in arm 2", "60% after cycle 1, 71% after cycle 2".
_NUMBERED = words("arm group cohort stratum part cycle course visit grade stage type level line phase step")


def unit_behind(atoms: list[Atom], numbers: list[int]) -> None:
    """Read the unit of "6.2 (range, 1.1–22.4) months" and "52 (45–59)%" from behind the bracket."""
    for place in [place for place in numbers if atoms[place].unit is None]:
        if place + 2 >= len(atoms) or atoms[place + 1].part != Part.OPEN:
            continue
        for at in range(place + 2, min(place + 10, len(atoms) - 1)):
            if atoms[at].part == Part.CLOSE:
                behind = atoms[at + 1].word
                if behind in TIME_UNITS or behind == "%":
                    atoms[place].unit = TIME_UNITS.get(behind, "%")
                break


def unit_announced(atoms: list[Atom], numbers: list[int], place: int) -> None:
    """Read the unit of "median survival (months) was 9.2", "Median OS (95% CI), months: 9.6" from before the number."""
    unit = TIME_UNITS[atoms[place].word]
    following = atoms[place + 1].part
    bracketed = atoms[place - 1].part == Part.OPEN and following == Part.CLOSE
    if not bracketed and following != Part.COLON:
        return
    for at in numbers:
        if not place < at <= place + 14 or atoms[at].unit is not None:
            continue
        before = atoms[at - 1].part
        if before not in _NOT_BEFORE_TIME if bracketed else (at == place + 2 or before == Part.VERSUS):
            atoms[at].unit = unit


def percent_announced(atoms: list[Atom], place: int) -> bool:
    """Whether a "%" says that numbers in brackets are percentages: "no. (%)", "n (%)"."""
    if place < 2 or atoms[place - 1].part != Part.OPEN or atoms[place + 1].part != Part.CLOSE:
        return False
    return any(before.word in _COUNTS for before in atoms[max(0, place - 4) : place - 1])


def percent_in_brackets(atoms: list[Atom], numbers: list[int]) -> None:
    """Give the second number in "57 (37.3)" its unit."""
    for place in numbers:
        if not 2 <= place < len(atoms) - 1 or atoms[place].unit is not None:
            continue
        if atoms[place - 1].part == Part.OPEN and atoms[place + 1].part == Part.CLOSE:
            count = atoms[place - 2]
            if count.part == Part.NUMBER and count.unit is None and "." not in count.word:
                atoms[place].unit = "%"


def inherit_units(atoms: list[Atom], numbers: list[int]) -> None:
    """Give "6" in "6 and 8%" and "2, 3" in "2, 3, and 5-year" the unit that is printed once, after the last of them."""
    after = len(atoms)
    unit: str | None = None
    as_time = False
    for place in reversed(numbers):
        atom = atoms[place]
        if atom.part == Part.TIME:
            unit, as_time, after = atom.unit, True, place
            continue
        if place and atoms[place - 1].part == Part.PLUS_MINUS:
            if atom.unit is not None:
                unit, as_time, after = atom.unit, False, place
            continue
        if atom.unit is None and unit is not None and _passes(atoms, place, after, as_time):
            if atom.word.isdigit() and 1900 <= int(atom.word) <= 2100 and unit in TIMES:
                continue  # a year
            if place and (atoms[place - 1].word in _NUMBERED or counts_in_bracket(atoms, place)):
                continue
            atom.unit = unit
            if as_time:
                atom.part = Part.TIME
            after = place
        elif atom.unit is not None and atom.unit != "dose":
            unit, as_time, after = atom.unit, False, place
        else:
            unit = None


def counts_in_bracket(atoms: list[Atom], place: int) -> bool:
    """Whether a whole number stands beside its percentage: "(5, 3.5%)", "(24 patients, 16.8%)", "X: 35, 47%; …"."""
    if not place or atoms[place - 1].part not in _OPENS or not atoms[place].word.isdigit():
        return False
    at = place + 1
    at += at < len(atoms) and atoms[at].word in PEOPLE
    if at + 2 >= len(atoms) or atoms[at].part != Part.COMMA or atoms[at + 2].part not in _CLOSES:
        return False
    share = atoms[at + 1]
    return share.part == Part.NUMBER and share.unit == "%"


def _passes(atoms: list[Atom], place: int, after: int, as_time: bool) -> bool:
    """Whether only connectives, or a ± with its number, stand between two numbers."""
    between = _behind_bracket(atoms[place + 1 : min(after, place + 2 * _FARTHEST)])
    if not 0 < len(between) <= _FARTHEST:
        return False
    if len(between) > _FARTHEST - 2 and all(atom.part != Part.PLUS_MINUS for atom in between):
        return False
    for at, atom in enumerate(between):
        if atom.part == Part.NUMBER:
            if not at or between[at - 1].part != Part.PLUS_MINUS:
                return False
        elif atom.part == Part.VERSUS:
            if as_time:
                return False
        elif atom.part not in (Part.COMMA, Part.PLUS_MINUS) and atom.word not in ("and", "or", "to", "-", "&", "/"):
            return False
    return True


def _behind_bracket(between: list[Atom]) -> list[Atom]:
    """Step over "(95% CI 5.1–7.3)" or "(X arm)" behind a number: "6.2 (5.1–7.3) and 7.4 (6.2–8.8) months"."""
    if not between or between[0].part != Part.OPEN:
        return between
    close = next((at for at, atom in enumerate(between) if atom.part == Part.CLOSE), 0)
    skipped = close and all(atom.part in _IN_BRACKET for atom in between[1:close])
    return between[close + 1 :] if skipped else between


def inherit_over_versus(atoms: list[Atom], numbers: list[int]) -> None:
    """Give "73" its unit in "66 months with X vs. 73 in the Y group"."""
    for one, two in itertools.pairwise(numbers):
        first, second = atoms[one], atoms[two]
        if first.unit not in TIMES or second.unit is not None or atoms[two - 1].part != Part.VERSUS:
            continue
        plain = all(atom.part == Part.WORD for atom in atoms[one + 1 : two - 1])
        if plain and two - one <= _FARTHEST + 2 and two + 1 < len(atoms) and atoms[two + 1].word in _IN_OTHERS:
            second.unit = first.unit


def mark_times(atoms: list[Atom], numbers: list[int]) -> None:
    """Tell the times in "at 3 years", "at 1, 3 and 5 years" from durations that are results."""
    for place in [place for place in numbers if atoms[place].unit in TIMES]:
        atom = atoms[place]
        if atom.part != Part.NUMBER or not place:
            continue
        at = place - 1
        while (
            at > 0
            and (atoms[at].part == Part.COMMA or atoms[at].word in ("and", "or"))
            and atoms[at - 1].part == Part.TIME
        ):
            at -= 1
        before = atoms[at]
        if place + 2 < len(atoms) and atoms[place + 1].part == Part.OPEN and atoms[place + 2].part == Part.SPREAD:
            continue  # "platelet engraftment at 24 days (range, 14-71)"
        if before.part == Part.TIME or before.word in ("at", "by", "within") or _rates_of(atoms, at):
            following = [other.word for other in atoms[place + 1 : place + 4]]
            if (
                "median" not in following
                and not any(word.startswith("follow") for word in following)
                and "'" not in following
            ):
                atom.part = Part.TIME


def _rates_of(atoms: list[Atom], of: int) -> bool:
    """Read "the survival rates of 1, 2 and 3 years were": times in a row."""
    if atoms[of].word != "of" or not of or atoms[of - 1].word not in _RATES or of + 3 >= len(atoms):
        return False
    return atoms[of + 2].part == Part.COMMA or atoms[of + 2].word in ("and", "or")


_IN_OTHERS = frozenset(("in", "with", "for", "on"))
_IN_BRACKET = frozenset((Part.WORD, Part.CI, Part.SPREAD, Part.RANGE, Part.COLON, Part.COMMA, Part.SEMICOLON, Part.P))
_OPENS = frozenset((Part.OPEN, Part.COLON))
_CLOSES = frozenset((Part.CLOSE, Part.SEMICOLON))
_RATES = frozenset(("rate", "rates", "probability", "probabilities"))
_COUNTS = frozenset(("no", "nos", "n", "number", "patients", "count"))
_NOT_BEFORE_TIME = frozenset((Part.LABEL, Part.EQUALS, Part.COMMA, Part.COLON, Part.OPEN, Part.PLUS_MINUS))
NUMBERS = frozenset((Part.NUMBER, Part.TIME))
