"""The reports of editors and funders: figures, files, and who may see them."""

from __future__ import annotations

import csv
import io
import re
import zlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hub.access.models import AccessSettings, AttestationRecord
from hub.articles.models import TopicPage
from hub.evaluation.results import Month, Months
from hub.reach.domain.links import make_link, revoke_link
from hub.reach.domain.report_files import read_report, report_lines, write_report
from hub.reach.domain.reports import editors_report, grant_report
from hub.reach.models import ReportLink
from hub.reach.results import GrantReport, ReportFileError
from tests.hub.evaluation.factories import article, attested_reader, evaluations, signed_in
from tests.hub.funding.factories import grant
from tests.hub.reach.factories import counts

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 10)
SECOND_QUARTER = Months(Month(2026, 4), Month(2026, 6))
REACH = "/admin/reach/"


def reported(**changes: Any) -> GrantReport:
    """A report on a grant with one article that is shown and one that is hidden."""
    large, small, other = article("=Large"), article("Small"), article("Other")
    counts(large, date(2026, 4, 2), 10, views=14, completed_reads=4, gate_views=9, summary_views=3)
    counts(small, date(2026, 4, 2), 4, views=321)
    counts(other, date(2026, 4, 2), 50)
    evaluations(large, 6, levels=(5, 4, 3, 4), country="DE", profession="=Doctor")
    evaluations(large, 5, levels=(5, 4, 3, 1))
    made = grant("Example Foundation", large, small, purpose="Writing")
    return replace(grant_report(made, SECOND_QUARTER, hub="Example Hub", today=TODAY), **changes)


def unpacked(pdf: bytes) -> bytes:
    """Return what the streams of a PDF hold."""
    streams = re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL)
    return b"".join(zlib.decompress(stream) if stream[:1] == b"x" else stream for stream in streams)


def linked(**fields: Any) -> tuple[ReportLink, str]:
    reported()
    link, token = make_link(
        grant=grant("Other Foundation", *[], hub_wide=True),
        months=SECOND_QUARTER,
        hub="Example Hub",
        expires_on=timezone.localdate() + timedelta(days=30),
        user=None,
        now_date=TODAY,
    )
    ReportLink.objects.filter(pk=link.pk).update(**fields)
    return link, token


def test_grant_report_shows_its_articles_alone_and_hides_small_groups() -> None:
    report = reported()

    large, small = report.articles
    assert [(row.title, row.reach is None) for row in report.articles] == [("=Large", False), ("Small", True)]
    assert large.reach is not None
    assert large.reach.tally.n == 10
    assert large.reach.completion == 0.4
    assert large.reach.completion_interval.low == pytest.approx(0.1682, abs=1e-4)
    assert report.overall.reach == large.reach
    assert small.reach_left_out
    assert (large.evaluation and large.evaluation.n, small.evaluation) == (11, None)
    assert "Example Foundation" in report.independence
    assert [(part.key, part.n, part.agreeing) for part in report.countries] == [
        ("DE", 6, (6, 6, 0, 6)),
        ("", 5, (5, 5, 0, 0)),
    ]


def test_grant_report_leaves_out_months_that_are_not_over() -> None:
    page = article()
    counts(page, date(2026, 6, 30), 10)
    evaluations(page, 6, day=date(2026, 6, 1))
    made = grant("Example Foundation", page)

    row = grant_report(made, SECOND_QUARTER, hub="Hub", today=date(2026, 6, 30)).articles[0]

    assert (row.reach, row.evaluation) == (None, None)


def test_report_from_its_csv_is_the_same_report() -> None:
    report = reported()

    assert read_report(write_report(report)) == report
    assert write_report(read_report(write_report(report))) == write_report(report)


def test_csv_from_before_breakdowns_is_still_a_report() -> None:
    report = reported(countries=(), professions=())

    assert b"Country" not in write_report(report)
    assert read_report(write_report(report)) == report


