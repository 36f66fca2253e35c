"""What editors see of translations, and what they may do."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from wagtail_localize.models import Translation

from hub.articles.models import ArticlePage
from hub.translation.domain.side_by_side import rows_of
from hub.translation.domain.translating import translate_page
from hub.translation.models import GlossaryTerm, TranslationJob
from tests.hub.articles.factories import article, topic_page
from tests.hub.translation.factories import NOW, WordByWord, spanish

TABLE = "/admin/translations/"


@pytest.fixture
def engine(settings):
    settings.TRANSLATION_ENGINE = WordByWord()
    return settings.TRANSLATION_ENGINE


@pytest.fixture
def original(db):
    return article("A trial of the new treatment", parent=topic_page())


@pytest.fixture
def translation(original):
    translate_page(page=original, locale=spanish(), engine=WordByWord(), now=NOW, publish=True)
    return Translation.objects.select_related("source", "target_locale").get(source__object_id=original.translation_key)


def client_of(client, group="Translators"):
    user = User.objects.create_user(group.lower(), first_name="Julia", last_name="Sample")
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


@pytest.fixture
def translator(client, db):
    return client_of(client)


def view_of(original):
    return reverse("translation", args=[original.pk, "es"])


def test_table_says_the_state_of_each_language(translator, translation):
    html = translator.get(TABLE).content.decode()

    assert html.count("translations__state--missing") == 4
    assert html.count("translations__state--machine") == 1


@pytest.mark.parametrize("count", [1, 3])
def test_table_asks_as_often_for_many_articles_as_for_one(
    translator, translation, count, django_assert_num_queries, original
):
    for number in range(count - 1):
        made = article(f"Another {number}", of=original.study)
        translate_page(page=made, locale=spanish(), engine=WordByWord(), now=NOW, publish=True)
    translator.get(TABLE)

    with django_assert_num_queries(20):
        translator.get(TABLE)


@pytest.mark.parametrize(
    ("asked", "count"),
    [("state=machine", 1), ("state=approved", 0), ("language=es", 1), ("words=new+trial", 1), ("words=old", 0)],
)
def test_table_shows_what_was_chosen(translator, translation, asked, count):
    html = translator.get(f"{TABLE}?{asked}").content.decode()

    assert html.count('class="translations__state ') == count * (1 if "language" in asked else 5)
    assert ("No article is like that." in html) == (count == 0)


def test_table_without_articles_or_an_engine_says_so(translator):
    html = translator.get(TABLE).content.decode()

    assert "There is no article yet." in html
    assert "This hub has no translation engine; its operator sets one with TRANSLATION_URL." in html


def test_those_without_the_right_see_neither_table_nor_menu(client, original):
    user = User.objects.create_user("viewer")
    user.groups.add(Group.objects.create(name="Viewers"))
    user.groups.get().permissions.add(
        *Group.objects.get(name="Translators").permissions.filter(codename="access_admin")
    )
    client.force_login(user)

    assert [client.get(address).status_code for address in (TABLE, view_of(original))] == [302, 302]
    assert "/admin/translations/" not in client.get("/admin/").content.decode()


def test_article_is_sent_to_the_engine_in_the_background(translator, original, engine):
    answer = translator.post(f"{view_of(original)}act/", {"act": "translate"}, follow=True)

    assert "will be translated in the background" in answer.content.decode()
    job = TranslationJob.objects.get()
    assert (job.article_id, job.locale, job.state) == (original.pk, spanish(), "waiting")
    assert engine.asked == []
    assert "waiting for the engine." in answer.content.decode()


def test_segments_are_shown_beside_each_other_with_who_answers_for_them(translator, translation, original):
    html = translator.get(view_of(original)).content.decode()

    assert html.count('<section class="segment segment--machine"') == 6
    assert "Translated by Word by word on 23 November 2026. Every figure was verified; the words were not." in html
    assert "A negation was lost: “What it cannot tell”." in html


def posted(translation, **texts):
    """Give the whole form as a browser sends it, with some fields typed in."""
    data = {}
    for row in rows_of(translation):
        data[f"base-{row.key}"] = row.base
        data[f"text-{row.key}"] = texts.get(row.segment.field, row.typed).replace("\n", "\r\n")
    return data


def test_what_was_typed_is_saved_and_what_is_refused_comes_back_as_typed(translator, translation, original):
    wrong = 'Enfermeras <b>& "otros"</b> 12'
    data = posted(translation, standfirst="Un ensayo de un tratamiento nuevo.", target_audience=wrong)

    html = translator.post(view_of(original), {**data, "act": "approve-all"}).content.decode()

    page = ArticlePage.objects.get(locale=spanish())
    assert (page.standfirst, page.target_audience) == ("Un ensayo de un tratamiento nuevo.", "Haematologists")
    assert "Enfermeras &lt;b&gt;&amp; &quot;otros&quot;&lt;/b&gt; 12</textarea>" in html
    assert "1 segment not saved" in html
    assert not hasattr(Translation.objects.get(pk=translation.pk), "review")


def test_translation_is_approved_by_those_who_may(client, translation, original):
    left = next(row for row in rows_of(translation) if row.state == "left")
    editor, moderator = client_of(client, "Editors"), client_of(type(client)(), "Moderators")
    form = {"act": "approve-all", "approved_as": "Dr Julia Sample"}

    editor.post(view_of(original), {"act": f"keep:{left.key}"})
    refused = editor.post(view_of(original), form, follow=True)
    approved = moderator.post(view_of(original), form, follow=True)

    assert "You may not approve translations; send it to review." in refused.content.decode()
    assert "It is approved and published." in approved.content.decode()
    assert translation.review.approved_as == "Dr Julia Sample"


def test_translation_is_begun_by_hand(translator, original):
    empty = translator.get(view_of(original)).content.decode()
    translator.post(view_of(original), {"act": "begin"})
    begun = translator.get(view_of(original)).content.decode()

    assert "This page is not translated into this language; readers see it in English." in empty
    assert begun.count("Not translated yet; readers see the original.") == 7


def test_form_of_a_page_in_another_language_leads_to_the_view_beside_its_original(client, translation, original):
    editor = client_of(client, "Moderators")
    page = ArticlePage.objects.get(locale=spanish())

    for address in (f"/admin/pages/{page.pk}/edit/", f"/admin/pages/{page.get_parent().pk}/edit/"):
        for answer in (editor.get(address), editor.post(address, {"title": "12", "action-publish": "yes"})):
            assert (answer.status_code, answer.url.startswith("/admin/translations/")) == (302, True)
    assert editor.get(f"/admin/pages/{page.pk}/edit/").url == view_of(original)


@pytest.mark.parametrize(
    "way",
    [
        "translate/{}/strings/1/edit/",
        "translate/{}/pofile/upload/",
        "translate/{}/machine_translate/",
        "translate/{}/disable/",
        "page/1/convert_to_alias/",
        "submit/page/1/",
        "update/1/",
        "",
    ],
)
def test_other_ways_of_editing_translations_are_closed(translator, way):
    address = "/admin/localize/" + way.format(1)

    assert [translator.get(address).url, translator.post(address, {"value": "x"}).url] == [TABLE, TABLE]


def test_glossary_is_shown_before_it_is_imported(translator):
    shown = translator.post("/admin/glossary/import/", {"starter": "yes"})
    assert GlossaryTerm.objects.count() == 0
    sealed = shown.context["sealed"]

    translator.post("/admin/glossary/import/", {"sealed": sealed})

    assert GlossaryTerm.objects.count() == len(shown.context["plan"].added) == 370
    assert b"370 terms stay" in translator.post("/admin/glossary/import/", {"starter": "yes"}).content


def test_import_that_was_tampered_with_or_overtaken_is_not_done(translator):
    sealed = translator.post("/admin/glossary/import/", {"starter": "yes"}).context["sealed"]

    assert translator.post("/admin/glossary/import/", {"sealed": sealed[:-1] + "x"}).status_code == 302
    GlossaryTerm.objects.create(locale=spanish(), term="anaemia", wording="otra")
    overtaken = translator.post("/admin/glossary/import/", {"sealed": sealed})

    assert "The glossary was changed since you looked." in overtaken.content.decode()
    assert GlossaryTerm.objects.count() == 1


def test_file_with_bad_lines_is_shown_and_cannot_be_imported(translator, tmp_path):
    path = tmp_path / "terms.csv"
    path.write_text("language,term,translation\nes,relapse,recaída\nes,<script>,x\n", encoding="utf-8")

    with path.open("rb") as file:
        answer = translator.post("/admin/glossary/import/", {"file": file, "language": ""})

    assert "Line 3: The term holds a character that a term cannot have." in answer.content.decode()
    assert answer.context["sealed"] == ""


@pytest.mark.parametrize("name", ["glossary.csv", "glossary.tbx"])
def test_exported_glossary_can_be_imported(translator, name, tmp_path):
    term = GlossaryTerm.objects.create(locale=spanish(), term="relapse", wording="recaída", note="noun")
    path = tmp_path / name
    path.write_bytes(translator.get(f"/admin/glossary/export/{name}").content)

    with path.open("rb") as file:
        plan = translator.post("/admin/glossary/import/", {"file": file}).context["plan"]

    assert [entry.term for entry in plan.same] == [term.term]


def test_term_whose_wording_has_another_figure_is_refused(translator):
    form = {"locale": spanish().pk, "term": "grade 3", "wording": "grado 4", "note": ""}

    answer = translator.post("/admin/snippets/translation/glossaryterm/add/", form)

    assert "The translation has other figures than the term" in answer.content.decode()
    assert GlossaryTerm.objects.count() == 0


def test_changed_wording_has_the_article_translated_again(translator, translation, original, engine):
    form = {"locale": spanish().pk, "term": "treatment", "wording": "terapia", "note": ""}

    answer = translator.post("/admin/snippets/translation/glossaryterm/add/", form, follow=True)

    assert "1 edition has segments that a machine worded otherwise" in answer.content.decode()
    assert TranslationJob.objects.get().article_id == original.pk
    assert "translations__state--outdated" in translator.get(TABLE).content.decode()
