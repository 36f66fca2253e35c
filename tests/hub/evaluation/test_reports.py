"""The editors' report: what it shows, what it hides, and who may see it."""

import csv
import io
from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from hub.articles.models import TopicPage
from hub.evaluation.domain import available_periods, released_comments, summarise
from hub.evaluation.domain.bars import diverging_bar
from hub.evaluation.results import ConfidenceInterval, GroupSummary
from hub.evaluation.wagtail_hooks import register_report_permission
from tests.hub.evaluation.factories import article, attested_reader, evaluations, signed_in

pytestmark = pytest.mark.django_db
REPORT = "/admin/evaluation/"
TODAY = date(2026, 7, 10)


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def other_group() -> None:
    Group.objects.create(name="Other").permissions.add(Permission.objects.get(codename="access_admin"))


def test_summarise_gives_n_counts_mean_and_share() -> None:
    page = article()
    evaluations(page, 4, levels=(5, 4, 3, 1))
    evaluations(page, 1, levels=(3, 4, 5, 1))

    report = summarise(today=TODAY)

    group = report.articles[0].group
    assert group is not None
    clear, objectives, _, change = group.statements
    assert (group.n, clear.counts, clear.mean, clear.agreeing) == (5, (0, 0, 1, 0, 4), 4.6, 0.8)
    assert clear.mean_interval is not None
    assert (clear.mean_interval.low, clear.mean_interval.high) == (pytest.approx(3.4894, abs=1e-4), 5.0)
    assert (objectives.mean_interval, objectives.agreeing) == (None, 1.0)
    assert (change.counts, change.agreeing) == ((5, 0, 0, 0, 0), 0.0)
    assert report.overall == group


def test_summarise_article_with_four_answers_is_hidden_and_not_in_the_overall_figures() -> None:
    small, large = article("Small"), article("Large")
    evaluations(small, 4, levels=(1, 1, 1, 1))
    evaluations(large, 6, levels=(5, 5, 5, 5))

    report = summarise(today=TODAY)

    assert {summary.title: summary.group and summary.group.n for summary in report.articles} == {
        "Large": 6,
        "Small": None,
    }
    assert report.overall is not None
    assert (report.overall.n, report.overall.statements[0].mean) == (6, 5.0)


def test_summarise_month_with_too_few_waits_for_later_ones() -> None:
    page = article()
    evaluations(page, 6, day=date(2026, 2, 1))
    evaluations(page, 2, day=date(2026, 5, 1))
    evaluations(page, 4, day=date(2026, 7, 1))
    periods = {period.key: period for period in available_periods(today=TODAY)}

    def shown(today: date) -> dict[str, int | None]:
        groups = {key: summarise(today=today, period=period).articles[0].group for key, period in periods.items()}
        return {key: group and group.n for key, group in groups.items()}

    assert shown(TODAY) == {"": 6, "2026": 6, "2026-q3": None, "2026-q2": None, "2026-q1": 6}
    assert shown(date(2026, 8, 1)) == {"": 12, "2026": 12, "2026-q3": None, "2026-q2": None, "2026-q1": 6}


def test_summarise_by_topic_country_and_profession() -> None:
    page = article()
    home = page.get_parent()
    page.move(home.add_child(instance=TopicPage(title="Leukaemia")), "last-child")
    evaluations(page, 6, country="DE", profession="Doctor")
    evaluations(page, 4, country="FR", profession="Doctor", levels=(1, 1, 1, 5))
    evaluations(page, 2)

    report = summarise(today=TODAY)

    assert [(topic.title, topic.group and topic.group.n) for topic in report.topics] == [("Leukaemia", 12)]
    assert [(part.key, part.n, part.agreeing) for part in report.countries] == [
        ("DE", 6, (6, 6, 6, 0)),
        (None, 6, (2, 2, 2, 4)),
    ]
    assert report.professions == ()  # the two who did not say must not be the remainder
    low, high = report.countries[0].intervals[0].low, report.countries[0].intervals[0].high
    assert (low, high) == (pytest.approx(0.6097, abs=1e-4), 1.0)


def test_small_countries_of_articles_are_put_together_when_the_quarter_is_over() -> None:
    for title in ("One", "Two"):
        page = article(title)
        evaluations(page, 3, country="FR")
        evaluations(page, 3, country="DE")
        evaluations(page, 3, country="IT")

    def countries(today: date) -> list[tuple[str | None, int]]:
        return [(part.key, part.n) for part in summarise(today=today).countries]

    assert countries(date(2026, 6, 1)) == []
    assert countries(TODAY) == [("DE", 6), ("FR", 6), ("IT", 6)]


def test_summarise_lists_articles_that_were_ever_published() -> None:
    article("Draft", live=False)
    article("Published")

    assert [summary.title for summary in summarise(today=TODAY).articles] == ["Published"]


