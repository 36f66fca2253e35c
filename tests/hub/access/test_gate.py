"""The gate page: two doors, one click, and back to the very place."""

from __future__ import annotations

from datetime import timedelta

import pytest
from wagtail.models import PageViewRestriction

from hub.access.domain.attestation import cookie_name
from hub.access.models import AttestationRecord
from hub.common.models import HubSettings
from tests.hub.access.factories import (
    ORIGIN,
    attestation_cookie,
    attested_visitor,
    make_editor,
    policy,
    signed_in,
    undeclared_page,
    visitor,
)
from tests.hub.articles.factories import article, home_page

pytestmark = pytest.mark.django_db


def confirm(client, **data):
    return client.post("/access/attest/", data, headers={"origin": ORIGIN})


def test_page_that_declares_no_audience_shows_the_gate():
    page = undeclared_page("A hidden title")

    response = visitor().get(page.url)

    assert response.status_code == 200
    assert b"I am a healthcare professional" in response.content
    assert b"A hidden title" not in response.content


def test_private_page_gives_not_even_its_teaser_away():
    policy(ask_country=True)
    page = article("A private title")
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")

    for response in (visitor().get(page.url), confirm(visitor(), next=page.url)):
        assert "I am a healthcare professional" in response.text
        assert "A private title" not in response.text
        assert "describe the outcome" not in response.text


def test_private_page_is_not_given_to_attested_readers():
    page = article()
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    response = attested_visitor().get(page.url)

    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


def test_gate_is_never_cached_and_never_archived():
    response = visitor().get(undeclared_page().url)

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noarchive"
    assert "Cookie" in response["Vary"]


def test_gated_page_is_never_cached_either():
    response = attested_visitor().get(article().url)

    assert b"infants were treated" in response.content
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noarchive"
    assert "Cookie" in response["Vary"]


def test_gate_sets_no_cookie():
    response = visitor().get(undeclared_page().url)

    assert dict(response.cookies) == {}


def test_public_page_is_served_to_everyone():
    response = visitor().get(home_page().url)

    assert response.status_code == 200
    assert b"gate__doors" not in response.content


def test_confirmation_opens_the_very_place_asked_for():
    page = article()
    client = visitor()

    response = confirm(client, next=f"{page.url}?from=mail#safety")

    assert response.status_code == 303
    assert response["Location"] == f"{page.url}?from=mail#safety"
    assert response["Cache-Control"] == "private, no-store"
    assert b"infants were treated" in client.get(page.url).content


def test_gate_carries_the_full_address_asked_for():
    page = undeclared_page()

    response = visitor().get(f"{page.url}?a=1&b=2")

    assert f'name="next" value="{page.url}?a=1&amp;b=2"' in response.text


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "/\t/evil.example/",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: b=c",
        "evil",
        "",
    ],
)
def test_confirmation_leads_to_this_site_only(target):
    response = confirm(visitor(), next=target)

    assert response.status_code == 303
    assert response["Location"] == "/"


def test_confirmation_leads_to_addresses_in_any_script():
    response = confirm(visitor(), next="/bücher/?q=ß#日本")

    assert response["Location"] == "/b%C3%BCcher/?q=%C3%9F#%E6%97%A5%E6%9C%AC"


def test_confirmation_without_next_leads_home():
    assert confirm(visitor())["Location"] == "/"


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_confirmation_from_another_site_is_refused(headers):
    response = visitor().post("/access/attest/", {}, headers=headers)

    assert response.status_code == 403
    assert cookie_name() not in response.cookies
    assert AttestationRecord.objects.count() == 0


def test_confirmation_is_logged_without_answers_that_were_not_asked():
    confirm(visitor(), country="GB", profession="Nurse")

    assert list(AttestationRecord.objects.values_list("wording__version", "country", "profession")) == [(1, "", "")]


def test_confirmation_with_questions_logs_the_answers():
    policy(ask_country=True, ask_profession=True, professions="Nurse\nDoctor")

    response = confirm(visitor(), next="/", country="GB", profession="Doctor")

    assert response.status_code == 303
    assert list(AttestationRecord.objects.values_list("country", "profession")) == [("GB", "Doctor")]


def test_confirmation_without_an_answer_asks_again_and_keeps_the_rest():
    policy(ask_country=True, ask_profession=True, professions="Nurse\nDoctor")

    response = confirm(visitor(), next="/somewhere/#here", country="GB")

    assert response.status_code == 422
    assert '<a href="#id_profession">Choose your profession.</a>' in response.text
    assert '<option value="GB" selected>United Kingdom</option>' in response.text
    assert 'name="next" value="/somewhere/#here"' in response.text
    assert cookie_name() not in response.cookies
    assert AttestationRecord.objects.count() == 0


