"""Load funders, levels and grants from one YAML file.

Every problem is said at once and nothing is written then; a second load changes nothing.
Records are found by what names them: levels and funders by name, grants by funder, kind,
first day and purpose. What the file does not name is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from hub.articles.models import ArticlePage
from hub.funding.domain.funding_file import Entry, check, read
from hub.funding.models import Funder, Grant, NoFundingDeclaration, SupportedArticle, SupportLevel
from hub.funding.results import FundingFileError, FundingLoad


def load_funding(text: str, *, articles_by_slug: Mapping[str, ArticlePage]) -> FundingLoad:
    """Create or update what a funding file names.

    Parameters
    ----------
    text
        YAML with the lists ``levels`` (in order), ``funders``, ``grants`` and ``no_external_funding``.
    articles_by_slug
        The articles that the file may name.

    Raises
    ------
    FundingFileError
        When the file is malformed or names what is not there.
    """
    sections = read(text)
    if problems := check(sections, articles=set(articles_by_slug)):
        raise FundingFileError(problems)
    with transaction.atomic():
        tally = Counter(
            [
                *_store_levels(sections["levels"]),
                *[_store_funder(entry) for entry in sections["funders"]],
                *[_store_grant(entry, articles_by_slug) for entry in sections["grants"]],
                *[_store_declaration(entry, articles_by_slug) for entry in sections["no_external_funding"]],
            ]
        )
    return FundingLoad(created=tally["created"], changed=tally["changed"], unchanged=tally["unchanged"])


def _store_levels(entries: list[Entry]) -> list[str]:
    return [
        _store(SupportLevel, {"name": entry["name"]}, {"order": order})[1]
        for order, entry in enumerate(entries, start=1)
    ]


def _store_funder(entry: Entry) -> str:
    defaults = {"website": entry.get("website", ""), "description": entry.get("description", "")}
    return _store(Funder, {"name": entry["name"]}, defaults)[1]


def _store_grant(entry: Entry, articles_by_slug: Mapping[str, ArticlePage]) -> str:
    names = {
        "funder": Funder.objects.get(name=entry["funder"]),
        "kind": entry["kind"],
        "starts_on": entry["from"],
        "purpose": entry.get("purpose", ""),
    }
    defaults = {
        "level": SupportLevel.objects.get(name=entry["level"]),
        "ends_on": entry.get("to"),
        "hub_wide": entry.get("hub_wide", False),
    }
    grant, outcome = _store(Grant, names, defaults)
    articles = {articles_by_slug[slug] for slug in entry.get("articles", [])}
    if articles == {link.article for link in SupportedArticle.objects.filter(grant=grant).select_related("article")}:
        return outcome
    SupportedArticle.objects.filter(grant=grant).exclude(article__in=articles).delete()
    for article in sorted(articles, key=lambda article: article.title):
        SupportedArticle.objects.get_or_create(grant=grant, article=article)
    return "changed" if outcome == "unchanged" else outcome


def _store_declaration(entry: Entry, articles_by_slug: Mapping[str, ArticlePage]) -> str:
    names = {"article": articles_by_slug[entry["article"]]}
    return _store(NoFundingDeclaration, names, {"declared_on": entry["declared_on"]})[1]


def _store(model: type[models.Model], names: dict[str, Any], values: dict[str, Any]) -> tuple[Any, str]:
    """Create or update one record; return it, and whether it was created, changed or unchanged."""
    stored, created = model._default_manager.get_or_create(**names, defaults=values)
    changed = [name for name, value in values.items() if getattr(stored, name) != value]
    if changed:
        for name in changed:
            setattr(stored, name, values[name])
        stored.save()
    return stored, "created" if created else "changed" if changed else "unchanged"
