"""Suggesting: a form, sent without JavaScript, that loses nothing.

A confirmation may run out while a reader writes. Nothing is stored then, and nothing is lost: the form comes back as
it was sent, with the way to confirm again.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from hub.access.domain import has_access
from hub.access.views.gate import render_gate
from hub.common.mail import MailNotSentError
from hub.common.requests import is_mailed_too_often, same_origin_post, throttle_posts
from hub.suggestions.domain.addresses import THANKS_SALT, THANKS_WITHIN, read, sign
from hub.suggestions.domain.known import is_study_without_article, known_already
from hub.suggestions.domain.mails import send_confirmation
from hub.suggestions.domain.suggesting import record_suggestion
from hub.suggestions.enums import SuggestionKind
from hub.suggestions.forms import SuggestionForm
from hub.suggestions.models import Suggester, Suggestion


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@same_origin_post
@throttle_posts("suggestions", limit=20, seconds=3600)
def suggest(request: HttpRequest) -> HttpResponse:
    """Show the form, or take a suggestion."""
    if request.method != "POST":
        if not has_access(request):
            return render_gate(request, status=403)
        return render(request, "suggestions/suggest.html", {"form": SuggestionForm()})
    form = SuggestionForm(request.POST)
    if not has_access(request):
        confirm = f"{reverse('access:gate')}?{urlencode({'next': request.path})}"
        return render(request, "suggestions/suggest.html", {"form": form, "confirm": confirm}, status=403)
    if not form.is_valid():
        return render(request, "suggestions/suggest.html", {"form": form, "invalid": True}, status=422)
    known = known_already(form.recognised, site=Site.find_for_request(request))
    if known.is_worth_telling_first and "anyway" not in request.POST:
        return render(request, "suggestions/suggest.html", {"form": form, "known": known})
    return _store(request, form)


@require_safe
@cache_control(private=True, no_store=True)
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """Thank for a suggestion, and show what was recognised in it."""
    number = read(token, salt=THANKS_SALT, within=THANKS_WITHIN)
    if number is None:
        return redirect("suggestions:suggest")
    suggestion = get_object_or_404(Suggestion.objects.prefetch_related("identifiers"), pk=number)
    suggester = Suggester.objects.filter(suggestion=suggestion).first()
    identifiers = [each.normalised for each in suggestion.identifiers.all()]
    context = {
        "suggestion": suggestion,
        "suggester": suggester,
        "unsent": "unsent" in request.GET,
        "without_article": is_study_without_article(identifiers, site=Site.find_for_request(request)),
    }
    return render(request, "suggestions/thanks.html", context)


def _store(request: HttpRequest, form: SuggestionForm) -> HttpResponse:
    """Store the suggestion, then ask for the address to be confirmed."""
    suggestion = record_suggestion(
        kind=SuggestionKind(form.cleaned_data["kind"]),
        text=form.whole_text,
        identifiers=form.recognised,
        email=form.cleaned_data["email"],
        language=get_language() or "",
        now=timezone.now(),
    )
    sent = not form.cleaned_data["email"] or _ask_to_confirm(request, suggestion.suggester)
    address = reverse("suggestions:thanks", args=[sign(suggestion.pk, salt=THANKS_SALT)])
    return HttpResponse(status=303, headers={"Location": address if sent else f"{address}?unsent"})


def _ask_to_confirm(request: HttpRequest, suggester: Suggester) -> bool:
    """Send the mail with the link, unless there were too many today; say whether it was sent."""
    if is_mailed_too_often(request, suggester.email):
        return False
    try:
        send_confirmation(suggester=suggester)
    except MailNotSentError:
        return False
    return True
