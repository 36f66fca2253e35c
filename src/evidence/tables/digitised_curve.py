"""Read what was digitised from a published figure: points of a curve, and the numbers at risk under it.

Both are small CSV files. As with patients' rows, every row that cannot be used is named and nothing is guessed.
"""

import csv
import re
from math import isfinite
from pathlib import Path

from evidence.tables.bad_rows import sentence
from evidence.tables.event_table import BadRowsError

DELIMITERS = ",;\t"
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


def read_curve_points(path: str | Path) -> list[tuple[float, float]]:
    """
    Read the points of a digitised curve.

    Parameters
    ----------
    path : str or Path
        A text file in UTF-8 with columns ``time`` and ``survival`` between commas, semicolons or tabs.

    Returns
    -------
    list of (float, float)
        In the order of the file, as they stand there.

    Raises
    ------
    BadRowsError
        If a file, column or row cannot be used; every problem is listed, rows counted from the first under the header.
    """
    return _read(Path(path), "survival")


def read_numbers_at_risk(path: str | Path) -> list[tuple[float, int]]:
    """
    Read the numbers at risk printed under a curve.

    Parameters
    ----------
    path : str or Path
        A text file in UTF-8 with columns ``time`` and ``at_risk`` between commas, semicolons or tabs.

    Returns
    -------
    list of (float, int)
        In the order of the file.

    Raises
    ------
    BadRowsError
        If a file, column or row cannot be used; every problem is listed, rows counted from the first under the header.
    """
    pairs = _read(Path(path), "at_risk")
    broken = [row for row, (_, count) in enumerate(pairs, start=1) if count < 0 or count != int(count)]
    if broken:
        raise BadRowsError([sentence("have no whole number at risk", len(broken), broken)])
    return [(time, int(count)) for time, count in pairs]


def _read(path: Path, column: str) -> list[tuple[float, float]]:
    header, rows = _rows(path)
    problems = [
        f"There is no column “{name}”; there are {', '.join(header)}."
        for name in ("time", column)
        if name not in header
    ]
    problems += [f"There are {header.count(name)} columns “{name}”." for name in set(header) if header.count(name) > 1]
    if problems:
        raise BadRowsError(problems)
    places = [header.index("time"), header.index(column)]
    pairs: list[tuple[float, float]] = []
    wrong: dict[str, list[int]] = {}
    for number, row in enumerate(rows, start=1):
        if len(row) != len(header):
            wrong.setdefault("have more or fewer fields than the header", []).append(number)
            continue
        texts = [row[place].strip() for place in places]
        bad = [name for name, text in zip(("time", column), texts, strict=True) if not _is_number(text)]
        for name in bad:
            wrong.setdefault(f"have a {name} that is no number", []).append(number)
        if not bad:
            pairs.append((float(texts[0]), float(texts[1])))
    if wrong:
        raise BadRowsError([sentence(words, len(numbers), numbers) for words, numbers in wrong.items()])
    if not pairs:
        raise BadRowsError([f"{path.name} holds no rows."])
    return pairs


def _rows(path: Path) -> tuple[list[str], list[list[str]]]:
    """Take the file apart at the delimiter that finds most columns in its header; drop empty lines at its end."""
    if not path.is_file():
        raise BadRowsError([f"There is no file {path}."])
    try:
        text = path.read_text(encoding="utf-8-sig")
        lines = text.rstrip().splitlines()
        delimiter = max(DELIMITERS, key=lambda mark: lines[0].count(mark) if lines else 0)
        header, *rows = csv.reader(lines, delimiter=delimiter, strict=True)
    except UnicodeDecodeError:
        raise BadRowsError([f"{path.name} has letters that are not UTF-8."]) from None
    except csv.Error as error:
        raise BadRowsError([f"{path.name} cannot be read as CSV: {error}."]) from None
    except ValueError:
        raise BadRowsError([f"{path.name} is empty."]) from None
    return [name.strip() for name in header], rows


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None and isfinite(float(text))