def test_confirmation_without_an_answer_keeps_the_articles_teaser():
    policy(ask_country=True)
    page = article(standfirst="What was studied, for everyone.")

    response = confirm(visitor(), next=page.url)

    assert response.status_code == 422
    assert "What was studied, for everyone." in response.text
    assert "infants were treated" not in response.text


@pytest.mark.parametrize("target", ["/nowhere/at/all/", "/nowhere.html", "/account/login/", "/"])
def test_confirmation_without_an_answer_for_another_address_shows_the_plain_gate(target):
    policy(ask_country=True)

    response = confirm(visitor(), next=target)

    assert response.status_code == 422
    assert "Choose the country where you work." in response.text


def test_confirmation_with_an_unknown_answer_is_refused():
    policy(ask_country=True)

    response = confirm(visitor(), country="XX")

    assert response.status_code == 422
    assert "Choose one of the entries in the list." in response.text


def test_confirmation_too_often_is_throttled():
    client = visitor()
    statuses = [confirm(client).status_code for _ in range(101)]

    assert statuses == [303] * 100 + [429]


def test_attest_address_opened_by_hand_leads_to_the_gate():
    response = visitor().get("/access/attest/")

    assert response.status_code == 302
    assert response["Location"] == "/access/"


@pytest.mark.parametrize(
    "cookie",
    [
        lambda: "forged",
        lambda: attestation_cookie(age=timedelta(days=91)),
        lambda: attestation_cookie(version=99),
        lambda: attestation_cookie()[:-1],
    ],
    ids=["forged", "expired", "of another wording", "cut"],
)
def test_invalid_cookie_asks_again(cookie):
    page = article()

    response = visitor(cookie()).get(page.url)

    assert "I am a healthcare professional" in response.text
    assert "infants were treated" not in response.text


def test_changed_wording_asks_again():
    page = article()
    client = attested_visitor()
    policy(wording="A new sentence to confirm.")

    response = client.get(page.url)

    assert "A new sentence to confirm." in response.text
    assert "infants were treated" not in response.text


def test_patients_are_led_to_the_plain_language_summary():
    page = article(plain_language_summary="<p>In plain words.</p>")

    response = visitor().get(page.url)

    assert f'href="{page.url}plain-language/"' in response.text
    assert "In plain words." in visitor().get(f"{page.url}plain-language/").text


def test_patients_are_led_to_the_patient_site_without_a_summary():
    settings = HubSettings.for_site(home_page().get_site())
    settings.patient_site_name = "Example Support"
    settings.patient_site_url = "https://patients.example/"
    settings.save()

    response = visitor().get(article().url)

    assert 'href="https://patients.example/"' in response.text
    assert "Example Support" in response.text


def test_patients_get_a_kind_word_when_there_is_nowhere_to_go():
    response = visitor().get(undeclared_page().url)

    assert "We are sorry" in response.text
    assert "I am a patient or carer" not in response.text


def test_gate_says_what_is_stored():
    policy(ask_country=True, valid_days=30)

    text = visitor().get(undeclared_page().url).text

    assert "for 30 days" in text
    assert "the version of the wording, the country." in text
    assert "the profession" not in text


def test_gate_by_itself_leads_to_where_next_says():
    response = visitor().get("/access/?next=/topic/")

    assert 'name="next" value="/topic/"' in response.text
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_reader_can_withdraw():
    client = attested_visitor()
    assert "withdraw" in client.get("/access/").text

    response = client.post("/access/withdraw/", headers={"origin": ORIGIN})

    assert response.status_code == 303
    assert response["Location"] == "/access/"
    assert "I am a healthcare professional" in client.get("/access/").text


def test_withdrawing_from_another_site_is_refused():
    response = attested_visitor().post("/access/withdraw/", headers={"origin": "https://evil.example"})

    assert response.status_code == 403


def test_withdrawing_by_a_link_is_refused():
    assert attested_visitor().get("/access/withdraw/").status_code == 405


def test_editor_reads_without_confirming_and_is_told_why():
    client = signed_in(make_editor())

    assert "infants were treated" in client.get(article().url).text
    assert "signed in as an editor" in client.get("/access/").text


def test_attested_readers_get_the_same_bytes():
    page = article()

    one = attested_visitor(reader_id="one").get(page.url).content
    two = attested_visitor(reader_id="two").get(page.url).content

    assert one == two
