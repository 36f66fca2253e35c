"""The words of studies (arms, outcomes, definitions, populations) in the reader's language.

Results stay single: only what is said of them differs between languages. Who translates adds itself by the Wagtail hook
``study_words``, a function from a language to the wordings that it knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language
from wagtail import hooks

from hub.studies.models import Study

KEPT = 60
"""Seconds that another process may show the wording from before a change."""


def word(text: str) -> str:
    """Return words of a study in the active language; as they are if they have no translation.

    Parameters
    ----------
    text
        As the study has it: an arm's label, an outcome's name, a definition.
    """
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE or not text:
        return text
    return _wordings(language).get(text, text)


def _wordings(language: str) -> Mapping[str, str]:
    def gather() -> dict[str, str]:
        return {text: words for known in hooks.get_hooks("study_words") for text, words in known(language).items()}

    wordings: dict[str, str] = cache.get_or_set(_key(language), gather, KEPT)
    return wordings


def forget_words(language: str) -> None:
    """Have the wordings of a language read anew, since they have changed."""
    cache.delete(_key(language))


def _key(language: str) -> str:
    return f"study-words:{language}"


def words_of(study: Study) -> list[str]:
    """Return every text of a study that readers see and that is no name, each once, in the order of its parts."""
    return list(dict.fromkeys(text for text in _texts(study) if text.strip()))


def _texts(study: Study) -> Iterator[str]:
    yield from (study.name, study.condition, study.population, study.data_note)
    for arm in study.arms.all():
        yield from (arm.label, arm.intervention)
    for outcome in study.outcomes.all():
        yield from (outcome.name, outcome.definition)
    for result in study.results.all():
        yield from (result.period, result.method)
