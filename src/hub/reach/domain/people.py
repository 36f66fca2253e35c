"""Tell readers from programs, by what a request says of itself.

Every browser in use calls itself “Mozilla/5.0 …”; a program that does too mostly names itself as well.
What cannot be told apart this way is a program that claims to be a browser in every header.
"""

from __future__ import annotations

import re

from django.http import HttpRequest

from hub.access.domain import is_editor

PROGRAMS = re.compile(
    r"(?<!cu)bot\b|bot[/;_-]|crawl|spider|slurp|archiver|scrap|fetch|preview|monitor|uptime|pingdom|check|validator|lighthouse"
    r"|pagespeed|headless|phantom|selenium|puppeteer|playwright|curl|wget|python|java/|okhttp|go-http|axios|node"
    r"|libwww|perl|ruby|php|facebookexternalhit|embedly|whatsapp|telegram|skypeuripreview|slack|discord|bingpreview"
    r"|mediapartners|feed|reader/|gpt|claude|anthropic|perplexity|ccbot|bytespider|http://|https://|@",
    re.IGNORECASE,
)
AHEAD_OF_TIME = re.compile(r"prefetch|prerender|preview", re.IGNORECASE)


def is_reading(request: HttpRequest) -> bool:
    """Whether a person who is no editor asks for a page in order to read it now."""
    return (
        request.method == "GET"
        and "text/html" in request.headers.get("Accept", "")
        and is_browser(request)
        and not is_editor(request)
    )


def is_browser(request: HttpRequest) -> bool:
    """Whether a request comes from a browser that somebody looks at."""
    agent = request.headers.get("User-Agent", "")
    early = " ".join(request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"))
    return agent.startswith("Mozilla/5.0 ") and not PROGRAMS.search(agent) and not AHEAD_OF_TIME.search(early)


def asks_to_be_left_alone(request: HttpRequest) -> bool:
    """Whether the browser sends Global Privacy Control or Do Not Track."""
    return "1" in {request.headers.get("Sec-GPC"), request.headers.get("DNT")}
