"""Patient-level files in the admin, driven through its own pages without scripts."""

import re

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse

from hub.studies.enums import Source
from hub.studies.models import PatientFile
from tests.hub.access.factories import attested_visitor, body, make_editor, signed_in, visitor
from tests.hub.access.walker import routes
from tests.hub.studies.factories import make_arm, make_study
from tests.hub.studies.patient_rows import ROWS, make_confirmed, make_described, make_trial, receive, upload

pytestmark = pytest.mark.django_db

NAME = "studies_patient_data"
MARK = b"patient-0"
COLUMNS = {"time_column": "months", "time_unit": "months", "status_column": "status", "arm_column": "group"}
VALUES = {
    "code_0": "censored",
    "code_1": "outcome:cir",
    "code_2": "other",
    "arm_0": "a",
    "arm_1": "b",
    "survival": "dfs",
    "times": "",
    "times_unit": "",
}


@pytest.fixture(autouse=True)
def _no_throttle():
    cache.clear()


@pytest.fixture
def editor(client):
    user = User.objects.create_user("editor", password="x")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def address(step, study, patient_file=None):
    name = f"{NAME}_{step}" if step else NAME
    return reverse(name, args=[study.pk, patient_file.pk] if patient_file else [study.pk])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()).replace("\u00a0", " ")


def test_file_is_uploaded_described_confirmed_and_compared(editor):
    study = make_trial()

    uploaded = editor.post(address("", study), {"file": upload()})
    patient_file = PatientFile.objects.get()
    assert uploaded["Location"] == address("columns", study, patient_file)
    described = editor.post(uploaded["Location"], COLUMNS)
    assert described["Location"] == address("values", study, patient_file)
    valued = editor.post(described["Location"], VALUES)
    assert valued["Location"] == address("preview", study, patient_file)
    seen = text_of(editor.get(valued["Location"]))
    assert "New treatment 5 2 2 1 24 months" in seen
    assert "4 results will be stored as recomputed" in seen
    assert not study.results.filter(source=Source.RECOMPUTED).exists()
    confirmed = editor.post(valued["Location"])
    assert confirmed["Location"] == address("", study)

    overview = text_of(editor.get(confirmed["Location"]))
    assert "4 results were recomputed from the file." in overview
    assert "1 of 4 figures differ." in overview
    assert "Differs: 41% is published, 40.0% was recomputed (−1.0 percentage points)." in overview
    assert study.results.filter(source=Source.RECOMPUTED).count() == 4
    patient_file.refresh_from_db()
    assert patient_file.uploaded_by.username == "editor"


def test_columns_and_values_are_offered_from_the_file(editor):
    study = make_trial()
    patient_file = receive(study)
    page = editor.get(address("columns", study, patient_file)).content.decode()
    editor.post(address("columns", study, patient_file), COLUMNS)
    values = text_of(editor.get(address("values", study, patient_file)))

    assert re.findall(r'<option value="(\w+)">\1</option>', page)[:4] == ["id", "group", "months", "status"]
    assert "Status “1” (4 rows)" in values
    assert "Arm “A” (5 rows)" in values


def test_no_page_shows_a_patient(editor):
    study = make_trial()
    patient_file = make_described(study)

    pages = [editor.get(address(step, study, patient_file)) for step in ("columns", "values", "preview", "delete")]

    assert [page.status_code for page in pages] == [200, 200, 200, 200]
    assert not any(MARK in page.content for page in [*pages, editor.get(address("", study))])


def test_file_that_is_not_what_it_says_is_refused_beside_the_form(editor):
    study = make_trial()

    response = editor.post(address("", study), {"file": upload("PK\x03\x04", "rows.csv")})

    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == ["The file is not a CSV file, although its name says so."]
    assert not PatientFile.objects.exists()


