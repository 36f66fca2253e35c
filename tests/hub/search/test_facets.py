"""What hits can be narrowed down by."""

from __future__ import annotations

from collections import Counter

import pytest
from django.utils import translation

from hub.search.domain.facets import MOST_CHOICES, facets
from hub.search.domain.matching import Matches
from hub.search.results import Facet, Question
from tests.hub.articles.factories import topic_page
from tests.hub.translation.factories import spanish

pytestmark = pytest.mark.django_db


def topic_facet(topics: list[int], question: Question) -> Facet:
    counts = {name: Counter() for name in ("design", "year", "congress_id", "kind", "outcomes")}
    counts["topic_id"] = Counter({key: 100 - place for place, key in enumerate(topics)})
    matches = Matches(total=1, counts=counts, number=1, pages=1, listed=[], by_relevance=False)
    return next(facet for facet in facets(matches, question, attested=False) if facet.name == "topic")


def test_choice_that_was_made_is_offered_first_however_rare() -> None:
    topics = [topic_page(f"Topic {place}").pk for place in range(MOST_CHOICES + 3)]

    facet = topic_facet(topics, Question(topic=topics[-1]))

    assert [choice.label for choice in facet.choices][:2] == [f"Topic {MOST_CHOICES + 2}", "Topic 0"]
    assert (facet.choices[0].chosen, len(facet.choices)) == (True, MOST_CHOICES)


def test_topics_are_named_in_the_reader_s_language() -> None:
    translated, original = topic_page("Lymphoma"), topic_page("Myeloma")
    edition = translated.copy_for_translation(spanish(), copy_parents=True)
    edition.title = "Linfoma"
    edition.save_revision().publish()

    with translation.override("es"):
        facet = topic_facet([translated.pk, original.pk], Question())

    assert [choice.label for choice in facet.choices] == ["Linfoma", "Myeloma"]
