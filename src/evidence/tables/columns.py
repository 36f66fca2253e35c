"""What the caller says of the columns: which they are, and what their values mean.

Codes are compared as text, so that 1, 1.0 and "1" are one code whatever the file made of it; `text_of` is the one place
that decides how a value reads.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isnan
from numbers import Integral, Real

from evidence.tables.event_table import CENSORED, BadRowsError

EVERYBODY = "all"
Code = str | int | float | bool
DEFAULT_CODES: Mapping[Code, str] = {"0": CENSORED, "1": "event", "false": CENSORED, "true": "event"}
"""What a status means where nobody says: 1 or true is the event, 0 or false none."""


def text_of(value: object) -> str | None:
    """Write a value of a column of codes, arms or strata as text; None where nothing stands."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return "true" if value else "false"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real) or type(value).__name__ == "Decimal":
        number = float(value)  # type: ignore[arg-type]
        if isnan(number):
            return None
        return str(int(number)) if number.is_integer() else str(value)
    return str(value).strip() or None


@dataclass(frozen=True)
class Columns:
    """
    The columns that are to be read.

    Parameters
    ----------
    time, status : str
    codes : dict of str to str
        Text of a status -> ``"censored"`` or the name of an event.
    time_unit : str
    arm : str or None
    arms : dict of str to str or None
        Text in the arm column -> name of the arm, in the order wanted.
    strata : tuple of str
    entry : str or None
    """

    time: str
    status: str
    codes: dict[str, str]
    time_unit: str
    arm: str | None = None
    arms: dict[str, str] | None = None
    strata: tuple[str, ...] = ()
    entry: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every column once."""
        listed = (self.time, self.status, self.arm, *self.strata, self.entry)
        return tuple(dict.fromkeys(name for name in listed if name is not None))

    @property
    def causes(self) -> tuple[str, ...]:
        """The causes, censoring first and the events in the order given."""
        return (CENSORED, *dict.fromkeys(name for name in self.codes.values() if name != CENSORED))

    @property
    def status_texts(self) -> dict[str, str]:
        """The codes, and how text files of whole numbers with gaps write them: 1.0 for 1."""
        return {**{f"{code}.0": name for code, name in self.codes.items() if code.isdigit()}, **self.codes}


def chosen(
    *,
    time: str,
    status: str,
    codes: Mapping[Code, str] | None,
    time_unit: str,
    arm: str | None,
    arms: Mapping[Code, str] | None,
    strata: str | tuple[str, ...] | None,
    entry: str | None,
) -> Columns:
    """Settle what a caller has said; a ``BadRowsError`` names what cannot be meant."""
    _require_names({"time": [time], "status": [status], "unit of time": [time_unit]})
    _require_names({"event": (codes or {}).values(), "arm": (arms or {}).values()})
    meanings = _texts(DEFAULT_CODES if codes is None else codes, "code")
    if CENSORED not in meanings.values() or set(meanings.values()) == {CENSORED}:
        raise BadRowsError([f"The status codes must name “{CENSORED}” and at least one event."])
    if arms is not None and arm is None:
        raise BadRowsError(["Arms are named, but no column of arms."])
    listed = (strata,) if isinstance(strata, str) else tuple(strata or ())
    for name, what in ((time, "time"), (entry, "entry time")):
        if name is not None and [time, status, arm, *listed, entry].count(name) > 1:
            raise BadRowsError([f"The column “{name}” holds the {what}; it can be nothing else."])
    return Columns(time, status, meanings, time_unit, arm, None if arms is None else _texts(arms, "arm"), listed, entry)


def _require_names(given: Mapping[str, Iterable[object]]) -> None:
    """Refuse what is to be named and is not, or not by a text."""
    problems = [
        f"The {what} is called {name!r}; give it a name."
        for what, names in given.items()
        for name in names
        if not isinstance(name, str) or not name.strip()
    ]
    if problems:
        raise BadRowsError(problems)


def _texts(given: Mapping[Code, str], what: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for value, name in given.items():
        text = text_of(value)
        if text is None or found.get(text, name) != name:
            problem = "is empty" if text is None else "has two meanings"
            raise BadRowsError([f"The {what} {value!r} {problem}."])
        found[text] = name
    return found
