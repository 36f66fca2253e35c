"""What readers of the demo hub suggested, what editors did about it, and the update that tells of it.

Everything goes through the same acts as in a hub that is used, so that nothing stands there that could not come about.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from hub.articles.models import ArticlePage
from hub.contributions.domain import confirm, mark_invoiced, pledge
from hub.contributions.enums import Currency, Rhythm
from hub.suggestions.domain import deciding
from hub.suggestions.domain.identifiers import recognise
from hub.suggestions.domain.suggesting import confirm_address, record_suggestion
from hub.suggestions.enums import SuggestionKind, SuggestionState
from hub.suggestions.models import Suggestion
from hub.updates.domain.sending import publish
from hub.updates.models import ImpactUpdate, UpdateArticle


def load_suggestions(content: dict[str, Any], *, now: datetime) -> Iterator[str]:
    """Store the suggestions and the update of a file.

    Parameters
    ----------
    content
        Keys ``suggestions`` and ``update``, see ``demo/suggestions.yaml``.
    now
        When the demo is loaded; suggestions were made days before.
    """
    articles = {page.slug: page for page in ArticlePage.objects.live().order_by("-pk")}
    named: dict[str, Suggestion] = {}
    for entry in content["suggestions"]:
        named[entry.get("as", "")] = _suggestion(entry, articles=articles, named=named, now=now)
    yield f"Suggestions: {len(content['suggestions'])}."
    update = _update(content["update"], articles=articles, now=now)
    yield f"Impact update “{update}”: published."


def _suggestion(
    entry: dict[str, Any], *, articles: dict[str, ArticlePage], named: dict[str, Suggestion], now: datetime
) -> Suggestion:
    made_at = now - timedelta(days=entry["days_ago"])
    email = entry.get("contributor", "")
    if email:
        _contributed(email, now=made_at - timedelta(days=30))
    text, language = entry["text"], entry.get("language", "en-gb")
    identifiers = recognise(entry.get("identifiers", ""))
    made = record_suggestion(
        kind=SuggestionKind(entry["kind"]),
        text=text,
        identifiers=identifiers,
        email=email,
        language=language,
        now=made_at,
    )
    if email:
        confirm_address(suggester_id=made.suggester.pk, now=made_at)
        made.refresh_from_db()
    return _dealt_with(made, entry, articles=articles, named=named, now=made_at + timedelta(days=1))


def _contributed(email: str, *, now: datetime) -> None:
    """Have somebody contribute by invoice."""
    pledged = pledge(
        email=email,
        name="Dr Felix Fictitious",
        billing_address="1 Example Road",
        note="",
        wants_updates=False,
        amount=25_00,
        currency=Currency.EUR,
        rhythm=Rhythm.ONCE,
        language="en-gb",
        now=now,
    )
    confirm(contributor=pledged.contributor, now=now)
    mark_invoiced(contribution=pledged, user=None, now=now)


def _dealt_with(
    made: Suggestion,
    entry: dict[str, Any],
    *,
    articles: dict[str, ArticlePage],
    named: dict[str, Suggestion],
    now: datetime,
) -> Suggestion:
    if "repeats" in entry:
        into = named[entry["repeats"]].pk
        return deciding.merge(suggestion_id=made.pk, version=made.version, into_id=into, user=None)
    if "state" in entry:
        state, article = SuggestionState(entry["state"]), articles.get(entry.get("article", ""))
        made = deciding.decide(
            suggestion_id=made.pk, version=made.version, state=state, assigned_to=None, article=article, user=None
        )
    if "answer" in entry:
        made = deciding.answer(suggestion_id=made.pk, version=made.version, text=entry["answer"], user=None, now=now)
    return made


def _update(entry: dict[str, Any], *, articles: dict[str, ArticlePage], now: datetime) -> ImpactUpdate:
    fields = {name: entry[name] for name in ("title", "slug", "first_day", "last_day", "text")}
    update = ImpactUpdate(**{**fields, "text": fields["text"].strip()})
    update.full_clean()
    update.save()
    for slug in entry["articles"]:
        UpdateArticle.objects.create(update=update, article=articles[slug])
    publish(update=update, user=None, now=now)
    return update
