"""Contributions in the admin, for those who may see who contributes: nobody else, editors included."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from hub.contributions.domain import (
    GatewayError,
    RefusedError,
    cancel,
    is_live,
    mark_invoiced,
    mark_paid,
    refund,
    send_receipt,
)
from hub.contributions.enums import Currency, Mode
from hub.contributions.forms import RefundForm
from hub.contributions.models import NO_KEYS, Contribution, ContributionSettings

TEST_MODE = "STRIPE_SECRET_KEY is a key of Stripe’s test mode: payments are recorded here, and no money moves."
VIEW, CHANGE = "contributions.view_contribution", "contributions.change_contribution"


@require_safe
@permission_required(VIEW, raise_exception=True)
@cache_control(private=True, no_store=True)
def contributions(request: HttpRequest) -> HttpResponse:
    """List contributions, latest first."""
    everything = Contribution.objects.select_related("contributor").prefetch_related("payments")
    page = Paginator(everything, 50).get_page(request.GET.get("p"))
    policy = ContributionSettings.for_request(request)
    context = {"page": page, "may_change": request.user.has_perm(CHANGE), "warning": _warning(policy)}
    return render(request, "contributions/admin/list.html", context)


def _warning(policy: ContributionSettings) -> str:
    if policy.lacks_keys:
        return NO_KEYS
    return TEST_MODE if policy.mode == Mode.STRIPE and not is_live() else ""


@require_POST
@permission_required(CHANGE, raise_exception=True)
def act(request: HttpRequest, number: int) -> HttpResponse:
    """Record what finance staff did."""
    contribution = get_object_or_404(Contribution, pk=number)
    try:
        _act(request, contribution)
    except (RefusedError, GatewayError) as problem:
        messages.error(request, str(problem))
    return redirect("contributions_list")


def _act(request: HttpRequest, contribution: Contribution) -> None:
    wish, user, now = request.POST.get("do"), request.user, timezone.now()
    if wish == "invoiced":
        mark_invoiced(contribution=contribution, user=user, now=now)
    elif wish == "cancel":
        cancel(contribution=contribution, user=user, now=now)
    elif wish == "refund":
        _refund(request, contribution)
    elif wish == "paid":
        payment = mark_paid(contribution=contribution, user=user, now=now)
        if not send_receipt(payment=payment, now=now):
            messages.warning(request, "The receipt could not be mailed just now; “hub send-receipts” tries again.")


def _refund(request: HttpRequest, contribution: Contribution) -> None:
    number = request.POST.get("payment", "")
    payment = get_object_or_404(contribution.payments, pk=number if number.isdecimal() else 0)
    form = RefundForm(request.POST, currency=Currency(payment.currency))
    if not form.is_valid():
        raise RefusedError("Write the amount to refund as a number, with the digits that its currency has.")
    data = form.cleaned_data
    refund(payment=payment, amount=data["amount"], seen=data["seen"], user=request.user, now=timezone.now())
