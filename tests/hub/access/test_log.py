"""Editors read and export the log; nobody changes it."""

from __future__ import annotations

import pytest

from hub.access.domain import attest
from tests.hub.access.factories import NOON, attested_visitor, make_editor, policy, signed_in

pytestmark = pytest.mark.django_db


def confirm(count: int = 1) -> None:
    for _ in range(count):
        attest(policy=policy(), country="GB", profession="Nurse", now=NOON)


def test_log_lists_confirmations():
    confirm()

    text = signed_in(make_editor()).get("/admin/reports/access/").text

    assert "United Kingdom" in text
    assert "Nurse" in text


def test_log_results_are_listed_by_themselves():
    confirm()

    assert "Nurse" in signed_in(make_editor()).get("/admin/reports/access/results/").text


def test_log_is_exported_as_csv():
    confirm()

    response = signed_in(make_editor()).get("/admin/reports/access/?export=csv")

    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines == [
        "Time,Version of the wording,Country (ISO 3166),Profession",
        "2026-11-20 12:00:00+00:00,1,GB,Nurse",
    ]


def test_log_is_closed_to_readers():
    assert attested_visitor().get("/admin/reports/access/").status_code == 302


def test_log_is_in_the_reports_menu():
    assert "Confirmations at the gate" in signed_in(make_editor()).get("/admin/").text


def test_log_takes_a_fixed_number_of_queries(django_assert_max_num_queries):
    client = signed_in(make_editor())
    counts = []
    for _ in (1, 3):
        confirm(1 if not counts else 2)
        client.get("/admin/reports/access/")
        with django_assert_max_num_queries(60) as queries:
            client.get("/admin/reports/access/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_log_offers_no_way_to_change_it():
    confirm()
    client = signed_in(make_editor(superuser=True))

    assert client.post("/admin/reports/access/").status_code == 405


def test_settings_changed_in_the_admin_make_a_new_wording():
    settings = policy()
    client = signed_in(make_editor(superuser=True))

    response = client.post(
        f"/admin/settings/access/accesssettings/{settings.site_id}/",
        {"wording": "I am one.", "valid_days": "10", "professions": "Doctor"},
    )

    assert response.status_code == 302
    assert settings.wordings.first().text == "I am one."
