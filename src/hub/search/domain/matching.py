"""Which entries match, how many there are of each kind, and the ones of the page that is asked for.

Ranking reads every matching text, so only a question with few answers is ranked by relevance; the answers to a broad
one stand by date. The words of a usual question are looked for once: its matches are counted where they are listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MatchAll, SearchQuery

from hub.search.models import Entry, FullEntry

COLUMNS = ("topic_id", "design", "year", "congress_id", "kind")
OUTCOMES = "outcomes"
RANKED = 300
COUNTED_HERE = 50_000
LISTED_BY_SERVER = 1000

Counts = dict[str, Counter[Any]]


@dataclass(frozen=True)
class Matches:
    """The matches of a question: their number, their counts by column, and one page of them."""

    total: int
    counts: Counts
    number: int
    pages: int
    listed: list[Entry]
    by_relevance: bool


def matches_of(query: SearchQuery, entries: QuerySet[Any], *, page: int, per_page: int, last_page: int) -> Matches:
    """Return what matches a query among entries.

    Parameters
    ----------
    query
        The words; ``MATCH_ALL`` for a question of filters alone.
    entries
        The entries that may match, without an order.
    page, per_page, last_page
        Which page of the answer; one that is not there gives the nearest that is.
    """
    backend = get_search_backend()
    ranked = backend.search(query, entries)
    if not hasattr(ranked, "get_queryset"):
        return _of_server(ranked, page, per_page, last_page)
    newest = backend.search(query, entries.order_by("-published", "-id"), order_by_relevance=False)
    columns = _columns(entries.model)
    rows = list(newest.get_queryset().values_list("id", *columns)[: COUNTED_HERE + 1])
    if len(rows) > COUNTED_HERE:  # too much to read: the database counts
        grouped = newest.get_queryset().order_by().values_list(*columns).annotate(hits=Count("pk"))
        *values, hits = zip(*grouped, strict=True)
        counts = _counted(columns, values, hits)
    else:
        _ids, *values = zip(*rows, strict=True) if rows else [()]
        counts = _counted(columns, values)
    total = sum(counts["kind"].values())
    number, pages = _page(total, page, per_page, last_page)
    part = slice((number - 1) * per_page, number * per_page)
    by_relevance = 0 < total <= RANKED and not isinstance(query, MatchAll)
    if by_relevance:
        among = entries.model._default_manager.filter(id__in=[row[0] for row in rows])
        listed = list(backend.search(query, among)[part])
    else:
        listed = _in_order(entries.model, [row[0] for row in rows[part]])
    return Matches(total, counts, number, pages, listed, by_relevance)


def _of_server(ranked: Any, page: int, per_page: int, last_page: int) -> Matches:
    total = ranked.count()
    number, pages = _page(total, page, per_page, last_page)
    listed = list(ranked[(number - 1) * per_page : number * per_page])
    counts = {column: Counter(ranked.facet(column)) for column in COLUMNS}
    first = (getattr(entry, OUTCOMES, "") for entry in ranked[:LISTED_BY_SERVER])
    counts[OUTCOMES] = Counter(name for names in first for name in names.splitlines())
    return Matches(total, counts, number, pages, listed, True)


def _columns(kind: type[Entry]) -> tuple[str, ...]:
    return (*COLUMNS, OUTCOMES) if kind is FullEntry else COLUMNS


def _counted(
    columns: tuple[str, ...], values_of: Sequence[tuple[Any, ...]], hits: Sequence[int] | None = None
) -> Counts:
    """Count the values of each column, every row once or as often as its hits; without rows there are no values."""
    counts: Counts = {column: Counter() for column in (*columns, OUTCOMES)}
    for column, values in zip(columns, values_of, strict=False):
        if hits is None:
            counts[column].update(values)
        else:
            for value, number in zip(values, hits, strict=True):
                counts[column][value] += number
    sets, counts[OUTCOMES] = counts[OUTCOMES], Counter()
    for names, number in sets.items():
        for name in names.splitlines():
            counts[OUTCOMES][name] += number
    return counts


def _page(total: int, page: int, per_page: int, last_page: int) -> tuple[int, int]:
    pages = max(1, min(last_page, -(-total // per_page)))
    return min(max(1, page), pages), pages


def _in_order(kind: type[Entry], ids: list[int]) -> list[Entry]:
    found = kind._default_manager.in_bulk(ids)
    return [found[each] for each in ids if each in found]
