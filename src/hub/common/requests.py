"""Guards for forms that carry no per-reader token: same-origin posts, and throttling.

A published page is the same for every reader, so its forms hold no CSRF token. Every browser
names the origin of a POST in the Origin or Sec-Fetch-Site header, which a foreign page cannot
change; a post without either is refused. Throttling counts in the cache under a keyed hash
that lives as long as its window; no address is stored.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import re
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]
# How many mails the hub sends in a day to addresses that nobody has confirmed, by whatever form they were given.
MAILS_TO_AN_ADDRESS = 5
MAILS_BY_A_VISITOR = 30
DAY = 24 * 3600
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def client_address(request: HttpRequest) -> str:
    """Return the reader's address as seen by the outermost proxy that the hub trusts."""
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    hops = settings.TRUSTED_PROXIES
    if hops and len(forwarded) >= hops:
        return forwarded[-hops]
    return str(request.META.get("REMOTE_ADDR", ""))


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that the request comes from a page of this site."""
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def same_origin_post(view: View) -> View:
    """Accept posts from this site's own pages without a token; refuse all others."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD", "OPTIONS"} and not is_same_origin(request):
            raise PermissionDenied("This form was not sent from a page of this site.")
        return view(request, *args, **kwargs)

    return guarded


def is_post(request: HttpRequest) -> bool:
    """Whether something is sent, rather than asked for."""
    return request.method == "POST"


def too_many(request: HttpRequest, minutes: int) -> HttpResponse:
    """Say that there were too many requests, and when to try again."""
    return render(request, "429.html", {"minutes": minutes}, status=429)


def throttle(
    name: str,
    *,
    limit: int,
    seconds: int,
    counts: Callable[[HttpRequest], bool],
    refuse: Callable[[HttpRequest, int], HttpResponse] = too_many,
) -> Callable[[View], View]:
    """Let one address make at most ``limit`` requests that count in ``seconds``; answer 429 beyond.

    Parameters
    ----------
    name
        What is counted; views that share it are counted together.
    counts
        Whether a request is one of those that are counted.
    refuse
        Gives the answer beyond the limit, from the minutes to wait.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def throttled(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if counts(request) and _count_hit(name, client_address(request), seconds) > limit:
                response = refuse(request, math.ceil(seconds / 60))
                response["Retry-After"] = str(seconds)
                return response
            return view(request, *args, **kwargs)

        return throttled

    return decorate


def throttle_posts(name: str, *, limit: int, seconds: int) -> Callable[[View], View]:
    """Let one address post at most ``limit`` times in ``seconds``; answer 429 beyond."""
    return throttle(name, limit=limit, seconds=seconds, counts=is_post)


def is_too_often(name: str, subject: str, *, limit: int, seconds: int) -> bool:
    """Count one more of ``name`` for a subject, like a mail address, and say whether that is beyond ``limit``."""
    return _count_hit(name, subject, seconds) > limit


def is_mailed_too_often(request: HttpRequest, email: str) -> bool:
    """Count one more mail to an address that a visitor typed, and say whether either had their share today.

    Every form that mails an unconfirmed address asks here, so no number of forms makes more mails for a stranger.
    """
    name, _at, host = email.strip().lower().rpartition("@")
    mailbox = f"{name.partition('+')[0]}@{host}"  # name+anything is delivered to name
    to_address = is_too_often("mail-to", mailbox, limit=MAILS_TO_AN_ADDRESS, seconds=DAY)
    by_visitor = is_too_often("mail-by", client_address(request), limit=MAILS_BY_A_VISITOR, seconds=DAY)
    return to_address or by_visitor


def _count_hit(name: str, subject: str, seconds: int) -> int:
    window = int(time.time() // seconds)
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{name}|{subject}|{window}".encode(), hashlib.sha256)
    key = f"throttle:{digest.hexdigest()}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key)
    except ValueError:  # the window ended between the two calls
        return 1


def safe_target(request: HttpRequest, target: str | None, default: str = "/") -> str:
    """Return ``target`` if it is a path of this site, else ``default``."""
    # The prefix test also refuses scheme-less and absolute addresses of the same host; a control
    # character, which browsers drop, could hide the second slash of another host.
    if (
        target
        and target.startswith("/")
        and not _CONTROL.search(target)
        and url_has_allowed_host_and_scheme(
            target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
    ):
        return target
    return default
