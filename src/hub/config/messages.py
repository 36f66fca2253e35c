"""Gather the texts that readers see, and compile their translations.

``hub messages`` reads the marked texts of templates and code, brings every catalog under ``hub/locale`` to the same
list, and compiles it. It needs no program besides Python, and writes neither dates nor line numbers, so that catalogs
change only where texts do: entries stand in the order of their files, and inside a file in the order of the English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HUB_DIR = Path(__file__).resolve().parent.parent
LOCALE_DIR = HUB_DIR / "locale"
WIDTH = 120
_ONE_OR_MANY = "nplurals=2; plural=(n != 1);"
PLURAL_FORMS = {"fr": "nplurals=2; plural=(n > 1);"}
_PLAIN = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
KEYWORDS = {
    "_": None,
    "gettext_noop": None,
    **_PLAIN,
    **{f"{name}_lazy": arguments for name, arguments in _PLAIN.items()},
}

Key = tuple[str, str]


@dataclass
class Text:
    """A marked text: its English, one or singular and plural, and the files that show it."""

    english: str | tuple[str, str]
    context: str | None = None
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        """What a catalog finds it by."""
        return self.context or "", self.english if isinstance(self.english, str) else self.english[0]

    @property
    def order(self) -> tuple[str, Key]:
        """Where it stands in a catalog."""
        return min(self.files), self.key


class StableCatalog(Catalog):
    """A catalog whose head holds what a reader of it needs, and no dates."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:  # type: ignore[override]
        """The head of the file."""
        language = str(self.locale)
        return [
            ("Language", language),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", PLURAL_FORMS.get(language, _ONE_OR_MANY)),
        ]


def marked_texts(root: Path = HUB_DIR) -> list[Text]:
    """Return every marked text of the templates and the code, in the order of the catalogs."""
    texts: dict[Key, Text] = {}
    templates = [path for kind in ("*.html", "*.txt") for path in (root / "templates").rglob(kind)]
    for path in sorted([*root.rglob("*.py"), *templates]):
        for text in _texts_of(path):
            known = texts.setdefault(text.key, text)
            if isinstance(known.english, str):
                known.english = text.english  # a text that stands alone, and elsewhere with its plural
            known.files.add(path.relative_to(root).as_posix())
    return sorted(texts.values(), key=lambda text: text.order)


def languages() -> list[str]:
    """Return the languages that have a catalog."""
    return sorted(path.parent.parent.name for path in LOCALE_DIR.glob("*/LC_MESSAGES/django.po"))


def read_catalog(language: str) -> Catalog:
    """Read a language's catalog."""
    with _file(language, "po").open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


def updated(language: str, texts: list[Text]) -> Catalog:
    """Return a language's catalog with exactly these texts, and the translations that it has of them."""
    known = read_catalog(language)
    catalog = StableCatalog(locale=language, fuzzy=False, charset="utf-8")
    for text in texts:
        message = Message(
            text.english,
            string=_translation(known.get(text.key[1], context=text.context), text),
            context=text.context,
            locations=[(file, None) for file in sorted(text.files)],
        )
        catalog[message.id] = message
    return catalog


def compiled(catalog: Catalog) -> bytes:
    """Compile a catalog to what Django reads."""
    binary = BytesIO()
    write_mo(binary, catalog)
    return binary.getvalue()


def written(catalog: Catalog) -> bytes:
    """Write a catalog as people edit it."""
    text = BytesIO()
    write_po(text, catalog, width=WIDTH, include_lineno=False)
    return re.sub(rb"\A(#.*\n)+", b"", text.getvalue())


def main() -> None:
    """Bring every catalog up to date and say what is missing."""
    texts = marked_texts()
    for language in languages():
        catalog = updated(language, texts)
        _file(language, "po").write_bytes(written(catalog))
        _file(language, "mo").write_bytes(compiled(catalog))
        missing = sum(not all(_strings(message)) for message in catalog if message.id)
        print(f"{language}: {len(texts)} texts, {missing} without a translation")


def _texts_of(path: Path) -> Iterator[Text]:
    source = path.read_text(encoding="utf-8")
    if path.suffix in {".html", ".txt"}:
        # Django turns a template into calls among fillers; their indentation would mean something in Python.
        source = re.sub(r"^[ \t]+", "", templatize(source), flags=re.MULTILINE)
    found = extract("python", BytesIO(source.encode()), KEYWORDS, options={"encoding": "utf-8"})
    for _, english, _, context in found:
        yield Text(english if isinstance(english, str) else (english[0], english[1]), context)


def _translation(message: Message | None, text: Text) -> str | tuple[str, str]:
    strings = _strings(message) if message else ("",)
    if isinstance(text.english, str):
        return strings[0]
    return (strings[0], strings[1]) if len(strings) == 2 else ("", "")


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _file(language: str, suffix: str) -> Path:
    return LOCALE_DIR / language / "LC_MESSAGES" / f"django.{suffix}"