def test_name_of_a_file_is_escaped(editor):
    study = make_trial()

    editor.post(address("", study), {"file": upload(ROWS, "<script>alert(1)<!--.csv")})

    page = editor.get(address("", study)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_bad_rows_are_said_by_number_and_what_was_chosen_stays(editor):
    study = make_trial()
    patient_file = receive(study, ROWS.replace("B,8,2", "B,-8,2"))
    editor.post(address("columns", study, patient_file), COLUMNS)

    response = editor.post(address("values", study, patient_file), VALUES)

    assert response.context["form"].non_field_errors() == ["1 row has a negative time (row 8)."]
    assert '<option value="outcome:cir" selected>' in response.content.decode()
    assert not study.results.filter(source=Source.RECOMPUTED).exists()


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"code_1": ""}, "code_1", "This field is required."),
        ({"code_1": "censored", "code_2": "censored"}, "__all__", "At least one status must be an event."),
        (
            {"code_1": "other", "survival": ""},
            "__all__",
            "Say of which outcome these are the events; otherwise nothing is computed.",
        ),
        ({"arm_1": "nobody"}, "arm_1", "Select a valid choice. nobody is not one of the available choices."),
        ({"times": "soon"}, "times", "“soon” is not a time; write numbers parted by spaces, like 1 2.5 5."),
        ({"times": "1 2"}, "times_unit", "These times need their unit."),
    ],
)
def test_description_that_does_not_do_is_refused_beside_its_field(editor, change, field, sentence):
    study = make_trial()
    patient_file = receive(study)
    editor.post(address("columns", study, patient_file), COLUMNS)

    response = editor.post(address("values", study, patient_file), VALUES | change)

    assert response.context["form"].errors[field] == [sentence]


def test_column_in_two_roles_is_refused(editor):
    study = make_trial()
    patient_file = receive(study)

    response = editor.post(address("columns", study, patient_file), COLUMNS | {"arm_column": "status"})

    assert response.context["form"].non_field_errors() == ["Time, status and arm must be different columns."]


def test_column_of_names_is_no_status(editor):
    study = make_trial()
    patient_file = receive(study, "id,months,status\n" + "".join(f"patient-0{n},{n},1\n" for n in range(30)))
    chosen = {"time_column": "months", "time_unit": "months", "status_column": "id", "arm_column": ""}

    response = editor.post(address("columns", study, patient_file), chosen)

    assert response.context["form"].non_field_errors() == ["The column “id” has more than 12 different values."]
    assert MARK not in response.content


def test_steps_cannot_be_skipped(editor):
    study = make_trial()
    patient_file = receive(study)

    for step in ("values", "preview"):
        assert editor.get(address(step, study, patient_file))["Location"] == address("columns", study, patient_file)
    assert editor.post(address("preview", study, patient_file))["Location"] == address("columns", study, patient_file)
    editor.post(address("columns", study, patient_file), COLUMNS)
    assert editor.get(address("preview", study, patient_file))["Location"] == address("values", study, patient_file)
    editor.post(address("preview", study, patient_file))
    editor.post(address("compute", study, patient_file))
    assert not study.results.filter(source=Source.RECOMPUTED).exists()


def test_confirmed_file_is_computed_again_and_described_no_more(editor):
    study = make_trial()
    patient_file = make_confirmed(study)
    study.results.filter(source=Source.RECOMPUTED).delete()

    assert editor.get(address("columns", study, patient_file))["Location"] == address("", study)
    editor.post(address("compute", study, patient_file))

    assert study.results.filter(source=Source.RECOMPUTED).count() == 4


@pytest.mark.parametrize(("data", "left"), [({"with_results": "on"}, 0), ({}, 4)])
def test_file_is_deleted_after_asking(editor, data, left):
    study = make_trial()
    patient_file = make_confirmed(study)
    asked = text_of(editor.get(address("delete", study, patient_file)))
    assert "4 results of the study were computed from it." in asked
    assert PatientFile.objects.exists()

    editor.post(address("delete", study, patient_file), data)

    assert not PatientFile.objects.exists()
    assert study.results.filter(source=Source.RECOMPUTED).count() == left


