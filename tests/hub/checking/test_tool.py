"""The tool as anybody meets it: what it answers, what it refuses, and that it keeps nothing."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from random import Random

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client

from hub.checking.domain import EXAMPLES, pack
from hub.checking.domain.explanations import EXPLANATIONS
from hub.checking.forms import LONGEST_PASSAGE
from hub.checking.results import Question
from hub.studies.domain import claims_and_findings
from tests.hub.checking.test_links import letters_of

pytestmark = pytest.mark.django_db

STUDIES = Path(__file__).parents[3] / "demo" / "studies"
OWN = {"origin": "http://testserver"}
BROKEN = EXAMPLES[1].question.passage
UNKEPT = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "same-origin",
}


@pytest.fixture(autouse=True)
def _start_counting_anew():
    cache.clear()


def send(client: Client, passage: str, **fields: str):
    return client.post("/check/", {"passage": passage, **fields}, headers=OWN)


def result(client: Client, passage: str, **fields: str):
    sent = send(client, passage, **fields)
    assert sent.status_code == 303
    return client.get(sent["Location"])


def passage_shown(html: str) -> str:
    """Return what stands in the passage, without the marks' own words."""
    shown = re.search(r'<p class="passage">(.*?)</p>', html, re.DOTALL)[1]
    without_words = re.sub(r'<span class="mark__tag">.*?</span></a>', "</a>", shown)
    return unescape(re.sub(r"<[^>]*>", "", without_words))


def headers_of(response) -> dict[str, str]:
    return {name: response.get(name) for name in UNKEPT}


def test_form_says_what_it_takes(client):
    response = client.get("/check/")

    assert response.status_code == 200
    assert "Check the figures of a passage" in response.text
    assert "Up to 10,000 characters" in response.text
    assert "Nothing is stored" in response.text
    assert "csrf" not in response.text.lower()
    assert 'maxlength="10000"' not in response.text  # A browser would cut off a longer paste without a word.
    assert "noindex" not in response.text
    assert response.headers.get("X-Robots-Tag") is None
    assert len(set(re.findall(r'id="([^"]+)"', response.text))) == len(re.findall(r'id="([^"]+)"', response.text))


@pytest.mark.parametrize("path", ["/check/", "/check/checks/", "/figures/"])
def test_page_open_to_everybody_gives_away_no_interval_of_a_demo_article(client, path):
    studies = "".join(file.read_text() for file in STUDIES.glob("*.yaml"))
    intervals = [f"{low}–{high}" for low, high in re.findall(r'interval: \["([^"]+)", "([^"]+)"\]', studies)]
    assert "64.5–92.7" in intervals

    pages = [client.get(path).text, client.get("/check/?p=" + pack(Question("Patients did well."))).text]

    assert [interval for interval in intervals if any(interval in page for page in pages)] == []


def test_examples_are_links_to_their_results(client):
    links = re.findall(r'href="(/check/\?p=[^"]+)"', client.get("/check/").text)

    answers = [client.get(link) for link in links]

    assert [response.status_code for response in answers] == [200, 200, 200]
    assert [passage_shown(response.text) for response in answers] == [entry.question.passage for entry in EXAMPLES]


def test_passage_sent_leads_to_an_address_that_holds_it(client):
    sent = send(client, BROKEN, group_1_name="all", group_1_size="48", adjusted="on")

    assert sent.status_code == 303
    assert sent["Location"] == "/check/?p=" + pack(Question(BROKEN, (("all", 48),), adjusted=True))
    assert headers_of(sent) == UNKEPT


def test_result_says_first_what_was_found(client):
    response = result(client, BROKEN)

    assert response.status_code == 200
    assert headers_of(response) == UNKEPT
    assert '<meta name="robots" content="noindex">' in response.text
    assert "<h1>Three figures read: one place cannot be right.</h1>" in response.text
    assert passage_shown(response.text) == BROKEN
    assert 'A 95% interval of <span class="nowrap">47.3–74.5</span>% cannot belong to 26.5%.' in response.text
    assert "<dt>Would fit</dt><dd>62.5%.</dd>" in response.text
    assert 'href="/check/checks/#interval-order"' in response.text


