"""The panel of figures beside the editor: who may ask, what is said, and that asking stores nothing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from wagtail.models import GroupPagePermission, ModelLogEntry, Page, Revision

from hub.articles.domain.figure_panel import panel_summary, to_settle
from hub.articles.domain.figure_states import figures_of
from hub.articles.figure_forms import unsaved_article
from hub.articles.models import ArticlePage, FigureDeclaration, FigureReason, TiedFigure
from hub.articles.views import editor, figure_panel
from hub.studies.models import Result, Study
from tests.hub.access.factories import NOON, make_editor, signed_in
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


@pytest.mark.parametrize(
    ("name", "arguments", "view"),
    [
        ("wagtailadmin_pages:add", ["articles", "articlepage", 1], editor.ArticleCreateView),
        ("wagtailadmin_pages:edit", [1], editor.PageEditView),
        ("wagtailadmin_pages:revisions_revert", [1, 1], editor.PageRevertView),
    ],
)
def test_wagtails_addresses_lead_to_the_hubs_editor(name, arguments, view):
    """A Wagtail that moves its editor would leave the panel behind unseen."""
    assert resolve(reverse(name, args=arguments)).func.view_class is view


def soup_of(response: Any) -> BeautifulSoup:
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "html.parser")


def declared(**fields: str) -> dict[str, str]:
    row = {"field": "key_learning", "quote": "12%", "occurrence": "1", "result": "", "note": "", "ORDER": "1", **fields}
    return {"figure_declarations-TOTAL_FORMS": "1"} | {
        f"figure_declarations-0-{name}": value for name, value in row.items()
    }


def test_asking_stores_nothing(chief):
    made = survival_study()
    page = article(of=made)
    before = [model.objects.count() for model in (ArticlePage, Revision, FigureDeclaration, TiedFigure, Result)]
    stored = ArticlePage.objects.filter(pk=page.pk).values().get()
    text = rich("Overall survival at 4 years was 46.0% with the old treatment.")

    ask(chief, page, form(made, title="Another title", key_learning=text, **declared(kind="not_a_result", note="No.")))

    assert [model.objects.count() for model in (ArticlePage, Revision, FigureDeclaration, TiedFigure, Result)] == before
    assert ArticlePage.objects.filter(pk=page.pk).values().get() == stored


def test_hostile_text_is_shown_as_text(chief):
    made = study(outcomes=0)
    hostile = 'x"><img src=x onerror=alert(1)>'
    outcome_with_results(made, list(made.arms.all()), name=hostile, key="os")
    typed = rich(f"Overall survival </li><script>alert(1)</script> was 12% with {hostile}.")

    response = ask(
        chief, article(of=made), form(made, key_learning=typed, title='<script>alert(2)</script> and 14% "x')
    )

    soup = soup_of(response)
    assert soup.find_all(["script", "img"]) == []
    assert [element for element in soup.find_all(True) if "onerror" in element.attrs] == []
    assert "14%" in [quote for _, quote in rows(response)]


@pytest.mark.parametrize(
    "sent",
    [
        {"key_learning": "{"},
        {"key_learning": "[]"},
        {"key_learning": '{"blocks": [{"text": 5}]}'},
        {"key_learning": '{"blocks": 7}'},
    ],
)
def test_text_that_no_editor_sends_is_refused(chief, sent):
    response = ask(chief, article(), sent)

    assert response.status_code == 400
    assert response.text == "The text of “Key learning” cannot be read."


@pytest.mark.parametrize(
    "sent",
    [
        {"study": "x"},
        {"study": "9" * 40},
        {"learning_objectives-TOTAL_FORMS": "99999999999999"},
        {"figure_declarations-TOTAL_FORMS": "-1"},
        {"learning_objectives-TOTAL_FORMS": "1", "learning_objectives-0-ORDER": "\u0663"},
        {},
    ],
)
def test_unusable_fields_are_left_out(chief, sent):
    response = ask(chief, article(), sent)

    assert soup_of(response).div["data-summary"] == "There is no figure in the text yet."


def test_too_large_form_is_refused(chief):
    response = ask(chief, article(), {"title": "x" * figure_panel.LARGEST})

    assert response.status_code == 413


def test_too_many_checks_are_refused(chief, monkeypatch):
    cache.clear()
    page = article()
    monkeypatch.setattr("hub.common.requests._count_hit", lambda name, address, seconds: 1201)

    assert ask(chief, page, {}).status_code == 429


def test_only_posts_with_a_token_are_answered():
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(make_editor(superuser=True), backend="django.contrib.auth.backends.ModelBackend")
    page = article()

    assert client.get(f"/admin/articles/figures/of/{page.pk}/").status_code == 405
    assert ask(client, page, {}).status_code == 403


def may_edit(page: Page, *actions: str) -> Client:
    """Sign in an editor who may do something under a page."""
    user = make_editor("local")
    group = Group.objects.create(name="Local")
    user.groups.add(group)
    for action in actions:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    return signed_in(user)


def test_panel_of_an_article_asks_for_the_right_to_edit_it():
    page = article()
    stranger = may_edit(topic_page("Another topic"), "change", "add")

    assert ask(stranger, page, {}).status_code in (302, 403)
    assert ask(stranger, page.get_parent(), {}, "under").status_code in (302, 403)
    assert ask(Client(), page, {}).status_code == 302


def test_panel_of_a_new_article_asks_for_the_right_to_add_one():
    topic = topic_page()
    adder = may_edit(topic, "add")

    assert ask(adder, topic, form(title="A third, 33%, were alive"), "under").status_code == 200
    assert "under" in adder.get(f"/admin/pages/add/articles/articlepage/{topic.pk}/").text


def test_no_article_is_checked_where_none_can_be(chief):
    page = article()

    assert ask(chief, page, {}, "under").status_code in (302, 403)
    assert ask(chief, page.get_parent(), {}, "of").status_code == 404


def test_text_without_a_study_says_where_to_choose_one(chief):
    response = ask(chief, article(), form(key_learning=rich("Overall survival was 46.0%.")))

    soup = soup_of(response)
    assert "No study is chosen" in soup.select_one(".figures-panel__empty").text
    assert rows(response) == [("untied", "46.0%")]


def test_declaration_in_the_form_settles_a_figure(chief):
    made = survival_study()
    text = {"key_learning": rich("In an earlier trial 12% relapsed.")}
    page = article(of=made)
    assert rows(ask(chief, page, form(made, **text))) == [("untied", "12%")]

    noted = ask(chief, page, form(made, **text, **declared(kind="other_source", note="Trial of 2019")))
    unfinished = ask(chief, page, form(made, **text, **declared(kind="other_source")))
    deleted = ask(chief, page, form(made, **text, **declared(kind="other_source", note="Trial of 2019", DELETE="1")))

    assert rows(noted) == [("declared", "12%")]
    assert "Trial of 2019" in soup_of(noted).select_one(".figures-row__sentence").text
    assert rows(unfinished) == rows(deleted) == [("untied", "12%")]


def reported(of: Study) -> dict[str, str]:
    return {
        "reported_outcomes-TOTAL_FORMS": "1",
        "reported_outcomes-0-outcome": str(of.outcomes.get().pk),
        "reported_outcomes-0-ORDER": "1",
    }


def test_questioned_results_in_the_tables_are_counted_too(chief):
    made = survival_study()
    page = article(of=made)
    Result.objects.filter(study=made, arm__key="new").update(low=10.0, low_printed="10.0")

    shown = soup_of(ask(chief, page, form(made, **reported(made))))
    hidden = soup_of(ask(chief, page, form(made)))

    assert shown.div["data-open"] == "1"
    assert "10.0–92.7" in shown.select_one(".figures-group--tables").text
    assert hidden.div["data-open"] == "0"
    assert hidden.select(".figures-group--tables") == []


def test_figure_with_a_reason_is_settled(chief):
    made = survival_study()
    page = article(of=made)
    text = {"key_learning": rich("In an earlier trial 12% died of infection.")}
    asked = ask(chief, page, form(made, **text))
    (figure,) = figures_of(_draft(made, text))
    assert soup_of(asked).div["data-open"] == "1"
    reason = {"digest": figure.digest, "quote": figure.quote, "finding": figure.finding, "reason": "Known."}
    page.figure_reasons = [FigureReason(**reason, given_at=NOON)]
    page.save_revision()

    response = ask(chief, page, form(made, **text))

    assert soup_of(response).div["data-open"] == "0"
    assert "A reason for publishing it as it stands has been given." in response.text


def _draft(of: Study, text: dict[str, str]) -> ArticlePage:
    sent = QueryDict(mutable=True)
    sent.update({"study": str(of.pk), **text})
    return unsaved_article(sent)


def test_objectives_are_read_in_their_order(chief):
    sent = {
        "learning_objectives-TOTAL_FORMS": "3",
        "learning_objectives-0-text": "name the 21%",
        "learning_objectives-0-ORDER": "3",
        "learning_objectives-1-text": "name the 22%",
        "learning_objectives-1-DELETE": "1",
        "learning_objectives-2-text": "name the 23%",
        "learning_objectives-2-ORDER": "1",
    }

    response = ask(chief, article(), sent)

    found = soup_of(response).select("[data-figures-row]")
    assert [(row["data-quote"], row["data-start"]) for row in found] == [("23%", "9"), ("21%", "22")]


@pytest.mark.parametrize(
    ("total", "open_", "sentence"),
    [
        (0, 0, "There is no figure in the text yet."),
        (1, 0, "The one figure is settled."),
        (1, 1, "The one figure is to be settled before publishing."),
        (7, 0, "All 7 figures are settled."),
        (7, 1, "1 of 7 figures is to be settled before publishing."),
        (7, 2, "2 of 7 figures are to be settled before publishing."),
    ],
)
def test_summary_of_counts(total, open_, sentence):
    assert panel_summary(total, open_) == sentence


def test_to_settle_counts_what_blocks_publishing():
    assert to_settle({"tied": 5, "declared": 4, "untied": 3, "differs": 2, "inconsistent": 1, "impossible": 1}) == 7
    assert to_settle({}) == 0


UNTIED = "Overall survival at 5 years was 40.0% (95% CI 33.0–47.0) with the old treatment."


def make(client: Client, page: Page, made: Study, text: str = UNTIED, **chosen: Any) -> Any:
    arm = made.arms.get(key="old")
    sent = {
        "figure-field": "key_learning",
        "figure-start": str(UNTIED.index("40.0")),
        "figure-quote": "40.0% (95% CI 33.0–47.0)",
        "result-outcome": str(made.outcomes.get().pk),
        "result-arm": str(arm.pk),
        "result-time": "5",
        "result-time_unit": "years",
        **chosen,
    }
    address = f"/admin/articles/figures/of/{page.pk}/result/"
    return client.post(address, form(made, key_learning=rich(text), **sent))


def test_untied_figure_offers_the_result_that_its_words_describe(chief):
    made = survival_study()

    response = ask(chief, article(of=made), form(made, key_learning=rich(UNTIED)))

    button = soup_of(response).select_one("[data-figures-known]")
    assert button.text == "Make it a result: Overall survival at 5 years, old treatment"


def test_result_is_made_from_a_figure_and_ties_it(chief):
    made = survival_study()
    page = article(of=made)

    response = make(chief, page, made)

    assert response.status_code == 200, response.text
    result = Result.objects.order_by("pk").last()
    assert (result.estimate_printed, result.low_printed, result.high_printed) == ("40.0", "33.0", "47.0")
    assert (result.estimate, result.interval_level, result.time, result.unit) == (40.0, 95, 5, "%")
    assert (result.source, result.arm.key, result.study) == ("published", "old", made)
    entry = ModelLogEntry.objects.get(action="studies.result_from_print")
    assert entry.data["printed"] == "40.0% (95% CI 33.0–47.0)"
    assert entry.user.username == "chief"
    assert entry.revision.content_object == made
    assert rows(ask(chief, page, form(made, key_learning=rich(UNTIED)))) == [("tied", "40.0% (95% CI 33.0–47.0)")]


def test_result_from_a_figure_with_decimal_commas_is_stored_with_points(chief):
    made = survival_study()
    text = UNTIED.replace(".0", ",0")

    response = make(chief, article(of=made), made, text, **{"figure-quote": "40,0% (95% CI 33,0–47,0)"})

    assert response.status_code == 200, response.text
    result = Result.objects.order_by("pk").last()
    assert (result.estimate_printed, result.low_printed, result.high_printed) == ("40.0", "33.0", "47.0")


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"figure-quote": "41.0%"}, "The text has changed since; look at the figure again."),
        ({"figure-start": "-1"}, "The text has changed since; look at the figure again."),
        ({"result-outcome": ""}, "Choose the outcome that the figure is of."),
        ({"result-arm": ""}, "Choose the arm that the figure is of."),
        ({"result-arm": "999999"}, "Choose the arm that the figure is of."),
        ({"result-time": "1e9"}, "Write the point of time as a number, like 4 or 1.5."),
        ({"result-time": ""}, "A survival probability needs its time point."),
        ({"result-time_unit": "lustra"}, "Value 'lustra' is not a valid choice."),
        ({"result-time": "4"}, "The study has this result already, as 44.0%; change it there."),
    ],
)
def test_result_that_cannot_be_is_refused_in_a_sentence(chief, chosen, sentence):
    made = survival_study()
    before = Result.objects.count()

    response = make(chief, article(of=made), made, **chosen)

    assert (response.status_code, response.json()) == (422, {"sentence": sentence})
    assert Result.objects.count() == before
    assert not ModelLogEntry.objects.filter(action="studies.result_from_print").exists()


def test_results_are_made_by_those_who_may_change_studies():
    made = survival_study()
    page = article(of=made)
    editor = may_edit(page.get_parent(), "change")
    before = Result.objects.count()

    response = ask(editor, page, form(made, key_learning=rich(UNTIED)))

    assert soup_of(response).select("[data-figures-act=make]") == []
    assert make(editor, page, made).status_code in (302, 403)
    assert Result.objects.count() == before


def test_list_of_pages_says_whose_figures_are_open(chief):
    topic = topic_page()
    made = study()
    settled, open_, without = (article(title, parent=topic, of=made) for title in ("Settled", "Open", "Without"))
    ArticlePage.objects.filter(pk=settled.pk).update(draft_figure_counts={"tied": 4})
    ArticlePage.objects.filter(pk=open_.pk).update(draft_figure_counts={"tied": 4, "untied": 2, "impossible": 1})
    ArticlePage.objects.filter(pk=without.pk).update(draft_figure_counts={})

    soup = soup_of(chief.get(f"/admin/pages/{topic.pk}/?ordering=title"))

    cells = [" ".join(cell.text.split()) for cell in soup.select("tbody td.status, tbody td:has(.w-status)")]
    assert [cell.partition("live")[2].strip() for cell in cells] == ["3 figures to settle", "all figures settled", ""]


def asks_for_figures(queries):
    return [query["sql"] for query in queries if re.search(r"articles_(?!articlepage\b)", query["sql"])]


def test_list_of_pages_counts_without_a_query_for_each(chief):
    topic = topic_page()
    made = study()
    article("First", parent=topic, of=made)
    address = f"/admin/pages/{topic.pk}/"
    chief.get(address)
    with CaptureQueriesContext(connection) as one:
        chief.get(address)
    article("Second", parent=topic, of=made)
    article("Third", parent=topic, of=made)
    with CaptureQueriesContext(connection) as three:
        chief.get(address)

    # Wagtail's and wagtail-localize's own listing asks of each page; the counts do not.
    assert len(asks_for_figures(three)) == len(asks_for_figures(one))
