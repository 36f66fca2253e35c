"""A study from a pasted text: what is proposed, and the two pages of the admin."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse
from wagtail.models import ModelLogEntry

from hub.studies.domain import verdicts
from hub.studies.domain.from_text import pieces, propose_study
from hub.studies.models import Study
from tests.hub.studies.factories import make_study

INFANTS = (
    "The blinatumomab group (n = 30) had one course beside Interfant-06 chemotherapy; the historical cohort (n = 214) "
    "had chemotherapy alone. Median follow-up was 4.2 years (range, 3.2–6.0). At 4 years, "
    "disease-free survival was 83.3% (95% CI 64.5–92.7) in the blinatumomab group and "
    "44.0% (37.0–50.8) in the historical cohort. Overall survival at 4 years was 93.3% (75.9–98.3) versus 60.2% "
    "(53.0–66.7). The 4-year cumulative incidence of relapse was 13.3% (4.1–28.1) versus 49.6% (42.5–56.3). "
    "Grade 3 or higher infections occurred in 70% of the blinatumomab group."
)
TRIAL = (
    "In this randomized trial (NCT02993523), patients were assigned to azacitidine plus venetoclax (n = 286) or "
    "azacitidine plus placebo (n = 145). Median overall survival was 14.7 months in the azacitidine–venetoclax group "
    "and 9.6 months in the control group (hazard ratio for death, 0.66; 95% CI, 0.52 to 0.85; P<0.001). Complete "
    "remission was seen in 36.7% of the azacitidine–venetoclax group and 17.9% of the control group (P<0.001)."
)


def row(result):
    return (
        result.outcome, result.arm, result.estimate_printed, result.low_printed, result.high_printed, result.time,
    )  # fmt: skip


def test_arms_outcomes_and_results_are_proposed_from_an_abstract():
    proposal = propose_study(INFANTS)

    assert [(arm.label, arm.n, arm.role) for arm in proposal.arms] == [
        ("blinatumomab", 30, "experimental"),
        ("historical", 214, "historical_control"),
    ]
    assert [(each.name, each.abbreviation, each.measure, each.better) for each in proposal.outcomes] == [
        ("Disease-free survival", "DFS", "survival_probability", "higher"),
        ("Overall survival", "OS", "survival_probability", "higher"),
        ("Cumulative incidence of relapse", "CIR", "cumulative_incidence", "lower"),
        ("Infections", "", "adverse_event", "lower"),
    ]
    assert [row(result) for result in proposal.results] == [
        ("outcome-1", "arm-1", "83.3", "64.5", "92.7", 4.0),
        ("outcome-1", "arm-2", "44.0", "37.0", "50.8", 4.0),
        ("outcome-2", "arm-1", "93.3", "75.9", "98.3", 4.0),
        ("outcome-2", "arm-2", "60.2", "53.0", "66.7", 4.0),
        ("outcome-3", "arm-1", "13.3", "4.1", "28.1", 4.0),
        ("outcome-3", "arm-2", "49.6", "42.5", "56.3", 4.0),
        ("outcome-4", "arm-1", "70", "", "", None),
    ]
    assert proposal.results[-1].grade == "≥3"
    assert (proposal.study["follow_up_printed"], proposal.study["follow_up_spread"]) == ("4.2", "range")


def test_names_of_one_arm_are_gathered_and_ratios_take_the_only_two():
    proposal = propose_study(TRIAL)

    assert [(arm.label, arm.n, arm.role, arm.note) for arm in proposal.arms] == [
        ("azacitidine plus venetoclax", 286, "experimental", ""),
        ("azacitidine plus placebo", 145, "comparator", "Also called “control” in the text."),
    ]
    ratio = proposal.results[2]
    assert (ratio.measure, ratio.arm, ratio.comparator, ratio.p_printed) == ("hazard_ratio", "arm-1", "arm-2", "<0.001")
    assert ratio.outcome == proposal.results[0].outcome
    assert ratio.notes == (
        "Taken as azacitidine plus venetoclax compared with azacitidine plus placebo, the only two arms.",
        "The hazard ratio for death is taken as of overall survival.",
    )
    assert (proposal.study["registry_id"], proposal.study["design"]) == ("NCT02993523", "randomised")


def test_p_value_alone_stands_behind_the_second_of_two_arms():
    proposal = propose_study(TRIAL)

    assert [result.p_printed for result in proposal.results] == ["", "", "<0.001", "", "<0.001"]


def test_ratio_between_arms_that_the_text_does_not_tell_apart_is_to_complete():
    proposal = propose_study(
        "Patients had drug A (n = 40) or drug B (n = 41). Progression-free survival was longer with drug A than with "
        "drug B (hazard ratio, 0.60; 95% CI, 0.40 to 0.90)."
    )

    (ratio,) = proposal.results
    assert (ratio.arm, ratio.comparator) == ("", "")
    assert "To complete: which arm is compared with which." in ratio.notes


def test_figure_without_arm_outcome_or_time_is_to_complete():
    proposal = propose_study("Overall survival was 93.3% (75.9–98.3).")

    assert proposal.results[0].notes[-2:] == (
        "To complete: at what time.",
        "To complete: the level of the interval.",
    )


def test_figure_that_is_said_twice_is_kept_once():
    proposal = propose_study(f"{INFANTS} In summary, 4-year disease-free survival was 83.3% in the blinatumomab group.")

    twin = proposal.results[-1]
    assert (twin.keep, twin.notes) == (False, ("Says the same as figure 2.",))


def test_figure_of_the_same_thing_with_another_value_is_to_complete():
    proposal = propose_study(f"{INFANTS} In all, 4-year disease-free survival was 81.0% in the blinatumomab group.")

    twin = proposal.results[-1]
    assert (twin.keep, twin.notes) == (False, ("To complete: figure 2 is of the same outcome, arm and time.",))


def test_counts_and_means_make_no_result():
    proposal = propose_study("Twelve patients died. Overall survival at 2 years was 70% (95% CI 60–78).")

    assert [each.reason for each in proposal.left] == ["A count without what it is out of makes no result."]


def test_pieces_of_a_passage_are_its_text():
    passage = propose_study("DFS at 4 years was 38.3% (95% CI 64.5–92.7), it was said.").passage

    assert "".join(piece.text for piece in pieces(passage)) == passage.text
    assert [(piece.figure, piece.level) for piece in pieces(passage) if piece.figure is not None] == [(0, "impossible")]


@pytest.mark.parametrize("text", ["", "No figures.", "%%% (((", "5% " * 300, "95% CI " * 100])
def test_any_text_is_proposed_without_an_error(text):
    assert propose_study(text).passage.text == text


pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = User.objects.create_user("editor", password="x")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


ADDRESS = "/admin/study-from-text/"
STUDY = {"name": "Infants", "design": "single_arm_historical", "condition": "ALL", "population": "Infants."}


def answer(text, **changes):
    """Fill the second page as a browser would send it back unchanged, with the study named."""
    from hub.studies.forms import StudyFromText

    forms = StudyFromText(propose_study(text))
    data = {"text": text, "confirm": "yes", **{f"study-{name}": value for name, value in STUDY.items()}}
    data |= {f"study-{name}": value for name, value in forms.proposal.study.items() if name not in STUDY}
    for formset in (forms.arms, forms.outcomes, forms.results):
        data |= {f"{formset.prefix}-{name}": value for name, value in formset.management_form.initial.items()}
        for form in formset:
            for field in form:
                value = field.value()
                if value not in (None, False):
                    data[field.html_name] = "on" if value is True else value
    data |= changes
    return {name: value for name, value in data.items() if value is not None}


def wrong(response):
    return [problem for _, problem in response.context["problems"]]


def test_page_asks_for_a_text(editor):
    assert "Paste an abstract" in editor.get(ADDRESS).content.decode()


def test_list_and_menu_of_studies_lead_there(editor):
    page = editor.get(reverse("wagtailsnippets_studies_study:list")).content.decode()

    assert page.count("New study from text") >= 2
    assert ADDRESS in page


def test_someone_who_may_not_add_studies_is_sent_away(client):
    user = User.objects.create_user("reader", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    responses = [client.get(ADDRESS), client.post(ADDRESS, answer(INFANTS))]

    assert [response.status_code for response in responses] == [302, 302]
    assert Study.objects.count() == 0


def test_visitor_is_asked_to_sign_in(client):
    assert "login" in client.get(ADDRESS)["Location"]


def test_form_from_elsewhere_is_refused(editor):
    strict = type(editor)(enforce_csrf_checks=True)
    strict.cookies = editor.cookies

    assert strict.post(ADDRESS, answer(INFANTS)).status_code == 403


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste a text, such as an abstract."),
        ("Nothing but words.", "No figure that can be a result was read in this text. Paste its results too."),
        ("5" * 20_001, "Ensure this value has at most 20000 characters (it has 20001)."),
    ],
)
def test_text_that_cannot_be_used_comes_back_with_the_reason(editor, text, sentence):
    response = editor.post(ADDRESS, {"text": text})

    assert response.context["form"].errors == {"text": [sentence]}
    assert response.context["form"]["text"].value() == text


def test_proposal_shows_marks_findings_and_stores_nothing(editor):
    response = editor.post(ADDRESS, {"text": INFANTS.replace("83.3%", "38.3%") + " <script>alert(1)</script>"})

    page = response.content.decode()
    assert '<mark id="figure-2" class="from-text__mark--impossible">' in page
    assert page.count("A 95% interval of 64.5–92.7% cannot belong to 38.3%.") == 2
    assert "<script>alert" not in page
    assert Study.objects.count() == 0


def test_confirmed_proposal_becomes_a_study_with_its_history(editor):
    response = editor.post(ADDRESS, answer(INFANTS))

    study = Study.objects.get()
    assert response["Location"] == reverse("wagtailsnippets_studies_study:edit", args=[study.pk])
    assert (study.key, study.follow_up, study.follow_up_low) == ("infants", 4.2, 3.2)
    assert [(arm.key, arm.n, arm.role) for arm in study.arms.all()] == [
        ("blinatumomab", 30, "experimental"),
        ("historical", 214, "historical_control"),
    ]
    assert [outcome.key for outcome in study.outcomes.all()] == ["dfs", "os", "cir", "infections"]
    assert [(str(each.outcome), each.arm.key, each.estimate, each.low) for each in study.results.all()] == [
        ("Disease-free survival", "blinatumomab", 83.3, 64.5),
        ("Disease-free survival", "historical", 44.0, 37.0),
        ("Overall survival", "blinatumomab", 93.3, 75.9),
        ("Overall survival", "historical", 60.2, 53.0),
        ("Cumulative incidence of relapse", "blinatumomab", 13.3, 4.1),
        ("Cumulative incidence of relapse", "historical", 49.6, 42.5),
        ("Infections", "blinatumomab", 70.0, None),
    ]
    assert [verdict.counts for verdict in verdicts(study).values()][::2] == [
        "25 of 30",
        "28 of 30",
        "4 of 30",
        "21 of 30",
    ]
    assert list(ModelLogEntry.objects.for_instance(study).values_list("action", "user__username")) == [
        ("wagtail.create", "editor")
    ]
    assert study.revisions.count() == 1


def test_confirmed_trial_keeps_its_ratio_and_p_values(editor):
    editor.post(ADDRESS, answer(TRIAL))

    ratio = Study.objects.get().results.get(comparator__isnull=False)
    assert (ratio.measure, ratio.arm.n, ratio.comparator.n, ratio.p_printed) == ("hazard_ratio", 286, 145, "<0.001")


def test_rows_without_a_tick_are_left_out(editor):
    editor.post(ADDRESS, answer(INFANTS, **{"results-6-keep": None, "outcomes-3-keep": None}))

    study = Study.objects.get()
    assert (study.results.count(), study.outcomes.count()) == (6, 3)


def test_arm_that_the_text_does_not_name_can_be_added(editor):
    added = {"arms-2-label": "untreated", "arms-2-n": "12", "arms-2-role": "cohort", "results-6-arm": "arm-3"}

    editor.post(ADDRESS, answer(INFANTS, **added))

    assert Study.objects.get().results.last().arm.label == "untreated"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"study-name": ""}, "Study, Name: This field is required."),
        ({"study-key": "taken"}, "Study, Key: Study with this Key already exists."),
        ({"arms-0-n": ""}, "Arm 1, People (n): This field is required."),
        ({"arms-0-n": "0"}, "Arm 1, People (n): Ensure this value is greater than or equal to 1."),
        ({"outcomes-0-measure": ""}, "Outcome 1, Measure: This field is required."),
        ({"results-0-arm": ""}, "Figure 2, Arm: Choose the arm, or do not keep the row."),
        ({"results-0-arm": "arm-9"},
         "Figure 2, Arm: Select a valid choice. arm-9 is not one of the available choices."),
        ({"results-0-comparator": "arm-2"},
         "Figure 2, Compared with: A survival probability is one arm's own figure; leave the comparator empty."),
        ({"results-0-estimate_printed": "eighty"},
         "Figure 2, Estimate: “eighty” cannot be read; write a number as printed, like 83.3."),
        ({"results-0-low_printed": "90"}, "Figure 2, Lower limit: The estimate 83.3 is below the lower limit 90."),
        ({"results-0-time": "", "results-0-time_unit": ""},
         "Figure 2, Time: A survival probability needs its time point."),
        ({"results-1-arm": "arm-1"}, "Figure 3, Estimate: Another row gives this figure; keep one of the two."),
        ({"results-6-grade": ""}, "Figure 8, Grade: An adverse event needs its grade, like ≥3, 3–4 or any."),
        ({"results-0-interval_level": ""}, "Figure 2, Level, %: Say the level of the interval, like 95."),
    ],
)  # fmt: skip
def test_row_that_cannot_be_stored_comes_back_with_the_reason(editor, changes, problem):
    make_study("taken")

    response = editor.post(ADDRESS, answer(INFANTS, **changes))

    assert wrong(response) == [problem]
    assert Study.objects.count() == 1
    page = response.content.decode()
    assert all(f'value="{value}"' in page for value in ("83.3", "93.3") if "eighty" not in changes.values())


def test_nothing_typed_is_lost_when_a_row_is_wrong(editor):
    typed = {"study-name": "My name", "arms-0-label": "blinatumomab + Interfant-06", "results-0-arm": ""}

    page = editor.post(ADDRESS, answer(INFANTS, **typed)).content.decode()

    assert 'value="My name"' in page
    assert 'value="blinatumomab + Interfant-06"' in page
    assert INFANTS in page


def test_result_of_an_arm_that_is_not_kept_comes_back(editor):
    response = editor.post(ADDRESS, answer(INFANTS, **{"arms-1-keep": None}))

    assert wrong(response) == [
        f"Figure {number}, Arm: This arm is not kept; keep its row too, or choose another." for number in (3, 5, 7)
    ]


def test_study_without_arms_and_outcomes_is_refused(editor):
    response = editor.post(ADDRESS, {"text": INFANTS, "confirm": "yes", **{f"study-{k}": v for k, v in STUDY.items()}})

    assert wrong(response) == ["Keep at least one arm.", "Keep at least one outcome."]


@pytest.mark.parametrize("name", ["arms-TOTAL_FORMS", "results-TOTAL_FORMS", "results-INITIAL_FORMS"])
@pytest.mark.parametrize("value", ["x", "-1", "99999", None])
def test_form_that_was_tampered_with_stores_nothing_wrong(editor, name, value):
    response = editor.post(ADDRESS, answer(INFANTS, **{name: value}))

    assert response.status_code in (200, 302)
    for result in [result for study in Study.objects.all() for result in study.results.all()]:
        result.full_clean()
