"""The page that explains the marks: its specimens are what the checks make of them."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from hub.checking.domain.specimens import specimens
from hub.studies.enums import VerdictWord

pytestmark = pytest.mark.django_db


def test_each_specimen_gets_the_word_that_it_is_shown_for():
    assert {word: figure.state for word, figure in specimens().items()} == {
        **{word.value: word.value for word in VerdictWord},
        "declared": "declared",
    }


def test_page_explains_every_word_with_its_specimen(client):
    html = client.get(reverse("figures")).text

    for word, figure in specimens().items():
        assert f'<div class="figure-check" id="{figure.anchor}"' in html
        assert f'<span class="verdict verdict--{word}"' in html


def test_marks_of_the_page_lead_to_its_specimens(client):
    html = client.get(reverse("figures")).text

    targets = re.findall(r'href="#([^"]+)" data-figure-mark', html)
    assert len(targets) == 3
    assert [target for target in targets if html.count(f'id="{target}"') != 1] == []


def test_page_is_for_everyone_and_linked_from_every_footer(client):
    assert client.get("/figures/").status_code == 200
    assert 'href="/figures/"' in client.get("/").text


def test_page_links_to_checks_that_are_explained(client):
    html = client.get("/figures/").text

    explained = client.get("/check/checks/").text
    checks = re.findall(r'href="/check/checks/#([^"]+)"', html)
    assert len(checks) == 3
    assert [check for check in checks if f'id="{check}"' not in explained] == []


def test_page_takes_no_post(client):
    assert client.post("/figures/").status_code == 405
