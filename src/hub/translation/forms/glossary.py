"""Forms for the glossary: a single term, a file to import, and the import as it was shown."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple
from typing import Any

from django import forms
from django.core import signing
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Locale

from hub.translation.domain.glossary_files import Entry, GlossaryFileError, entry_problem
from hub.translation.domain.glossary_import import ImportPlan, read_upload, target_languages
from hub.translation.models.settings import languages

SALT = "translation.glossary_import"
VALID_FOR = 24 * 60 * 60


class GlossaryTermForm(WagtailAdminModelForm):
    """A term, refused if its wording could change a figure."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "locale" in self.fields:
            self.fields["locale"].queryset = Locale.objects.filter(language_code__in=target_languages())

    def clean(self) -> dict[str, Any]:
        """Judge the entry as one of a file is."""
        cleaned: dict[str, Any] = super().clean()
        term = cleaned.get("term") or ""
        problem = entry_problem(term, cleaned.get("wording") or term, cleaned.get("note") or "") if term else ""
        if problem:
            raise forms.ValidationError(problem)
        return cleaned


class GlossaryFileForm(forms.Form):
    """A file with terms."""

    file = forms.FileField(
        help_text="CSV in UTF-8 with the columns term and translation, and perhaps language, note and case_sensitive; "
        "or TBX (ISO 30042, also as TBX-Basic). At most 1 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tbx,.xml"}),
    )
    language = forms.ChoiceField(
        label="Language of the translations", required=False, help_text="Only for a CSV file without that column."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", "As the file says"), *languages()]

    def clean(self) -> dict[str, Any]:
        """Read the file."""
        cleaned: dict[str, Any] = super().clean()
        if "file" in cleaned:
            try:
                cleaned["read"] = read_upload(cleaned["file"], language=cleaned.get("language", ""))
            except GlossaryFileError as error:
                self.add_error("file", str(error))
        return cleaned


class ConfirmImportForm(forms.Form):
    """What was shown, sealed, so that exactly this is imported."""

    sealed = forms.CharField(widget=forms.HiddenInput)

    def clean_sealed(self) -> dict[str, Any]:
        """Open the seal."""
        try:
            opened = json.loads(signing.loads(self.cleaned_data["sealed"], salt=SALT, max_age=VALID_FOR))
        except signing.BadSignature as error:
            raise forms.ValidationError(
                "What was shown is more than a day old, or not whole; choose the file again."
            ) from error
        return {**opened, "entries": [Entry(*entry) for entry in opened["entries"]]}


def seal(entries: Iterable[Entry], plan: ImportPlan, *, name: str) -> str:
    """Seal what an editor is shown; the plan is part of it, so that a glossary changed since is noticed."""
    shown = {"name": name, "entries": [astuple(entry) for entry in entries], "plan": fingerprint(plan)}
    return signing.dumps(json.dumps(shown), salt=SALT, compress=True)


def fingerprint(plan: ImportPlan) -> str:
    """Sum up what a plan would do."""
    changes = [[change.entry.language, *astuple(change.was)[:5]] for change in plan.changed]
    return signing.Signer(salt=SALT).signature(json.dumps([[astuple(each) for each in plan.added], changes]))
