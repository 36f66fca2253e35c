"""Asks an engine over HTTP: one request, with a limit on time and on what is read, and errors in words."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from time import time
from typing import Any

from hub.translation.engines.errors import EngineBusyError, EngineError, EngineRefusedError

LARGEST_ANSWER = 8 * 1024 * 1024
WAIT = 30.0
"""Seconds to wait where a busy engine does not say how long."""
LONGEST_WAIT = 3600.0
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 529})


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """An engine's address is set by the hub; following another one would give it the key."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirects)


def check_address(name: str, address: str) -> str:
    """Take an engine's address without its last slash; anything but HTTP is refused."""
    if urllib.parse.urlsplit(address).scheme not in {"http", "https"}:
        raise EngineRefusedError(f"{name}: the address must begin with https:// or http://.")
    return address.rstrip("/")


def post_json(name: str, url: str, body: Any, *, headers: Mapping[str, str], timeout: float) -> Any:
    """Post JSON and read JSON."""
    data = json.dumps(body, ensure_ascii=False).encode()
    return _ask(name, url, data, {"Content-Type": "application/json; charset=utf-8", **headers}, timeout)


def post_form(name: str, url: str, fields: Mapping[str, str], *, timeout: float) -> Any:
    """Post a form and read JSON."""
    data = urllib.parse.urlencode(fields).encode()
    return _ask(name, url, data, {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}, timeout)


def _ask(name: str, url: str, data: bytes, headers: Mapping[str, str], timeout: float) -> Any:
    request = urllib.request.Request(url, data, {"Accept": "application/json", **headers}, method="POST")  # noqa: S310
    try:
        with _OPENER.open(request, timeout=timeout) as answer:
            read = answer.read(LARGEST_ANSWER + 1)
    except urllib.error.HTTPError as problem:
        raise _error(name, problem) from None
    except TimeoutError:
        raise EngineBusyError(f"{name} did not answer within {timeout:g} seconds.", WAIT) from None
    except (urllib.error.URLError, HTTPException, OSError) as problem:
        reason = getattr(problem, "reason", problem)
        if isinstance(reason, TimeoutError):
            raise EngineBusyError(f"{name} did not answer within {timeout:g} seconds.", WAIT) from None
        raise EngineBusyError(f"{name} cannot be reached: {type(reason).__name__}.", WAIT) from None
    if len(read) > LARGEST_ANSWER:
        raise EngineError(f"{name} gave an answer of more than {LARGEST_ANSWER // 1024**2} MB.")
    try:
        return json.loads(read)
    except ValueError:
        raise EngineError(f"{name} gave an answer that is no JSON.") from None


def _error(name: str, problem: urllib.error.HTTPError) -> EngineError:
    """Say what an engine's status means."""
    with problem:
        said = _said(problem)
    if problem.code == 456:
        return EngineRefusedError(f"{name}: the quota is used up.")
    if problem.code in _BUSY:
        return EngineBusyError(f"{name} is busy (HTTP {problem.code}).", _wait(problem.headers.get("Retry-After", "")))
    if problem.code in {401, 403}:
        return EngineRefusedError(f"{name} does not accept the key (HTTP {problem.code}).")
    if problem.code == 413:
        return EngineError(f"{name}: the text is too long (HTTP 413).")
    return EngineRefusedError(f"{name} refused (HTTP {problem.code}){said}.")


def _said(problem: urllib.error.HTTPError) -> str:
    """Give an engine's own words, cut short, if it has any."""
    try:
        body = json.loads(problem.read(4096))
    except (ValueError, OSError, HTTPException):
        return ""
    words = body.get("explanation") or body.get("error") or body.get("message") if isinstance(body, dict) else None
    words = words.get("message") if isinstance(words, dict) else words
    return f": {words[:200]}" if isinstance(words, str) else ""


def _wait(header: str) -> float:
    """Read Retry-After, seconds or a date."""
    try:
        seconds = (
            float(header)
            if header.replace(".", "", 1).isdigit()
            else parsedate_to_datetime(header).timestamp() - time()
        )
    except (ValueError, TypeError):
        return WAIT
    return min(max(seconds, 1.0), LONGEST_WAIT)


def texts_of(name: str, found: Any, count: int) -> list[str]:
    """Take the texts of an answer if they are as many as were sent."""
    if not isinstance(found, list) or len(found) != count or not all(isinstance(text, str) for text in found):
        raise EngineError(f"{name} gave an answer that the hub cannot read.")
    return found
