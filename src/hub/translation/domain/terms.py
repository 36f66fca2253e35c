"""What an engine does not get to see of an article: names of its study, and the hub's glossary."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.models import Locale

from hub.studies.domain.medicines import medicines_in
from hub.studies.models import Study
from hub.translation.domain.guard import Protected
from hub.translation.models import GlossaryTerm


def protected_names(study: Study | None) -> Protected:
    """Return what stays as it is written: the medicines that are named in a study."""
    return Protected(names=medicines_in(_texts(study)) if study else frozenset())


def _texts(study: Study) -> Iterator[str]:
    yield study.name
    for arm in study.arms.all():
        yield arm.label
        yield arm.intervention


def glossary_of(locale: Locale) -> dict[str, str]:
    """Return the approved wordings of a language; a term without one is kept as it is written."""
    terms = GlossaryTerm.objects.filter(locale=locale)
    wordings: dict[str, str] = {}
    for entry in terms:
        wording = entry.wording or entry.term
        wordings[entry.term] = wording
        if not entry.case_sensitive:
            wordings.setdefault(entry.term[:1].upper() + entry.term[1:], wording[:1].upper() + wording[1:])
    return wordings
