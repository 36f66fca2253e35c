"""Ways around the rules for publishing: each must end in a refusal, or take along what was answered for."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from hub.articles.domain.figure_declarations import occurrence_of
from hub.articles.domain.figure_reasons import give_reasons, questions_of
from hub.articles.domain.figure_states import figures_of
from hub.articles.domain.group_sizes import stated_numbers
from hub.articles.enums import DeclarationKind, FigureField, FigureState
from hub.articles.models import ArticlePage, FigureDeclaration
from hub.articles.results import NO_ALIAS, IncompleteArticle
from tests.hub.articles import factories
from tests.hub.articles.test_figure_reasons import IMPOSSIBLE, REASON, UNTIED, answered, article, disease_free, someone
from tests.hub.articles.test_publishing import edit, form_of, messages_of, reload

pytestmark = pytest.mark.django_db

PRINTED = "71.2% (95% CI 80.1–60.3)"


def published(admin_user, text: str = UNTIED, title: str = "Questioned") -> ArticlePage:
    page = answered(text, admin_user, title)
    page.get_latest_revision().publish()
    return reload(page)


# An impossible figure


@pytest.mark.parametrize("kind", [DeclarationKind.NOT_A_RESULT, DeclarationKind.OTHER_SOURCE])
@pytest.mark.parametrize("quote", [PRINTED, "71.2%", "(95% CI 80.1–60.3)"])
def test_declaration_makes_no_impossible_figure_possible(kind, quote):
    page = article(IMPOSSIBLE)
    page.figure_declarations = [
        FigureDeclaration(field=FigureField.KEY_LEARNING, quote=quote, kind=kind, note="A note.")
    ]

    states = [figure.state for figure in figures_of(page) if figure.field == FigureField.KEY_LEARNING]

    assert states == [FigureState.IMPOSSIBLE]
    with pytest.raises(IncompleteArticle):
        page.save_revision().publish()


def test_hand_tie_makes_no_impossible_figure_possible():
    page = article("<p>Disease-free survival at 4 years was 83.3% (95% CI 92.7–64.5) with the new treatment.</p>")
    page.figure_declarations = [
        FigureDeclaration(
            field=FigureField.KEY_LEARNING,
            quote="83.3% (95% CI 92.7–64.5)",
            kind=DeclarationKind.RESULT,
            result=page.study.results.get(estimate_printed="83.3"),
        )
    ]

    with pytest.raises(IncompleteArticle, match="no reason will do"):
        page.save_revision().publish()


@pytest.mark.parametrize("text", [IMPOSSIBLE, UNTIED])
def test_forged_rows_of_reasons_are_not_taken(client, django_user_model, text):
    Group.objects.get(name="Moderators").permissions.remove(
        Permission.objects.get(codename="publish_questioned_figures")
    )
    page = article(text)
    (question,) = questions_of(page)
    user = someone(django_user_model, "Moderators")
    client.force_login(user)
    data = form_of(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    data.update(
        {
            "action-publish": "action-publish",
            f"figure-reason-{question.digest}": REASON,
            "figure_reasons-TOTAL_FORMS": "1",
            "figure_reasons-INITIAL_FORMS": "0",
            "figure_reasons-0-digest": question.digest,
            "figure_reasons-0-quote": question.quote,
            "figure_reasons-0-finding": question.sentence,
            "figure_reasons-0-reason": REASON,
            "figure_reasons-0-given_by": str(user.pk),
            "figure_reasons-0-given_at": "2026-11-22 12:00",
        }
    )

    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)

    assert response.status_code == 200
    assert not reload(page).live
    assert not reload(page).figure_reasons.exists()


# What was answered for


def test_figure_found_wrong_in_another_way_asks_anew(admin_user):
    wrong = "<p>The hazard ratio for death was 0.69 (95% CI 0.52–0.85).</p>"
    page = article(wrong)
    (before,) = questions_of(page)
    give_reasons(page, reasons={before.digest: REASON}, user=admin_user, now=timezone.now())
    assert page.missing_parts() == []

    page.key_learning = f"{wrong}<p>The hazard ratio for graft loss was 0.60 (95% CI 0.52–0.85).</p>"
    after, _ = questions_of(page)

    assert after.quote == before.quote
    assert after.is_open


# Single columns


def test_saving_the_column_live_alone_is_refused():
    page = article(UNTIED)
    page.live = True

    with pytest.raises(IncompleteArticle):
        page.save(update_fields=["live"])

    assert not reload(page).live


# Aliases


@pytest.mark.parametrize("live", [True, False])
def test_alias_of_an_article_is_refused_in_words(admin_client, admin_user, live):
    page = published(admin_user)
    if not live:
        page.unpublish()
    data = {"new_title": "Alias", "new_slug": "alias", "new_parent_page": page.get_parent().pk, "alias": "on"}

    response = admin_client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)

    assert messages_of(admin_client.get(response["Location"])) == NO_ALIAS
    assert not ArticlePage.objects.filter(slug="alias").exists()


@pytest.mark.parametrize("live", [True, False])
def test_alias_of_an_article_is_refused_by_the_api(admin_client, admin_user, live):
    page = published(admin_user)
    if not live:
        page.unpublish()

    response = admin_client.post(
        reverse("wagtailadmin_api:pages:action", args=[page.pk, "create_alias"]),
        {"update_slug": "alias", "destination_page_id": page.get_parent().pk},
        content_type="application/json",
    )

    assert response.status_code == 403
    assert not ArticlePage.objects.filter(slug="alias").exists()


# Back again


def test_republishing_holds_what_the_study_says_now(admin_client, admin_user):
    page = published(
        admin_user, "<p>Disease-free survival at 4 years was 84.1% with the new treatment.</p>", title="Changed"
    )
    page.unpublish()
    page.study.results.filter(estimate_printed="83.3").update(estimate=85.0, estimate_printed="85.0")

    response = edit(admin_client, reload(page), action__publish="action-publish")

    assert response.status_code == 200
    assert not reload(page).live


def test_restored_revision_is_refused(admin_client):
    page = article(IMPOSSIBLE)
    old = page.save_revision()
    page.key_learning = "<p>No figure.</p>"
    page.save_revision().publish()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    data = form_of(admin_client, address)
    data["action-publish"] = "action-publish"

    response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)

    assert response.status_code == 200
    assert reload(page).key_learning == "<p>No figure.</p>"


def test_revision_from_before_figures_were_read_is_read_when_published():
    page = article(UNTIED)
    revision = page.save_revision()
    for name in ("tied_figures", "figure_reasons", "figure_declarations", "draft_figure_counts"):
        revision.content.pop(name, None)
    revision.save()

    with pytest.raises(IncompleteArticle):
        Revision.objects.get(pk=revision.pk).publish()
    editable = Revision.objects.get(pk=revision.pk).as_object()
    editable.key_learning = "<p>No figure.</p>"
    editable.save_revision().publish()

    assert reload(page).live
    assert not reload(page).tied_figures.filter(field="key_learning").exists()


def test_moved_article_is_left_as_it_is(admin_user):
    page = published(admin_user)
    topic = factories.topic_page()

    page.move(topic, pos="last-child", user=admin_user)

    assert reload(page).live


def test_api_copy_of_an_article_with_reasons_does_not_go_live(admin_client, admin_user):
    page = published(admin_user)

    response = admin_client.post(
        reverse("wagtailadmin_api:pages:action", args=[page.pk, "copy"]),
        {"slug": "copied", "keep_live": True},
        content_type="application/json",
    )

    assert response.status_code == 403
    assert not ArticlePage.objects.filter(slug="copied").exists()


def test_another_study_asks_anew(admin_user):
    page = article("<p>Disease-free survival at 4 years was 83.3% with the new treatment.</p>")
    assert page.missing_parts() == []

    page.study = disease_free("another-study")
    page.study.results.filter(estimate_printed="83.3").update(estimate=85.0, estimate_printed="85.0")

    assert any("differs from the stored value" in sentence for sentence in page.missing_parts())


# Odd places


def test_result_that_is_deleted_leaves_the_article_standing(admin_client, admin_user):
    page = article("<p>Disease-free survival at 4 years was 83.3% with the new treatment.</p>")
    page.figure_declarations = [
        FigureDeclaration(
            field=FigureField.KEY_LEARNING,
            quote="83.3%",
            kind=DeclarationKind.RESULT,
            result=page.study.results.get(estimate_printed="83.3"),
        )
    ]
    page.save_revision().publish()
    page.study.results.all().delete()

    states = [figure.state for figure in figures_of(reload(page)) if figure.field == FigureField.KEY_LEARNING]

    assert states == [FigureState.UNTIED]
    assert admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert admin_client.get(reload(page).url).status_code == 200


def test_two_hundred_figures_are_read_and_stored():
    text = "".join(f"<p>Event-free survival of group {n} was {n / 4:.1f}%.</p>" for n in range(1, 201))
    page = article(text)

    page.save_revision()

    assert page.tied_figures.filter(field="key_learning").count() >= 200


def test_thousands_of_equal_sizes_are_counted_in_a_moment():
    text = "n = 30. " * 5000
    begun = time.monotonic()

    numbers = list(stated_numbers(text, [(0, 6)]))
    places = [occurrence_of(text, number.start, number.end) for number in numbers]

    assert places == list(range(2, 5001))
    assert time.monotonic() - begun < 3
