"""Suggestions, made with as little as their tests need."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from hub.suggestions.domain.identifiers import recognise
from hub.suggestions.domain.suggesting import confirm_address, record_suggestion
from hub.suggestions.enums import SuggestionKind
from hub.suggestions.models import Suggestion

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
FORM = {"kind": "study", "identifiers": "NCT01234567", "text": "Please write about it.", "email": ""}


def suggestion(text: str = "Something new", *, email: str = "", confirmed: bool = True, days: int = 0) -> Suggestion:
    """Store a suggestion made some days after NOW."""
    now = NOW + timedelta(days=days)
    made = record_suggestion(
        kind=SuggestionKind.STUDY, text=text, identifiers=recognise(text), email=email, language="en-gb", now=now
    )
    if email and confirmed:
        confirm_address(suggester_id=made.suggester.pk, now=now)
    return Suggestion.objects.get(pk=made.pk)


def an_editor(name: str = "editor"):
    """Make a member of the group of editors."""
    user = get_user_model().objects.create_user(username=name, password="x")
    user.groups.add(Group.objects.get(name="Editors"))
    return user
