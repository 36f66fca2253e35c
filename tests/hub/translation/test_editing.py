"""An editor types, keeps, approves: figures stay, nothing typed is lost, and nobody's approval outlives its words."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from wagtail_localize.models import Translation

from hub.articles.models import ArticlePage
from hub.translation.domain.editing import Typed, ask_again, keep_original, save_typed
from hub.translation.domain.reviewing import (
    NotReadyError,
    approve_translation,
    send_to_review,
    unpublish_edition,
)
from hub.translation.domain.side_by_side import rows_of
from hub.translation.domain.state import state_of
from hub.translation.domain.translating import translate_page
from hub.translation.enums import SegmentState, TranslationState
from tests.hub.articles.factories import article, study, topic_page
from tests.hub.translation.factories import NOW, WordByWord, spanish

LEARNING = (
    "<p>At 4 years, overall survival was 83.3% (95% CI 64.5–92.7) with the new treatment.</p><p>What it means.</p>"
)
FIGURES = "At 4 years, overall survival was 83.3% (95% CI 64.5–92.7) with the new treatment."
BETTER = "A los ⟦4 años⟧, la supervivencia fue del ⟦83,3 % (IC del 95 %: 64,5–92,7)⟧ con el tratamiento nuevo."


@pytest.fixture(scope="module")
def translated(database_of_module):
    made = study()
    made.outcomes.update(name="Overall survival", abbreviation="OS")
    original = article("A trial of the new treatment", parent=topic_page(), of=made, key_learning=LEARNING)
    translate_page(page=original, locale=spanish(), engine=WordByWord(), now=NOW, publish=True)
    return original.pk


@pytest.fixture
def original(translated, db):
    return ArticlePage.objects.get(pk=translated)


@pytest.fixture
def translation(translated, db):
    return Translation.objects.select_related("source", "target_locale").get()


def person(name="Julia Sample", group="Translators"):
    first, _, last = name.partition(" ")
    user = User.objects.create_user(name.lower().replace(" ", "-"), first_name=first, last_name=last)
    user.groups.add(Group.objects.get(name=group))
    return user


def row_of(translation, source=FIGURES):
    return next(row for row in rows_of(translation) if row.segment.source == source)


def save(translation, text, *, source=FIGURES, user=None, base=None, settled=False):
    row = row_of(translation, source)
    typed = {row.key: Typed(text, row.base if base is None else base, settled)}
    return save_typed(translation=translation, rows=rows_of(translation), typed=typed, user=user or person(), now=NOW)


def spanish_page():
    return ArticlePage.objects.get(locale=spanish())


def settle(translation, user):
    """Settle what the engine left."""
    for row in rows_of(translation):
        if row.segment.state is SegmentState.LEFT:
            keep_original(translation=translation, row=row, user=user, now=NOW)


def test_what_was_typed_is_on_the_live_page(translation):
    report = save(translation, BETTER)

    row = row_of(translation)
    assert (report.is_whole, report.saved) == (True, (row.key,))
    assert "A los 4 años, la supervivencia fue del 83,3\xa0% (IC del 95\xa0%: 64,5–92,7)" in spanish_page().key_learning
    assert spanish_page().live
    assert row.verdict == "Julia Sample wrote it on 23 November 2026. Every figure was verified."


def test_figures_of_an_edited_segment_stay_tied(translation, original):
    save(translation, BETTER)

    ours, theirs = (page.tied_figures.get(field="key_learning") for page in (spanish_page(), original))
    assert (ours.result, ours.state) == (theirs.result, "tied")


def test_lost_figure_is_refused_and_the_page_stays(translation):
    before = spanish_page().key_learning

    report = save(translation, BETTER.replace("⟦4 años⟧", "cuatro años"))

    assert report.refusals[row_of(translation).key] == (
        "The figure “4 años” (“4 years” in the original) is missing: put ⟦4 años⟧ where it belongs.",
    )
    assert spanish_page().key_learning == before


def test_field_that_came_back_as_it_was_is_not_touched(translation):
    row = row_of(translation)

    report = save(translation, row.typed.replace("\n", "\r\n").replace("\xa0", " "))

    assert report.saved == ()
    assert row_of(translation).segment.state is SegmentState.MACHINE


def test_doubt_is_asked_about_and_stored_once_it_is_settled(translation):
    source, typed = "What it cannot tell.", "Lo que se sabe."

    asked = save(translation, typed, source=source)
    saved = save(translation, typed, source=source, user=person("Ada Other"), settled=True)

    assert list(asked.doubts.values()) == [("A negation was lost: “What it cannot tell”.",)]
    assert saved.is_whole
    assert row_of(translation, source).segment.text == typed


def test_change_of_someone_else_in_the_meantime_is_shown_and_not_overwritten(translation):
    base = row_of(translation).base
    save(translation, BETTER)

    report = save(translation, BETTER.replace("nuevo", "novel"), base=base, user=person("Ada Other"))

    assert [each.startswith("Someone changed it since you opened it") for (each,) in report.refusals.values()] == [True]
    assert "tratamiento nuevo" in spanish_page().key_learning


def test_field_of_someone_else_s_change_that_was_not_touched_is_no_conflict(translation):
    row = row_of(translation)
    save(translation, BETTER)

    assert save(translation, row.typed, base=row.base, user=person("Ada Other")).is_whole
    assert "tratamiento nuevo" in spanish_page().key_learning


def test_kept_original_is_shown_and_says_who_kept_it(translation):
    keep_original(translation=translation, row=row_of(translation), user=person(), now=NOW)

    assert "overall survival was 83.3%" in spanish_page().key_learning
    assert row_of(translation).verdict == "Julia Sample kept the original on 23 November 2026."


def test_translation_is_approved_by_a_person(translation):
    user = person()
    settle(translation, user)
    send_to_review(translation=translation, user=user, now=NOW)
    assert state_of(translation) == TranslationState.IN_REVIEW

    page = approve_translation(translation=translation, approved_as="Dr Julia Sample", user=user, now=NOW)

    assert page.live
    assert state_of(translation) == TranslationState.APPROVED
    translation.review.refresh_from_db()
    assert (translation.review.approved_by, translation.review.approved_as) == (user, "Dr Julia Sample")
    assert {row.segment.state for row in rows_of(translation)} == {SegmentState.APPROVED, SegmentState.LEFT}


def test_translation_with_what_the_engine_left_is_not_approved(translation):
    with pytest.raises(NotReadyError) as refusal:
        approve_translation(translation=translation, approved_as="Dr Julia Sample", user=person(), now=NOW)

    assert str(refusal.value) == "1 segment is still in English: translate it or keep the original."


def test_edit_takes_the_approval_back(translation):
    user = person()
    settle(translation, user)
    approve_translation(translation=translation, approved_as="Dr Julia Sample", user=user, now=NOW)

    save(translation, BETTER, user=user)

    translation.review.refresh_from_db()
    assert (translation.review.approved_at, translation.review.approved_as) == (None, "")


def test_approved_segment_is_not_changed_by_those_who_may_not_approve(translation):
    user = person()
    settle(translation, user)
    approve_translation(translation=translation, approved_as="Dr Julia Sample", user=user, now=NOW)

    report = save(translation, BETTER, user=person("Ed Other", "Editors"))

    assert list(report.refusals.values()) == [
        ("It is approved; only those who may approve translations may change it.",)
    ]


def test_changed_original_makes_an_approved_translation_outdated_and_keeps_its_words(translation, original):
    user = person()
    settle(translation, user)
    approve_translation(translation=translation, approved_as="Dr Julia Sample", user=user, now=NOW)
    original.refresh_from_db()
    page = ArticlePage.objects.get(pk=original.pk)
    old = "44.0% (95% CI 37.0–50.8) with the old"
    page.key_learning = LEARNING.replace("83.3% (95% CI 64.5–92.7) with the new", old)
    page.save_revision().publish()

    changed = row_of(translation, FIGURES.replace("83.3% (95% CI 64.5–92.7) with the new", old))
    assert state_of(translation) == TranslationState.OUTDATED
    assert [piece.text for piece in changed.change if piece.kind == "removed"] == ["83.3%", "64.5–92.7)", "new"]
    assert "⟦44,0\xa0% (IC del 95\xa0%: 37,0–50,8)⟧" in changed.typed
    assert changed.verdict == "The original has changed since it was translated; readers see it in English."
    assert [row.state for row in rows_of(translation) if row is not changed].count("approved") == 6


def test_segment_asked_again_keeps_its_text_until_the_engine_has_another(translation, original):
    row = row_of(translation)
    ask_again(translation=translation, rows=[row])
    assert state_of(translation) == TranslationState.OUTDATED

    class Better(WordByWord):
        def translate(self, texts, source, target):
            return [
                text.replace("new treatment", "tratamiento nuevo") for text in super().translate(texts, source, target)
            ]

    engine = Better()
    translate_page(page=original, locale=spanish(), engine=engine, now=NOW, publish=False)

    assert len(engine.asked) == 1
    assert row_of(translation).segment.asked_again is False


def test_segment_asked_again_stays_if_the_engine_spoils_it(translation, original):
    before = row_of(translation).segment.text
    ask_again(translation=translation, rows=[row_of(translation)])

    class Spoils(WordByWord):
        def translate(self, texts, source, target):
            return ["12 %" for _ in texts]

    translate_page(page=original, locale=spanish(), engine=Spoils(), now=NOW, publish=False)

    segment = row_of(translation).segment
    assert (segment.text, segment.asked_again) == (before, False)


def test_unpublished_edition_keeps_its_words(translation):
    unpublish_edition(translation=translation, user=person())

    assert not spanish_page().live
    assert row_of(translation).segment.text is not None
