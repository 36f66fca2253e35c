"""Confirming an address and having it erased, by links in mails.

Programs follow links before people do, so following one only shows a page; its button does it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from hub.common.requests import same_origin_post, throttle_posts
from hub.suggestions.domain.addresses import CONFIRM_SALT, CONFIRM_WITHIN, WITHDRAW_SALT, read
from hub.suggestions.domain.mails import send_what_waits
from hub.suggestions.domain.suggesting import confirm_address, withdraw_address
from hub.suggestions.models import Suggester


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@same_origin_post
@throttle_posts("suggestions-address", limit=30, seconds=600)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm the address that the link was sent to; an answer that waits for it is sent."""
    number = read(token, salt=CONFIRM_SALT, within=CONFIRM_WITHIN)
    if number is None or not Suggester.objects.filter(pk=number).exists():
        return render(request, "suggestions/address.html", {"act": "confirm", "gone": True}, status=410)
    if request.method != "POST":
        return render(request, "suggestions/address.html", {"act": "confirm"})
    suggester = confirm_address(suggester_id=number, now=timezone.now())
    if suggester is not None:
        decided = suggester.suggestion.merged_into or suggester.suggestion
        send_what_waits(suggestion=decided, now=timezone.now())
    return render(request, "suggestions/address.html", {"act": "confirm", "done": True})


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@same_origin_post
@throttle_posts("suggestions-address", limit=30, seconds=600)
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Erase the address that the link was sent to."""
    number = read(token, salt=WITHDRAW_SALT)
    if number is None:
        return render(request, "suggestions/address.html", {"act": "withdraw", "gone": True}, status=410)
    if request.method == "POST":
        withdraw_address(suggester_id=number)
        return render(request, "suggestions/address.html", {"act": "withdraw", "done": True})
    return render(request, "suggestions/address.html", {"act": "withdraw"})
