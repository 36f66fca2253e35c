"""Fixtures for every test of the site."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import translation
from wagtail.signal_handlers import disable_reference_index_auto_update

from hub.common import requests
from hub.studies.domain import engine
from tests.hub import migrated


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Begin with the migrated database of an earlier run where there is one; Django applies what it lacks."""
    file = migrated.kept_file()
    with closing(migrated.bring(file)) if _in_memory() and file.exists() else nullcontext():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Keep the migrated database for the next process."""
    file = migrated.kept_file()
    if _in_memory() and not file.exists():
        migrated.keep(file)


def _in_memory() -> bool:
    return os.environ["DATABASE_URL"] == "sqlite:///:memory:"


@pytest.fixture(scope="session", autouse=True)
def _draw_each_figure_once() -> Iterator[None]:
    """Keep each drawing for the whole run: tests roll the stored ones back and would draw the same again and again."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("draw_estimates", "draw_curves"):
            patch.setattr(engine, name, _remembered(getattr(engine, name)))
        yield


@pytest.fixture(scope="session", autouse=True)
def _without_reference_index() -> Iterator[None]:
    """Leave Wagtail's index of usages alone: nothing of the hub asks it, and it takes half of the time of each save."""
    with disable_reference_index_auto_update():
        yield


@pytest.fixture(scope="session", autouse=True)
def _throttled_in_one_window() -> Iterator[None]:
    """Stop the clock that limits are counted by: no test may fall into two windows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(requests, "time", SimpleNamespace(time=lambda: 0.0))
        yield


@pytest.fixture(scope="module")
def database_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let a module's fixtures store what all its tests read; each test still takes back what it changes itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _begin_and_end_in_english() -> Iterator[None]:
    """Keep the language that a request leaves behind in its thread out of the next test."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


def _remembered(draw: Callable[..., engine.Drawn]) -> Callable[..., engine.Drawn]:
    drawn: dict[str, engine.Drawn] = {}

    def draw_or_recall(*args: Any, **kwargs: Any) -> engine.Drawn:
        key = repr((args, sorted(kwargs.items())))
        if key not in drawn:
            drawn[key] = draw(*args, **kwargs)
        return drawn[key]

    return draw_or_recall
