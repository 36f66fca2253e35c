"""Patient-level files for tests: small enough to be computed by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from hub.studies.domain.patient_files import confirm, describe, receive_file
from hub.studies.models import PatientFile, Study
from hub.studies.results.meaning import Meaning
from tests.hub.studies.factories import make_arm, make_outcome, make_result, make_study

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
# Ten people, one of them censored early; within a year 1 of 5 in arm A relapsed and 1 died, in B 2 relapsed and 1 died.
ROWS = """\
id,group,months,status
patient-01,A,3,1
patient-02,A,6,2
patient-03,A,13,0
patient-04,A,15,1
patient-05,A,24,0
patient-06,B,2,1
patient-07,B,4,1
patient-08,B,8,2
patient-09,B,18,0
patient-10,B,30,0
"""
MEANING = Meaning(
    time_column="months",
    status_column="status",
    time_unit="months",
    arm_column="group",
    codes={"0": "censored", "1": "outcome:cir", "2": "other"},
    arms={"A": "a", "B": "b"},
    survival="dfs",
)


def make_trial() -> Study:
    """A trial of two arms of five with event-free survival and relapse at one year as published."""
    study = make_study("trial", design="randomised")
    a = make_arm(study, "a", label="new treatment", n=5)
    b = make_arm(study, "b", label="usual care", n=5, role="comparator")
    dfs = make_outcome(study, "dfs")
    cir = make_outcome(study, "cir", name="Relapse", abbreviation="CIR", measure="cumulative_incidence", better="lower")
    for outcome, arm, printed in ((dfs, a, "60.0"), (dfs, b, "41"), (cir, a, "20.0"), (cir, b, "40.0")):
        make_result(outcome, arm, printed, time=1)
    return study


def upload(content: str | bytes = ROWS, name: str = "rows.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def make_user(name: str = "data-editor") -> User:
    return User.objects.get_or_create(username=name)[0]


def receive(study: Study, content: str | bytes = ROWS, name: str = "rows.csv", **options: Any) -> PatientFile:
    return receive_file(study=study, upload=upload(content, name), **{"user": make_user(), "now": NOW, **options})


def make_described(study: Study, content: str | bytes = ROWS, *, meaning: Meaning = MEANING) -> PatientFile:
    patient_file = receive(study, content)
    describe(patient_file=patient_file, meaning=meaning)
    return patient_file


def make_confirmed(study: Study, content: str | bytes = ROWS, *, meaning: Meaning = MEANING) -> PatientFile:
    patient_file = make_described(study, content, meaning=meaning)
    confirm(patient_file=patient_file, user=make_user(), now=NOW)
    return patient_file
