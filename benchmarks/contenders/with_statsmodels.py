"""The package statsmodels."""

import pandas as pd
import statsmodels
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight, survdiff

NAME = "statsmodels"
VERSION = statsmodels.__version__
MISSING = "intervals, Gray's test"


def read(path: str) -> pd.DataFrame:
    """Load the rows."""
    return pd.read_parquet(path)


def compute(data: pd.DataFrame) -> list[object]:
    """Do what it can of the job."""
    time, status, arm = data.time.to_numpy(float), data.status.to_numpy(), data.arm.to_numpy()
    results: list[object] = []
    for group in (0, 1):
        own = arm == group
        results.append(SurvfuncRight(time[own], (status[own] > 0).astype(int)))
        results.append(CumIncidenceRight(time[own], status[own]))
    results.append(survdiff(time, (status > 0).astype(int), arm))
    return results