def test_csv_holds_nothing_of_what_is_hidden() -> None:
    rows = list(csv.reader(io.StringIO(write_report(reported()).decode("utf-8-sig"))))

    assert [row[3:] for row in rows if row[1] == "Small"] == [
        ["shown", "Not shown"],
        ["part of the period left out", "yes"],
        ["shown", "Not shown"],
        ["part of the period left out", "no"],
    ]
    assert not any("321" in cell or cell == "335" for row in rows for cell in row)
    assert {row[1] for row in rows} == {"", "Title", "All articles", "'=Large", "Small"}


def changed(content: bytes, old: str, new: str) -> bytes:
    assert old in content.decode()
    return content.decode().replace(old, new).encode()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("completed_reads,4", "completed_reads,9", "do not follow from its counts"),
        ("completion,0.4", "completion,0.9", "do not follow from its counts"),
        ("Number,Title", "Nr,Title", "its columns must be"),
        ("grant report 1", "grant report 9", "its format is"),
        ("2026-04", "April", "not a whole report"),
        (",n,10", ",n,3", "not a whole report"),
        ("Country: DE,n,6", "Country: DE,n,5", "not a whole report"),
        ("Country: DE,clear: number agreeing,6", "Country: DE,clear: number agreeing,5", "do not follow"),
    ],
)
def test_csv_that_was_changed_is_refused(old: str, new: str, sentence: str) -> None:
    content = write_report(reported())

    with pytest.raises(ReportFileError, match=sentence):
        read_report(changed(content, old, new))


def test_command_prints_the_figures_of_the_page(tmp_path: Path) -> None:
    report = reported()
    file = tmp_path / "report.csv"
    file.write_bytes(write_report(report))
    output = io.StringIO()

    call_command("report_from_csv", str(file), stdout=output)

    assert output.getvalue().splitlines() == list(report_lines(report))
    assert "  Completed reads: 4 of 10, 40% (17–69)" in output.getvalue().splitlines()
    shares = "clear 100% (61–100), objectives 100% (61–100), relevant 0% (0–39), change 100% (61–100)"
    assert f"  Germany, n = 6: agreeing {shares}" in output.getvalue().splitlines()


def test_command_on_another_file_says_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("a,b\n")

    with pytest.raises(CommandError, match=r"other\.csv: The file is not a report on a grant"):
        call_command("report_from_csv", str(file))


def test_link_shows_the_report_and_tells_nobody_where_it_came_from() -> None:
    link, token = linked()

    response = Client().get(f"/reports/{token}/")

    assert response.status_code == 200
    assert "40% (17–69)" in response.text
    assert "321" not in response.text
    headers = ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")
    assert [response[name] for name in headers] == [
        "private, no-store",
        "no-referrer",
        "noindex, nofollow, noarchive",
    ]
    assert ReportLink.objects.get(pk=link.pk).last_used_on == timezone.localdate()
    assert token not in str(ReportLink.objects.values())


def test_link_is_in_the_language_of_its_address() -> None:
    _, token = linked()

    text = Client().get(f"/de/reports/{token}/").text

    assert '<html lang="de"' in text
    assert "<h1>Bericht über eine Förderung</h1>" in text
    assert "40\xa0% (17–69)" in text
    assert "April 2026 bis Juni 2026" in text
    assert "ist eine unabhängige" in text
    assert "Completed reads" not in text


def test_link_gives_the_same_figures_as_csv_and_pdf() -> None:
    link, token = linked()

    csv_file, pdf = (Client().get(f"/reports/{token}/report.{kind}") for kind in ("csv", "pdf"))

    assert read_report(csv_file.content) == read_report(link.report.encode())
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    held = unpacked(pdf.content)
    assert b"pdfuaid" in held
    assert held.count(b"/Alt") == held.count(b"/S /Figure") > 0  # every bar has its words


