"""An editor hands in patient-level data without scripts, and sees what they come to beside what is published."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

# Of 20 people 5 died within 12 months; the median is not reached.
ROWS = "months,died,drug\n" + "".join(
    f"{2 + n % 10},{int(n % 4 == 0)},{'ven' if n < 10 else 'pbo'}\n" for n in range(20)
)


def data_page(page: Page) -> None:
    """Open the data of the demo's randomised trial, by the way that its form gives."""
    page.goto("/admin/snippets/studies/study/")
    edit = page.get_by_role("link", name="VIALE-A", exact=True).get_attribute("href") or ""
    (number,) = re.findall(r"\d+", edit)
    page.goto(f"/admin/patient-data/{number}/")


def test_data_are_handed_in_described_confirmed_compared_and_deleted(open_page, signed_in):
    page = open_page("/admin/", javascript=False, cookies=signed_in)
    data_page(page)

    page.get_by_label("File").set_input_files({"name": "rows.csv", "mimeType": "text/csv", "buffer": ROWS.encode()})
    page.get_by_role("button", name="Upload").click()
    page.locator("[name=time_column]").select_option("months")
    page.locator("[name=time_unit]").select_option("months")
    page.locator("[name=status_column]").select_option("died")
    page.locator("[name=arm_column]").select_option("drug")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Status “1”").select_option("other")
    page.get_by_label("Arm “ven”").select_option("venetoclax")
    page.get_by_label("Arm “pbo”").select_option("placebo")
    page.get_by_label("Time to the first event of any kind").select_option("os")
    page.get_by_role("button", name="Show what this comes to").click()
    expect(page.get_by_role("row", name=re.compile(r"Azacitidine \+ venetoclax 10 "))).to_be_visible()
    page.get_by_role("button", name="Confirm and compute").click()

    table = page.get_by_role("table", name=re.compile("Each published figure"))
    expect(table.get_by_role("row")).to_have_count(4)  # its header, two medians and the hazard ratio
    expect(table).to_contain_text("Differs: 14.7 months is published")

    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Yes, delete").click()
    expect(page.get_by_text("The patient-level file was deleted.")).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(0)


def test_study_leads_to_its_data(open_page, signed_in):
    page = open_page("/admin/snippets/studies/study/", cookies=signed_in)
    page.get_by_role("link", name="VIALE-A", exact=True).click()

    page.get_by_role("button", name="Actions", exact=True).first.click()
    page.get_by_role("link", name="Patient-level data").click()

    expect(page).to_have_url(re.compile(r"/admin/patient-data/\d+/$"))
    expect(page.get_by_label("File")).to_be_visible()
