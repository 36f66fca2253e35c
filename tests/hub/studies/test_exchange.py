"""What the library itself writes of a text, and its names."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from evidence.checks import CHECKS
from hub.studies.domain import check_names, claims_and_findings, groups_without_figures, read_passage

TEXT = (
    "Complete remission was reached by 34 of 45 patients (81%) in the testocel group and by 25 of 45 patients (56%) in "
    "the control group. Fever occurred in 71% of patients."
)


def test_answer_is_that_of_the_command_line():
    command = [Path(sys.executable).with_name("evidence"), "check", "--json", "--n", "all=30"]
    printed = subprocess.run(command, input=TEXT, capture_output=True, text=True).stdout

    assert claims_and_findings(TEXT, groups={"all": 30}) == json.loads(printed)


def test_answer_knows_of_adjusted_figures():
    text = "Overall survival at 2 years was 40% (95% CI 39–80) in the A group and 70% (95% CI 60–78) in the B group."

    plain, adjusted = (claims_and_findings(text, adjusted=answer)["findings"] for answer in (False, True))

    assert [finding["check"] for finding in plain] == ["interval-method"]
    assert adjusted == []


def test_every_check_is_named():
    assert check_names() == tuple(CHECKS)


def test_group_of_another_name_is_without_figures():
    passage = read_passage(TEXT)

    assert groups_without_figures(passage, ["the Testocel group", "all", "placebo"]) == ("placebo",)
