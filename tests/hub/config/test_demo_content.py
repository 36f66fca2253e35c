"""The demo hub loads whole, once, and says clearly what is wrong with its files."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.core import mail
from wagtail.models import Site

from hub.articles.models import ArticlePage, Person, TopicPage
from hub.common.models import HubSettings
from hub.config.demo_content import DemoError, load_demo_content
from hub.funding.models import Funder, Grant
from hub.studies.models import Drawing, Result, Study
from hub.suggestions.enums import SuggestionState
from hub.suggestions.models import Suggestion
from hub.translation.domain.integrity import translation_of
from hub.translation.domain.segments import segments_of
from hub.translation.enums import SegmentState
from hub.updates.domain.reading import published_updates, suggested_articles
from tests.hub.articles.factories import study

pytestmark = pytest.mark.django_db

DEMO_DIR = Path(__file__).resolve().parents[3] / "demo"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A copy of the demo with one article, to be spoilt."""
    folder = tmp_path / "demo"
    shutil.copytree(DEMO_DIR, folder)
    for path in [*folder.glob("articles/*"), *folder.glob("studies/*"), *folder.glob("translations/es/*")]:
        if path.name not in {"viale-a.yaml"}:
            path.unlink()
    (folder / "funding.yaml").write_text(
        "levels: [Principal]\n"
        "funders: [{name: Example Foundation}]\n"
        "grants: [{funder: Example Foundation, level: Principal, kind: educational_grant, from: 2026-01-01,"
        " hub_wide: true}]\n"
        "no_external_funding: []\n"
    )
    return folder


@pytest.fixture
def worked_example():
    load_demo_content(demo_dir=DEMO_DIR)
    edition = ArticlePage.objects.get(locale__language_code="es")
    return edition.original, edition


def change(path: Path, **changes: object) -> None:
    content = yaml.safe_load(path.read_text())
    path.write_text(yaml.safe_dump({**content, **changes}))


def test_demo_hub_loads_with_three_published_articles():
    lines = load_demo_content(demo_dir=DEMO_DIR)

    assert lines[0] == "Named the hub “Acute Leukaemia Evidence Hub”."
    pages = list(ArticlePage.objects.live().order_by("path"))
    assert [page.locale.language_code for page in pages] == ["en-gb", "en-gb", "en-gb", "es"]
    assert [page.missing_parts() for page in pages] == [[], [], [], []]


def test_demo_has_suggestions_in_every_state_and_an_update_that_tells_of_one():
    load_demo_content(demo_dir=DEMO_DIR)

    suggestions = Suggestion.objects.order_by("pk")
    assert set(suggestions.values_list("state", flat=True)) == set(SuggestionState)
    assert [made.pk for made in suggestions if made.from_contributor] == [suggestions[3].pk]
    assert suggestions[1].merged_into == suggestions[0]
    assert [(each.suggested, each.by_contributor) for each in suggested_articles(site=Site.objects.get())] == [
        (True, False)
    ]
    assert [update.articles.count() for update in published_updates()] == [1]
    assert mail.outbox == []


def test_spanish_edition_of_the_worked_example_is_whole_and_has_its_figures(worked_example):
    original, edition = worked_example

    assert [view.state for view in segments_of(translation_of(edition))] == [SegmentState.APPROVED] * 23
    assert [figure.result for figure in edition.tied_figures.all()] == [
        figure.result for figure in original.tied_figures.all() if any(sign.isdigit() for sign in figure.quote)
    ]


def test_edition_with_another_figure_is_refused(demo):
    path = DEMO_DIR / "translations/es/infant-kmt2a-blinatumomab.yaml"
    shutil.copy(DEMO_DIR / "articles/infant-kmt2a-blinatumomab.yaml", demo / "articles")
    shutil.copy(DEMO_DIR / "studies/martins-infant-kmt2a.yaml", demo / "studies")
    text = path.read_text()
    (demo / "translations/es" / path.name).write_text(text.replace("del 13", "del 31"))

    with pytest.raises(DemoError) as refusal:
        load_demo_content(demo_dir=demo)

    assert str(refusal.value).startswith(f"{path.name}: “La mayor parte de la diferencia")
    assert "has not every figure and name of “Most of the difference" in str(refusal.value)
    assert not ArticlePage.objects.exists()


