"""Small rules: words, windows, facts, figures and lists."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hub.articles.domain import listing
from hub.articles.domain.disclosures import byline_of, relationships_within_window, window_start
from hub.articles.domain.facts import facts_of, follow_up, register_link
from hub.articles.domain.text import is_empty, plain, reading_minutes
from hub.articles.models import Contribution, Disclosure, Person
from hub.studies.models import Study
from tests.hub.articles import factories


def test_plain_keeps_words_of_neighbouring_blocks_apart():
    assert plain("<p>One</p><ul><li>two &amp; three</li></ul>") == "One two & three"


@pytest.mark.parametrize(("text", "empty"), [("", True), ("<p>&nbsp;</p>", True), ("<p>.</p>", False)])
def test_is_empty_looks_at_words(text, empty):
    assert is_empty(text) is empty


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (200, 1), (201, 2), (1000, 5)])
def test_reading_minutes_round_up(words, minutes):
    assert reading_minutes([" word" * words]) == minutes


@pytest.mark.parametrize(
    ("day", "start"),
    [(date(2026, 5, 4), date(2024, 5, 4)), (date(2028, 2, 29), date(2026, 2, 28))],
)
def test_window_is_24_months(day, start):
    assert window_start(day) == start


@pytest.mark.django_db
@pytest.mark.parametrize(("ended", "shown"), [(None, True), (date(2024, 5, 4), True), (date(2024, 5, 3), False)])
def test_relationship_counts_while_it_reaches_into_the_window(ended, shown):
    person = factories.person()
    person.disclosures = [Disclosure(company="Example", nature="advice", started=date(2020, 1, 1), ended=ended)]
    person.save()

    assert bool(relationships_within_window(person, today=date(2026, 5, 4))) is shown


def contribution(name: str, role: str = "author") -> Contribution:
    return Contribution(person=Person(name=name), role=role)


@pytest.mark.parametrize(
    ("names", "line"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A; B and C")],
)
def test_byline_names_authors_only(names, line):
    assert byline_of([contribution("Editor", "editor"), *map(contribution, names)]) == line


@pytest.mark.django_db
def test_person_cannot_have_nothing_to_disclose_without_a_date():
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.person(declared_on=None)


@pytest.mark.django_db
def test_disclosure_cannot_end_before_it_starts():
    with pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.create(
            person=factories.person(), company="E", nature="n", started=date(2026, 2, 1), ended=date(2026, 1, 1)
        )


def test_names_say_what_a_thing_is():
    assert str(Person(name="Ada Example")) == "Ada Example"
    assert str(Person(name="Ada Example", credentials="MD")) == "Ada Example, MD"
    assert str(Disclosure(company="Example", nature="advice")) == "Example: advice"
    assert str(contribution("Ada Example")) == "Ada Example (Author)"


@pytest.mark.parametrize(
    ("registry_id", "link"),
    [
        ("NCT01234567", "https://clinicaltrials.gov/study/NCT01234567"),
        ("ISRCTN12345678", "https://www.isrctn.com/ISRCTN12345678"),
        ("EudraCT 2016-004674-17", ""),
        ("", ""),
    ],
)
def test_register_link(registry_id, link):
    assert register_link(registry_id) == link


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, ""),
        ({"follow_up_printed": "4.2"}, "4.2\u00a0years"),
        (
            {"follow_up_printed": "4.2", "follow_up_low_printed": "3.2", "follow_up_high_printed": "6.0"},
            "4.2\u00a0years (3.2–6.0)",
        ),
        (
            {
                "follow_up_printed": "4.2",
                "follow_up_low_printed": "3.2",
                "follow_up_high_printed": "6.0",
                "follow_up_spread": "range",
            },
            "4.2\u00a0years (range 3.2–6.0)",
        ),
    ],
)
def test_follow_up_as_printed(fields, text):
    assert follow_up(Study(follow_up_unit="years", **fields)) == text


@pytest.mark.django_db
def test_facts_leave_out_what_is_not_known():
    study = factories.study(registry_id="", phase="")

    labels = [fact.label for fact in facts_of(study)]

    assert labels == ["Design", "Condition", "Population", "Experimental arm", "Comparator arm"]


@pytest.mark.django_db
def test_facts_name_the_publication():
    study = factories.study(primary_reference=factories.reference())

    fact = facts_of(study)[-1]

    assert fact.label == "Published as"
    assert "Journal of Examples" in fact.text or "A study called example-2026" in fact.text


@pytest.mark.django_db
def test_listing_topics_count_their_published_articles():
    home = factories.home_page()
    full = factories.topic_page("Full")
    factories.topic_page("Empty")
    factories.article("One", parent=full)
    factories.article("Two", parent=full, live=False, of=factories.study("two"), authors=[factories.person("B")])

    assert [(entry.page.title, entry.articles) for entry in listing.topic_entries(home)] == [("Full", 1), ("Empty", 0)]
