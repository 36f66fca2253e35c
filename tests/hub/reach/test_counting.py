"""What is counted of a reader, what is not, and that nothing of the reader is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, connections
from django.db.models import QuerySet
from django.test import Client, RequestFactory

from hub.articles.models import ArticlePage
from hub.reach.domain import counting
from hub.reach.domain.counting import add_counts, count_completed_read, count_view, shortest_read
from hub.reach.domain.people import is_browser
from hub.reach.models import ReachCount
from tests.hub.articles.factories import article
from tests.hub.evaluation.factories import article as bare_article
from tests.hub.evaluation.factories import attested_reader, signed_in
from tests.hub.reach.factories import BROWSER, FIREFOX

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SAME_ORIGIN = {"sec-fetch-site": "same-origin", "user-agent": FIREFOX, "accept": "image/*"}
NAMES = ("views", "reader_days", "completed_reads", "gate_views", "summary_views")


def counted() -> tuple[int, ...] | None:
    return ReachCount.objects.values_list(*NAMES).first()


def request(**headers: str) -> Any:
    return RequestFactory().get("/", headers={**BROWSER, **headers}, REMOTE_ADDR="203.0.113.7")


@pytest.mark.django_db
def test_article_read_twice_is_two_views_of_one_reader() -> None:
    page = article("Read")
    client = attested_reader()

    codes = [client.get(page.url, headers=BROWSER).status_code for _ in range(2)]

    assert codes == [200, 200]
    assert counted() == (2, 1, 0, 0, 0)


@pytest.mark.django_db
def test_gate_and_summary_are_counted_apart() -> None:
    page = article("Read", plain_language_summary="<p>For everyone.</p>")

    Client().get(page.url, headers=BROWSER)
    Client().get(f"{page.url}plain-language/", headers=BROWSER)

    assert counted() == (0, 0, 0, 1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"sec-purpose": "prefetch;prerender"},
        {"accept": "*/*"},
        {"user-agent": ""},
    ],
)
def test_article_asked_for_by_a_program_is_not_counted(headers: dict[str, str]) -> None:
    page = bare_article()

    count_view(request(**headers), page, now=NOON)

    assert counted() is None


@pytest.mark.django_db
def test_article_is_not_counted_for_editors_nor_for_head() -> None:
    page = article("Read")

    assert signed_in("Editors").get(page.url, headers=BROWSER).status_code == 200
    assert attested_reader().head(page.url, headers=BROWSER).status_code == 200

    assert counted() is None


@pytest.mark.parametrize(
    "agent",
    [
        FIREFOX,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/18.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 "
        "Safari/537.36 Edg/138.0.0.0",
        "Mozilla/5.0 (Linux; Android 14; CUBOT X70) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 "
        "Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 "
        "Chrome/130.0.0.0 Mobile Safari/537.36",
    ],
)
def test_browser_is_known_as_one(agent: str) -> None:
    assert is_browser(RequestFactory().get("/", headers={"user-agent": agent}))


@pytest.mark.parametrize(
    "agent",
    [
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/138.0.0.0 Safari/537.36",
        "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)",
        "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome-Lighthouse",
        "",
    ],
)
def test_program_is_known_as_one(agent: str) -> None:
    assert not is_browser(RequestFactory().get("/", headers={"user-agent": agent}))


@pytest.mark.django_db
@pytest.mark.parametrize("header", [{"sec-gpc": "1"}, {"dnt": "1"}])
def test_reader_who_asks_to_be_left_alone_is_a_view_and_is_not_recognised(header: dict[str, str]) -> None:
    page = bare_article()

    count_view(request(**header), page, now=NOON)
    read = count_completed_read(request(**header), page, now=NOON + timedelta(minutes=5))

    assert (counted(), read) == ((1, 0, 0, 0, 0), False)


@pytest.mark.django_db
def test_completed_read_is_counted_once_a_day_and_not_too_early() -> None:
    page = bare_article()
    least = timedelta(seconds=shortest_read(page))
    count_view(request(), page, now=NOON)

    counted_at = [
        count_completed_read(request(), page, now=NOON + wait)
        for wait in (least - timedelta(seconds=1), least, least + timedelta(minutes=5))
    ]

    assert counted_at == [False, True, False]
    assert counted() == (1, 1, 1, 0, 0)


@pytest.mark.django_db
def test_completed_read_without_a_view_or_by_another_reader_is_not_counted() -> None:
    page = bare_article()
    later = NOON + timedelta(minutes=5)
    before = count_completed_read(request(), page, now=NOON)
    count_view(request(), page, now=NOON)

    other = count_completed_read(request(**{"user-agent": f"{FIREFOX} Other"}), page, now=later)

    assert (before, other, counted()) == (False, False, (1, 1, 0, 0, 0))


@pytest.mark.django_db
def test_reader_of_the_next_day_is_counted_again() -> None:
    page = bare_article()

    for hours in (0, 11, 13):
        count_view(request(), page, now=NOON + timedelta(hours=hours))

    assert list(ReachCount.objects.order_by("day").values_list("day__day", "views", "reader_days")) == [
        (4, 2, 1),
        (5, 1, 1),
    ]


@pytest.mark.django_db
def test_shortest_read_is_a_quarter_of_the_reading_time() -> None:
    page = ArticlePage(key_learning=f"<p>{'word ' * 1000}</p>")

    assert shortest_read(page) == 75


@pytest.mark.django_db
def test_mark_at_the_end_of_the_article_counts_and_is_never_cached(monkeypatch: pytest.MonkeyPatch) -> None:
    page = article("Read")
    client = attested_reader()
    text = client.get(page.url, headers=BROWSER).text
    mark = f"/reach/{page.pk}/read.gif"
    monkeypatch.setattr(counting, "shortest_read", lambda article: 0)

    foreign = client.get(mark, headers={**SAME_ORIGIN, "sec-fetch-site": "cross-site"})
    early = counted()
    response = client.get(mark, headers=SAME_ORIGIN)

    tag = f'<img class="read-mark" src="{mark}" width="1" height="1" alt="" loading="lazy" data-after="15">'
    assert tag in text
    style = client.get(f"/reach/{page.pk}/end.css")
    assert f'<noscript><link rel="stylesheet" href="/reach/{page.pk}/end.css"><div class="read-end">' in text
    assert (style["Content-Type"], style["Cache-Control"]) == ("text/css; charset=utf-8", "public, max-age=86400")
    assert 'url("read.gif?near")' in style.text
    assert (foreign.status_code, early) == (200, (1, 1, 0, 0, 0))
    assert counted() == (1, 1, 1, 0, 0)
    assert (response["Content-Type"], response["Cache-Control"]) == ("image/gif", "private, no-store")
    assert client.get("/reach/999999999/read.gif", headers=SAME_ORIGIN).status_code == 200


@pytest.mark.django_db
def test_nothing_of_the_reader_is_stored(django_assert_num_queries: Any) -> None:
    page = bare_article()
    count_view(request(), page, now=NOON)
    page.locale  # noqa: B018 -- read once per page, as serving it does

    with django_assert_num_queries(1):
        count_view(request(), page, now=NOON)

    columns = {field.name for field in ReachCount._meta.get_fields()}
    assert columns == {"id", "article", "day", "language", *NAMES}
    stored = repr(getattr(cache, "_cache", {}))
    assert "203.0.113.7" not in stored
    assert "Firefox" not in stored


@pytest.mark.django_db
def test_page_is_not_lost_when_the_count_is_refused(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(self: QuerySet[Any], **kwargs: Any) -> int:
        raise DatabaseError("locked")

    page = bare_article()
    monkeypatch.setattr(QuerySet, "update", refuse)

    count_view(request(), page, now=NOON)

    assert f"A view of article {page.pk} was not counted." in caplog.text


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite's database in memory is of one thread")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_counts_of_many_at_once_are_all_kept() -> None:
    page = bare_article()

    def count(_: int) -> None:
        add_counts(page.pk, NOON.date(), "en-gb", views=1)
        connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count, range(80)))

    assert counted() == (80, 0, 0, 0, 0)
