"""Several pieces of work on one long table at once.

NumPy lets go of the interpreter while it works through long arrays, so threads are enough to use every core. Short
tables are done before a thread would have started.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from typing import TypeVar

Result = TypeVar("Result")

LONG = 100_000
"""Times from which on threads are worth their start."""


def together(jobs: Sequence[Callable[[], Result]], *, times: int) -> list[Result]:
    """
    Do jobs that know nothing of each other, side by side where that is faster.

    Parameters
    ----------
    jobs : sequence of callable
    times : int
        Times that they work on, together.

    Returns
    -------
    list
        What each job returned, in the order of the jobs; the first error of a job is raised.
    """
    if times < LONG:
        return [job() for job in jobs]
    with ThreadPoolExecutor(max_workers=cpu_count()) as pool:
        return [future.result() for future in [pool.submit(job) for job in jobs]]
