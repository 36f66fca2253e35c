"""The panel of figures beside the editor: who may ask, what is said, and that asking stores nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from hub.articles.domain.figure_panel import panel_summary, to_settle
from hub.articles.models import ArticlePage
from hub.studies.models import Result, Study
from tests.hub.access.factories import make_editor, signed_in
from tests.hub.articles.factories import article, home_page, outcome_with_results, study, topic_page

pytestmark = pytest.mark.django_db


def rich(*paragraphs: str) -> str:
    """Return text as the editor's hidden input holds it."""
    blocks = [
        {"key": f"b{number}", "type": "unstyled", "depth": 0, "text": text, "inlineStyleRanges": [], "entityRanges": []}
        for number, text in enumerate(paragraphs)
    ]
    return json.dumps({"blocks": blocks, "entityMap": {}})


def survival_study() -> Study:
    made = study(outcomes=0)
    outcome_with_results(made, list(made.arms.all()), name="Overall survival", abbreviation="OS", key="os")
    return made


def form(of: Study | None = None, **fields: str) -> dict[str, Any]:
    return {"study": of.pk if of else "", **fields}


@pytest.fixture
def chief() -> Client:
    return signed_in(make_editor("chief", superuser=True))


def ask(client: Client, page: Page, data: dict[str, Any], place: str = "of", **extra: Any) -> Any:
    return client.post(f"/admin/articles/figures/{place}/{page.pk}/", data, **extra)


def rows(response: Any) -> list[tuple[str, str]]:
    """Return the state and the characters of each figure."""
    soup = BeautifulSoup(response.text, "html.parser")
    return [
        (group["class"][1].removeprefix("figures-group--"), row["data-quote"])
        for group in soup.select(".figures-group")
        for row in group.select("[data-figures-row]")
    ]


def test_panel_sorts_figures_by_what_blocks_publishing(chief):
    made = survival_study()
    text = (
        "Overall survival at 4 years was 83.3% (95% CI 64.5–92.7) with the new treatment.",
        "Overall survival at 4 years was 46.0% with the old treatment.",
        "Overall survival at 4 years was 83.3% (95% CI 84.5–92.7) with the new treatment.",
    )

    response = ask(chief, article(of=made), form(made, study_summary=rich(*text)))

    assert response.status_code == 200
    states = [state for state, _ in rows(response)]
    assert states == ["impossible", "differs", "tied"]
    assert BeautifulSoup(response.text, "html.parser").div["data-open"] == "2"


@pytest.mark.parametrize("address", ["/admin/pages/{page}/edit/", "/admin/pages/add/articles/articlepage/{home}/"])
def test_article_editor_has_the_panel_after_the_status(chief, address):
    page = article()

    response = chief.get(address.format(page=page.pk, home=home_page().pk))

    soup = BeautifulSoup(response.text, "html.parser")
    panels = [panel["data-side-panel"] for panel in soup.select("[data-side-panel]")]
    assert panels == ["status", "figures", "preview", "checks", "comments"]
    assert soup.select_one("script[src*='js/figure-panel'][type=module]")
    assert soup.select_one("link[href*='css/figure-panel']")


def test_editor_of_another_page_has_wagtails_panels_only(chief):
    for address in (
        f"/admin/pages/{topic_page().pk}/edit/",
        f"/admin/pages/add/articles/topicpage/{home_page().pk}/",
    ):
        response = chief.get(address)

        soup = BeautifulSoup(response.text, "html.parser")
        panels = [panel["data-side-panel"] for panel in soup.select("[data-side-panel]")]
        assert panels == ["status", "preview", "checks", "comments"]
        assert "figure-panel" not in response.text