def test_file_of_another_study_is_not_found(editor):
    patient_file = make_confirmed(make_trial())
    other = make_study("other")
    make_arm(other)

    for step in ("columns", "values", "preview", "delete"):
        assert editor.get(address(step, other, patient_file)).status_code == 404
    assert editor.post(address("compute", other, patient_file)).status_code == 404


def all_addresses(study, patient_file):
    steps = ("columns", "values", "preview", "delete", "compute")
    return [address("", study), *(address(step, study, patient_file) for step in steps)]


def test_those_who_may_not_change_studies_are_refused(client):
    study = make_trial()
    patient_file = make_described(study)
    user = User.objects.create_user("reviewer", password="x")
    user.user_permissions.add(
        Permission.objects.get(codename="access_admin"), Permission.objects.get(codename="view_study")
    )
    client.force_login(user)

    for each in all_addresses(study, patient_file):
        for response in (client.get(each), client.post(each, {"file": upload(), "with_results": "on"})):
            assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home"))
    assert list(PatientFile.objects.all()) == [patient_file]


def test_visitors_are_asked_to_sign_in():
    study = make_trial()
    patient_file = make_described(study)

    for someone in (visitor(), attested_visitor()):
        for each in all_addresses(study, patient_file):
            response = someone.get(each)
            assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/account/login/")


def test_posts_need_their_token():
    study = make_trial()
    user = User.objects.create_superuser("root", "root@example.org", "x")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)

    assert strict.post(address("", study), {"file": upload()}).status_code == 403
    assert not PatientFile.objects.exists()


def test_uploads_are_throttled(editor):
    study = make_trial()

    codes = [editor.post(address("", study), {}).status_code for _ in range(61)]

    assert codes == [200] * 60 + [429]


def test_no_address_of_the_site_serves_a_file_even_to_an_administrator():
    study = make_trial()
    patient_file = make_confirmed(study)
    client = signed_in(make_editor(superuser=True))
    name = patient_file.file.name
    values = [
        str(study.pk),
        str(patient_file.pk),
        name,
        name.rpartition("/")[2],
        patient_file.original_name,
        "rows.csv",
    ]
    walked = {each for route in routes(get_resolver()) for each in route.addresses(values)[:2]}
    guessed = {
        f"/{prefix}{name}" for prefix in ("media/", "media/private/", "media/../", "documents/1/", "private/", "")
    }

    for each in sorted(walked | guessed):
        if "logout" in each or "/delete/" in each:
            continue
        assert MARK not in body(client.get(each)), each


def test_study_leads_to_its_data(editor):
    study = make_trial()

    for name in ("edit", "inspect"):
        page = editor.get(reverse(f"wagtailsnippets_studies_study:{name}", args=[study.pk])).content.decode()
        assert address("", study) in page


def test_those_who_may_only_look_are_not_led_to_the_data(client):
    study = make_trial()
    user = User.objects.create_user("reviewer", password="x")
    user.user_permissions.add(
        Permission.objects.get(codename="access_admin"), Permission.objects.get(codename="view_study")
    )
    client.force_login(user)

    page = client.get(reverse("wagtailsnippets_studies_study:inspect", args=[study.pk])).content.decode()

    assert address("", study) not in page


def test_history_of_the_study_says_what_was_done(editor):
    study = make_trial()
    patient_file = make_confirmed(study)
    editor.post(address("delete", study, patient_file), {"with_results": "on"})

    history = text_of(editor.get(reverse("wagtailsnippets_studies_study:history", args=[study.pk])))

    assert "Patient-level data uploaded, 10 rows, to be confirmed." in history
    assert "4 results and 4 curves recomputed from patient-level data." in history
    assert "Patient-level data deleted; the 4 results recomputed from them were deleted." in history
    assert "rows.csv" not in history
