"""Studies and references in the Wagtail admin, driven through its own forms."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from wagtail.models import ModelLogEntry

from hub.studies.models import Reference, Result, Study
from tests.hub.studies.factories import (
    make_arm,
    make_outcome,
    make_reference,
    make_result,
    make_study,
    make_worked_example,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = User.objects.create_user("editor", password="x")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def formset(name, rows, initial=0):
    data = {
        f"{name}-TOTAL_FORMS": len(rows),
        f"{name}-INITIAL_FORMS": initial,
        f"{name}-MIN_NUM_FORMS": 0,
        f"{name}-MAX_NUM_FORMS": 1000,
    }
    for place, row in enumerate(rows):
        data |= {f"{name}-{place}-{field}": value for field, value in {"ORDER": place + 1, "id": "", **row}.items()}
    return data


STUDY = {
    "key": "viale-a",
    "name": "VIALE-A",
    "design": "randomised",
    "phase": "3",
    "condition": "AML",
    "population": "Adults.",
    "follow_up_printed": "20.5",
    "follow_up_unit": "months",
    "follow_up_spread": "range",
    "follow_up_low_printed": "<0.1",
    "follow_up_high_printed": "30.7",
}
ARM = {"key": "ven", "label": "azacitidine + venetoclax", "n": 286, "role": "experimental"}
OUTCOME = {"key": "os", "name": "Overall survival", "measure": "median_time", "better": "higher"}
RESULT = {"estimate_printed": "14.7", "unit": "months", "source": "published"}


def study_form(arms=(), outcomes=(), results=(), initial=(0, 0, 0), **fields):
    return {
        **STUDY,
        **fields,
        **formset("arms", arms, initial[0]),
        **formset("outcomes", outcomes, initial[1]),
        **formset("results", results, initial[2]),
    }


def errors_of(response):
    form = response.context["form"]
    found = dict(form.errors)
    for name, each in form.formsets.items():
        for place, errors in enumerate(each.errors):
            found |= {f"{name}-{place}-{field}": messages for field, messages in errors.items()}
    return {field: list(messages) for field, messages in found.items()}


def test_editor_creates_a_study_then_its_results(editor):
    editor.post(reverse("wagtailsnippets_studies_study:add"), study_form([ARM], [OUTCOME]))
    study = Study.objects.get()
    arm, outcome = study.arms.get(), study.outcomes.get()

    response = editor.post(
        reverse("wagtailsnippets_studies_study:edit", args=[study.pk]),
        study_form(
            [{**ARM, "id": arm.pk}],
            [{**OUTCOME, "id": outcome.pk}],
            [{**RESULT, "arm": arm.pk, "outcome": outcome.pk}],
            (1, 1, 0),
        ),
    )

    assert response.status_code == 302
    study.refresh_from_db()
    result = study.results.get()
    assert (study.follow_up, study.follow_up_low) == (20.5, 0.1)
    assert (result.estimate, str(result)) == (14.7, "Overall survival: 14.7 months")
    assert study.revisions.count() == 2
    assert list(ModelLogEntry.objects.for_instance(study).values_list("action", flat=True).order_by("pk")) == [
        "wagtail.create",
        "wagtail.edit",
    ]


def test_new_study_asks_to_be_saved_before_results_are_added(editor):
    page = editor.get(reverse("wagtailsnippets_studies_study:add")).content.decode()

    assert "Save the study with its arms and outcomes first" in page


def test_results_offer_only_the_studys_own_arms_and_outcomes(editor):
    study, other = make_worked_example(), make_study("other")
    make_arm(other, label="stranger")
    stranger = make_outcome(other, name="Strange outcome")

    edit = reverse("wagtailsnippets_studies_study:edit", args=[study.pk])
    page = editor.get(edit).content.decode()
    response = editor.post(edit, study_form(results=[{**RESULT, "outcome": stranger.pk}]))

    assert "Interfant-06 alone" in page
    assert "Strange" not in page
    assert "results-0-outcome" in errors_of(response)


def test_bad_figures_are_refused_beside_their_field_and_nothing_is_lost(editor):
    study = make_worked_example()
    outcome = study.outcomes.get()
    bad = {
        **RESULT,
        "outcome": outcome.pk,
        "estimate_printed": "83.3",
        "unit": "%",
        "low_printed": "92.7",
        "high_printed": "64.5",
    }

    response = editor.post(reverse("wagtailsnippets_studies_study:edit", args=[study.pk]), study_form(results=[bad]))

    errors = errors_of(response)
    assert errors["results-0-high_printed"] == ["The upper limit 64.5 is below the lower limit 92.7."]
    assert errors["results-0-time"] == ["A survival probability needs its time point."]
    assert errors["results-0-interval_level"] == ["Say the level of the interval, like 95."]
    assert 'value="92.7"' in response.content.decode()


def test_two_results_that_say_the_same_are_refused(editor):
    study = make_worked_example()
    outcome, arm = study.outcomes.get(), study.arms.first()
    row = {
        **RESULT,
        "outcome": outcome.pk,
        "arm": arm.pk,
        "estimate_printed": "80",
        "unit": "%",
        "time": 3,
        "time_unit": "years",
    }

    response = editor.post(
        reverse("wagtailsnippets_studies_study:edit", args=[study.pk]),
        study_form(results=[row, {**row, "estimate_printed": "81"}]),
    )

    assert errors_of(response)["results-1-estimate_printed"] == ["Another result already gives this figure."]


def test_arm_with_results_is_not_removed_silently(editor):
    study = make_study()
    arm, outcome = make_arm(study), make_outcome(study)
    result = make_result(outcome, arm)
    removed = {"key": "blina", "label": "x", "n": 30, "role": "experimental", "id": arm.pk, "DELETE": "on"}
    kept = {
        **RESULT,
        "id": result.pk,
        "outcome": outcome.pk,
        "arm": arm.pk,
        "estimate_printed": "83.3",
        "unit": "%",
        "time": 4,
        "time_unit": "years",
    }
    form = study_form([removed], [], [kept], (1, 0, 1))

    response = editor.post(reverse("wagtailsnippets_studies_study:edit", args=[study.pk]), form)

    assert errors_of(response)["results-0-arm"] == [
        "This is being removed from the study; remove or change the result too."
    ]
    assert Result.objects.count() == 1


def test_arm_is_removed_together_with_its_results(editor):
    study = make_study()
    arm, outcome = make_arm(study), make_outcome(study)
    result = make_result(outcome, arm)
    removed = {"key": "blina", "label": "x", "n": 30, "role": "experimental", "id": arm.pk, "DELETE": "on"}
    gone = {**RESULT, "id": result.pk, "outcome": outcome.pk, "arm": arm.pk, "DELETE": "on"}
    form = study_form([removed], [], [gone], (1, 0, 1))

    response = editor.post(reverse("wagtailsnippets_studies_study:edit", args=[study.pk]), form)

    assert response.status_code == 302
    assert (study.arms.count(), study.results.count()) == (0, 0)


def test_reference_is_written_in_plain_fields(editor):
    form = {
        "key": "dinardo-2020",
        "title": "Azacitidine and venetoclax",
        "authors": "DiNardo, Courtney D.\nVIALE-A Group\n",
        "journal": "New England Journal of Medicine",
        "journal_abbreviation": "N Engl J Med",
        "year": "2020",
        "volume": "383",
        "issue": "7",
        "pages": "617-629",
        "doi": "10.1056/NEJMoa2012971",
        "pmid": "",
    }

    response = editor.post(reverse("wagtailsnippets_studies_reference:add"), form)

    assert response.status_code == 302
    reference = Reference.objects.get()
    assert reference.csl == {
        "type": "article-journal",
        "title": "Azacitidine and venetoclax",
        "author": [{"family": "DiNardo", "given": "Courtney D."}, {"literal": "VIALE-A Group"}],
        "container-title": "New England Journal of Medicine",
        "container-title-short": "N Engl J Med",
        "issued": {"date-parts": [[2020]]},
        "volume": "383",
        "issue": "7",
        "page": "617-629",
        "DOI": "10.1056/NEJMoa2012971",
    }


def test_reference_form_says_what_is_wrong(editor):
    form = {"key": "k", "title": "T", "year": "20", "doi": "https://doi.org/10.1/x", "pmid": "PMC3"}

    response = editor.post(reverse("wagtailsnippets_studies_reference:add"), form)

    assert errors_of(response) == {
        "year": ["“20” is not a year of four digits."],
        "doi": ["“https://doi.org/10.1/x” is not a DOI; one looks like 10.1056/NEJMoa2012971."],
        "pmid": ["“PMC3” is not a PubMed id; it has digits only."],
    }


def test_editing_a_reference_keeps_csl_data_without_a_plain_field(editor):
    reference = make_reference()
    reference.csl["language"] = "en"
    reference.save()
    edit = reverse("wagtailsnippets_studies_reference:edit", args=[reference.pk])

    page = editor.get(edit).content.decode()
    editor.post(
        edit, {"key": "martins", "title": "Lasting benefit", "authors": "Martins, Anna", "journal": "J Clin Oncol"}
    )

    assert "Martins, Anna\nBell, Bo" in page
    reference.refresh_from_db()
    assert (reference.csl["language"], reference.csl["title"]) == ("en", "Lasting benefit")
    assert "issued" not in reference.csl


@pytest.mark.parametrize("view", ["edit", "inspect", "history"])
def test_views_of_a_study_open_for_editors(editor, view):
    study = make_worked_example()

    assert editor.get(reverse(f"wagtailsnippets_studies_study:{view}", args=[study.pk])).status_code == 200


def test_inspect_view_shows_the_results_as_readers_get_them(editor):
    study = make_worked_example()

    page = editor.get(reverse("wagtailsnippets_studies_study:inspect", args=[study.pk])).content.decode()

    assert "83.3% (95%\u00a0CI\u00a064.5–92.7)" in page
    assert "Disease-free survival at 4\u00a0years was 83.3%" in page


def test_menu_and_search_find_studies_and_references(editor):
    make_worked_example()

    menu = editor.get(reverse("wagtailadmin_home")).content.decode()
    studies = editor.get(
        reverse("wagtailsnippets_studies_study:list"), {"q": "Blinatum", "design": "single_arm_historical"}
    )
    references = editor.get(reverse("wagtailsnippets_studies_reference:list"), {"q": "sustained"})

    assert "Evidence" in menu
    assert "Blinatumomab in infants" in studies.content.decode()
    assert "Martins et al., J Clin Oncol 2026" in references.content.decode()


@pytest.mark.parametrize("size", [1, 3])
def test_list_of_studies_takes_the_same_number_of_queries(editor, size, django_assert_max_num_queries):
    for place in range(size):
        make_study(f"study-{place}")
    address = reverse("wagtailsnippets_studies_study:list")
    editor.get(address)

    with django_assert_max_num_queries(14):
        editor.get(address)


def test_user_outside_the_editors_is_turned_away(client):
    client.force_login(User.objects.create_user("nobody", password="x"))

    assert client.get(reverse("wagtailsnippets_studies_study:list")).status_code == 403


def test_moderators_may_edit_studies_too():
    group = Group.objects.get(name="Moderators")

    codenames = group.permissions.filter(content_type__app_label="studies").values_list("codename", flat=True)

    assert sorted(codenames) == sorted(
        f"{action}_{model}" for action in ("add", "change", "view") for model in ("study", "reference")
    )


@pytest.mark.parametrize("make", [make_study, make_reference])
def test_a_form_that_readers_see_the_result_of_is_not_saved_while_it_is_typed_in(editor, make):
    model = make()._meta.model
    viewset = model.snippet_viewset

    for address in [viewset.get_url_name("add"), viewset.get_url_name("edit")]:
        arguments = [] if address.endswith("add") else [model.objects.get().pk]
        page = editor.get(reverse(address, args=arguments)).content.decode()

        assert "w-autosave-interval" not in page
