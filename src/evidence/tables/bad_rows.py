"""Say which rows cannot be counted: the slow pass, made only when something is wrong.

Everything is read again as text, with the number of its row, and judged as text; see `sql` for why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evidence.tables.columns import Columns
from evidence.tables.event_table import BadRowsError
from evidence.tables.source import Source
from evidence.tables.sql import Column, Kind, literal

ROWS_NAMED = 5


def sentence(words: str, count: int, named: Sequence[object], what: str = "row ") -> str:
    """Write how many rows have something wrong with them, and name the first."""
    listed = ", ".join(map(str, named[:ROWS_NAMED])) + (" …" if count > ROWS_NAMED else "")
    place = f" ({what}{listed})" if named else ""
    if count == 1:
        return f"1 row {words.replace('have', 'has', 1)}{place}."
    return f"{count} rows {words}{place}."


def require_kinds(kinds: Mapping[str, Kind | None], what: str) -> None:
    """Refuse columns of a kind that cannot be read as it was asked; None stands for a kind that can."""
    problems = [f"The column “{name}” holds {kind.value}, not {what}." for name, kind in kinds.items() if kind]
    if problems:
        raise BadRowsError(problems)


def named_rows(source: Source, columns: Columns) -> list[str]:
    """Give a sentence for every kind of bad row, with its count and first rows, counted from 1."""
    checks = [
        *_number_checks("time", "time", source.written[columns.time]),
        ("have no status", "status IS NULL"),
        ("have a status without a meaning", f"status NOT IN ({_list(columns.status_texts)})"),
    ]
    values = {"time": _raw(source, columns.time), "status": source.written[columns.status].text}
    grouping_values, grouping_checks = category_checks(source, columns)
    values |= grouping_values
    checks += grouping_checks
    if columns.entry is not None:
        values["entry"] = _raw(source, columns.entry)
        checks += _number_checks("entry", "entry time", source.written[columns.entry])
        ordered = f"{_number('entry')} >= {_number('time')}"
        checks.append(
            ("have an entry time that is not before the end", f"{_finite('entry')} AND {_finite('time')} AND {ordered}")
        )
    return counted_sentences(source, values, checks)


def category_checks(source: Source, columns: Columns) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Give the values of arm and strata, and the conditions under which they are bad."""
    values, checks = {}, []
    if columns.arm is not None:
        values["arm"] = source.written[columns.arm].text
        checks.append(("have no arm", "arm IS NULL"))
        checks += [] if columns.arms is None else [("have an unknown arm", f"arm NOT IN ({_list(columns.arms)})")]
    for place, name in enumerate(columns.strata):
        values[f"stratum{place}"] = source.written[name].text
    if columns.strata:
        checks.append(
            ("have no stratum", " OR ".join(f"stratum{place} IS NULL" for place in range(len(columns.strata))))
        )
    return values, checks


def counted_sentences(source: Source, values: dict[str, str], checks: Sequence[tuple[str, str]]) -> list[str]:
    """Ask for the rows that meet each condition on the values, in one pass."""
    named = ", ".join(f"{sql} AS {name}" for name, sql in values.items())
    asked = ", ".join(
        f"count(*) FILTER (WHERE {where}), min(row, {ROWS_NAMED}) FILTER (WHERE {where})" for _, where in checks
    )
    numbered = f"(SELECT row_number() OVER () AS row, {named} FROM {source.rows})"  # noqa: S608 - names and values are quoted
    found = replace(source, rows=numbered).select(asked).fetchall()[0]
    refused = sorted([*source.empty(), *(row for rows in source.malformed.values() for row in rows)])
    problems = [sentence(words, len(rows), rows) for words, rows in source.malformed.items()]
    for place, (words, _) in enumerate(checks):
        count, rows = found[2 * place], found[2 * place + 1] or []
        problems += [sentence(words, count, [_row_in_file(row, refused) for row in rows])] if count else []
    return problems


def _raw(source: Source, name: str) -> str:
    return f"trim({source.written[name].unclaimed}::VARCHAR)"


def _number(name: str) -> str:
    return Column(name, Kind.TEXT, "VARCHAR").number


def _finite(name: str) -> str:
    return f"coalesce(isfinite({_number(name)}), false)"


def _number_checks(name: str, words: str, column: Column) -> list[tuple[str, str]]:
    article = "an" if words[0] in "aeiou" else "a"
    missing = f"{name} IS NULL OR {name} = ''"
    return [
        (f"have no {words}", missing),
        (f"have {article} {words} that is no number", f"NOT ({missing}) AND NOT {_finite(name)}"),
        (f"have a negative {words}", f"{_finite(name)} AND {_number(name)} < 0"),
    ]


def _list(texts: Iterable[str]) -> str:
    return ", ".join(map(literal, texts))


def _row_in_file(accepted: int, refused: list[int]) -> int:
    """Count a row among all rows of the file, from its place among those that were accepted."""
    row = accepted
    for gap in refused:
        if gap > row:
            break
        row += 1
    return row
