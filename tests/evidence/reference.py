"""Read the reference CSVs; their scripts stand beside them in tests/reference."""

from __future__ import annotations

import csv
import math
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "reference"


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float:
    return math.nan if text in {"NA", "NaN"} else float(text)


def numbers(table: list[dict[str, str]], column: str) -> list[float]:
    return [number(row[column]) for row in table]
