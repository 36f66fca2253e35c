"""An incomplete article cannot be published, whichever way is tried; a draft can always be saved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, Workflow, WorkflowTask
from wagtail.test.utils.form_data import querydict_from_html

from hub.articles.models import ArticlePage
from hub.articles.results import IncompleteArticle
from tests.hub.articles import factories

pytestmark = pytest.mark.django_db

SENTENCE = "Write the key learning (Learning)."


def incomplete(title: str = "Incomplete", **fields) -> ArticlePage:
    study = factories.study(f"study-of-{title.lower().replace(' ', '-')}")
    return factories.article(title, live=False, of=study, key_learning="", **fields)


def complete(title: str = "Complete", **fields) -> ArticlePage:
    return factories.article(title, of=factories.study(f"study-of-{title.lower().replace(' ', '-')}"), **fields)


def reload(page: Page) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


def form_of(client, address: str):
    response = client.get(address)
    assert response.status_code == 200
    # A browser sends “on” for a ticked box without a value; Wagtail's helper sends nothing.
    html = response.content.decode().replace('<input type="checkbox" ', '<input type="checkbox" value="on" ')
    return querydict_from_html(html, form_id="page-edit-form")


def edit(client, page: Page, **changes: str):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_of(client, address)
    for name, value in changes.items():
        data[name.replace("__", "-")] = value
    return client.post(address, data)


def messages_of(response) -> str:
    return " ".join(str(message).strip() for message in response.context["messages"])


# By code


def test_publish_by_code_is_refused_with_every_sentence():
    page = incomplete(limitations="")

    with pytest.raises(IncompleteArticle) as refusal:
        page.save_revision().publish()

    assert refusal.value.missing == [SENTENCE, "Write what the study cannot tell (Learning)."]
    assert not reload(page).live


def test_saving_as_live_by_code_is_refused():
    page = incomplete()
    page.live = True

    with pytest.raises(IncompleteArticle):
        page.save()


def test_adding_as_live_by_code_is_refused():
    topic = factories.topic_page()

    with pytest.raises(IncompleteArticle):
        topic.add_child(instance=ArticlePage(title="New", live=True))

    assert not ArticlePage.objects.exists()


def test_publish_complete_article_goes_live():
    assert complete().live


def test_incomplete_draft_of_live_article_is_refused_and_the_live_version_stays():
    page = complete()
    page.key_learning = ""

    with pytest.raises(IncompleteArticle):
        page.save_revision().publish()

    assert reload(page).key_learning == "<p>What it means.</p>"


# In the editor


def test_edit_save_draft_of_incomplete_article_is_accepted(admin_client):
    page = incomplete()

    response = edit(admin_client, page, standfirst="Changed.")

    assert response.status_code == 302
    assert reload(page).get_latest_revision().content["standfirst"] == "Changed."


def test_edit_shows_what_is_missing(admin_client):
    page = incomplete()

    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert SENTENCE in response.content.decode()


def test_edit_publish_incomplete_lists_every_sentence(admin_client):
    page = incomplete(limitations="")

    response = edit(admin_client, page, action__publish="action-publish")

    assert response.status_code == 200
    said = messages_of(response)
    assert SENTENCE in said
    assert "Write what the study cannot tell (Learning)." in said
    assert not reload(page).live


def test_edit_publish_sees_what_the_form_changes(admin_client):
    page = complete()

    response = edit(admin_client, page, action__publish="action-publish", standfirst="")

    assert response.status_code == 200
    assert "Write the standfirst" in messages_of(response)
    assert reload(page).standfirst == "A trial of a new treatment."


def test_edit_publish_complete_goes_live_without_repeating_parts(admin_client):
    page = factories.article(live=False)

    response = edit(admin_client, page, action__publish="action-publish")

    assert response.status_code == 302
    published = reload(page)
    assert published.live
    assert published.learning_objectives.count() == 1
    assert published.contributions.count() == 1
    assert published.article_references.count() == 1


def test_edit_schedule_incomplete_is_refused(admin_client):
    page = incomplete()

    response = edit(admin_client, page, action__publish="action-publish", go_live_at="2099-01-01 10:00")

    assert response.status_code == 200
    assert SENTENCE in response.content.decode()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_create_publish_incomplete_is_refused_and_nothing_is_created(admin_client):
    topic = factories.topic_page()
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", topic.pk])
    data = form_of(admin_client, address)
    data["title"], data["slug"], data["action-publish"] = "New", "new", "action-publish"

    response = admin_client.post(address, data)

    assert response.status_code == 200
    assert "Choose the study (Evidence)." in response.content.decode()
    assert not ArticlePage.objects.exists()


def test_create_draft_needs_only_a_title(admin_client):
    topic = factories.topic_page()
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", topic.pk])
    data = form_of(admin_client, address)
    data["title"], data["slug"] = "New", "new"

    response = admin_client.post(address, data)

    assert response.status_code == 302
    assert not ArticlePage.objects.get(slug="new").live


def test_publishing_by_someone_without_the_right_only_saves(client, django_user_model):
    editor = django_user_model.objects.create_user("editor", "editor@example.org", "secret")
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    page = incomplete()

    response = edit(client, page, action__publish="action-publish", standfirst="Changed.")

    assert response.status_code == 302
    assert not reload(page).live
    assert reload(page).get_latest_revision().content["standfirst"] == "Changed."


# In moderation


def start_workflow(page: ArticlePage, user, *, tasks: int = 1):
    workflow = Workflow.objects.get()
    task = workflow.workflow_tasks.get().task.specific
    for number in range(1, tasks):
        second = type(task).objects.create(name=f"Approval {number + 1}")
        second.groups.set(task.groups.all())
        WorkflowTask.objects.create(workflow=workflow, task=second, sort_order=number)
    page.save_revision()
    return workflow.start(page, user)


def test_editor_approval_of_incomplete_article_is_refused(admin_client, admin_user):
    page = incomplete()
    state = start_workflow(page, admin_user)

    response = edit(
        admin_client,
        page,
        action__workflow__action="true",
        workflow__action__name="approve",
    )

    assert response.status_code == 200
    assert SENTENCE in response.content.decode()
    state.refresh_from_db()
    assert state.status == "in_progress"
    assert not reload(page).live


def test_editor_approval_of_complete_article_publishes(admin_client, admin_user):
    page = factories.article(live=False)
    start_workflow(page, admin_user)

    edit(admin_client, page, action__workflow__action="true", workflow__action__name="approve")

    assert reload(page).live


def test_editor_approval_that_is_not_the_last_may_leave_parts_missing(admin_client, admin_user):
    page = incomplete()
    state = start_workflow(page, admin_user, tasks=2)

    response = edit(admin_client, page, action__workflow__action="true", workflow__action__name="approve")

    assert response.status_code == 302
    state.refresh_from_db()
    assert state.current_task_state.task.name == "Approval 2"
    assert not reload(page).live


def approve_from_dashboard(client, page: ArticlePage, state, **headers):
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])
    return client.post(address, {"comment": ""}, **headers)


def test_dashboard_approval_of_incomplete_article_is_refused_with_the_sentence(admin_client, admin_user):
    page = incomplete()
    state = start_workflow(page, admin_user)

    response = approve_from_dashboard(admin_client, page, state)

    assert response.status_code == 302
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert SENTENCE in messages_of(admin_client.get(response["Location"]))
    state.refresh_from_db()
    assert state.status == "in_progress"
    assert not reload(page).live


def test_dashboard_approval_in_the_dialogue_leads_to_the_editor(admin_client, admin_user):
    page = incomplete()
    state = start_workflow(page, admin_user)

    response = approve_from_dashboard(admin_client, page, state, headers={"x-requested-with": "XMLHttpRequest"})

    assert response.json() == {
        "step": "success",
        "redirect": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    assert not reload(page).live


def test_dashboard_approval_of_complete_article_publishes(admin_client, admin_user):
    page = factories.article(live=False)
    state = start_workflow(page, admin_user)

    approve_from_dashboard(admin_client, page, state)

    assert reload(page).live


# In bulk, by copying, by the admin's API


def bulk_publish(client, *pages: Page, include_descendants: bool = False):
    ids = "&".join(f"id={page.pk}" for page in pages)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    data = {"include_descendants": "on"} if include_descendants else {}
    return client.post(f"{address}?next=/admin/&{ids}", data)


def test_bulk_publishing_with_an_incomplete_article_publishes_none_and_says_why(admin_client):
    good, bad = factories.article("Good", live=False), incomplete()

    response = bulk_publish(admin_client, good, bad)

    assert response.status_code == 302
    assert messages_of(admin_client.get("/admin/")) == f"“Incomplete” cannot be published yet. {SENTENCE}"
    assert not reload(good).live
    assert not reload(bad).live


def test_bulk_publishing_of_a_topic_looks_at_the_articles_beneath(admin_client):
    bad = incomplete()

    bulk_publish(admin_client, bad.get_parent(), include_descendants=True)

    assert SENTENCE in messages_of(admin_client.get("/admin/"))
    assert not reload(bad).live


def test_bulk_publishing_of_complete_articles_publishes_all(admin_client):
    first = factories.article("First", live=False)
    second = factories.article("Second", live=False, of=factories.study("second"), authors=[factories.person("B")])

    bulk_publish(admin_client, first, second)

    assert reload(first).live
    assert reload(second).live


def test_bulk_unpublishing_asks_for_no_parts(admin_client):
    page = complete()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])

    admin_client.post(f"{address}?next=/admin/&id={page.pk}", {})

    assert not reload(page).live


def copy(client, page: Page, **data: str):
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(page.get_parent().pk), **data}
    return client.post(address, form)


def test_copy_going_live_of_an_article_that_lost_a_part_is_refused(admin_client):
    page = complete()
    ArticlePage.objects.filter(pk=page.pk).update(key_learning="")

    response = copy(admin_client, page, publish_copies="on")

    assert response.status_code == 302
    assert SENTENCE in messages_of(admin_client.get(response["Location"]))
    assert not ArticlePage.objects.filter(slug="copy").exists()


def test_copy_as_draft_of_an_incomplete_article_is_made(admin_client):
    copy(admin_client, incomplete())

    assert not ArticlePage.objects.get(slug="copy").live


def test_admin_api_publishing_of_incomplete_article_is_refused(admin_client):
    page = incomplete()
    page.save_revision()

    response = admin_client.post(
        reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"]), {}, content_type="application/json"
    )

    assert response.status_code == 403
    assert not reload(page).live


# By schedule


def schedule(page: ArticlePage) -> Revision:
    page.go_live_at = timezone.now() - timedelta(hours=1)
    revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=page.go_live_at)
    return revision


def test_schedule_publishes_the_complete_and_refuses_the_incomplete(capsys):
    bad = incomplete()
    refused = schedule(bad)
    good = factories.article("Good", live=False)
    schedule(good)

    call_command("publish_scheduled")

    assert reload(good).live
    assert not reload(bad).live
    refused.refresh_from_db()
    assert refused.approved_go_live_at is None
    assert capsys.readouterr().out == f"“Incomplete” was not published as scheduled. {SENTENCE}\n"


def test_schedule_refusal_is_in_the_page_history(admin_client):
    bad = incomplete()
    schedule(bad)

    call_command("publish_scheduled")

    entry = PageLogEntry.objects.get(action="articles.publish_refused")
    assert entry.page_id == bad.pk
    assert entry.data == {"missing": [SENTENCE]}
    history = admin_client.get(reverse("wagtailadmin_pages:history", args=[bad.pk])).content.decode()
    assert f"Not published as scheduled. {SENTENCE}" in history


def test_schedule_dry_run_changes_nothing(capsys):
    refused = schedule(incomplete())

    call_command("publish_scheduled", dryrun=True)

    refused.refresh_from_db()
    assert refused.approved_go_live_at is not None
    assert not ModelLogEntry.objects.exists()


def test_schedule_later_publishing_by_code_is_refused_at_its_hour(capsys):
    page = incomplete(go_live_at=timezone.now() + timedelta(days=1))
    revision = page.save_revision()
    revision.publish()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))

    call_command("publish_scheduled")

    assert not reload(page).live


def test_editor_tells_outcomes_of_the_same_name_apart_by_their_study(admin_client):
    page = complete("One")
    factories.study("another", outcomes=1)

    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    outcome = page.study.outcomes.get()
    assert f">Study study-of-one: {outcome}</option>" in form
    assert f">Study another: {outcome}</option>" in form