def test_available_periods_go_back_to_the_first_answer() -> None:
    evaluations(article(), 1, day=date(2025, 11, 30))

    periods = available_periods(today=date(2026, 4, 1))

    assert [(period.key, period.label) for period in periods] == [
        ("", "All time"),
        ("2026", "2026"),
        ("2026-q2", "April to June 2026"),
        ("2026-q1", "January to March 2026"),
        ("2025", "2025"),
        ("2025-q4", "October to December 2025"),
    ]


def test_available_periods_without_answers_are_those_of_today() -> None:
    assert [period.key for period in available_periods(today=date(2026, 12, 31))] == ["", "2026", "2026-q4"]


def test_released_comments_are_alphabetical_and_need_five_answers() -> None:
    small, large = article("Small"), article("Large")
    evaluations(small, 4, comment="Secret")
    evaluations(large, 3)
    for comment in ("well done", "Alpha", "too long"):
        evaluations(large, 1, comment=comment)

    assert released_comments(today=TODAY) == {large.pk: ["Alpha", "too long", "well done"]}


def test_group_smaller_than_five_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="too small"):
        GroupSummary(n=4, statements=())


def test_group_with_unanswered_statements_cannot_be_made() -> None:
    page = article()
    evaluations(page, 5)
    group = summarise(today=TODAY).overall
    assert group is not None

    with pytest.raises(ValueError, match="every statement"):
        GroupSummary(n=6, statements=group.statements)


def test_empty_interval_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="empty"):
        ConfidenceInterval(low=2, high=1, method="t", confidence_level=0.95)


def test_diverging_bar_straddles_the_middle() -> None:
    bar = diverging_bar((1, 1, 2, 3, 3))

    assert [(segment.x, segment.width) for segment in bar.segments] == [
        (140, 20),
        (160, 20),
        (180, 40),
        (220, 60),
        (280, 60),
    ]
    assert [segment.label for segment in bar.segments] == ["1", "1", "2", "3", "3"]
    assert bar.text_alternative == (
        "Strongly disagree 1, disagree 1, neither agree nor disagree 2, agree 3, strongly agree 3"
    )


def test_diverging_bar_leaves_out_empty_levels_and_labels_that_do_not_fit() -> None:
    bar = diverging_bar((0, 0, 0, 1, 99))

    assert [segment.label for segment in bar.segments] == ["", "99"]


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_report_is_shown_to_editors_and_moderators(group: str) -> None:
    evaluations(article("Shown"), 5)
    evaluations(article("Hidden"), 4)

    response = signed_in(group).get(REPORT)

    assert response.status_code == 200
    assert "n = 5" in response.text
    assert response.text.count("Not shown") == 1
    assert "<h2>Per country</h2>" in response.text
    assert "self-report" in response.text
    assert 'aria-label="Strongly disagree 0, disagree 0,' in response.text
    assert "5.00 (all the same)" in response.text
    assert "100% (57–100)" in response.text
    assert ' style="' not in response.text.split("<main")[1].split('<svg class="diverging-bar"')[1].split("</svg>")[0]


def test_report_is_in_the_menu_of_editors() -> None:
    response = signed_in("Editors").get("/admin/")

    assert "/admin/evaluation/" in response.text


@pytest.mark.parametrize("path", ["", "articles/1/", "export/evaluation.csv", "export/evaluation.xlsx"])
def test_report_without_permission_is_refused(path: str) -> None:
    other_group()

    codes = [client.get(REPORT + path).status_code for client in (Client(), attested_reader(), signed_in("Other"))]

    assert codes == [302, 302, 302]


def test_report_menu_is_hidden_without_permission() -> None:
    other_group()

    assert "/admin/evaluation/" not in signed_in("Other").get("/admin/").text


def test_report_with_nothing_to_show_says_so() -> None:
    response = signed_in("Editors").get(REPORT)

    assert "There is nothing to show" in response.text
    assert "No article has been published yet." in response.text


def test_report_unknown_period_is_not_found() -> None:
    assert signed_in("Editors").get(REPORT, {"period": "2026-q9"}).status_code == 404


@pytest.mark.parametrize("path", ["", "export/evaluation.xlsx"])
def test_report_takes_the_same_queries_for_one_and_three_articles(
    path: str,
) -> None:
    client = signed_in("Editors")
    evaluations(article("One"), 5, comment="Good")
    client.get(REPORT + path)
    with CaptureQueriesContext(connection) as one:
        client.get(REPORT + path)
    for title in ("Two", "Three"):
        evaluations(article(title), 5, comment="Good")

    with CaptureQueriesContext(connection) as three:
        client.get(REPORT + path)

    assert len(one) == len(three)


