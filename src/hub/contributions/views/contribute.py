"""The page that asks for a contribution, and takes a pledge."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from hub.common.mail import MailNotSentError
from hub.common.requests import is_too_often, same_origin_post, throttle_posts
from hub.contributions.domain import mail_own_link, pledge
from hub.contributions.enums import Mode, Rhythm
from hub.contributions.forms import PledgeForm
from hub.contributions.models import ContributionSettings
from hub.contributions.results import Offer

MAILS_A_DAY = 5


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@same_origin_post
@throttle_posts("contributions", limit=20, seconds=600)
def contribute(request: HttpRequest) -> HttpResponse:
    """Say what contributions do, and take one."""
    policy = ContributionSettings.for_request(request)
    if policy.mode == Mode.OFF:
        raise Http404("This hub takes no contributions.")
    offer = _offer(policy, request.GET.get("currency", ""))
    form = PledgeForm(request.POST if request.method == "POST" else None, offer=offer)
    if form.is_valid():
        return _pledge(request, form)
    context = {"form": form, "policy": policy, "offers": policy.terms, "offer": offer}
    return render(request, "contributions/contribute.html", context, status=422 if form.is_bound else 200)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Say what happens next; the same for everyone."""
    return render(request, "contributions/thanks.html")


def _offer(policy: ContributionSettings, code: str) -> Offer:
    offers = {offer.currency.value: offer for offer in policy.terms}
    return offers.get(code) or next(iter(offers.values()))


def _pledge(request: HttpRequest, form: PledgeForm) -> HttpResponse:
    data = form.cleaned_data
    contribution = pledge(
        **{name: data[name] for name in ("email", "name", "billing_address", "note", "wants_updates")},
        amount=data["minor"],
        currency=form.offer.currency,
        rhythm=Rhythm(data["rhythm"]),
        language=translation.get_language(),
        now=timezone.now(),
    )
    contributor = contribution.contributor
    if not is_too_often("contributions-mail", contributor.email, limit=MAILS_A_DAY, seconds=86_400):
        try:
            mail_own_link(contributor=contributor, pledged=contribution)
        except MailNotSentError:
            return render(request, "contributions/thanks.html", {"unsent": True}, status=503)
    response = redirect("contributions:thanks")
    response.status_code = 303
    return response
