"""The package lifelines."""

import warnings

import lifelines
import pandas as pd
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.statistics import logrank_test

NAME = "lifelines"
VERSION = lifelines.__version__
MISSING = "Gray's test"


def read(path: str) -> pd.DataFrame:
    """Load the rows."""
    return pd.read_parquet(path)


def compute(data: pd.DataFrame) -> list[object]:
    """Do what it can of the job."""
    warnings.simplefilter("ignore")  # it warns that it moves tied times apart
    arms = [data[data.arm == arm] for arm in (0, 1)]
    curves = [KaplanMeierFitter().fit(arm.time, arm.status > 0) for arm in arms]
    incidences = [
        AalenJohansenFitter(seed=1).fit(arm.time, arm.status, event_of_interest=cause)
        for arm in arms
        for cause in (1, 2)
    ]
    first, second = arms
    test = logrank_test(first.time, second.time, first.status > 0, second.status > 0)
    return [curves, incidences, test]
