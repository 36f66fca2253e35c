"""Google Cloud Translation: v2 with an API key, v3 with an access token and a project.

https://cloud.google.com/translate/docs/reference/rest, v2 ``translate`` and v3 ``projects.translateText``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.translation.engines.batches import batches
from hub.translation.engines.errors import EngineError
from hub.translation.engines.http import check_address, post_json, texts_of

NAME = "Google Cloud Translation"
ADDRESS = "https://translation.googleapis.com"


@dataclass(frozen=True)
class GoogleV2:
    """Speaks to the basic edition, with an API key, which travels in a header so that no log of addresses has it."""

    key: str = field(repr=False)
    address: str = ADDRESS
    timeout: float = 60.0
    most: int = 128
    letters: int = 5_000
    name: str = NAME

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Give one answer for each text."""
        url = f"{check_address(NAME, self.address)}/language/translate/v2"
        done: list[str] = []
        for batch in batches(NAME, texts, most=self.most, letters=self.letters):
            body = {"q": batch, "source": source, "target": target, "format": "html"}
            answer = post_json(NAME, url, body, headers={"X-Goog-Api-Key": self.key}, timeout=self.timeout)
            data = answer.get("data") if isinstance(answer, dict) else None
            done += _texts(data, len(batch))
        return done


@dataclass(frozen=True)
class GoogleV3:
    """Speaks to the advanced edition, which takes access tokens of a service account instead of keys.

    Parameters
    ----------
    token
        Called before each request, since tokens live for an hour; whoever makes the engine knows how to get one.
    project, location
        Of the Google Cloud project that pays.
    """

    token: Callable[[], str] = field(repr=False)
    project: str
    location: str = "global"
    address: str = "https://translate.googleapis.com"
    timeout: float = 60.0
    most: int = 1024
    letters: int = 5_000
    name: str = NAME

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Give one answer for each text."""
        parent = f"projects/{self.project}/locations/{self.location}"
        url = f"{check_address(NAME, self.address)}/v3/{parent}:translateText"
        done: list[str] = []
        for batch in batches(NAME, texts, most=self.most, letters=self.letters):
            body = {
                "contents": batch,
                "sourceLanguageCode": source,
                "targetLanguageCode": target,
                "mimeType": "text/html",
            }
            headers = {"Authorization": f"Bearer {self.token()}", "X-Goog-User-Project": self.project}
            done += _texts(post_json(NAME, url, body, headers=headers, timeout=self.timeout), len(batch))
        return done


def _texts(answer: Any, count: int) -> list[str]:
    found = answer.get("translations") if isinstance(answer, dict) else None
    if not isinstance(found, list):
        raise EngineError(f"{NAME} gave an answer that the hub cannot read.")
    return texts_of(NAME, [one.get("translatedText") if isinstance(one, dict) else None for one in found], count)
