"""Apertium APy, which works without network: https://wiki.apertium.org/wiki/Apertium-apy, POST /translate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hub.translation.engines.batches import batches
from hub.translation.engines.errors import EngineError, EngineRefusedError
from hub.translation.engines.http import check_address, post_form, texts_of

NAME = "Apertium"
CODES = {"ca": "cat", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "pt": "por"}
"""Apertium names languages by three letters (ISO 639-3)."""


@dataclass(frozen=True)
class Apertium:
    """Speaks to an APy server; it translates one text per request."""

    address: str
    timeout: float = 60.0
    letters: int = 20_000
    name: str = NAME

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Give one answer for each text."""
        url = f"{check_address(NAME, self.address)}/translate"
        pair = f"{_language(source)}|{_language(target)}"
        done: list[str] = []
        for (text,) in batches(NAME, texts, most=1, letters=self.letters):
            fields = {"langpair": pair, "markUnknown": "no", "format": "html", "q": text}
            answer = post_form(NAME, url, fields, timeout=self.timeout)
            data = answer.get("responseData") if isinstance(answer, dict) else None
            if not isinstance(data, dict):
                raise EngineError(f"{NAME} gave an answer that the hub cannot read.")
            done += texts_of(NAME, [data.get("translatedText")], 1)
        return done


def _language(code: str) -> str:
    try:
        return CODES[code.replace("_", "-").split("-")[0].lower()]
    except KeyError:
        raise EngineRefusedError(f"{NAME}: the language “{code}” is not known.") from None
