"""The one translation engine that the hub is set up with, if any."""

from __future__ import annotations

from typing import Protocol, cast

from django.conf import settings

from hub.translation.domain.guard import Engine


class NamedEngine(Engine, Protocol):
    """An engine that readers are told the name of."""

    name: str


def configured_engine() -> NamedEngine | None:
    """Return the engine that ``TRANSLATION_URL`` names; None if the hub has none."""
    return cast("NamedEngine | None", settings.TRANSLATION_ENGINE)
