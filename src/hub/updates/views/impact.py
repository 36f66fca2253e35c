"""The public pages on impact, and subscribing to updates."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from hub.common.mail import MailNotSentError
from hub.common.requests import is_mailed_too_often, same_origin_post, throttle_posts
from hub.updates.domain import subscribing
from hub.updates.domain.reading import articles_of, published_updates, suggested_articles
from hub.updates.domain.totals import contributed_in
from hub.updates.forms import SubscribeForm


@require_safe
def impact(request: HttpRequest) -> HttpResponse:
    """List the updates, and the suggestions that became articles."""
    return _impact_page(request, SubscribeForm())


@require_safe
def update(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an update."""
    found = get_object_or_404(published_updates(), slug=slug)
    site = Site.find_for_request(request)
    context = {"update": found, "articles": articles_of(found, site=site), "contributed": contributed_in(found)}
    return render(request, "updates/update.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@same_origin_post
@throttle_posts("updates-subscribe", limit=10, seconds=3600)
def subscribe(request: HttpRequest) -> HttpResponse:
    """Take an address, and send it the request to confirm; the answer never tells whether it was known."""
    if request.method != "POST":
        return redirect("updates:impact")
    form = SubscribeForm(request.POST)
    if not form.is_valid():
        return _impact_page(request, form, status=422)
    sent = _ask_to_confirm(request, form.cleaned_data["email"])
    return render(request, "updates/asked.html", {"unsent": not sent})


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@same_origin_post
@throttle_posts("updates-confirm", limit=30, seconds=600)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Begin a subscription, by the button: programs follow links before people do."""
    key = subscribing.key_to_confirm(token)
    if key is None:
        return render(request, "updates/subscription.html", {"gone": True}, status=410)
    if request.method != "POST":
        return render(request, "updates/subscription.html", {"act": "confirm"})
    if not subscribing.confirm(key=key, now=timezone.now()):
        return render(request, "updates/subscription.html", {"gone": True}, status=410)
    return render(request, "updates/subscription.html", {"act": "confirm", "done": True})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End a subscription as RFC 8058 has it: a post without cookies does it, and following the link only asks."""
    key = subscribing.key_to_leave(token)
    if key is None:
        return render(request, "updates/subscription.html", {"gone": True}, status=404)
    if request.method == "POST":
        subscribing.unsubscribe(key=key)
        return render(request, "updates/subscription.html", {"act": "leave", "done": True})
    return render(request, "updates/subscription.html", {"act": "leave"})


def _impact_page(request: HttpRequest, form: SubscribeForm, **kwargs: Any) -> HttpResponse:
    articles = suggested_articles(site=Site.find_for_request(request))
    context = {"updates": published_updates(), "articles": articles, "form": form}
    return render(request, "updates/impact.html", context, **kwargs)


def _ask_to_confirm(request: HttpRequest, email: str) -> bool:
    """Note the address and send the mail, unless there were too many today; say whether there was no trouble.

    Mails are counted for subscribed addresses too, so the answer tells nothing about them.
    """
    if is_mailed_too_often(request, email):
        return False
    subscriber = subscribing.subscribe(email=email, language=get_language() or "", now=timezone.now())
    if subscriber is None:
        return True
    try:
        subscribing.send_confirmation(subscriber=subscriber)
    except MailNotSentError:
        return False
    return True
