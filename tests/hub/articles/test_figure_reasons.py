"""An impossible figure is never published; a questioned one with a reason from someone with the right to give it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from hub.articles.domain.figure_reasons import give_reasons, questions_of
from hub.articles.models import ArticlePage
from hub.articles.results import IncompleteArticle
from hub.studies.models import Study
from tests.hub.articles import factories
from tests.hub.articles.test_publishing import (
    approve_from_dashboard,
    bulk_publish,
    copy,
    edit,
    messages_of,
    reload,
    schedule,
    start_workflow,
)

pytestmark = pytest.mark.django_db

UNTIED = "<p>Event-free survival was 71.2%.</p>"
DIFFERS = "<p>Disease-free survival at 4 years was 84.1% with the new treatment.</p>"
IMPOSSIBLE = "<p>Event-free survival was 71.2% (95% CI 80.1–60.3).</p>"
WHO = "someone of the group Moderators or an administrator"
SENTENCE = (
    "“71.2%” (Key learning) is not tied to a result: No such figure of “Event-free survival” is stored for this study. "
    f"Correct it, say what it is, or have {WHO} give a reason (Figures)."
)
REASON = "It is from the appendix, and the study's editor has checked it."


def article(text: str, title: str = "Questioned", **fields) -> ArticlePage:
    return factories.article(
        title, live=False, of=disease_free(f"study-of-{title.lower()}"), key_learning=text, **fields
    )


def disease_free(key: str = "example-study") -> Study:
    """Make a study whose one outcome has a name of the field."""
    made = factories.study(key, outcomes=0)
    names = {"key": "dfs", "name": "Disease-free survival", "abbreviation": "DFS"}
    factories.outcome_with_results(made, list(made.arms.all()), **names)
    return Study.objects.get(pk=made.pk)


def someone(django_user_model, group: str):
    user = django_user_model.objects.create_user(group.lower(), f"{group}@example.org", "secret")
    user.groups.add(Group.objects.get(name=group))
    return user


def answered(text: str, user, title: str = "Questioned") -> ArticlePage:
    page = article(text, title)
    (question,) = questions_of(page)
    give_reasons(page, reasons={question.digest: REASON}, user=user, now=timezone.now())
    page.save_revision()
    return page


# What asks for a reason


def test_untied_figure_keeps_an_article_from_being_published():
    page = article(UNTIED)

    with pytest.raises(IncompleteArticle) as refusal:
        page.save_revision().publish()

    assert refusal.value.missing == [SENTENCE]


def test_figure_that_differs_names_both_values():
    (sentence,) = article(DIFFERS).missing_parts()

    assert sentence.startswith("“84.1%” (Key learning) differs from the stored value: ")
    assert "with new treatment: 83.3% (95%\u00a0CI\u00a064.5–92.7)." in sentence


def test_impossible_figure_is_refused_whoever_asks(admin_user):
    page = article(IMPOSSIBLE)
    (question,) = questions_of(page)

    given = give_reasons(page, reasons={question.digest: REASON}, user=admin_user, now=timezone.now())

    assert given == []
    assert page.missing_parts() == [
        f"“71.2% (95% CI 80.1–60.3)” (Key learning) is impossible: {question.sentence} "
        "Correct it; no reason will do (Figures)."
    ]


def broken_study() -> Study:
    """Make a study in which more people are free of disease at 5 years than at 4."""
    made = disease_free("broken")
    factories.result(made.outcomes.get(), made.arms.get(key="new"), ("90.0", "", ""), time=5)
    return made


def test_impossible_stored_result_is_refused():
    page = factories.article("Broken", live=False, of=broken_study())

    (question,) = questions_of(page)

    assert (question.where, question.impossible) == ("Tables and drawings", True)
    assert "disease-free survival at 5\u00a0years with new treatment: 90.0%" in question.quote
    with pytest.raises(IncompleteArticle):
        page.save_revision().publish()


def test_impossible_stored_result_of_an_outcome_that_is_not_reported_asks_nothing():
    page = factories.article("Broken", live=False, of=broken_study())
    page.reported_outcomes = []

    assert questions_of(page) == []


# Reasons


def test_reason_lets_the_article_be_published(admin_user):
    page = answered(UNTIED, admin_user)

    page.get_latest_revision().publish()

    published = reload(page)
    assert published.live
    assert [reason.reason for reason in published.figure_reasons.all()] == [REASON]


def test_reason_is_kept_in_the_history_once(admin_user, admin_client):
    page = answered(UNTIED, admin_user)
    page.get_latest_revision().publish()
    reload(page).save_revision()

    entry = PageLogEntry.objects.get(action="articles.figure_reason")
    assert entry.user == admin_user
    history = admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert f"“71.2%” may be published: {REASON.replace(chr(39), '&#x27;')}" in history


@pytest.mark.parametrize(
    "changed",
    [
        UNTIED.replace("71.2", "71.3"),
        UNTIED.replace("Event-free", "Graft"),
        UNTIED.replace("was", "at 5 years was"),
        UNTIED.replace("Event-free survival was", "Disease-free survival at 4 years with the new treatment was"),
    ],
)
def test_figure_that_is_changed_asks_anew(admin_user, changed):
    page = answered(UNTIED, admin_user)

    page.key_learning = changed

    assert len(page.missing_parts()) == 1


def test_reason_does_not_go_over_to_the_same_figure_in_another_sentence(admin_user):
    page = answered(UNTIED, admin_user)

    page.key_learning = "<p>Event-free survival of all who were ever treated in any country was 71.2%.</p>"

    assert len(page.missing_parts()) == 1


def test_figure_that_is_moved_in_its_text_keeps_its_reason(admin_user):
    page = answered(UNTIED, admin_user)

    page.key_learning = f"<p>Something before.</p>{UNTIED}"

    assert page.missing_parts() == []


def test_reason_of_someone_without_the_right_is_refused(django_user_model):
    page = article(UNTIED)
    (question,) = questions_of(page)

    with pytest.raises(PermissionDenied, match=WHO):
        give_reasons(
            page, reasons={question.digest: "Why not"}, user=someone(django_user_model, "Editors"), now=timezone.now()
        )

    assert list(page.figure_reasons.all()) == []


def test_moderators_have_the_right(django_user_model):
    assert someone(django_user_model, "Moderators").has_perm("articles.publish_questioned_figures")


def test_right_is_offered_for_groups(admin_client):
    group = Group.objects.get(name="Editors")
    right = Permission.objects.get(codename="publish_questioned_figures")

    form = admin_client.get(reverse("wagtailusers_groups:edit", args=[group.pk])).content.decode()

    assert f'value="{right.pk}"' in form


# In the editor


def test_edit_publish_asks_for_the_reason_and_takes_it(admin_client):
    page = article(UNTIED)
    refused = edit(admin_client, page, action__publish="action-publish")
    assert SENTENCE in messages_of(refused)
    (question,) = questions_of(page)
    assert f'name="figure-reason-{question.digest}"' in refused.content.decode()

    response = edit(
        admin_client, page, action__publish="action-publish", **{f"figure__reason__{question.digest}": REASON}
    )

    assert response.status_code == 302
    assert reload(page).live
    assert [reason.reason for reason in reload(page).figure_reasons.all()] == [REASON]


def test_edit_publish_takes_one_reason_for_all(admin_client):
    page = article("<p>Event-free survival was 71.2%. Graft survival was 64.8%.</p>")

    edit(admin_client, page, action__publish="action-publish", figure__reason__all=REASON)

    assert reload(page).live
    assert [reason.quote for reason in reload(page).figure_reasons.all()] == ["71.2%", "64.8%"]


def test_edit_publish_with_a_reason_for_one_of_two_figures_is_refused_and_keeps_what_was_typed(admin_client):
    page = article("<p>Event-free survival was 71.2%. Graft survival was 64.8%.</p>")
    first, _ = questions_of(page)

    response = edit(admin_client, page, action__publish="action-publish", **{f"figure__reason__{first.digest}": REASON})

    assert response.status_code == 200
    assert "“64.8%”" in messages_of(response)
    assert "“71.2%”" not in messages_of(response)
    assert REASON.replace("'", "&#x27;") in response.content.decode()
    assert not reload(page).live


def test_edit_save_draft_takes_no_reason(admin_client):
    page = article(UNTIED)

    edit(admin_client, page, figure__reason__all="Half a rea")

    assert list(page.get_latest_revision_as_object().figure_reasons.all()) == []


def test_edit_by_someone_without_the_right_says_who_has_it_and_takes_none(client, django_user_model):
    Group.objects.get(name="Moderators").permissions.remove(
        Permission.objects.get(codename="publish_questioned_figures")
    )
    page = article(UNTIED)
    client.force_login(someone(django_user_model, "Moderators"))

    response = edit(client, page, action__publish="action-publish", figure__reason__all=REASON)

    assert response.status_code == 200
    assert "or have an administrator give a reason" in messages_of(response)
    assert "figure-reason-" not in response.content.decode()
    assert not reload(page).live


def test_submitting_for_moderation_takes_the_reason(client, django_user_model, admin_user):
    moderator = someone(django_user_model, "Moderators")
    page = article(UNTIED)
    client.force_login(moderator)

    edit(client, page, action__submit="Submit", figure__reason__all=REASON)

    draft = page.get_latest_revision_as_object()
    assert [reason.given_by for reason in draft.figure_reasons.all()] == [moderator]


# Every other way


def test_dashboard_approval_is_refused_until_a_reason_is_given(admin_client, admin_user):
    page = article(UNTIED)
    state = start_workflow(page, admin_user)

    response = approve_from_dashboard(admin_client, page, state)

    assert SENTENCE in messages_of(admin_client.get(response["Location"]))
    assert not reload(page).live


def test_bulk_publishing_is_refused_without_a_reason_and_done_with_one(admin_client, admin_user):
    page = article(UNTIED)
    bulk_publish(admin_client, page)
    assert SENTENCE in messages_of(admin_client.get("/admin/"))
    assert not reload(page).live

    (question,) = questions_of(page)
    give_reasons(page, reasons={question.digest: REASON}, user=admin_user, now=timezone.now())
    page.save_revision()
    bulk_publish(admin_client, page)

    assert reload(page).live


def test_admin_api_publishing_is_refused(admin_client):
    page = article(UNTIED)
    page.save_revision()

    response = admin_client.post(
        reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"]), {}, content_type="application/json"
    )

    assert response.status_code == 403
    assert not reload(page).live


def test_schedule_refuses_a_questioned_figure_and_says_why(capsys):
    page = article(UNTIED)
    schedule(page)

    call_command("publish_scheduled")

    assert not reload(page).live
    assert capsys.readouterr().out == f"“Questioned” was not published as scheduled. {SENTENCE}\n"


def test_schedule_publishes_with_a_reason(admin_user):
    page = answered(UNTIED, admin_user)
    schedule(page)

    call_command("publish_scheduled")

    assert reload(page).live


def test_copy_takes_no_reason_along_and_cannot_go_live(admin_client, admin_user):
    page = answered(UNTIED, admin_user)
    page.get_latest_revision().publish()

    response = copy(admin_client, reload(page), publish_copies="on")
    assert SENTENCE in messages_of(admin_client.get(response["Location"]))
    copy(admin_client, reload(page))

    made = ArticlePage.objects.get(slug="copy")
    assert not made.live
    assert list(made.get_latest_revision_as_object().figure_reasons.all()) == []
    assert [figure.quote for figure in made.tied_figures.filter(field="key_learning")] == ["71.2%"]
