"""The demo hub's content, from the files in ``demo/``.

It is loaded once, into a hub that nobody has touched. From then on the hub belongs to its editors:
what they changed, renamed or deleted stays so. Articles are published by the ordinary way, so an
incomplete one would be refused here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from hub.access.models import AccessSettings
from hub.articles.enums import DeclarationKind
from hub.articles.models import (
    ArticlePage,
    ArticleReference,
    Contribution,
    Disclosure,
    FigureDeclaration,
    HomePage,
    LearningObjective,
    Person,
    ReportedOutcome,
    Series,
    TopicPage,
)
from hub.common.models import HubSettings
from hub.config.demo_editions import EditionError, load_editions
from hub.config.demo_readers import load_demo_readers, make_demo_link
from hub.config.demo_suggestions import load_suggestions
from hub.contributions.enums import Mode
from hub.contributions.models import ContributionSettings
from hub.funding.domain.loading import load_funding
from hub.funding.results import FundingFileError
from hub.studies.domain import load_study
from hub.studies.models import Reference, Result, Study
from hub.translation.domain.glossary_import import STARTER, import_glossary, plan_import, starter_glossary

RICH_TEXTS = ("study_summary", "safety", "key_learning", "limitations", "plain_language_summary")
PLAIN_FIELDS = (
    "title",
    "slug",
    "standfirst",
    "target_audience",
    "relationships_mitigated",
    "date_prepared",
    "last_reviewed",
    "review_due",
    "level_of_evidence",
)


class DemoError(SystemExit):
    """A demo file cannot be loaded; the command ends with a message that says which and why."""


def load_demo_content(*, demo_dir: Path) -> list[str]:
    """Load the demo hub: identity, access, studies, people, topics, articles, funding, readers and suggestions.

    Parameters
    ----------
    demo_dir
        The folder with ``hub.yaml``, ``studies`` and ``articles``.

    Returns
    -------
    list of str
        What was done, one line each; nothing if the hub was loaded or used before.

    Raises
    ------
    DemoError
        When a file is wrong; nothing is written then.
    """
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    with transaction.atomic():
        return list(_load(site, demo_dir)) if _is_untouched(site) else []


def _is_untouched(site: Site) -> bool:
    """Whether the hub has no name of its own and no evidence; either is the first that loading or an editor brings."""
    named = HubSettings.for_site(site).name != HubSettings._meta.get_field("name").default
    return not (named or Study.objects.exists())


def _load(site: Site, demo_dir: Path) -> Iterator[str]:
    hub = _read(demo_dir / "hub.yaml")
    yield from _identity(site, hub["identity"])
    for path in sorted((demo_dir / "studies").glob("*.yaml")):
        yield from _study(path)
    for entry in hub["people"]:
        yield from _person(entry)
    for entry in hub["topics"]:
        yield from _topic(site.root_page.specific, entry)
    for entry in hub["series"]:
        series = Series.objects.create(**entry)
        yield f"Series {series}: created."
    drafts = [_draft_article(path) for path in sorted((demo_dir / "articles").glob("*.yaml"))]
    yield from _funding(demo_dir / "funding.yaml")
    for page in drafts:  # an article may be published only once its funding is known
        page.save_revision().publish()
        yield f"Article “{page.title}”: published."
    yield from _editions(demo_dir)
    yield from _glossary()
    yield from load_suggestions(_read(demo_dir / "suggestions.yaml"), now=timezone.now())
    today = timezone.localdate()
    yield from load_demo_readers(today=today)
    yield from make_demo_link(hub=hub["identity"]["name"], today=today)


def _editions(demo_dir: Path) -> Iterator[str]:
    originals = {entry["slug"]: entry for entry in map(_read, sorted((demo_dir / "articles").glob("*.yaml")))}
    files = sorted((demo_dir / "translations").glob("*/*.yaml"))
    editions = {path: entry for path in files if (entry := _read(path))["article"] in originals}
    try:
        yield from load_editions(originals=originals, editions=editions, now=timezone.now())
    except EditionError as problem:
        raise DemoError(str(problem)) from problem


def _read(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise DemoError(f"{path} cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise DemoError(f"{path} cannot be read: it must hold keys with values.")
    return content


def _glossary() -> Iterator[str]:
    """Add the starter glossary's terms, but for those that an edition brought."""
    new = plan_import(starter_glossary().entries).added
    import_glossary(entries=new, name=STARTER, user=None)
    yield f"Glossary: {len(new)} wordings."