def test_link_keeps_the_report_of_its_day() -> None:
    _, token = linked()
    before = Client().get(f"/reports/{token}/").text

    counts(article("New"), date(2026, 5, 2), 40)

    assert Client().get(f"/reports/{token}/").text == before


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"revoked_on": date(2026, 7, 11)}, 410), ({"expires_on": date(2026, 7, 11)}, 410), ({"token_hash": "x"}, 404)],
)
def test_link_that_has_ended_says_so_in_a_sentence(fields: dict[str, Any], status: int) -> None:
    _, token = linked(**fields)

    answers = [Client().get(f"/reports/{token}/{name}") for name in ("", "report.pdf", "report.csv")]

    assert [response.status_code for response in answers] == [status] * 3
    assert all("This report is not here" in response.text for response in answers)
    assert not any("40%" in response.text for response in answers)


def test_link_does_not_open_the_gate() -> None:
    _, token = linked()
    client = Client()
    client.get(f"/reports/{token}/")

    answer = client.get(article("Gated").url)

    assert client.cookies == {}
    assert "I am a healthcare professional" in answer.text


def test_link_asked_for_too_often_is_throttled() -> None:
    codes = [Client().get("/reports/guess/").status_code for _ in range(101)]

    assert codes == [404] * 100 + [429]


def test_moderator_makes_a_link_that_is_shown_once_and_revokes_it() -> None:
    page = article()
    counts(page, date(2026, 1, 5), 12)
    made = grant("Example Foundation", page)
    client = signed_in("Moderators")
    ends = timezone.localdate() + timedelta(days=10)

    response = client.post(
        f"{REACH}grants/{made.pk}/", {"first": "2026-01", "last": "2026-02", "expires_on": ends.isoformat()}
    )

    found = re.search(r"<code>http://testserver(/reports/[\w-]+/)</code>", response.text)
    assert found is not None
    link = ReportLink.objects.get()
    assert Client().get(found[1]).status_code == 200
    assert found[1] not in client.get(f"{REACH}grants/{made.pk}/").text
    client.post(f"{REACH}links/{link.pk}/revoke/")
    assert Client().get(found[1]).status_code == 410
    actions = ModelLogEntry.objects.filter(content_type__app_label="reach").values_list("action", flat=True)
    assert sorted(actions) == ["reach.make_link", "reach.revoke_link"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"first": "2026-02", "last": "2026-01"}, "The last month is before the first"),
        ({"expires_on": "2020-01-01"}, "Choose a day from today to a year from now."),
        ({"first": "1999-01"}, "Select a valid choice"),
    ],
)
def test_link_with_a_wrong_choice_is_not_made(data: dict[str, str], sentence: str) -> None:
    page = article()
    counts(page, date(2026, 1, 5), 12)
    made = grant("Example Foundation", page)
    ends = timezone.localdate() + timedelta(days=10)

    response = signed_in("Moderators").post(
        f"{REACH}grants/{made.pk}/", {"first": "2026-01", "last": "2026-02", "expires_on": ends.isoformat(), **data}
    )

    assert response.status_code == 422
    assert sentence in response.text
    assert not ReportLink.objects.exists()


def test_revoking_twice_is_logged_once() -> None:
    link, _ = linked()

    for _ in range(2):
        revoke_link(link=link, user=None, now_date=TODAY)

    assert ModelLogEntry.objects.filter(action="reach.revoke_link").count() == 1


def test_editor_sees_reports_but_makes_and_ends_no_link() -> None:
    link, _ = linked()
    address = f"{REACH}grants/{link.grant_id}/"
    client = signed_in("Editors")

    assert client.get(address).status_code == 200
    assert "Make a link" not in client.get(address).text
    refused = [client.post(address, {}), client.post(f"{REACH}links/{link.pk}/revoke/")]
    assert [response.status_code for response in refused] == [302, 302]
    assert ReportLink.objects.get().revoked_on is None
    assert ReportLink.objects.count() == 1


