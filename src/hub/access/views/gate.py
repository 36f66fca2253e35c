"""The gate page, and what its buttons do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Page

from hub.access.domain import (
    attest,
    forget_attestation,
    is_editor,
    page_asked_for,
    remember_attestation,
)
from hub.access.domain.readers import current_attestation
from hub.access.forms import AttestationForm
from hub.access.models import AccessSettings
from hub.common.models import HubSettings
from hub.common.requests import safe_target, same_origin_post, throttle_posts

GATE_TEMPLATE = "access/gate.html"


def render_gate(
    request: HttpRequest,
    *,
    page: Page | None = None,
    target: str | None = None,
    form: AttestationForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the two doors in place of what was asked for.

    Parameters
    ----------
    page
        The page asked for, whose ``gate_template`` may show its public teaser; of a private page nothing is shown.
    target
        Where the reader goes after confirming; the address asked for by default.
    form
        The gate's questions with the reader's answers, when they need mending.
    """
    policy = AccessSettings.for_request(request)
    if page is not None and page.get_view_restrictions().exists():
        page = None  # An editor made it private: not even its teaser is for everyone.
    context = {
        "page": page,
        "next": target or request.get_full_path(),
        "policy": policy,
        "form": form or AttestationForm(policy=policy),
        "patient_url": _patient_url(request, page),
        "attested": current_attestation(request),
        "editor": is_editor(request),
    }
    template = getattr(page, "gate_template", GATE_TEMPLATE)
    request.hub_findable = page is not None  # type: ignore[attr-defined]
    return seal(render(request, template, context, status=status), findable=page is not None)


def seal(response: HttpResponse, *, findable: bool = False) -> HttpResponse:
    """Keep an answer out of every shared cache, and gated ones out of search engines' copies.

    A page may be found, since its public teaser stands at its address; nothing else behind the gate may.
    """
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noarchive" if findable else "noindex, nofollow, noarchive"
    patch_vary_headers(response, ["Cookie"])
    return response


@require_safe
def gate(request: HttpRequest) -> HttpResponse:
    """Show the gate by itself: to confirm, or to see and withdraw what was confirmed."""
    return render_gate(request, target=safe_target(request, request.GET.get("next"), default=_home()))


@require_http_methods(["GET", "HEAD", "POST"])
@same_origin_post
@throttle_posts("attest", limit=100, seconds=600)
def attest_view(request: HttpRequest) -> HttpResponse:
    """Take the reader's confirmation and return to the very place asked for."""
    if request.method != "POST":
        return redirect("access:gate")
    target = safe_target(request, request.POST.get("next"), default=_home())
    policy = AccessSettings.for_request(request)
    form = AttestationForm(request.POST, policy=policy)
    if not form.is_valid():
        return render_gate(request, page=page_asked_for(request, target), target=target, form=form, status=422)
    answers = {name: form.cleaned_data.get(name, "") for name in ("country", "profession")}
    attestation = attest(policy=policy, now=timezone.now(), **answers)
    response = _see_other(target)
    remember_attestation(response, attestation, policy=policy)
    return response


@require_POST
@same_origin_post
@throttle_posts("withdraw", limit=100, seconds=600)
def withdraw(request: HttpRequest) -> HttpResponse:
    """Forget the reader's confirmation."""
    response = _see_other(reverse("access:gate"))
    forget_attestation(response)
    return response


class _SeeOther(HttpResponseRedirect):
    status_code = 303


def _see_other(target: str) -> HttpResponse:
    return seal(_SeeOther(target))


def _home() -> str:
    return reverse("wagtail_serve", args=[""])


def _patient_url(request: HttpRequest, page: Page | None) -> str:
    own = page.get_patient_url() if hasattr(page, "get_patient_url") else None
    return own or HubSettings.for_request(request).patient_site_url
