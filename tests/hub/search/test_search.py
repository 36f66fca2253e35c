"""Finding articles: by words, synonyms, facets and results, and never by what the reader may not know."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from hub.articles.models import ArticlePage, Congress
from hub.search.domain.marking import excerpt, pattern_for
from hub.search.domain.reading import asked_result
from hub.search.models import FullEntry, OpenEntry
from hub.search.results import Choice, Facet, Found
from hub.translation.domain.translating import translate_page
from tests.hub.access.factories import attested_visitor
from tests.hub.articles import factories
from tests.hub.translation.factories import NOW, WordByWord, spanish

pytestmark = pytest.mark.django_db

GATED = "zanubrutinib"


@pytest.fixture
def reader() -> Any:
    return attested_visitor()


def found(client: Any, query: str, prefix: str = "") -> tuple[int, str]:
    response = client.get(f"{prefix}/search/?{query}")
    assert response.status_code == 200
    answer = response.context["found"]
    return answer.total, response.content.decode()


def article_with_survival(title: str, survival: str, **fields: Any) -> ArticlePage:
    study = factories.study(title.lower().replace(" ", "-"), outcomes=0)
    arm = study.arms.first()
    factories.outcome_with_results(study, [], 0, name="Overall survival", key="os")
    factories.result(study.outcomes.get(), arm, (survival, "", ""), **{"time": 36, "time_unit": "months", **fields})
    return factories.article(title, of=type(study).objects.get(pk=study.pk))


def test_visitor_finds_titles_and_introductions(client):
    factories.article("Blinatumomab for infants")

    total, html = found(client, "q=blinatumomab")

    assert total == 1
    assert "<mark>Blinatumomab</mark> for infants" in html


@pytest.mark.parametrize("field", ["study_summary", "safety", "key_learning", "limitations"])
def test_word_of_the_gated_text_finds_nothing_for_a_visitor(client, reader, field):
    factories.article(**{field: f"<p>About {GATED}.</p>"})

    assert found(client, f"q={GATED}")[0] == 0
    assert found(reader, f"q={GATED}")[0] == 1


def test_visitor_is_told_that_results_need_confirmation(client):
    article_with_survival("High", "93.3")

    for query in ("q=overall+survival+above+80%25+at+3+years", "measured=Overall+survival&value=80", "outcome=os"):
        response = client.get(f"/search/?{query}")
        answer = response.context["found"]
        assert (answer.total, answer.needs_attestation, answer.facets) == (0, True, ())
        assert "93.3" not in response.content.decode()


def test_facets_of_a_visitor_count_nothing_gated(client, reader):
    article_with_survival("High", "93.3")

    open_facets = {facet.name for facet in client.get("/search/?q=high").context["found"].facets}
    full_facets = {facet.name for facet in reader.get("/search/?q=high").context["found"].facets}

    assert full_facets - open_facets == {"outcome"}


def test_synonym_finds_the_other_wording_both_ways(client):
    factories.article("Acute lymphoblastic leukaemia in infants")
    other = factories.study("other")
    type(other).objects.filter(pk=other.pk).update(condition="Myelodysplasia")
    factories.article("MDS after all", of=type(other).objects.get(pk=other.pk))

    assert found(client, "q=ALL")[0] == 1
    assert "Also searched: acute lymphoblastic leukaemia" in found(client, "q=ALL")[1]
    assert found(client, "q=acute+lymphoblastic+leukaemia+infants")[0] == 1
    assert found(client, "q=myelodysplastic+syndrome")[0] == 1


def test_abbreviation_that_is_a_word_is_found_by_its_meaning(client):
    factories.article("Blinatumomab in ALL")

    assert found(client, "q=acute+lymphoblastic+leukaemia")[0] == 1
    assert found(client, "q=ALL")[0] == 1


def test_small_letters_are_the_word_and_not_the_abbreviation(client):
    factories.article("Acute lymphoblastic leukaemia in infants")

    assert found(client, "q=all")[0] == 0


@pytest.mark.parametrize(
    ("query", "outcome", "above", "value", "months", "rest"),
    [
        ("overall survival above 80% at 3 years", "overall survival", True, 80, 36, ""),
        ("OS > 80 % at 36 months in AML", "overall survival", True, 80, 36, "AML"),
        ("disease-free survival of at least 75.5% at 1 year", "disease-free survival", True, 75.5, 12, ""),
        ("relapse below 20%", "relapse", False, 20, None, ""),
    ],
)
def test_question_about_a_result_is_read(query, outcome, above, value, months, rest):
    asked, words = asked_result(query)

    assert (asked.outcome, asked.above, asked.value, asked.months, words) == (outcome, above, value, months, rest)


@pytest.mark.parametrize("query", ["venetoclax", "above and beyond", "patients over 75 years", "10.1056/NEJMoa2012971"])
def test_other_questions_are_left_as_words(query):
    asked, words = asked_result(query)

    assert (asked is None, words) == (True, query) or asked.outcome == "patients"


def test_result_finds_articles_by_stored_value(reader):
    article_with_survival("High", "93.3")
    article_with_survival("Low", "44.0")
    article_with_survival("Early", "95.0", time=12)

    total, html = found(reader, "q=overall+survival+above+80%25+at+3+years")

    assert total == 1
    assert ">High</a>" in html
    assert "New treatment: overall survival at 36 months 93.3%" in html.replace("\N{NO-BREAK SPACE}", " ")
    assert found(reader, "measured=Overall+survival&side=below&value=50&time=3&unit=years")[0] == 1


def test_facets_count_and_narrow(reader):
    meeting = Congress.objects.create(name="Congress of Examples 2025", slug="examples-2025")
    first = factories.article("Leukaemia one", congress=meeting)
    factories.article("Leukaemia two", of=first.study)

    response = reader.get("/search/?q=leukaemia")
    counted = {
        facet.name: {choice.label: choice.count for choice in facet.choices}
        for facet in response.context["found"].facets
    }

    assert counted["congress"] == {"Congress of Examples 2025": 1}
    assert counted["design"] == {"Randomised controlled trial": 2}
    assert counted["outcome"] == {"Outcome 0": 2}
    assert found(reader, f"q=leukaemia&congress={meeting.pk}")[0] == 1


@pytest.mark.parametrize(
    "hide",
    [
        lambda page: page.unpublish(),
        lambda page: page.delete(),
        lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
        lambda page: PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login"),
    ],
    ids=["unpublished", "deleted", "private", "under a private topic"],
)
def test_article_that_is_taken_from_readers_is_not_found(reader, hide):
    page = factories.article("Blinatumomab for infants")
    assert found(reader, "q=blinatumomab")[0] == 1

    hide(page)

    assert found(reader, "q=blinatumomab")[0] == 0


def test_index_follows_a_study_and_is_rebuilt_by_a_command(reader):
    page = factories.article("Blinatumomab for infants")
    page.study.name = "NEWNAME trial"
    page.study.save_revision()
    page.study.save()
    OpenEntry.objects.all().delete()
    FullEntry.objects.all().delete()

    call_command("index_articles")

    assert found(reader, "q=NEWNAME")[0] == 1


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=%22+OR+1%3D1+--", "q=*", "q=&year=abc&topic=-3", "q=a&page=99999999", "q=<script>", "q=AND+OR+NOT+("],
)
def test_any_query_is_answered_in_a_page(client, reader, query):
    factories.article("Blinatumomab for infants")

    for visitor in (client, reader):
        response = visitor.get(f"/search/?{query}")
        assert response.status_code == 200
        assert "<script>" not in response.content.decode().replace('<script type="module"', "")


def test_value_without_an_outcome_is_asked_for(reader):
    html = found(reader, "q=leukaemia&value=80")[1]

    assert "Choose the outcome that has this value." in html
    assert 'value="leukaemia"' in html


def test_search_asks_as_often_for_three_as_for_one(reader, django_assert_max_num_queries):
    article_with_survival("Leukaemia one", "93.3")
    found(reader, "q=leukaemia")  # the first page that is ever asked for stores settings as they are by default
    with django_assert_max_num_queries(60) as one:
        found(reader, "q=leukaemia")
    for name in ("two", "three"):
        article_with_survival(f"Leukaemia {name}", "93.3")

    with django_assert_max_num_queries(60) as three:
        found(reader, "q=leukaemia")

    assert len(three) == len(one)


def test_edition_is_found_with_the_topic_of_its_original(client):
    page = factories.article("A trial", parent=factories.topic_page("Acute leukaemia"), of=factories.study())
    translate_page(page=page, locale=spanish(), engine=WordByWord(), now=NOW, publish=True)

    html = BeautifulSoup(found(client, "q=ensayo", "/es")[1], "html.parser")

    hit = html.select_one(".search__hits article")
    assert [link.text for link in hit.select("a")] == ["Acute leukaemia", "A ensayo"]


def test_passage_is_taken_from_prose_before_names():
    prose = f"{'Many words stand here. ' * 8}At 4 years, survival was better."

    cut = excerpt(f"Reading survival\n{prose}\nSurvival", pattern_for(["survival"]))

    assert cut.startswith("… ")
    assert cut.endswith("At 4 years, <mark>survival</mark> was better.")
    assert excerpt("Reading survival", pattern_for(["survival"])) == "Reading <mark>survival</mark>"


def test_only_what_leaves_fewer_hits_is_offered_and_what_is_chosen_can_be_taken_back():
    chosen, fewer, all_of_them = Choice("a", "A", 2, True), Choice("b", "B", 1, False), Choice("c", "C", 2, False)
    facets = (Facet("outcome", "Outcome", (chosen, fewer, all_of_them)), Facet("kind", "Kind", (all_of_them,)))

    found = Found(total=2, facets=facets)

    assert found.chosen == [(facets[0], chosen)]
    assert found.offered == [Facet("outcome", "Outcome", (fewer,))]
