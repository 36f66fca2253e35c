"""Funders, grants and articles, made with as little as funding needs."""

from __future__ import annotations

import gc
import warnings
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site

from hub.articles.models import ArticlePage
from hub.common.models import HubImage
from hub.funding.models import Funder, Grant, SupportedArticle, SupportLevel

TODAY = date(2026, 6, 1)


def article(title: str = "A study in infants", *, live: bool = True, **fields: Any) -> ArticlePage:
    """Make an article; its required parts are not asked for."""
    home = Site.objects.get(is_default_site=True).root_page
    page = home.add_child(instance=ArticlePage(title=title, live=False, **fields))
    if live:
        Page.objects.filter(pk=page.pk).update(live=True, first_published_at=timezone.now())
    return ArticlePage.objects.get(pk=page.pk)


def level(name: str = "Supporting", order: int = 2) -> SupportLevel:
    return SupportLevel.objects.get_or_create(name=name, defaults={"order": order})[0]


def funder(name: str = "Example Foundation", **fields: Any) -> Funder:
    return Funder.objects.get_or_create(name=name, defaults=fields)[0]


def grant(name: str = "Example Foundation", *articles: ArticlePage, **fields: Any) -> Grant:
    """Make a grant of 2026 from a funder for articles."""
    made = Grant.objects.create(
        funder=funder(name),
        **{
            "level": fields.pop("level", None) or level(),
            "kind": "educational_grant",
            "starts_on": date(2026, 1, 1),
            "ends_on": date(2026, 12, 31),
            **fields,
        },
    )
    for page in articles:
        SupportedArticle.objects.create(grant=made, article=page)
    return made


def logo(audience: str = "public") -> HubImage:
    """Make an image with the rendition that pages show.

    Wagtail leaves the rendition's temporary file to the garbage collector, which warns; here it does so in peace.
    """
    image = HubImage.objects.create(title="Logo", file=get_test_image_file(), audience=audience)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        image.get_rendition("max-240x80")
        gc.collect()
    return image


def signed_in(group: str) -> Client:
    """Return a browser signed in as a member of a group."""
    user = get_user_model().objects.create_user(username=group, password="x")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client
