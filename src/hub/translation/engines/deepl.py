"""DeepL: https://developers.deepl.com/docs/api-reference/translate, POST /v2/translate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hub.translation.engines.batches import batches
from hub.translation.engines.errors import EngineError
from hub.translation.engines.http import check_address, post_json, texts_of

NAME = "DeepL"
PAID, FREE = "https://api.deepl.com", "https://api-free.deepl.com"


@dataclass(frozen=True)
class DeepL:
    """Speaks to DeepL; keys of the free plan end in ``:fx`` and have an address of their own."""

    key: str = field(repr=False)
    address: str = ""
    timeout: float = 60.0
    most: int = 50
    letters: int = 30_000
    """The documented limit is 128 KiB for a request; a letter takes up to four bytes."""
    name: str = NAME

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Give one answer for each text."""
        address = self.address or (FREE if self.key.endswith(":fx") else PAID)
        url = f"{check_address(NAME, address)}/v2/translate"
        done: list[str] = []
        for batch in batches(NAME, texts, most=self.most, letters=self.letters):
            body = {
                "text": batch,
                "source_lang": source.replace("_", "-").split("-")[0].upper(),
                "target_lang": _target(target),
                "tag_handling": "html",
                "preserve_formatting": True,
                "split_sentences": "nonewlines",
            }
            headers = {"Authorization": f"DeepL-Auth-Key {self.key}"}
            answer = post_json(NAME, url, body, headers=headers, timeout=self.timeout)
            found = answer.get("translations") if isinstance(answer, dict) else None
            if not isinstance(found, list):
                raise EngineError(f"{NAME} gave an answer that the hub cannot read.")
            done += texts_of(NAME, [one.get("text") if isinstance(one, dict) else None for one in found], len(batch))
        return done


def _target(code: str) -> str:
    """DeepL wants a region for English and Portuguese."""
    code = code.replace("_", "-").upper()
    return {"EN": "EN-GB", "PT": "PT-BR"}.get(
        code, code if code.startswith(("EN-", "PT-", "ES-419")) else code.split("-")[0]
    )
