"""The package scikit-survival."""

import numpy as np
import pandas as pd
import sksurv
from sksurv.compare import compare_survival
from sksurv.nonparametric import cumulative_incidence_competing_risks, kaplan_meier_estimator
from sksurv.util import Surv

NAME = "scikit-survival"
VERSION = sksurv.__version__
MISSING = "Gray's test"


def read(path: str) -> pd.DataFrame:
    """Load the rows."""
    return pd.read_parquet(path)


def compute(data: pd.DataFrame) -> list[object]:
    """Do what it can of the job."""
    time, status, arm = data.time.to_numpy(float), data.status.to_numpy(), data.arm.to_numpy()
    results: list[object] = []
    for group in (0, 1):
        own = arm == group
        results.append(kaplan_meier_estimator(status[own] > 0, time[own], conf_type="log-log"))
        results.append(
            cumulative_incidence_competing_risks(status[own].astype(np.int64), time[own], conf_type="log-log")
        )
    results.append(compare_survival(Surv.from_arrays(status > 0, time), arm))
    return results