def test_every_link_inside_a_result_leads_somewhere(client):
    html = result(client, BROKEN + " Fever occurred in 34 of 45 patients (81%), P = 1.2.").text

    ids = re.findall(r'\bid="([^"]+)"', html)

    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert set(re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', html)) <= set(ids)


def test_marks_and_links_of_the_table_have_names_that_say_where_they_lead(client):
    html = result(client, BROKEN).text

    assert '<span class="visually-hidden"> (figure 2, impossible)</span></span></a>' in html
    assert 'impossible<span class="visually-hidden">: what was found about figure 2</span></a>' in html
    assert '<table class="read" role="table" aria-labelledby="figures-title"' in html


def test_result_with_nothing_found_does_not_say_right(client):
    html = result(client, EXAMPLES[0].question.passage).text

    assert "<h1>Five figures read, nothing found against them.</h1>" in html
    assert "That does not mean that they are right" in html
    assert "finding-card" not in html


def test_passage_without_figures_is_told_what_is_read(client):
    html = result(client, "Patients did well.").text

    assert "<h1>No figures found in this passage.</h1>" in html
    assert "What this page reads" in html
    assert 'class="passage"' not in html
    assert "Patients did well.</textarea>" in html


def test_note_and_inconsistent_have_words_too(client):
    html = result(
        client,
        "At 3 years, overall survival was 40% and disease-free survival was 55% in the A group. "
        "Remission was reached by 34 of 45 patients (81%) in the B group.",
    ).text

    assert "one place is inconsistent and one is worth a look." in html
    assert html.count("mark--note") == 2
    assert html.count("mark--inconsistent") == 1


def test_size_that_was_of_no_use_is_told(client):
    html = result(client, BROKEN, group_1_name="placebo<i>", group_1_size="30").text

    assert "No figure was read as of “placebo&lt;i&gt;”" in html


HOSTILE = (
    'At 2 years, overall survival was 138.3% (95% CI 64.5–92.7) in the <script>alert("x")</script> group and 70% in '
    "the <img src=x onerror=alert(1)> group (n = 30). </textarea></p><b>Bold</b> &lt;i&gt; {{ report }} {% now %}"
)


def test_hostile_passage_is_shown_and_never_run(client):
    response = result(client, HOSTILE, group_1_name='"><script>', group_1_size="3")

    assert passage_shown(response.text) == HOSTILE
    for forbidden in ("<script>", "<img src=x", "<b>Bold", '"><script', "</textarea></p>"):
        assert forbidden not in response.text
    assert "{{ report }} {% now %}" in unescape(response.text)


def test_text_stands_with_its_line_ends_and_spaces(client):
    passage = "Response  was 55%.\n\n\tOverall survival at 2 years was 81%."

    assert passage_shown(result(client, passage.replace("\n", "\r\n")).text) == passage


def test_empty_form_is_asked_for_a_passage(client):
    response = send(client, " ")

    assert response.status_code == 422
    assert headers_of(response) == UNKEPT
    assert '<a href="#check-passage">Paste the passage whose figures you want to check.</a>' in response.text
    assert 'id="check-passage_error"' in response.text
    assert 'aria-invalid="true"' in response.text
    assert "<title>Error: Check a passage</title>" in response.text


def test_passage_too_long_is_kept_and_told(client):
    passage = "Overall survival was 81%. " * 400

    response = send(client, passage)

    assert response.status_code == 422
    assert "Shorten the passage to 10000 characters; it has 10399." in response.text
    assert passage.strip() in response.text


def test_error_in_a_group_opens_it(client):
    response = send(client, BROKEN, group_2_name="placebo")

    assert response.status_code == 422
    assert '<details class="check-form__more" open>' in response.text
    assert "Say how many people are in “placebo”." in response.text
    assert BROKEN in response.text


def noisy_passage() -> str:
    noise = Random(7)  # noqa: S311 - noise, no secret
    words = (f"{noise.choice('ABCDEFGH')}{noise.getrandbits(40):x} was {noise.randint(1, 99)}%." for _ in range(700))
    return " ".join(words)[: LONGEST_PASSAGE - 60].strip() + " At 2 years, overall survival was 138.3%."


def test_passage_too_long_for_a_link_is_answered_at_once(client):
    response = send(client, noisy_passage())

    assert response.status_code == 200
    assert headers_of(response) == UNKEPT
    assert "This passage is too long for a link." in response.text
    assert "data-link" not in response.text
    assert passage_shown(response.text) == noisy_passage()
    assert 'name="answer" value="file"' in response.text


def test_file_is_what_the_command_line_gives(client):
    by_link = client.get("/check/figures.json", {"p": pack(Question(BROKEN, (("all", 48),)))})
    by_button = send(client, BROKEN, group_1_name="all", group_1_size="48", answer="file")

    for response in (by_link, by_button):
        assert response["Content-Type"] == "application/json"
        assert response["Content-Disposition"] == 'attachment; filename="figures-and-findings.json"'
        assert headers_of(response) == UNKEPT
        assert json.loads(response.content) == claims_and_findings(BROKEN, groups={"all": 48})


@pytest.mark.parametrize("address", ["/check/", "/check/figures.json"])
@pytest.mark.parametrize(
    ("letters", "status", "words"),
    [
        ("", 400, "This link is not complete"),
        ("%00", 400, "This link is damaged"),
        ("A" * 6_001, 400, "This link is longer than the 6,000 characters"),
        (letters_of(b'{"passage":"' + b"0" * 4_000_000), 400, "This link holds more than a passage may."),
        (letters_of(b"[1]"), 400, "This link holds no passage."),
        (letters_of(b"{}"), 422, "Paste the passage whose figures you want to check."),
        (letters_of(b'{"passage":"' + b"0" * 10_001 + b'"}'), 422, "Shorten the passage to 10000 characters"),
        (letters_of(b'{"passage":"a\\u0000"}'), 422, "The passage holds a character that is not text"),
    ],
    ids=["empty", "nul", "long", "bomb", "list", "no passage", "long passage", "nul in passage"],
)
def test_bad_link_is_answered_in_a_sentence(client, address, letters, status, words):
    response = client.get(f"{address}?p={letters}")

    assert response.status_code == status
    assert words in response.text
    assert headers_of(response) == UNKEPT
    assert "<title>Error: Check a passage</title>" in response.text


def test_file_without_a_link_is_refused_in_a_sentence(client):
    response = client.get("/check/figures.json")

    assert response.status_code == 400
    assert "The link could not be read" in response.text


@pytest.mark.parametrize("headers", [{}, {"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_form_of_another_site_is_refused(client, headers):
    assert client.post("/check/", {"passage": BROKEN}, headers=headers).status_code == 403


def test_asking_and_sending_count_towards_one_limit(client):
    address = send(client, "55%")["Location"]

    statuses = [client.get(address).status_code for _ in range(200)]

    assert statuses == [200] * 199 + [429]
    refused = send(client, "It was 55%.")
    assert (refused.status_code, refused["Retry-After"]) == (429, "600")
    assert "please send it again in about 10 minutes" in refused.text
    assert "It was 55%.</textarea>" in refused.text
    assert client.get("/check/figures.json" + address.removeprefix("/check/")).status_code == 429
    assert client.get("/check/").status_code == 200
    assert client.get("/check/checks/").status_code == 200


def test_another_readers_limit_is_another(client, monkeypatch):
    monkeypatch.setattr("hub.common.requests._count_hit", lambda name, address, seconds: 1 if address == "b" else 999)

    assert client.get("/check/?p=A", REMOTE_ADDR="a").status_code == 429
    assert client.get("/check/?p=A", REMOTE_ADDR="b").status_code == 400


def rows_of_every_table() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_nothing_is_stored(client, django_assert_max_num_queries):
    client.get("/check/")  # The hub's settings come into being with the first page.
    before = rows_of_every_table()

    with django_assert_max_num_queries(20) as asked:
        answers = [result(client, BROKEN), send(client, noisy_passage()), send(client, "", group_1_name="x")]

    assert rows_of_every_table() == before
    assert {query["sql"].split()[0] for query in asked.captured_queries} <= {"SELECT"}
    assert not any("samplemab" in query["sql"] for query in asked.captured_queries)
    assert [dict(response.cookies) for response in answers] == [{}, {}, {}]
    assert dict(client.cookies) == {}


def test_every_check_is_explained_on_a_page_for_everyone(client):
    html = client.get("/check/checks/").text

    assert re.findall(r'<article class="checks__check" id="([^"]+)"', html) == [entry.check for entry in EXPLANATIONS]
    assert "An interval holds its estimate" in html


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)("/check/", headers=OWN).status_code == 405
