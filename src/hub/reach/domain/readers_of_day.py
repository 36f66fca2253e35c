"""Recognise a reader of an article for one day, without a cookie and without keeping anything.

A salt is drawn at the first view of a day and stands in the cache until midnight (UTC), never in the
database. A keyed hash of address, browser, hub and article stands there as long. With the salt gone,
nobody can say whose hash it was, nor that two days' hashes are of one reader.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.core.cache import cache
from django.http import HttpRequest

from hub.common.requests import client_address

Visit = tuple[float, str]  # when it began, in seconds, and the language


def begin_visit(request: HttpRequest, article_id: int, *, language: str, now: datetime) -> bool:
    """Remember a reader of an article for the day; False if the reader was there before."""
    return cache.add(_key(request, article_id, now), (now.timestamp(), language), timeout=_until_midnight(now))


def current_visit(request: HttpRequest, article_id: int, *, now: datetime) -> Visit | None:
    """Return when, and in which language, the reader opened the article today."""
    visit: Visit | None = cache.get(_key(request, article_id, now))
    return visit


def end_visit(request: HttpRequest, article_id: int, *, now: datetime) -> bool:
    """Remember that the reader read to the end; False if that was known."""
    return cache.add(f"{_key(request, article_id, now)}:read", True, timeout=_until_midnight(now))


def _key(request: HttpRequest, article_id: int, now: datetime) -> str:
    reader = (client_address(request), request.headers.get("User-Agent", ""), request.get_host(), str(article_id))
    digest = hmac.new(_salt(now), "\n".join(reader).encode(), hashlib.sha256)
    return f"reach:reader:{digest.hexdigest()}"


def _salt(now: datetime) -> bytes:
    salt: bytes = cache.get_or_set(
        f"reach:salt:{now.date()}", lambda: secrets.token_bytes(32), timeout=_until_midnight(now)
    )
    return salt


def _until_midnight(now: datetime) -> int:
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(1, int((midnight - now).total_seconds()))
