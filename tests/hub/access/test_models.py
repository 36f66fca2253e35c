"""A wording that readers confirmed is kept; a changed one asks again."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from hub.access.models import DEFAULT_WORDING, AttestationRecord
from tests.hub.access.factories import NOON, policy

pytestmark = pytest.mark.django_db


def versions(settings):
    return list(settings.wordings.order_by("version").values_list("version", "text"))


def test_new_settings_have_a_first_wording():
    settings = policy()

    assert versions(settings) == [(1, DEFAULT_WORDING)]


def test_wording_changed_makes_a_new_version():
    settings = policy()

    settings.wording = "I am a professional."
    settings.save()

    assert settings.version == 2
    assert versions(settings) == [(1, DEFAULT_WORDING), (2, "I am a professional.")]


@pytest.mark.parametrize("text", ["One.\r\nTwo.", "One.  \nTwo.\n", "  One.\nTwo."])
def test_wording_that_differs_in_white_space_only_makes_no_version(text):
    settings = policy(wording="One.\nTwo.")

    settings.wording = text
    settings.save()

    assert settings.version == 2
    assert settings.wordings.count() == 2


def test_other_settings_changed_make_no_version():
    settings = policy()

    settings.valid_days = 7
    settings.ask_country = True
    settings.save()

    assert settings.version == 1


def test_wording_that_was_confirmed_cannot_be_deleted():
    settings = policy()
    wording = settings.wordings.get()
    AttestationRecord.objects.create(time=NOON, wording=wording)

    with pytest.raises(ProtectedError):
        wording.delete()


def test_professions_are_lines_without_blanks_or_repeats():
    settings = policy(professions="Doctor\n\n  Nurse \nDoctor\n")

    assert settings.profession_list() == ["Doctor", "Nurse"]


@pytest.mark.parametrize("days", [0, 366])
def test_days_outside_a_year_are_refused(days):
    settings = policy()
    settings.valid_days = days

    with pytest.raises(ValidationError) as refused:
        settings.full_clean()

    assert list(refused.value.message_dict) == ["valid_days"]


def test_models_name_themselves():
    settings = policy()
    wording = settings.wordings.get()

    assert str(wording) == "Version 1"
    assert str(AttestationRecord(time=NOON, wording=wording)) == "Confirmation of 20 November 2026"


def test_profession_too_long_to_be_kept_is_refused():
    settings = policy()
    settings.professions = "Doctor\n" + "N" * 81

    with pytest.raises(ValidationError) as refusal:
        settings.full_clean()

    assert refusal.value.messages == [f"Shorten “{'N' * 81}” to at most 80 characters."]
