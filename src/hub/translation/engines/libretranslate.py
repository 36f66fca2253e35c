"""LibreTranslate: https://docs.libretranslate.com, POST /translate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hub.translation.engines.batches import batches
from hub.translation.engines.errors import EngineError
from hub.translation.engines.http import check_address, post_json, texts_of

NAME = "LibreTranslate"


@dataclass(frozen=True)
class LibreTranslate:
    """Speaks to a LibreTranslate server, the hub's own or a hosted one that wants a key."""

    address: str
    key: str = field(default="", repr=False)
    timeout: float = 60.0
    most: int = 50
    letters: int = 5_000
    name: str = NAME

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Give one answer for each text."""
        url = f"{check_address(NAME, self.address)}/translate"
        done: list[str] = []
        for batch in batches(NAME, texts, most=self.most, letters=self.letters):
            body = {"q": batch, "source": _language(source), "target": _language(target), "format": "html"}
            if self.key:
                body["api_key"] = self.key
            answer = post_json(NAME, url, body, headers={}, timeout=self.timeout)
            if not isinstance(answer, dict):
                raise EngineError(f"{NAME} gave an answer that the hub cannot read.")
            done += texts_of(NAME, answer.get("translatedText"), len(batch))
        return done


def _language(code: str) -> str:
    """Brazilian Portuguese has a code of its own; of the others only the language counts."""
    return "pt-BR" if code.lower().replace("_", "-") == "pt-br" else code.replace("_", "-").split("-")[0].lower()
