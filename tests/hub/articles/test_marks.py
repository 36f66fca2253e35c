"""Marks on the figures of an article's prose, from what saving stored of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from hub.articles.domain import prose
from hub.articles.domain.marks import marked
from hub.articles.models import ArticlePage, FigureDeclaration, TiedFigure
from hub.articles.results import ProseMark
from hub.studies.models import Result
from tests.hub.articles import factories

pytestmark = pytest.mark.django_db

MARK = re.compile(r'<a class="figure-mark[^"]*"[^>]*>[^<]+</a>')


@pytest.fixture
def reader() -> Client:
    client = Client(headers={"sec-fetch-site": "same-origin"})
    client.post("/access/attest/", {"next": "/"})
    return client


def place(text: str, quote: str, **fields: Any) -> ProseMark:
    start = prose.plain_text(text).index(quote)
    shape = {"field": "safety", "part": "Safety", "anchor": "mark-1", "entry": "figure-r1", "questioned": False}
    return ProseMark(start=start, end=start + len(quote), **{**shape, **fields})


def keep(page: ArticlePage, field: str, quote: str, state: str, **fields: Any) -> None:
    """Store a figure of a text as saving the article would."""
    TiedFigure.objects.filter(page=page, field=field, quote=quote).delete()
    start = prose.plain_text(getattr(page, field)).index(quote)
    TiedFigure.objects.create(
        page=page, field=field, quote=quote, start=start, end=start + len(quote), state=state, digest="0" * 64, **fields
    )


@pytest.fixture
def article_with() -> Callable[..., ArticlePage]:
    """Make an article of one text, with none of its figures tied yet."""

    def make(field: str, text: str, **fields: Any) -> ArticlePage:
        page = factories.article(**fields)
        ArticlePage.objects.filter(pk=page.pk).update(**{field: text})
        page = ArticlePage.objects.get(pk=page.pk)
        page.tied_figures.all().delete()
        return page

    return make


def test_marked_text_links_its_figure_and_changes_nothing_else():
    text = "<p>Of these, <b>70%</b> &amp; more.</p>"

    assert marked(text, [place(text, "70%")]) == (
        '<p>Of these, <b><a class="figure-mark figure-mark--whole" data-figure-mark="" href="#figure-r1" '
        'id="mark-1">70%</a></b> &amp; more.</p>'
    )


def test_marked_text_without_a_figure_is_the_text_itself():
    assert marked("<p>No figure &amp; no mark.</p>", []) == "<p>No figure &amp; no mark.</p>"


def test_long_mark_may_wrap():
    quote = "83.3% (95% confidence interval 64.5–92.7)"
    text = f"<p>{quote}</p>"

    assert 'class="figure-mark"' in marked(text, [place(text, quote)])


def test_questioned_mark_says_so():
    text = "<p>70%</p>"

    assert "figure-mark--questioned" in marked(text, [place(text, "70%", questioned=True)])


def test_figure_inside_a_link_keeps_that_link_alone():
    text = '<p>See <a href="https://example.org/">the 70% there</a> and 17%.</p>'

    html = marked(text, [place(text, "70%"), place(text, "17%")])

    assert re.findall(r"<a [^>]*>([^<]*)", html) == ["the 70% there", "17%"]


def test_tied_figure_leads_to_its_result_and_back(reader, article_with):
    page = article_with("key_learning", "<p>After four years 83% were alive.</p>")
    result = Result.objects.get(estimate_printed="83.3")
    keep(page, "key_learning", "83%", "tied", result=result)

    html = reader.get(page.url).text

    assert f'href="#figure-r{result.pk}" id="mark-1">83%</a>' in html
    entry = re.search(rf'<li class="figure-check" id="figure-r{result.pk}".*?</li>', html, re.DOTALL)[0]
    assert '<a href="#mark-1">Key learning</a>' in entry


def test_figure_declared_to_be_a_result_is_as_a_tied_one(reader, article_with):
    page = article_with("safety", "<p>83% of them.</p>")
    result = Result.objects.get(estimate_printed="83.3")
    keep(page, "safety", "83%", "declared", result=result)

    assert f'href="#figure-r{result.pk}" id="mark-1">83%</a>' in reader.get(page.url).text


def test_figure_from_another_source_names_it(reader, article_with):
    page = article_with("limitations", "<p>Elsewhere it was 51%.</p>")
    page.figure_declarations.create(
        field="limitations", quote="51%", kind="other_source", note="A registry, Journal of Examples 2020."
    )
    note = "An editor says that it is from another source: A registry, Journal of Examples 2020."
    keep(page, "limitations", "51%", "declared", method=note)

    html = reader.get(page.url).text

    assert 'href="#figure-p1" id="mark-1">51%</a>' in html
    entry = re.search(r'<li class="figure-check" id="figure-p1".*?</li>', html, re.DOTALL)[0]
    assert "from another source" in entry
    assert "A registry, Journal of Examples 2020." in entry


@pytest.mark.parametrize("state", ["differs", "inconsistent", "impossible"])
def test_questioned_figure_says_why(reader, article_with, state):
    page = article_with("safety", "<p>It was 38.3%.</p>")
    keep(page, "safety", "38.3%", state, finding="The stored value is <83.3%>.")

    html = reader.get(page.url).text

    assert re.search(r'<a class="figure-mark figure-mark--whole figure-mark--questioned"[^>]*>38.3%</a>', html)
    entry = re.search(r'<li class="figure-check" id="figure-p1".*?</li>', html, re.DOTALL)[0]
    assert "questioned" in entry
    assert "The stored value is &lt;83.3%&gt;." in entry


def test_size_of_a_group_has_one_entry_however_often_it_is_given(reader, article_with):
    page = article_with("safety", "<p>Of 30 infants, and again of 30 infants.</p>")
    keep(page, "safety", "30", "tied", method="Checked against the number of people in an arm.")
    again = TiedFigure.objects.get(field="safety")
    again.pk, again.start, again.end, again.occurrence = None, again.start + 25, again.end + 25, 2
    again.save()

    html = reader.get(page.url).text

    assert re.findall(r'href="#(figure-p\d)" id="(mark-\d)">30</a>', html) == [
        ("figure-p1", "mark-1"),
        ("figure-p1", "mark-2"),
    ]
    assert html.count("Checked against the number of people in an arm.") == 1


def test_untied_figure_is_not_marked(reader, article_with):
    page = article_with("safety", "<p>It was 38.3%.</p>")
    keep(page, "safety", "38.3%", "untied", finding="No stored result has this value.")

    assert ">38.3%</a>" not in reader.get(page.url).text


def test_plain_language_summary_gives_away_no_stored_result(client, article_with):
    page = article_with("plain_language_summary", "<p>About 83% were alive.</p>")
    result = Result.objects.get(estimate_printed="83.3")
    keep(page, "plain_language_summary", "83%", "tied", result=result, outcome="Outcome 0", arm="old treatment")

    html = client.get(page.get_patient_url()).text

    assert 'href="#figure-p1" id="mark-1">83%</a>' in html
    assert "It agrees with what is stored for this study." in html
    for gated in ("83.3", "64.5", "Outcome 0", "old treatment"):
        assert gated not in html


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("differs", "It does not agree with what is stored for this study."),
        ("inconsistent", "It does not fit with other figures, or with itself."),
        ("declared", "The editors have noted what it is."),
    ],
)
def test_plain_language_summary_says_how_a_figure_stands(client, article_with, state, sentence):
    page = article_with("plain_language_summary", "<p>About 83% were alive.</p>")
    keep(page, "plain_language_summary", "83%", state, finding="83.3% is stored.")

    html = client.get(page.get_patient_url()).text

    assert f"<dd>{sentence}</dd>" in html
    assert "83.3" not in html


def test_showing_marks_counts_the_same_queries_for_one_and_three(reader, article_with, django_assert_max_num_queries):
    page = article_with("safety", "<p>83% and 44% and 51%.</p>")
    treated, control = Result.objects.order_by("-estimate")
    keep(page, "safety", "83%", "tied", result=treated)
    reader.get(page.url)

    with django_assert_max_num_queries(70) as for_one:
        reader.get(page.url)
    keep(page, "safety", "44%", "tied", result=control)
    keep(page, "safety", "51%", "declared")
    FigureDeclaration.objects.create(page=page, field="safety", quote="51%", kind="not_a_result", note="A threshold.")
    with django_assert_max_num_queries(70) as for_three:
        html = reader.get(page.url).text

    assert len(MARK.findall(html)) >= 3
    assert len(for_three) == len(for_one)


def test_showing_a_page_reads_no_prose(reader, article_with, monkeypatch):
    page = article_with("safety", "<p>83% were alive.</p>")
    keep(page, "safety", "83%", "tied", result=Result.objects.get(estimate_printed="83.3"))
    reader.get(page.url)

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("prose was read")

    monkeypatch.setattr("hub.studies.domain.engine.print.read", refuse)

    assert reader.get(page.url).status_code == 200
