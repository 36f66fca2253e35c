"""The page that asks for a contribution, takes a pledge, or sends to Stripe's page to pay on."""

from __future__ import annotations

from uuid import UUID

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from hub.common.mail import MailNotSentError
from hub.common.requests import is_mailed_too_often, same_origin_post, throttle_posts
from hub.contributions.domain import GatewayError, begin_checkout, checkout_sources, mail_own_link, pledge
from hub.contributions.enums import Mode, Rhythm, Way
from hub.contributions.forms import PledgeForm
from hub.contributions.models import Contribution, ContributionSettings
from hub.contributions.results import Offer
from hub.contributions.views.answers import see_other


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@same_origin_post
@throttle_posts("contributions", limit=20, seconds=600)
def contribute(request: HttpRequest) -> HttpResponse:
    """Say what contributions do, and take one."""
    policy = ContributionSettings.for_request(request)
    if policy.mode == Mode.OFF:
        raise Http404("This hub takes no contributions.")
    if policy.lacks_keys:
        return render(request, "contributions/not_now.html", status=503)
    if policy.mode == Mode.STRIPE:
        # A browser follows a form's redirect only to where the page says that its forms may lead.
        allowed = csp_update({"form-action": checkout_sources()})
        answer: HttpResponse = allowed(_form_page)(request, policy)
        return answer
    return _form_page(request, policy)


def _form_page(request: HttpRequest, policy: ContributionSettings) -> HttpResponse:
    by_stripe = policy.mode == Mode.STRIPE
    offer = _offer(policy, request.GET.get("currency", ""))
    form = PledgeForm(request.POST if request.method == "POST" else None, offer=offer, by_stripe=by_stripe)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        contribution = _store(form, Way.STRIPE if by_stripe else Way.PLEDGE)
        if not by_stripe:
            return _ask_to_confirm(request, contribution)
        try:
            return see_other(begin_checkout(contribution=contribution))
        except GatewayError:
            status = 503
    context = {"form": form, "policy": policy, "offers": policy.terms, "offer": offer, "by_stripe": by_stripe}
    return render(request, "contributions/contribute.html", {**context, "unreached": status == 503}, status=status)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Say what happens next after a pledge; the same for everyone."""
    return render(request, "contributions/thanks.html")


@require_safe
@cache_control(private=True, no_store=True)
def paid(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say how a contribution stands after its page to pay on: that a browser came here is proof of nothing."""
    contribution = get_object_or_404(Contribution, key=key, way=Way.STRIPE, contributor__isnull=False)
    payment = contribution.payments.last()
    is_over = bool(contribution.failed_at or contribution.cancelled_at)
    title = _("Nothing was taken") if is_over else _("Your payment is being confirmed")
    if payment:
        title = _("Thank you")
    context = {"payment": payment, "is_over": is_over, "title": title}
    return render(request, "contributions/paid.html", context)


@require_safe
def unpaid(request: HttpRequest) -> HttpResponse:
    """Say that nothing was taken."""
    return render(request, "contributions/unpaid.html")


def _offer(policy: ContributionSettings, code: str) -> Offer:
    offers = {offer.currency.value: offer for offer in policy.terms}
    return offers.get(code) or next(iter(offers.values()))


def _store(form: PledgeForm, way: Way) -> Contribution:
    data = form.cleaned_data
    return pledge(
        **{name: data[name] for name in ("email", "name", "billing_address", "note", "wants_updates")},
        amount=data["minor"],
        currency=form.offer.currency,
        rhythm=Rhythm(data["rhythm"]),
        language=translation.get_language(),
        way=way,
        now=timezone.now(),
    )


def _ask_to_confirm(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    contributor = contribution.contributor
    unsent = is_mailed_too_often(request, contributor.email)
    if not unsent:
        try:
            mail_own_link(contributor=contributor, pledged=contribution)
        except MailNotSentError:
            unsent = True
    if unsent:
        return render(request, "contributions/thanks.html", {"unsent": True}, status=503)
    return see_other("contributions:thanks")
