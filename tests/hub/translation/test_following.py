"""An edition is as private as its original, stands where it stands, and goes when it goes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub.articles.models import ArticlePage
from hub.translation.domain.following import follow_move
from hub.translation.domain.translating import translate_page
from tests.hub.access.factories import attested_visitor
from tests.hub.articles.factories import article, topic_page
from tests.hub.translation.factories import NOW, WordByWord, spanish

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    original = article("A trial of the treatment", parent=topic_page())
    translate_page(page=original, locale=spanish(), engine=WordByWord(), now=NOW, publish=True)
    return ArticlePage.objects.get(locale=spanish())


@pytest.mark.parametrize("part", ["article", "topic"])
def test_original_or_its_topic_made_private_takes_the_edition_along_and_back(edition, part):
    page = edition.original if part == "article" else edition.original.get_parent()
    assert attested_visitor().get(edition.url).status_code == 200

    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.set([Group.objects.get(name="Editors")])

    assert attested_visitor().get(edition.url).status_code != 200
    assert list(ArticlePage.objects.live().public().filter(pk=edition.pk)) == []
    restriction.delete()
    assert attested_visitor().get(edition.url).status_code == 200


def test_article_that_is_moved_takes_its_edition_along(edition):
    topic = topic_page("Another topic")

    edition.original.move(topic, pos="last-child")
    follow_move(page=ArticlePage.objects.get(pk=edition.original.pk))

    moved = ArticlePage.objects.get(pk=edition.pk)
    assert moved.url == "/es/another-topic/a-trial-of-the-treatment/"
    assert attested_visitor().get(moved.url).status_code == 200


def test_article_that_expires_takes_its_edition_along(edition):
    ArticlePage.objects.filter(pk=edition.original.pk).update(expire_at=timezone.now() - timedelta(hours=1))

    call_command("publish_scheduled", verbosity=0)

    assert list(ArticlePage.objects.live()) == []


@pytest.mark.parametrize("part", ["article", "topic"])
def test_article_that_is_deleted_leaves_no_edition_to_readers(edition, part):
    page = edition.original if part == "article" else edition.original.get_parent()

    page.specific.delete()

    assert list(ArticlePage.objects.live()) == []
