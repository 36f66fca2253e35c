"""Who made an article, and what they declared, as readers must see it before the content.

Accreditors ask for all financial relationships of the 24 months before a person took part (ACCME
Standards for Integrity and Independence, standard 3). The window ends on the day of the last
review; relationships that began later are shown too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hub.articles.enums import ContributorRole
from hub.articles.models import ArticlePage, Contribution, Disclosure, Person
from hub.articles.results import PersonLine, RelationshipLine
from hub.common.wording import conjoined

WINDOW_MONTHS = 24


def window_start(day: date) -> date:
    """Return the day 24 months before, the 28th of February for a leap day."""
    year = day.year - WINDOW_MONTHS // 12
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def relationships_within_window(person: Person, *, today: date) -> list[Disclosure]:
    """Return the relationships that lasted into the 24 months before ``today`` or still last."""
    start = window_start(today)
    return [entry for entry in person.disclosures.all() if entry.ended is None or entry.ended >= start]


def people_of(page: ArticlePage, *, today: date) -> tuple[PersonLine, ...]:
    """Return everyone who contributed, each once, in the editor's order, with all their roles."""
    contributions = page.contributions.select_related("person").prefetch_related("person__disclosures")
    roles: dict[int, list[str]] = {}
    people: dict[int, Person] = {}
    for contribution in contributions.all():
        people.setdefault(contribution.person_id, contribution.person)
        roles.setdefault(contribution.person_id, []).append(str(contribution.get_role_display()))
    day = page.last_reviewed or today
    return tuple(_person_line(person, roles[pk], day) for pk, person in people.items())


def byline_of(contributions: Iterable[Contribution]) -> str:
    """Return the authors' names for a teaser: “Ada Example, MD and Ben Sample, PhD”."""
    names = [str(entry.person) for entry in contributions if entry.role == ContributorRole.AUTHOR]
    return people_listed(names)


def people_listed(names: Sequence[str]) -> str:
    """Join names that have commas in them: “A, MD; B, PhD and C, MD”."""
    if len(names) < 2:
        return "".join(names)
    return f"{'; '.join(names[:-1])} {conjoined(names[-1])}"


def _person_line(person: Person, roles: list[str], day: date) -> PersonLine:
    return PersonLine(
        name=person.name,
        credentials=person.credentials,
        affiliation=person.affiliation,
        bio=person.bio,
        roles=tuple(roles),
        declared_on=person.declared_on,
        relationships=tuple(
            RelationshipLine(entry.company, entry.nature, entry.started, entry.ended)
            for entry in relationships_within_window(person, today=day)
        ),
        address=person.get_absolute_url() if str(ContributorRole.AUTHOR.label) in roles else "",
    )
