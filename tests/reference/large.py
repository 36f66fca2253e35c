"""Write large.csv, three million people, more than cmprsk counts safely, and large-incidence.csv, comprisk's values.

Run at the root with comprisk installed: python -m tests.reference.large
"""

from __future__ import annotations

import csv
from pathlib import Path

import comprisk
import numpy as np

FOLDER = Path(__file__).parent
ARMS = ("a", "b")
PEOPLE = 3_000_000
DAYS = 1_200


def counts() -> np.ndarray:
    """Draw how many of each arm leave on each day, and for what cause: shape (arms, days, causes)."""
    rng = np.random.default_rng(1988)
    arm = rng.integers(0, 2, PEOPLE)
    first = rng.exponential(np.array([900.0, 1300.0])[arm])
    second = rng.exponential(2500.0, PEOPLE)
    end = rng.uniform(200, DAYS, PEOPLE)
    time = np.minimum(np.minimum(first, second), end)
    cause = np.where(time == end, 0, np.where(time == first, 1, 2))
    drawn = np.zeros((2, DAYS, 3), dtype=np.int64)
    np.add.at(drawn, (arm, np.ceil(time).astype(int) - 1, cause), 1)
    return drawn


def main() -> None:
    """Write both files."""
    drawn = counts()
    cells = [(arm, day, cause) for arm in range(2) for day in range(DAYS) for cause in range(3)]
    with (FOLDER / "large.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("time", "status", "arm", "n"))
        writer.writerows((day + 1, cause, ARMS[arm], drawn[arm, day, cause]) for arm, day, cause in cells)
    people = np.array([drawn[cell] for cell in cells])
    arm, day, cause = (np.repeat(column, people) for column in np.array(cells).T)
    fitted = comprisk.CumulativeIncidence().fit(day + 1.0, cause, group=arm)
    with (FOLDER / "large-incidence.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("arm", "cause", "time", "incidence", "variance"))
        for (group, number), curve in fitted.curves_.items():
            for place in range(0, len(curve.times), 60):
                row = (curve.times[place], curve.cif[place], curve.var[place])
                writer.writerow((ARMS[int(group)], number, *(repr(float(value)) for value in row)))


if __name__ == "__main__":
    main()
