"""Figures are read on every save and kept; declarations go before what is read; results that change are met anew."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from hub.articles.domain.figure_states import figures_of, stale_declarations
from hub.articles.enums import DeclarationKind, FigureState
from hub.articles.models import ArticlePage, FigureDeclaration, TiedFigure
from hub.studies.domain import key_data, sentences
from hub.studies.models import Result, Study
from tests.hub.articles import factories
from tests.hub.articles.test_figure_reasons import disease_free
from tests.hub.articles.test_figure_states import INFANTS, VIALE, of, page_of, stored
from tests.hub.articles.test_publishing import form_of, reload

pytestmark = pytest.mark.django_db

TEXT = "<p>Disease-free survival at 4 years was 83.3% with the new treatment.</p>"


def declared(page: ArticlePage, quote: str, kind: str = DeclarationKind.NOT_A_RESULT, **fields) -> None:
    page.figure_declarations.add(
        FigureDeclaration(**{"field": "key_learning", "quote": quote, "kind": kind, "note": "", **fields})
    )


# Kept on every save


def test_save_keeps_the_figures_with_what_they_are_tied_to():
    page = factories.article(key_learning=TEXT, of=disease_free())

    figure = page.tied_figures.get(field="key_learning")

    assert (figure.quote, figure.state, figure.outcome, figure.arm, figure.time) == (
        "83.3%",
        "tied",
        "Disease-free survival",
        "new treatment",
        "4\u00a0years",
    )
    assert figure.result.estimate_printed == "83.3"


def test_save_revision_keeps_the_draft_s_figures_and_counts():
    page = factories.article(key_learning=TEXT, of=disease_free())
    page.key_learning = TEXT.replace("83.3", "84.1")

    page.save_revision()

    assert {figure.state for figure in page.get_latest_revision_as_object().tied_figures.all()} >= {"differs"}
    assert reload(page).draft_figure_counts == {"tied": 1, "differs": 1}
    assert reload(page).tied_figures.get(field="key_learning").state == "tied"


def test_publishing_an_older_revision_leaves_the_counts_of_the_draft():
    page = factories.article(key_learning=TEXT, of=disease_free())
    older = page.save_revision()
    page.key_learning = TEXT.replace("83.3", "84.1")
    page.save_revision()

    older.publish()

    assert reload(page).draft_figure_counts == {"tied": 1, "differs": 1}


def test_saving_again_writes_the_figures_once():
    page = factories.article(key_learning=TEXT, of=disease_free())
    before = list(page.tied_figures.values_list("pk", flat=True))

    reload(page).save()

    assert list(TiedFigure.objects.values_list("pk", flat=True)) == before


def test_figures_are_read_without_queries_for_each(django_assert_max_num_queries):
    few, many = factories.article("Few", key_learning=TEXT, of=disease_free()), TEXT * 12
    with django_assert_max_num_queries(6):
        figures_of(few)
    few.key_learning = many

    with django_assert_max_num_queries(6):
        assert len(figures_of(few)) == 13


def test_figure_in_every_field_is_read():
    page = page_of(disease_free(), "")
    for name in ("title", "standfirst", "seo_title", "search_description"):
        setattr(page, name, "Disease-free survival at 4 years was 83.3% with new treatment.")
    for name in ("study_summary", "safety", "key_learning", "limitations", "plain_language_summary"):
        setattr(page, name, TEXT)
    page.learning_objectives = [
        factories.LearningObjective(text="explain why disease-free survival at 4 years was 83.3%")
    ]

    assert len({figure.field for figure in figures_of(page)}) == 10


def test_database_refuses_a_questioned_figure_without_a_finding():
    page = factories.article(of=disease_free())

    with pytest.raises(IntegrityError), transaction.atomic():
        TiedFigure.objects.create(page=page, field="title", start=0, end=2, quote="84", state="untied", digest="x")


# Declarations


def test_declaration_of_another_source_decides():
    page = page_of(disease_free(), "Event-free survival was 71.2%.")
    declared(page, "71.2%", DeclarationKind.OTHER_SOURCE, note="Example et al., 2020")

    (figure,) = figures_of(page)

    assert figure.state == FigureState.DECLARED
    assert figure.method == "An editor says that it is from another source: Example et al., 2020"


def test_declaration_ties_to_a_result_whose_value_agrees():
    study = disease_free()
    result = Result.objects.get(study=study, arm__key="new")
    page = page_of(study, "With it, 83% were well.")
    declared(page, "83%", DeclarationKind.RESULT, result=result)

    (figure,) = figures_of(page)

    assert (figure.state, figure.result_id) == (FigureState.TIED, result.pk)


def test_declaration_ties_to_no_result_of_another_value():
    study = disease_free()
    result = Result.objects.get(study=study, arm__key="old")
    page = page_of(study, "With it, 83% were well.")
    declared(page, "83%", DeclarationKind.RESULT, result=result)

    (figure,) = figures_of(page)

    assert (figure.state, figure.result_id) == (FigureState.DIFFERS, result.pk)


@pytest.mark.parametrize(("share", "state"), [("1 in 12", "differs"), ("5 in 6", "differs"), ("8 in 10", "differs")])
def test_declared_share_is_held_against_the_value(share, state):
    study = disease_free()
    result = Result.objects.get(study=study, arm__key="old")
    page = page_of(study, f"It was about {share}.")
    declared(page, share, DeclarationKind.RESULT, result=result)

    assert [figure.state for figure in figures_of(page) if figure.quote == share] in ([state], [])


def test_declaration_of_a_result_of_another_study_is_none():
    result = Result.objects.filter(study=disease_free("other")).first()
    page = page_of(disease_free(), "With it, 83% were well.")
    declared(page, "83%", DeclarationKind.RESULT, result=result)

    assert [figure.state for figure in figures_of(page)] == [FigureState.UNTIED]


def test_declaration_is_about_one_of_equal_figures():
    page = page_of(disease_free(), "Graft survival was 71.2%. Event-free survival was 71.2%.")
    declared(page, "71.2%", note="From the appendix", occurrence=2)

    assert [figure.state for figure in figures_of(page)] == [FigureState.UNTIED, FigureState.DECLARED]


def test_declaration_does_not_reach_into_a_longer_number():
    page = page_of(disease_free(), "Event-free survival was 71.2%.")
    declared(page, "1.2%", note="From the appendix")

    assert [figure.state for figure in figures_of(page)] == [FigureState.UNTIED]
    assert len(stale_declarations(page)) == 1


def test_declaration_whose_figure_is_gone_is_told(admin_client):
    page = factories.article(key_learning=TEXT, of=disease_free())
    declared(page, "71.2%", note="From the appendix")
    page.save_revision()

    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert "Declared figures that are no longer in the text:" in form
    assert "“71.2%” in Key learning" in form


def test_declared_figure_of_another_source_is_not_checked_against_the_study_s_own():
    text = "Overall survival at 4 years was 60.0%. Disease-free survival at 4 years was 70.0%."
    page = page_of(disease_free(), text)
    assert FigureState.DECLARED not in {figure.state for figure in figures_of(page)}
    before = [figure.state for figure in figures_of(page)]

    declared(page, "60.0%", DeclarationKind.OTHER_SOURCE, note="Example et al., 2020")

    assert before != [figure.state for figure in figures_of(page)]
    assert [figure.state for figure in figures_of(page)] == [FigureState.DECLARED, FigureState.UNTIED]


# Declared in the editor


def declare_in_editor(client, page: ArticlePage, **values: str):
    prefix = "figure_declarations-0-"
    row = {
        "field": "key_learning",
        "quote": "71.2%",
        "occurrence": "1",
        "kind": "not_a_result",
        "note": "",
        "result": "",
    }
    changes = {f"{prefix}{name}": value for name, value in {**row, **values}.items()}
    changes |= {"figure_declarations-TOTAL_FORMS": "1", f"{prefix}ORDER": "1", f"{prefix}DELETE": "", f"{prefix}id": ""}
    data = form_of(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    for name, value in {**changes, "action-publish": "action-publish"}.items():
        data[name] = value
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def test_editor_declares_a_figure_and_publishes(admin_client):
    page = factories.article(live=False, key_learning="<p>Event-free survival was 71.2%.</p>", of=disease_free())

    response = declare_in_editor(admin_client, page, note="A made-up example")

    assert response.status_code == 302
    assert reload(page).tied_figures.get(field="key_learning").state == "declared"


def test_editor_must_say_what_a_declared_figure_is(admin_client):
    page = factories.article(live=False, key_learning="<p>Event-free survival was 71.2%.</p>", of=disease_free())

    response = declare_in_editor(admin_client, page)

    assert response.status_code == 200
    assert "Say in the note from which source the figure is, or what it is." in response.content.decode()


def test_editor_must_choose_the_result_of_a_figure(admin_client):
    page = factories.article(live=False, key_learning="<p>Event-free survival was 71.2%.</p>", of=disease_free())

    response = declare_in_editor(admin_client, page, kind="result")

    assert "Choose the result that this figure is." in response.content.decode()


def test_editor_cannot_choose_a_result_of_another_study(admin_client):
    other = Result.objects.filter(study=disease_free("other")).first()
    page = factories.article(live=False, of=disease_free("own"), key_learning="<p>It was 83.3%.</p>")

    response = declare_in_editor(admin_client, page, kind="result", result=str(other.pk))

    assert response.status_code == 200
    assert not reload(page).live


# When results change


def change_result(study: Study, printed: str) -> None:
    result = Result.objects.get(study=study, arm__key="new")
    result.estimate_printed = printed
    result.save()
    Study.objects.get(pk=study.pk).save_revision()


def test_articles_are_read_again_when_their_study_s_results_are_written():
    study = disease_free()
    page = factories.article(of=study, key_learning=TEXT)

    change_result(study, "85.0")

    assert reload(page).live
    assert reload(page).tied_figures.get(field="key_learning").state == "differs"
    assert reload(page).draft_figure_counts == {"tied": 1, "differs": 1}


def test_draft_s_counts_are_read_again_too():
    study = disease_free()
    page = factories.article(of=study)
    page.key_learning = TEXT.replace("83.3", "85.0")
    page.save_revision()

    change_result(study, "85.0")

    assert reload(page).draft_figure_counts == {"tied": 2}


def test_articles_of_other_studies_are_left_alone():
    page = factories.article(of=disease_free("one"), key_learning=TEXT)

    change_result(disease_free("two"), "85.0")

    assert reload(page).tied_figures.get(field="key_learning").state == "tied"


def test_command_reads_every_article_again(capsys):
    page = factories.article(key_learning=TEXT, of=disease_free())
    TiedFigure.objects.all().delete()

    call_command("tie_figures")
    call_command("tie_figures")

    assert reload(page).tied_figures.count() == 2
    assert capsys.readouterr().out == (
        "1 articles read, 1 with figures in another state than before.\n"
        "1 articles read, 0 with figures in another state than before.\n"
    )


# What the hub writes itself


@pytest.mark.parametrize("key", [INFANTS, VIALE, "mgus2"])
def test_sentences_of_the_hub_are_tied_to_what_they_were_made_from(key):
    study = stored(key)
    for outcome in key_data(study):
        shown = {figure.result_id for row in outcome.rows for figure in (*row.results, *row.contrasts)}
        figures = [figure for text in sentences(outcome) for figure in figures_of(page_of(study, text))]

        assert {figure.state for figure in figures} == {FigureState.TIED}
        assert {figure.result_id for figure in figures if figure.result_id} == shown


@pytest.mark.parametrize("key", [INFANTS, VIALE])
def test_text_alternatives_of_drawings_are_tied(key):
    from hub.articles.domain.figures import figures_of as drawings_of

    page = factories.article(of=stored(key), live=False)
    for drawing in drawings_of(page):
        figures = figures_of(page_of(page.study, drawing.alt))

        assert figures
        assert [(figure.quote, figure.finding) for figure in figures if figure.state != FigureState.TIED] == []
        cells = " ".join(" ".join(row) for row in drawing.table.rows)
        assert all(of(figure.result_id)[0].split()[-1] in cells for figure in figures if figure.result_id)
