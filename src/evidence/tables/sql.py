"""How DuckDB is asked about a column whose type is only known at run time.

The least and greatest value that a Parquet file states for a column of floating-point numbers pass over NaN, and DuckDB
believes them: where they are equal it takes that value for all, where they say that a condition always holds it does
not ask, and the row with NaN counts as a good one. So such a column is read as its sum with a random number times 0,
of which DuckDB cannot claim to know anything, unless a scan has shown that it holds no NaN. (The sum with 0 alone is
not enough: DuckDB works out its bounds, and with them that nothing is NaN.)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

NUMBER = r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"
DATE = r"\d{4}-\d{2}-\d{2}"
FEW = 8
"""Up to this many values are told apart one after the other; more are looked up."""


class Kind(Enum):
    """What a column holds, as far as reading it differs."""

    WHOLE = "whole numbers"
    REAL = "numbers"
    TEXT = "text"
    DATE = "dates"
    OTHER = "values of another kind"


def kind_of(type_name: str) -> Kind:
    """Sort a DuckDB type."""
    name = type_name.upper()
    if name.lstrip("U") in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"):
        return Kind.WHOLE
    if name in ("FLOAT", "DOUBLE") or name.startswith("DECIMAL"):
        return Kind.REAL
    if name in ("VARCHAR", '"NULL"') or name.startswith("ENUM"):
        return Kind.TEXT
    if name == "DATE" or (name.startswith("TIMESTAMP") and "ZONE" not in name):
        return Kind.DATE
    return Kind.OTHER


def quoted(name: str) -> str:
    """Write a name so that nothing in it can end it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Write a text so that nothing in it can end it."""
    return "'" + text.replace("'", "''") + "'"


@dataclass(frozen=True)
class Column:
    """
    One column of a source.

    Parameters
    ----------
    sql : str
        Its name, quoted.
    kind : Kind
    type_name : str
    """

    sql: str
    kind: Kind
    type_name: str

    @property
    def unclaimed(self) -> str:
        """The value, of which DuckDB knows nothing beforehand."""
        is_float = self.type_name.upper() in ("FLOAT", "DOUBLE")
        return f"({self.sql} + 0 * random()::{self.type_name})" if is_float else self.sql

    @property
    def number(self) -> str:
        """The value as DOUBLE; NULL where a text is no number."""
        if self.kind is Kind.TEXT:
            text = f"trim({self.sql}::VARCHAR)"
            return f"CASE WHEN regexp_full_match({text}, '{NUMBER}') THEN try_cast({text} AS DOUBLE) END"
        return f"{self.unclaimed}::DOUBLE"

    def whole(self, otherwise: int) -> str:
        """Give the value of a column without NaN as INTEGER; NULL or `otherwise` where it is none."""
        cast = f"try_cast({self.sql} AS INTEGER)"
        if self.kind is Kind.WHOLE:
            return cast
        return f"CASE WHEN {self.sql} = {cast} THEN {cast} ELSE {otherwise} END"

    @property
    def text(self) -> str:
        """The value as text, as `columns.text_of` writes it; NULL where nothing stands."""
        if self.kind is Kind.TEXT:
            return f"nullif(trim({self.sql}::VARCHAR), '')"
        if self.kind is Kind.REAL:
            # Not nullif(…, 'nan'): DuckDB would compare numbers instead, and then believe what the file claims.
            whole = f"regexp_replace({self.unclaimed}::VARCHAR, '\\.0+$', '')"
            return f"CASE WHEN NOT isnan({self.unclaimed}::DOUBLE) THEN {whole} END"
        return f"{self.sql}::VARCHAR"

    @property
    def day(self) -> str:
        """The day as it is written."""
        return f"trim({self.sql}::VARCHAR)" if self.kind is Kind.TEXT else f"{self.sql}::DATE::VARCHAR"

    @property
    def date(self) -> str:
        """The value as DATE; NULL where it is no day of the calendar."""
        if self.kind is Kind.TEXT:
            return f"CASE WHEN regexp_full_match({self.day}, '{DATE}') THEN try_cast({self.day} AS DATE) END"
        return f"CASE WHEN isfinite({self.sql}::DATE) THEN {self.sql}::DATE END"


@dataclass(frozen=True)
class Coding:
    """
    A column told apart by small whole numbers.

    Parameters
    ----------
    sql : str
        Gives the place of the value's text in `texts`; their number or NULL for any other value.
    texts : tuple of (str or None)
    """

    sql: str
    texts: tuple[str | None, ...]

    @property
    def width(self) -> int:
        """How many numbers it takes, with one for what has no place."""
        return len(self.texts) + 1


def listed(value: str, texts: Iterable[str]) -> Coding:
    """Tell apart the texts given; `value` is the SQL of the text."""
    named = tuple(texts)
    if not named:
        return Coding("0", ())
    if len(named) > FEW:
        kinds = ", ".join(map(literal, named))
        return Coding(f"enum_code(try_cast({value} AS ENUM({kinds})))::INTEGER", named)
    cases = " ".join(f"WHEN {literal(text)} THEN {place}" for place, text in enumerate(named))
    return Coding(f"CASE {value} {cases} ELSE {len(named)} END", named)


def spread(column: Column, span: range) -> Coding:
    """Tell apart the whole numbers of a range by subtraction alone, the fastest way."""
    return Coding(f"({column.whole(span.stop)} - ({span.start}))", tuple(map(str, span)))
