"""Articles, readers and answers, made with as little as evaluation needs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from hub.access.domain import attest, remember_attestation
from hub.access.models import AccessSettings
from hub.articles.models import ArticlePage
from hub.evaluation.models import Evaluation

SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
ANSWERS = {"clear": "5", "objectives": "4", "relevant": "3", "change": "2"}


def article(title: str = "A study in infants", *, live: bool = True) -> ArticlePage:
    """Make an article; its required parts are another app's business."""
    home = Site.objects.get(is_default_site=True).root_page
    page = home.add_child(instance=ArticlePage(title=title, live=False))
    if live:
        Page.objects.filter(pk=page.pk).update(live=True, first_published_at=timezone.now())
    return ArticlePage.objects.get(pk=page.pk)


def attested_reader(country: str = "", profession: str = "") -> Client:
    """Return a browser whose reader has attested, and stated what is given."""
    policy = AccessSettings.for_site(Site.objects.get(is_default_site=True))
    client = Client()
    response = HttpResponse()
    attestation = attest(policy=policy, country=country, profession=profession, now=timezone.now())
    remember_attestation(response, attestation, policy=policy)
    client.cookies.update(response.cookies)
    return client


def signed_in(group: str | None) -> Client:
    """Return a browser signed in as a member of a group that may enter the admin."""
    user = get_user_model().objects.create_user(username=f"{group}-{get_user_model().objects.count()}", password="x")
    if group:
        user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def evaluations(
    page: ArticlePage, n: int, *, day: date = date(2026, 5, 4), levels: tuple[int, ...] = (5, 4, 4, 3), **fields: Any
) -> None:
    """Store n readers' answers to an article."""
    start = Evaluation.objects.count()
    names = ("clear", "objectives", "relevant", "change")
    Evaluation.objects.bulk_create(
        Evaluation(
            **{
                "article": page,
                "reader_key": f"{start + number:064x}",
                "answered_on": day,
                **dict(zip(names, levels, strict=True)),
                **fields,
            }
        )
        for number in range(n)
    )
