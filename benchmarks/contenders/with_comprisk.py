"""The package comprisk."""

import comprisk
import pandas as pd

NAME = "comprisk"
VERSION = comprisk.__version__
MISSING = "Kaplan–Meier, log-rank"


def read(path: str) -> pd.DataFrame:
    """Load the rows."""
    return pd.read_parquet(path)


def compute(data: pd.DataFrame) -> list[object]:
    """Do what it can of the job."""
    time, status, arm = data.time.to_numpy(float), data.status.to_numpy(), data.arm.to_numpy()
    incidence = comprisk.CumulativeIncidence().fit(time, status, group=arm)
    return [incidence, *(comprisk.gray_test(time, status, arm, cause=cause) for cause in (1, 2))]
