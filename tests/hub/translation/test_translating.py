"""An article is translated segment by segment, and its page shows nothing that was not verified."""

from __future__ import annotations

import pytest
from wagtail_localize.models import StringTranslation, Translation

from hub.articles.models import ArticlePage
from hub.articles.results import IncompleteArticle
from hub.translation.domain.segments import keep_text, segments_of
from hub.translation.domain.translating import translate_page
from hub.translation.enums import SegmentState
from tests.hub.articles.factories import article, study, topic_page
from tests.hub.translation.factories import NOW, Down, WordByWord, spanish

LEARNING = (
    "<p>At 4 years, overall survival was 83.3% (95% CI 64.5–92.7) with the new treatment.</p><p>What it means.</p>"
)


@pytest.fixture
def original(db):
    made = study()
    made.outcomes.update(name="Overall survival", abbreviation="OS")
    return article("A trial of the new treatment", parent=topic_page(), of=made, key_learning=LEARNING)


def translated(original, engine=None, **options):
    engine = engine or WordByWord()
    report = translate_page(page=original, locale=spanish(), engine=engine, now=NOW, **{"publish": True, **options})
    return report, ArticlePage.objects.filter(locale=spanish()).first()


def spanish_segments(original):
    return {
        view.source: view for view in segments_of(Translation.objects.get(source__object_id=original.translation_key))
    }


def change(original, **fields):
    page = ArticlePage.objects.get(pk=original.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=original.pk)


def test_translated_article_is_live_at_its_own_address_with_the_figures_in_its_locale(original):
    report, page = translated(original)

    assert (report.sent, report.passed, report.left, report.retry_after) == (8, 7, 1, None)
    assert (page.live, page.url) == (True, "/es/acute-leukaemia/a-trial-of-the-new-treatment/")
    assert page.title == "A ensayo de el new tratamiento"
    assert "83,3\u00a0%" in page.key_learning
    assert [each.text for each in page.learning_objectives.all()] == ["describe el resultado de el new tratamiento"]
    assert (page.study, page.original) == (original.study, original)


def test_figures_are_tied_to_what_those_of_the_original_are(original):
    _, page = translated(original)

    ours, theirs = page.tied_figures.get(field="key_learning"), original.tied_figures.get(field="key_learning")
    assert (ours.result, ours.state) == (theirs.result, "tied")
    assert ours.quote == "83,3\u00a0% (IC del 95\u00a0%: 64,5–92,7)"


def test_segment_that_failed_stands_in_the_original_language_with_what_was_wrong(original):
    _, page = translated(original)

    left = spanish_segments(original)["What it cannot tell."]
    assert page.limitations == original.limitations
    assert (left.state, left.text, left.faults) == (
        SegmentState.LEFT,
        None,
        ("A negation was lost: “What it cannot tell”.",),
    )


def test_only_changed_segments_are_sent_again(original):
    translated(original)
    engine = WordByWord()

    changed = change(original, standfirst="Another trial of the new treatment.")
    _, page = translated(changed, engine)

    assert engine.asked == ["Another trial of the new treatment."]
    assert page.standfirst == "Another ensayo de el new tratamiento."


def test_changed_segment_stands_in_the_original_language_until_it_is_translated(original):
    translated(original)

    change(original, key_learning=LEARNING.replace("What it means", "What the trial means"))

    page = ArticlePage.objects.get(locale=spanish())
    assert page.live
    assert page.key_learning.endswith("<p>What the trial means.</p>")
    assert "supervivencia" in page.key_learning


def test_approved_text_is_kept_when_another_part_changes(original):
    translated(original)
    segment = spanish_segments(original)["A trial of a new treatment."]
    keep_text(
        translation=Translation.objects.get(),
        string_id=segment.string_id,
        context_id=segment.context_id,
        text="Un ensayo de un tratamiento nuevo.",
        state=SegmentState.APPROVED,
        now=NOW,
    )

    _, page = translated(change(original, target_audience="Nurses of the trial"))

    assert page.standfirst == "Un ensayo de un tratamiento nuevo."
    assert page.target_audience == "Nurses de el ensayo"


def test_text_that_came_past_the_guard_is_not_published(original):
    _, page = translated(original)
    StringTranslation.objects.filter(data__contains="83,3").update(data="At 4 years, survival was 99,9 %.")
    page.key_learning = "<p>At 4 years, survival was 99,9 %.</p>"

    with pytest.raises(IncompleteArticle) as refusal:
        page.save_revision().publish()

    assert [sentence.split(";")[0] for sentence in refusal.value.missing] == [
        "The translation “At 4 years, survival was 99,9 %.” was not verified",
        "The key learning is not what its verified translation says",
    ]


def test_page_edited_past_its_segments_is_not_published(original):
    _, page = translated(original)
    page.key_learning = "<p>At 4 years, survival was 99,9 %.</p>"

    with pytest.raises(IncompleteArticle) as refusal:
        page.save_revision().publish()

    assert refusal.value.missing == [
        "The key learning is not what its verified translation says; edit it in the hub's view of translations."
    ]


def test_page_about_another_study_than_its_original_is_not_published(original):
    _, page = translated(original)
    page.study = study("another-study")

    with pytest.raises(IncompleteArticle) as refusal:
        page.save_revision().publish()

    assert "It is about another study than its original; have it translated again." in refusal.value.missing


def test_unpublishing_the_original_takes_its_editions_back(original):
    translated(original)

    original.unpublish()

    assert not ArticlePage.objects.get(locale=spanish()).live


def test_engine_that_is_down_leaves_everything_to_be_asked_again(original):
    report, page = translated(original, Down())

    assert (report.passed, report.retry_after) == (0, 60.0)
    assert page.standfirst == original.standfirst
    assert {view.state for view in spanish_segments(original).values()} == {None}
