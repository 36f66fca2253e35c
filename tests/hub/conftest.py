"""Fixtures for every test of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation

from hub.studies.domain import engine


@pytest.fixture(scope="session", autouse=True)
def _draw_each_figure_once() -> Iterator[None]:
    """Keep each drawing for the whole run: tests roll the stored ones back and would draw the same again and again."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("draw_estimates", "draw_curves"):
            patch.setattr(engine, name, _remembered(getattr(engine, name)))
        yield


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
