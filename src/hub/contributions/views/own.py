"""A contributor's own page: asked for by address, opened by the link that is mailed there.

Whether an address is known is never told: every answer is the same sentence.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from hub.common.mail import MailNotSentError
from hub.common.requests import is_mailed_too_often, same_origin_post, throttle_posts
from hub.contributions.domain import (
    GatewayError,
    OwnLinkError,
    RefusedError,
    cancel,
    confirm,
    contributor_of,
    erase,
    export,
    mail_own_link,
    receives_updates,
    set_details,
    set_updates,
    unconfirmed,
)
from hub.contributions.forms import AddressForm, DetailsForm
from hub.contributions.models import ContributionSettings, Contributor, Payment
from hub.contributions.views.answers import see_other


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@same_origin_post
@throttle_posts("contributions-mine", limit=10, seconds=600)
def mine(request: HttpRequest) -> HttpResponse:
    """Ask for the address, and mail the link there if it is known."""
    form = AddressForm(request.POST or None, use_required_attribute=False)
    if form.is_valid():
        _mail_if_known(request, form.cleaned_data["email"].lower())
        return render(request, "contributions/mine.html", {"sent": True})
    return render(request, "contributions/mine.html", {"form": form}, status=422 if form.is_bound else 200)


def _mail_if_known(request: HttpRequest, email: str) -> None:
    contributor = Contributor.objects.filter(email=email).first()
    if contributor and not is_mailed_too_often(request, email):
        try:
            mail_own_link(contributor=contributor)
        except MailNotSentError:
            return  # to say so would tell that the address is known


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@same_origin_post
@throttle_posts("contributions-own", limit=60, seconds=600)
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Show a contributor their contributions, and do what they ask."""
    try:
        contributor = contributor_of(token)
    except OwnLinkError:
        return render(request, "contributions/link_over.html", status=410)
    if request.method != "POST":
        return _page(request, contributor, token)
    if request.POST.get("do") == "details":
        return _change_details(request, contributor, token)
    if request.POST.get("do") == "erase" and "sure" not in request.POST:
        return _page(request, contributor, token, status=422, unsure=True)
    try:
        if request.POST.get("do") == "erase":
            erase(contributor=contributor, now=timezone.now())
            return render(request, "contributions/erased.html")
        _do(contributor, request.POST)
    except GatewayError:
        return _page(request, contributor, token, status=503, unreached=True)
    except RefusedError:
        pass  # It was cancelled or paid meanwhile, as the page says.
    return see_other(request.path)


def _change_details(request: HttpRequest, contributor: Contributor, token: str) -> HttpResponse:
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return _page(request, contributor, token, status=422, form=form)
    data = form.cleaned_data
    set_details(contributor=contributor, name=data["name"], billing_address=data["billing_address"])
    return see_other(request.path)


def _page(
    request: HttpRequest, contributor: Contributor, token: str, status: int = 200, **problems: Any
) -> HttpResponse:
    details = {"name": contributor.name, "billing_address": contributor.billing_address}
    context = {
        "form": DetailsForm(initial=details),
        "receives_updates": receives_updates(contributor),
        "contributor": contributor,
        "contributions": contributor.contributions.prefetch_related("payments"),
        "payments": Payment.objects.filter(contribution__contributor=contributor),
        "token": token,
        "unconfirmed": unconfirmed(contributor).exists(),
        **problems,
    }
    return render(request, "contributions/own.html", context, status=status)


@require_safe
@cache_control(private=True, no_store=True)
def receipt(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """Show one receipt, to print."""
    try:
        contributor = contributor_of(token)
    except OwnLinkError:
        return render(request, "contributions/link_over.html", status=410)
    payment = Payment.objects.filter(contribution__contributor=contributor, pk=number).first()
    if payment is None:
        raise Http404("There is no such receipt.")
    issuer = ContributionSettings.for_request(request).issuer
    context = {"contributor": contributor, "payment": payment, "issuer": issuer, "token": token}
    return render(request, "contributions/receipt.html", context)


def _do(contributor: Contributor, data: dict[str, str]) -> None:
    wish = data.get("do")
    if wish == "confirm":
        confirm(contributor=contributor, now=timezone.now())
    elif wish in {"agree", "withdraw"}:
        set_updates(contributor=contributor, wanted=wish == "agree", now=timezone.now())
    elif wish == "cancel":
        number = data.get("contribution", "")
        number = number if number.isdecimal() and len(number) < 18 else 0
        found = contributor.contributions.filter(pk=number).first()
        if found:
            cancel(contribution=found, user=None, now=timezone.now())


@require_safe
@cache_control(private=True, no_store=True)
def download(request: HttpRequest, token: str) -> HttpResponse:
    """Give a contributor all that is kept about them."""
    try:
        contributor = contributor_of(token)
    except OwnLinkError:
        return render(request, "contributions/link_over.html", status=410)
    response = JsonResponse(export(contributor), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="contributions.json"'
    return response
