"""Print how far the estimators are from R's values in this folder: python -m tests.reference.agreement."""

import numpy as np
from tests.evidence.reference import FOLDER, numbers, rows

from evidence.estimators import cumulative_incidence, kaplan_meier
from evidence.results import IntervalMethod, VarianceMethod
from evidence.tables import read_csv


def furthest(found: np.ndarray, expected: list[float]) -> float:
    """Give the largest relative error where both have a value and R's is not zero."""
    true = np.array(expected)
    both = ~np.isnan(found) & ~np.isnan(true) & (true != 0)
    return float(np.max(np.abs(found[both] / true[both] - 1), initial=0.0))


def survival() -> dict[str, float]:
    """Compare Kaplan–Meier with R survival."""
    worst = dict.fromkeys(("survival", "standard error", *(f"{name} limits" for name in IntervalMethod)), 0.0)
    for name in ("lung", "veteran", "colon", "mgus2"):
        codes = {"0": "censored", "1": "death"}
        table = read_csv(FOLDER / f"{name}-rows.csv", time="time", status="status", codes=codes, time_unit="days")
        for interval in IntervalMethod:
            curve = kaplan_meier(table, "all", interval=interval)
            expected = [row for row in rows(f"{name}-survival.csv") if row["interval"] == interval]
            for array, column, label in (
                (curve.estimate, "survival", "survival"),
                (curve.standard_error, "std_error", "standard error"),
                (curve.low, "low", f"{interval} limits"),
                (curve.high, "high", f"{interval} limits"),
            ):
                worst[label] = max(worst[label], furthest(array, numbers(expected, column)))
    return worst


def incidence() -> dict[str, float]:
    """Compare Aalen–Johansen with R cmprsk, and its delta variance with R survival."""
    worst = dict.fromkeys(("incidence", "Aalen variance", "delta standard error"), 0.0)
    for name in ("mgus2", "colon_ties"):
        path = FOLDER / f"{name}-competing-rows.csv"
        codes = {"0": "censored", "1": "first", "2": "second"}
        table = read_csv(path, time="time", status="status", codes=codes, time_unit="months", arm="arm")
        for arm in table.arms:
            for number, cause in enumerate(table.events, start=1):
                keep = (arm, str(number))
                expected = [row for row in rows(f"{name}-incidence.csv") if (row["arm"], row["cause"]) == keep]
                curve = cumulative_incidence(table, arm, cause)
                delta = cumulative_incidence(table, arm, cause, variance=VarianceMethod.DELTA)
                for array, column, label in (
                    (curve.estimate, "incidence", "incidence"),
                    (curve.standard_error**2, "variance", "Aalen variance"),
                    (delta.standard_error, "delta_std_error", "delta standard error"),
                ):
                    worst[label] = max(worst[label], furthest(array, numbers(expected, column)))
    return worst


if __name__ == "__main__":
    for quantity, error in (survival() | incidence()).items():
        print(f"{quantity:22} {error:.0e}")
