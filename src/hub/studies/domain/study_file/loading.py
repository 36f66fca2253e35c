"""Bring a study in the database to what its file says: every problem listed at once, or everything written.

The file is the whole truth of a study's arms, outcomes and results: what it leaves out is removed. A
row that says the same keeps its primary key, and a file that changes nothing writes nothing.
"""

from __future__ import annotations

from pathlib import Path

from django.db import IntegrityError, transaction

from hub.studies.domain.study_file.nodes import UnreadableError, read_nodes
from hub.studies.domain.study_file.patient_data import read_patient_data
from hub.studies.domain.study_file.plan import Plan, make_plan
from hub.studies.domain.study_file.reading import read_study_file
from hub.studies.results import LoadProblem, LoadReport


@transaction.atomic
def load_study(path: Path) -> LoadReport:
    """Load a study file.

    Parameters
    ----------
    path
        A YAML file; see docs/reference/study-file.md.

    Returns
    -------
    LoadReport
        With ``status`` ``refused`` and every problem if anything is wrong; then nothing was written.
    """
    problems: list[LoadProblem] = []
    try:
        file = read_study_file(read_nodes(path), problems)
    except UnreadableError as error:
        return LoadReport(path.name, "", "refused", problems=tuple(error.problems))
    computed = read_patient_data(file, path.parent, problems)
    plan = make_plan(file, computed, problems)
    if problems:
        return LoadReport(path.name, file.key, "refused", problems=tuple(sorted(set(problems))))
    return _carry_out(plan, path)


def _carry_out(plan: Plan, path: Path) -> LoadReport:
    changes = plan.changes()
    if not changes:
        return LoadReport(path.name, plan.study.key, "unchanged")
    created = plan.study.pk is None
    try:
        with transaction.atomic():
            plan.write()
    except IntegrityError as error:  # someone else wrote the same rows since they were compared
        problem = LoadProblem(0, "", f"the database refused the study, load it again: {error}")
        return LoadReport(path.name, plan.study.key, "refused", problems=(problem,))
    return LoadReport(path.name, plan.study.key, "created" if created else "updated", changes=tuple(changes))