@pytest.mark.parametrize(
    "path",
    ["", "reach.csv", "grants/", "grants/{pk}/", "grants/{pk}/report.pdf", "grants/{pk}/report.csv"],
)
def test_reports_without_permission_are_refused(path: str) -> None:
    Group.objects.create(name="Other").permissions.add(Permission.objects.get(codename="access_admin"))
    address = REACH + path.format(pk=grant("Example Foundation").pk)

    codes = [client.get(address).status_code for client in (Client(), attested_reader(), signed_in("Other"))]

    assert codes == [302, 302, 302]
    assert '"/admin/reach/"' not in signed_in("Other").get("/admin/").text


@pytest.mark.parametrize("path", ["", "reach.csv", "grants/{pk}/", "grants/{pk}/report.csv"])
def test_reports_take_the_same_queries_for_one_and_three_articles(path: str) -> None:
    def add(title: str) -> None:
        page = article(title)
        counts(page, date(2026, 1, 5), 12)
        evaluations(page, 5, day=date(2026, 1, 5))

    client = signed_in("Editors")
    address = REACH + path.format(pk=grant("Example Foundation", hub_wide=True).pk)
    chosen = {"first": "2026-01", "last": "2026-03"}
    add("One")
    client.get(address, chosen)
    with CaptureQueriesContext(connection) as one:
        assert client.get(address, chosen).status_code == 200
    add("Two")
    add("Three")

    with CaptureQueriesContext(connection) as three:
        client.get(address, chosen)

    assert len(one) == len(three)


def test_editors_report_has_topics_countries_and_the_period_before() -> None:
    home = article("Elsewhere").get_parent()
    topic = home.add_child(instance=TopicPage(title="Leukaemia"))
    page = article("Read")
    page.move(topic, "last-child")
    counts(page, date(2026, 2, 5), 20, completed_reads=5)
    counts(page, date(2026, 5, 5), 10, completed_reads=5)
    wording = AccessSettings.for_site(home.get_site()).wordings.first()
    for country, number in {"DE": 6, "FR": 7, "IT": 2}.items():
        for _ in range(number):
            AttestationRecord.objects.create(time="2026-04-03T10:00Z", wording=wording, country=country)

    report = editors_report(SECOND_QUARTER, today=TODAY)

    def figures(row: Any) -> tuple[int, float] | None:
        return row.reach and (row.reach.tally.n, row.reach.completion)

    assert (figures(report.overall), figures(report.before)) == ((10, 0.5), (20, 0.25))
    assert [(row.title, figures(row)) for row in report.topics] == [("Leukaemia", (10, 0.5))]
    assert [(group.key, group.n) for group in report.countries] == [("FR", 7), (None, 8)]
    assert report.professions == ()


def test_editors_see_the_report_and_its_csv() -> None:
    page = article("Read")
    counts(page, date(2026, 2, 5), 20, completed_reads=5)
    client = signed_in("Editors")
    chosen = {"first": "2026-02", "last": "2026-04"}

    page_text = client.get(REACH, chosen).text
    rows = list(csv.DictReader(io.StringIO(client.get(f"{REACH}reach.csv", chosen).content.decode("utf-8-sig"))))

    assert page_text.count("25% (11–47)") >= 2
    assert [(row["Group"], row["Name"], row["Reader-days (n)"], row["Share completed"]) for row in rows] == [
        ("All", "All articles", "20", "0.25"),
        ("All, period before", "All articles", "", ""),
        ("Article", "Read", "20", "0.25"),
    ]
    assert '"/admin/reach/"' in client.get("/admin/").text


def test_report_before_a_month_is_over_says_that_there_is_nothing() -> None:
    client = signed_in("Moderators")

    assert "Months are reported once they are over." in client.get(REACH).text
    assert client.get(f"{REACH}reach.csv").status_code == 302
    assert client.get(f"{REACH}grants/{grant('Example Foundation').pk}/report.pdf").status_code == 302
