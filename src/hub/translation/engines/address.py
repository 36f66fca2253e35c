"""An engine from one address, which is how a hub is set up with it."""

from __future__ import annotations

from urllib.parse import SplitResult, unquote, urlsplit

from hub.translation.engines.apertium import Apertium
from hub.translation.engines.deepl import DeepL
from hub.translation.engines.google import GoogleV2
from hub.translation.engines.libretranslate import LibreTranslate

FORMS = (
    "libretranslate+https://KEY@host, libretranslate+http://host:5000, deepl://KEY, google://KEY or "
    "apertium+http://host:2737"
)


def engine_from(address: str) -> Apertium | DeepL | GoogleV2 | LibreTranslate:
    """Return the client of the engine at an address.

    Parameters
    ----------
    address
        Its scheme names the engine; what stands before the ``@`` is the key.

    Raises
    ------
    ValueError
        If no engine is meant by it; the message holds no key.
    """
    parts = urlsplit(address)
    name, _, scheme = parts.scheme.partition("+")
    if name == "deepl" and not scheme:
        return DeepL(_key(parts))
    if name == "google" and not scheme:
        return GoogleV2(_key(parts))
    if name == "libretranslate" and scheme in {"http", "https"} and parts.hostname:
        return LibreTranslate(_address(parts, scheme), unquote(parts.username or ""))
    if name == "apertium" and scheme in {"http", "https"} and parts.hostname:
        return Apertium(_address(parts, scheme))
    raise ValueError(f"must look like {FORMS}.")


def _key(parts: SplitResult) -> str:
    """Take a key, with or without an @ after it; its letters keep their case, unlike those of a host's name."""
    key = unquote(parts.netloc.removesuffix("@"))
    if not key:
        raise ValueError(f"has no key; it must look like {FORMS}.")
    return key


def _address(parts: SplitResult, scheme: str) -> str:
    port = f":{parts.port}" if parts.port else ""
    return f"{scheme}://{parts.hostname}{port}{parts.path}"
