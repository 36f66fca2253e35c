from pathlib import Path

import pytest
import yaml

from hub.articles.models import ArticlePage
from hub.funding.domain import load_funding
from hub.funding.models import Funder, Grant, NoFundingDeclaration, SupportedArticle, SupportLevel
from hub.funding.results import FundingFileError, FundingLoad
from tests.hub.funding.factories import article

pytestmark = pytest.mark.django_db
DEMO = Path(__file__).resolve().parents[3] / "demo" / "funding.yaml"

FILE = """
levels: [Principal, Supporting]
funders:
  - name: Example Foundation
    website: https://foundation.example.org/
grants:
  - funder: Example Foundation
    level: Principal
    kind: sponsorship
    from: 2026-01-01
    to: 2026-12-31
    purpose: Education
    hub_wide: true
    articles: [infants]
no_external_funding:
  - article: other
    declared_on: 2026-05-04
"""


def load(text: str) -> FundingLoad:
    return load_funding(text, articles_by_slug={page.slug: page for page in ArticlePage.objects.all()})


@pytest.fixture
def _articles() -> None:
    article("Infants")
    article("Other")
    article("Third")


@pytest.mark.usefixtures("_articles")
def test_load_creates_everything_named() -> None:
    loaded = load(FILE)

    grant = Grant.objects.get()
    assert loaded == FundingLoad(created=5, changed=0, unchanged=0)
    assert (grant.funder.name, grant.level.name, grant.hub_wide) == ("Example Foundation", "Principal", True)
    assert [link.article.slug for link in grant.supported_articles.all()] == ["infants"]
    assert NoFundingDeclaration.objects.get().article.slug == "other"
    assert list(SupportLevel.objects.values_list("name", "order")) == [("Principal", 1), ("Supporting", 2)]


@pytest.mark.usefixtures("_articles")
def test_load_again_changes_nothing() -> None:
    load(FILE)
    before = list(Grant.objects.values()) + list(SupportedArticle.objects.values())

    loaded = load(FILE)

    assert loaded == FundingLoad(created=0, changed=0, unchanged=5)
    assert list(Grant.objects.values()) + list(SupportedArticle.objects.values()) == before


@pytest.mark.usefixtures("_articles")
def test_load_changed_file_changes_what_differs() -> None:
    load(FILE)

    loaded = load(FILE.replace("[Principal, Supporting]", "[Supporting, Principal]").replace("[infants]", "[third]"))

    assert loaded == FundingLoad(created=0, changed=3, unchanged=2)
    assert list(SupportLevel.objects.values_list("name", flat=True)) == ["Supporting", "Principal"]
    assert SupportedArticle.objects.get().article.slug == "third"


def test_load_empty_file_does_nothing() -> None:
    assert load("") == FundingLoad(created=0, changed=0, unchanged=0)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("- a", ["It must hold the lists levels, funders, grants, no_external_funding."]),
        ("levels: 3", ["levels must be a list."]),
        ("sponsors: []", ["“sponsors” is not one of the lists levels, funders, grants, no_external_funding."]),
        ("funders: [[]]", ["funders, entry 1: it must name its parts, like “name: …”."]),
        (
            "funders: [{website: 3, logo: x}]",
            [
                "funders, entry 1: “name” is missing.",
                "funders, entry 1: “website” must be text.",
                "funders, entry 1: “logo” is not known here; it may have name, website, description.",
            ],
        ),
        (
            "levels: [A]\ngrants: [{funder: F, level: B, kind: gift, from: 2026-02-01, to: 2026-01-01, articles: [x]}]",
            [
                "grants, entry 1: there is no funder “F”.",
                "grants, entry 1: there is no level “B”.",
                "grants, entry 1: “gift” is not a kind of support; take one of sponsorship, educational_grant, "
                "institutional_support, donation.",
                "grants, entry 1: it ends before it starts.",
                "grants, entry 1: there is no article “x”.",
            ],
        ),
        (
            "no_external_funding: [{article: x, declared_on: 2026-01-01}]",
            ["no_external_funding, entry 1: there is no article “x”."],
        ),
        (
            "levels: [A]\nfunders: [F]\n"
            "grants: [{funder: F, level: A, kind: donation, from: 2026-02-01, articles: [x]}]\n"
            "no_external_funding: [{article: x, declared_on: 2026-01-01}]",
            [
                "grants, entry 1: there is no article “x”.",
                "no_external_funding, entry 1: there is no article “x”.",
                "no_external_funding, entry 1: a grant supports “x”.",
            ],
        ),
        (
            "no_external_funding: [{article: x, declared_on: yesterday}]",
            ["no_external_funding, entry 1: “declared_on” must be a date like 2026-01-31."],
        ),
    ],
)
def test_load_wrong_file_names_every_problem_and_writes_nothing(text: str, problems: list[str]) -> None:
    with pytest.raises(FundingFileError) as refusal:
        load(text)

    assert refusal.value.problems == problems
    assert not Funder.objects.exists()
    assert not SupportLevel.objects.exists()


def test_load_text_that_is_not_yaml_is_said() -> None:
    with pytest.raises(FundingFileError, match="It is not YAML"):
        load("levels: [")


def test_demo_file_loads_twice_and_names_example_funders_only() -> None:
    slugs = {slug for entry in yaml.safe_load(DEMO.read_text())["grants"] for slug in entry.get("articles", [])}
    slugs |= {entry["article"] for entry in yaml.safe_load(DEMO.read_text())["no_external_funding"]}
    for slug in slugs:
        article(slug, slug=slug)

    first, second = load(DEMO.read_text()), load(DEMO.read_text())

    assert (first.unchanged, second.created, second.changed) == (0, 0, 0)
    assert all(".example." in website for website in Funder.objects.values_list("website", flat=True))