def test_demo_second_load_changes_nothing_and_says_nothing(demo):
    load_demo_content(demo_dir=demo)
    drawings = Drawing.objects.count()
    revisions = [page.revisions.count() for page in ArticlePage.objects.all()]

    assert load_demo_content(demo_dir=demo) == []
    assert Drawing.objects.count() == drawings
    assert [page.revisions.count() for page in ArticlePage.objects.all()] == revisions
    assert (TopicPage.objects.count(), Person.objects.count(), Study.objects.count()) == (3, 5, 1)


def test_demo_keeps_what_an_editor_changed(demo):
    load_demo_content(demo_dir=demo)
    HubSettings.objects.update(name="My hub")
    ArticlePage.objects.update(standfirst="Mine.", slug="mine")
    Result.objects.update(estimate_printed="1.0", estimate=1)
    Funder.objects.update(description="Mine.")
    Grant.objects.update(starts_on=date(2026, 2, 1))

    assert load_demo_content(demo_dir=demo) == []

    assert HubSettings.objects.get().name == "My hub"
    assert [(page.standfirst, page.slug) for page in ArticlePage.objects.all()] == [("Mine.", "mine")]
    assert set(Result.objects.values_list("estimate_printed", flat=True)) == {"1.0"}
    assert Funder.objects.get().description == "Mine."
    assert Grant.objects.get().starts_on == date(2026, 2, 1)


def test_demo_deleted_by_an_editor_stays_deleted(demo):
    load_demo_content(demo_dir=demo)
    ArticlePage.objects.get().delete()
    Study.objects.all().delete()

    assert load_demo_content(demo_dir=demo) == []
    assert not ArticlePage.objects.exists()


def test_demo_is_not_loaded_into_a_hub_that_has_a_study(demo):
    study()

    assert load_demo_content(demo_dir=demo) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"study": "nowhere"}, "viale-a.yaml: there is no study “nowhere”."),
        ({"references": ["nowhere"]}, "viale-a.yaml: there is no reference “nowhere”."),
        ({"topic": "nowhere"}, "viale-a.yaml: there is no topic “nowhere”."),
        ({"reported_outcomes": [{"key": "nowhere"}]}, "viale-a.yaml: the study viale-a has no outcome “nowhere”."),
        ({"contributors": [{"person": "Nobody", "role": "author"}]}, "viale-a.yaml: there is no person “Nobody”."),
    ],
)
def test_demo_article_that_names_what_is_not_there_is_refused_whole(demo, changes, sentence):
    change(demo / "articles" / "viale-a.yaml", **changes)

    with pytest.raises(DemoError, match=sentence.replace(".", r"\.")):
        load_demo_content(demo_dir=demo)

    assert not Person.objects.exists()


def test_demo_study_that_is_wrong_is_refused_with_its_line(demo):
    (demo / "studies" / "viale-a.yaml").write_text("study:\n  key: viale-a\n")

    with pytest.raises(DemoError, match=r"viale-a\.yaml, line 2"):
        load_demo_content(demo_dir=demo)


def test_demo_funding_that_is_wrong_is_refused(demo):
    (demo / "funding.yaml").write_text("levels: 3")

    with pytest.raises(DemoError, match=r"funding\.yaml: "):
        load_demo_content(demo_dir=demo)


@pytest.mark.parametrize("text", [None, "identity: [", "- a list"])
def test_demo_hub_file_that_cannot_be_read_is_named(demo, text):
    path = demo / "hub.yaml"
    path.unlink() if text is None else path.write_text(text)

    with pytest.raises(DemoError, match=r"hub\.yaml cannot be read"):
        load_demo_content(demo_dir=demo)
