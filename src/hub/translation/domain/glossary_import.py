"""Takes a glossary's file over: says first what would change, then changes all of it or nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from importlib import resources

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from wagtail.log_actions import log
from wagtail.models import Locale

from hub.translation.domain.glossary_files import Entry, GlossaryFileError, ReadGlossary, read_csv, read_tbx
from hub.translation.models import GlossaryTerm

IMPORTED = "translation.glossary_imported"
MOST_BYTES = 1024 * 1024
MOST_ENTRIES = 5000
FIELDS = ("term", "wording", "case_sensitive", "note")
STARTER = "starter_glossary.csv"


@dataclass(frozen=True)
class Change:
    """An entry that the glossary has otherwise, and what it was."""

    entry: Entry
    before: GlossaryTerm
    was: Entry


@dataclass(frozen=True)
class ImportPlan:
    """What an import comes to; once it is done, the terms that were written."""

    added: tuple[Entry, ...]
    changed: tuple[Change, ...]
    same: tuple[Entry, ...]
    written: tuple[GlossaryTerm, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that the import would write."""
        return (*self.added, *(change.entry for change in self.changed))


def target_languages() -> list[str]:
    """Return the codes of the languages that have a glossary."""
    return [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def read_upload(upload: UploadedFile, *, language: str) -> ReadGlossary:
    """Read an uploaded file by its name and its content.

    Raises
    ------
    GlossaryFileError
        If it is too large, of another type, or no glossary.
    """
    if (upload.size or 0) > MOST_BYTES:
        raise GlossaryFileError(
            f"“{upload.name}” has {filesizeformat(upload.size)}; a glossary may have {filesizeformat(MOST_BYTES)}."
        )
    extension = (upload.name or "").rpartition(".")[2].lower()
    content = upload.read()
    if extension == "csv":
        read = read_csv(content, languages=target_languages(), language=language)
    elif extension in {"tbx", "xml"}:
        read = read_tbx(content, languages=target_languages())
    else:
        raise GlossaryFileError(f"“{upload.name}” must be a CSV file or a TBX file (.csv, .tbx or .xml).")
    if len(read.entries) > MOST_ENTRIES:
        raise GlossaryFileError(f"The file has {len(read.entries)} entries; an import may have {MOST_ENTRIES}.")
    return read


def starter_glossary() -> ReadGlossary:
    """Read the terms that the hub brings along: those of clinical studies in haematology, in its languages."""
    content = resources.files("hub.translation").joinpath(STARTER).read_bytes()
    return read_csv(content, languages=target_languages())


def plan_import(entries: Iterable[Entry]) -> ImportPlan:
    """Compare entries with the glossary; case apart, a term is in it once for each language."""
    entries = tuple(entries)
    known = {
        (term.locale.language_code, term.term.lower()): term for term in GlossaryTerm.objects.select_related("locale")
    }
    added, changed, same = [], [], []
    for entry in entries:
        before = known.get((entry.language, entry.term.lower()))
        if before is None:
            added.append(entry)
        elif _content(before) == _content_of(entry, before):
            same.append(entry)
        else:
            changed.append(Change(entry, before, entries_of([before])[0]))
    return ImportPlan(tuple(added), tuple(changed), tuple(same))


@transaction.atomic
def import_glossary(*, entries: Collection[Entry], name: str, user: AbstractUser | None) -> ImportPlan:
    """Add and change what a plan says, and log it for each language.

    Parameters
    ----------
    name
        Of the file, for the log.
    """
    locales = {
        code: Locale.objects.get_or_create(language_code=code)[0] for code in {entry.language for entry in entries}
    }
    plan = plan_import(entries)
    added = [_written(entry, GlossaryTerm(locale=locales[entry.language])) for entry in plan.added]
    changed = [_written(each.entry, each.before) for each in plan.changed]
    GlossaryTerm.objects.bulk_create(added)
    GlossaryTerm.objects.bulk_update(changed, FIELDS, batch_size=200)
    for code, locale in locales.items():
        data = {
            "file": name,
            "added": [entry.term for entry in plan.added if entry.language == code],
            "changed": {each.entry.term: each.was.translation for each in plan.changed if each.entry.language == code},
        }
        if data["added"] or data["changed"]:
            log(instance=locale, action=IMPORTED, user=user, data=data)
    return replace(plan, written=(*added, *changed))


def entries_of(terms: Iterable[GlossaryTerm]) -> list[Entry]:
    """Return the glossary as entries of a file; a term that is kept as it is written is its own wording."""
    return [
        Entry(term.locale.language_code, term.term, term.wording or term.term, term.note, term.case_sensitive)
        for term in terms
    ]


def _content(term: GlossaryTerm) -> tuple[str, str, bool, str]:
    return term.term, term.wording or term.term, term.case_sensitive, term.note


def _content_of(entry: Entry, before: GlossaryTerm) -> tuple[str, str, bool, str]:
    exact = before.case_sensitive if entry.case_sensitive is None else entry.case_sensitive
    return entry.term, entry.translation, exact, entry.note


def _written(entry: Entry, term: GlossaryTerm) -> GlossaryTerm:
    term.term, term.note = entry.term, entry.note
    term.wording = "" if entry.translation == entry.term else entry.translation
    if entry.case_sensitive is not None:
        term.case_sensitive = entry.case_sensitive
    return term