def _identity(site: Site, entry: dict[str, Any]) -> Iterator[str]:
    settings = HubSettings.for_site(site)
    for name, value in {**entry, "about": _rich_text(entry["about"])}.items():
        setattr(settings, name, value)
    settings.save()
    yield f"Named the hub “{settings.name}”."
    AccessSettings.for_site(site)  # made with its first wording
    contributions = ContributionSettings.for_site(site)
    contributions.mode, contributions.issuer = Mode.PLEDGE, f"{settings.name}, demonstration: no invoice is sent."
    contributions.save()
    yield "Set the wording that readers confirm."


def _study(path: Path) -> Iterator[str]:
    report = load_study(path)
    if not report.ok:
        raise DemoError("\n".join(problem.sentence(path.name) for problem in report.problems))
    yield f"Study {report.study_key}: {report.status}."


def _person(entry: dict[str, Any]) -> Iterator[str]:
    person = Person(**{key: value for key, value in entry.items() if key != "disclosures"})
    person.disclosures = [Disclosure(**relationship) for relationship in entry.get("disclosures", [])]
    person.save()
    yield f"Person {person.name}: created."


def _topic(home: HomePage, entry: dict[str, Any]) -> Iterator[str]:
    topic = TopicPage(title=entry["title"], slug=entry["slug"], introduction=_rich_text(entry["introduction"]))
    home.add_child(instance=topic)
    topic.save_revision().publish()
    yield f"Topic {topic.title}: created."


def _draft_article(path: Path) -> ArticlePage:
    entry = _read(path)
    page = ArticlePage(
        live=False,
        study=_one(Study, path, key=entry["study"]),
        series=_one(Series, path, slug=entry["series"]) if "series" in entry else None,
        **{name: entry[name] for name in PLAIN_FIELDS if name in entry},
        **{name: _rich_text(entry[name]) for name in RICH_TEXTS if name in entry},
    )
    page.learning_objectives = [LearningObjective(text=text) for text in entry["objectives"]]
    page.reported_outcomes = [_reported(page.study, path, **outcome) for outcome in entry["reported_outcomes"]]
    page.article_references = [
        ArticleReference(reference=_one(Reference, path, key=key)) for key in entry["references"]
    ]
    page.contributions = [
        Contribution(person=_one(Person, path, name=each["person"]), role=each["role"])
        for each in entry["contributors"]
    ]
    page.figure_declarations = [_declared(page.study, path, **each) for each in entry.get("figures", [])]
    return _one(TopicPage, path, slug=entry["topic"]).add_child(instance=page)


def _declared(study: Study, path: Path, *, result: dict[str, Any] | None = None, **fields: Any) -> FigureDeclaration:
    """Return what the file says of a figure; ``result`` names one by outcome, and arm and time where it must."""
    if result is None:
        return FigureDeclaration(**fields)
    lookup = {"outcome__key": result["outcome"], "comparator": None}
    lookup |= {"arm__key": result["arm"]} if "arm" in result else {}
    lookup |= {"time": result["time"]} if "time" in result else {}
    found = Result.objects.filter(study=study, **lookup)
    if len(found) != 1:
        raise DemoError(f"{path.name}: the study {study.key} has {len(found)} results that are {result}; name one.")
    return FigureDeclaration(kind=DeclarationKind.RESULT, result=found[0], **fields)


def _funding(path: Path) -> Iterator[str]:
    articles = {article.slug: article for article in ArticlePage.objects.all()}
    try:
        load = load_funding(path.read_text(encoding="utf-8"), articles_by_slug=articles)
    except FundingFileError as problem:
        raise DemoError(f"{path.name}: {problem}") from problem
    yield f"Funding: {load.created} records created."


def _reported(
    study: Study, path: Path, *, key: str, headline: bool = False, time: float | None = None
) -> ReportedOutcome:
    outcome = next((outcome for outcome in study.outcomes.all() if outcome.key == key), None)
    if outcome is None:
        raise DemoError(f"{path.name}: the study {study.key} has no outcome “{key}”.")
    return ReportedOutcome(outcome=outcome, headline=headline, time=time)


def _one(model: Any, path: Path, **lookup: str) -> Any:
    found = model.objects.filter(**lookup).first()
    if found is None:
        raise DemoError(f"{path.name}: there is no {model._meta.verbose_name} “{next(iter(lookup.values()))}”.")
    return found


def _rich_text(parts: Iterable[str | list[str]]) -> str:
    """Return paragraphs and lists as the rich text that editors would have written."""
    html = []
    for part in parts:
        if isinstance(part, str):
            html.append(f"<p>{part.strip()}</p>")
        else:
            html.append(f"<ul>{''.join(f'<li>{item.strip()}</li>' for item in part)}</ul>")
    return "".join(html)
