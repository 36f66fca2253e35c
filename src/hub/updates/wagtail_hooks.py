"""Put impact updates into Wagtail's menu, and their mails into what the worker takes up again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from hub.updates.domain.sending import requeue_unsent
from hub.updates.domain.subscribing import end_wish, is_subscribed, take_wish
from hub.updates.models import ImpactUpdate
from hub.updates.views.sending import SendingView
from hub.updates.viewsets import ImpactUpdateViewSet

register_snippet(ImpactUpdateViewSet)
hooks.register("before_work", requeue_unsent)
hooks.register("updates_wanted", take_wish)
hooks.register("updates_unwanted", end_wish)
hooks.register("updates_received", is_subscribed)


@hooks.register("register_admin_urls")
def register_sending() -> list[URLPattern]:
    """Return the address to publish and send at."""
    return [path("impact-updates/<int:pk>/", SendingView.as_view(), name="updates_sending")]


@hooks.register("register_snippet_listing_buttons")
def lead_to_sending(snippet: Any, user: AbstractBaseUser, next_url: str | None = None) -> Iterator[Any]:
    """Lead from the list to publishing and sending."""
    if isinstance(snippet, ImpactUpdate) and user.has_perm("updates.change_impactupdate"):
        address = reverse("updates_sending", args=[snippet.pk])
        yield Button("Publish and send", address, icon_name="mail", priority=15)


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    """Name what is done with updates in the site's history."""
    actions.register_action("updates.publish", "Publish an update", "Publish an update")
    actions.register_action("updates.withdraw", "Take an update from readers", "Take an update from readers")
    actions.register_action("updates.send", "Send an update by mail", "Send an update by mail")