def test_article_report_shows_figures_and_comments() -> None:
    page = article()
    evaluations(page, 5, comment="<b>Useful</b>")

    response = signed_in("Editors").get(f"{REPORT}articles/{page.pk}/")

    assert "n = 5" in response.text
    assert response.text.count("&lt;b&gt;Useful&lt;/b&gt;") == 5


def test_article_report_small_group_shows_neither_figures_nor_comments() -> None:
    page = article()
    evaluations(page, 4, comment="Secret")

    response = signed_in("Editors").get(f"{REPORT}articles/{page.pk}/")

    assert "Not shown: there are fewer than 5 answers" in response.text
    assert "Secret" not in response.text


def test_article_report_of_a_draft_is_not_found() -> None:
    assert signed_in("Editors").get(f"{REPORT}articles/{article(live=False).pk}/").status_code == 404


def test_csv_export_holds_what_the_report_shows() -> None:
    evaluations(article("=SUM(A1)"), 6, levels=(5, 4, 4, 3), country="DE")
    evaluations(article("Small"), 4)

    response = signed_in("Editors").get(f"{REPORT}export/evaluation.csv")

    rows = rows_of(response.content)
    assert response["Content-Disposition"] == 'attachment; filename="evaluation.csv"'
    assert [(row["Group"], row["Name"], row["n"]) for row in rows] == [
        *[("All", "All articles", "6")] * 4,
        *[("Article", "'=SUM(A1)", "6")] * 4,
        ("Article", "Small", ""),
        *[("Country", "Germany", "6")] * 4,
    ]
    assert (rows[9]["Agreeing"], rows[9]["Share agreeing"], rows[9]["Method"]) == ("6", "1.0", "Wilson score")
    assert rows[8]["Note"].startswith("Not shown: fewer than 5 answers")
    assert (rows[0]["Strongly agree"], rows[0]["Mean (1 to 5)"], rows[0]["Share agreeing"]) == ("6", "5.0", "1.0")
    assert rows[3]["What it shows"] == "Moore’s level 4, stated intention (self-report)"


@pytest.mark.parametrize(
    ("comment", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        (" =1", "' =1"),
        ("\tx", "'\tx"),
        ("fine - really", "fine - really"),
        ("bell \x07", "bell "),
    ],
)
def test_exported_comment_cannot_become_a_formula(comment: str, cell: str) -> None:
    evaluations(article(), 4)
    evaluations(article("Other"), 4)
    page = article("Third")
    evaluations(page, 4)
    evaluations(page, 1, comment=comment)
    client = signed_in("Editors")

    workbook = load_workbook(io.BytesIO(client.get(f"{REPORT}export/evaluation.xlsx").content))
    comments = rows_of(client.get(f"{REPORT}export/comments.csv").content)

    assert [row["Comment"] for row in comments] == [cell]
    assert [tuple(c.value for c in row) for row in workbook["Comments, all time"]] == [
        ("Article", "Comment"),
        ("Third", cell),
    ]
    assert workbook["Comments, all time"]["B2"].data_type == "s"


def test_xlsx_export_holds_numbers() -> None:
    page = article()
    evaluations(page, 3, levels=(5, 4, 4, 3))
    evaluations(page, 3, levels=(4, 4, 4, 3))

    response = signed_in("Editors").get(f"{REPORT}export/evaluation.xlsx")

    sheet = load_workbook(io.BytesIO(response.content))["Summary"]
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert [cell.value for cell in sheet[2]][:11] == [
        "All time",
        "All",
        "All articles",
        "The content was clear and easy to understand",
        "Moore’s level 2, satisfaction (self-report)",
        6,
        0,
        0,
        0,
        3,
        3,
    ]
    assert sheet.freeze_panes == "A2"
    assert sheet.max_row == 9


def test_export_unknown_name_is_not_found() -> None:
    assert signed_in("Editors").get(f"{REPORT}export/raw.csv").status_code == 404


def test_report_permission_can_be_given_to_groups() -> None:
    codenames = {permission.codename for permission in register_report_permission()}

    assert codenames == {"view_evaluation"}


def test_report_says_mean_with_its_interval() -> None:
    page = article()
    evaluations(page, 4, levels=(5, 4, 3, 1))
    evaluations(page, 1, levels=(3, 4, 5, 1))

    response = signed_in("Editors").get(f"{REPORT}articles/{page.pk}/")

    assert "4.60 (3.49–5.00)" in response.text
    assert "80% (38–96)" in response.text


def test_xlsx_export_leaves_out_characters_that_a_workbook_cannot_hold() -> None:
    evaluations(article(), 5, comment="Very\x08 clear\ufffe\uffff😀")

    response = signed_in("Editors").get(f"{REPORT}export/evaluation.xlsx")

    sheet = load_workbook(io.BytesIO(response.content))["Comments, all time"]
    assert sheet["B2"].value == "Very clear😀"
