"""Clients of translation engines: each has ``translate(texts, source, target)`` and gets its secrets passed in."""

from hub.translation.engines.address import engine_from
from hub.translation.engines.apertium import Apertium
from hub.translation.engines.deepl import DeepL
from hub.translation.engines.errors import EngineBusyError, EngineError, EngineRefusedError
from hub.translation.engines.google import GoogleV2, GoogleV3
from hub.translation.engines.libretranslate import LibreTranslate

__all__ = [
    "Apertium",
    "DeepL",
    "EngineBusyError",
    "EngineError",
    "EngineRefusedError",
    "GoogleV2",
    "GoogleV3",
    "LibreTranslate",
    "engine_from",
]
