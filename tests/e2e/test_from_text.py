"""An editor starts a study from a pasted abstract, with and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import StorageState, expect

from tests.e2e.conftest import OpenPage

ABSTRACT = (
    "The lamivex group (n = 30) and a historical cohort (n = 214) were followed. At 4 years, disease-free survival was "
    "83.3% (95% CI 64.5–92.7) in the lamivex group and 44.0% (37.0–50.8) in the historical cohort. Overall survival at "
    "4 years was 39.3% (75.9–98.3) in the lamivex group."
)


@pytest.mark.parametrize("javascript", [True, False])
def test_editor_starts_a_study_from_an_abstract(open_page: OpenPage, signed_in: StorageState, javascript: bool):
    page = open_page("/admin/study-from-text/", javascript=javascript, cookies=signed_in)
    page.get_by_label("Text").fill(ABSTRACT)
    page.get_by_role("button", name="Read the text").click()

    expect(page.locator("mark")).to_have_count(3)
    expect(page.get_by_text("A 95% interval of 75.9–98.3% cannot belong to 39.3%.").first).to_be_visible()

    study = page.get_by_role("region", name="Study")
    study.get_by_label("Name").fill(f"Lamivex, {'with' if javascript else 'without'} scripts")
    study.get_by_label("Design").select_option("single_arm_historical")
    study.get_by_label("Condition").fill("Leukaemia")
    page.get_by_role("button", name="Create the study").click()

    expect(page.get_by_role("heading", name="Nothing was stored yet: 2 things to put right")).to_be_visible()
    page.get_by_role("link", name="Study, Population: This field is required.").click()
    study.get_by_label("Population").fill("Infants.")
    page.get_by_role("group", name="39.3%").get_by_label("Estimate").fill("93.3")
    page.get_by_role("button", name="Create the study").click()

    expect(page.get_by_text("was created with 3 results")).to_be_visible()
