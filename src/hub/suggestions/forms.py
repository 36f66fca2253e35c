"""The reader's form, and the editors' forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser

from hub.articles.models import ArticlePage
from hub.common import wording
from hub.common.forms import OpenForm
from hub.suggestions.domain.identifiers import recognise
from hub.suggestions.enums import CURRENT_CONSENT, SuggestionKind, SuggestionState
from hub.suggestions.models import ANSWER_LENGTH, TEXT_LENGTH
from hub.suggestions.results import Identifier

IDENTIFIERS_LENGTH = 500


class LinesField(forms.CharField):
    """A text whose line ends count once, as they do in the browser's own limit."""

    def to_python(self, value: Any) -> str:
        """Return the text with single line ends."""
        return super().to_python(normalize_newlines(value) if value else value)


class SuggestionForm(OpenForm):
    """What a reader suggests."""

    kind = forms.ChoiceField(
        label=_("What do you suggest?"),
        choices=SuggestionKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say whether you suggest a topic or a study."),
            "invalid_choice": _("Say whether you suggest a topic or a study."),
        },
    )
    identifiers = forms.CharField(
        label=_("DOI, PMID or trial number, if you know it"),
        required=False,
        max_length=IDENTIFIERS_LENGTH,
        error_messages={
            "max_length": _("Shorten the identifiers to %(limit_value)d characters; they have %(show_value)d."),
            "null_characters_not_allowed": _("The identifiers hold a character that is not text; remove it."),
        },
    )
    text = LinesField(
        label=_("What should the hub write about, and why?"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={
            "max_length": _("Shorten your text to %(limit_value)d characters; it has %(show_value)d."),
            "null_characters_not_allowed": _("Your text holds a character that is not text; remove it."),
        },
    )
    email = forms.EmailField(
        label=_("Your e-mail address, if you want an answer"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Enter an e-mail address like name@example.org, or leave the field empty."),
            "max_length": _("Enter an e-mail address of at most %(limit_value)d characters."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The server says what is missing, in words and with links; the browser's bubble would come first.
        super().__init__(*args, auto_id="suggestion-%s", use_required_attribute=False, **kwargs)
        for name in ("identifiers", "text", "email"):
            described = f"suggestion-{name}-hint" + (f" suggestion-{name}-error" if name in self.errors else "")
            self.fields[name].widget.attrs["aria-describedby"] = described

    def clean(self) -> dict[str, Any]:
        """Ask for something that editors can work with."""
        cleaned = super().clean()
        if not cleaned.get("text") and not {"text", "identifiers"} & self.errors.keys() and not self.recognised:
            self.add_error("text", _now("Write what you suggest, or enter a DOI, a PMID or a trial number."))
        return cleaned

    @property
    def recognised(self) -> list[Identifier]:
        """The identifiers of the field and of the text, each once."""
        field = recognise(self.cleaned_data.get("identifiers", ""), bare_numbers=True)
        return list(dict.fromkeys([*field, *recognise(self.cleaned_data.get("text", ""))]))

    @property
    def whole_text(self) -> str:
        """The text, with what was entered as identifiers unless that is one identifier and nothing else."""
        entered = self.cleaned_data["identifiers"].strip()
        text = str(self.cleaned_data["text"])
        settled = " " not in entered and len(recognise(entered, bare_numbers=True)) == 1
        return text if not entered or settled else f"{text}\n\n[{entered}]".strip()

    @property
    def consent(self) -> str:
        """What whoever gives an address agrees to; its version is stored."""
        return str(CURRENT_CONSENT.label)

    @property
    def text_limit(self) -> str:
        """How long the text may be, for the hint."""
        return wording.whole(TEXT_LENGTH)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Each error: the id of the control to mend, and the sentence."""
        first = {"__all__": "suggestion-website", "kind": "suggestion-kind_0"}
        return [(first.get(name, f"suggestion-{name}"), errors[0]) for name, errors in self.errors.items()]


class BoardForm(forms.Form):
    """What the board shows."""

    words = forms.CharField(label="Search", required=False, max_length=200)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All"), *SuggestionKind.choices])
    state = forms.ChoiceField(label="State", required=False, choices=[("", "All"), *SuggestionState.choices])
    mine = forms.BooleanField(label="Assigned to me", required=False)
    article = forms.IntegerField(required=False, min_value=1, max_value=10**9, widget=forms.HiddenInput)


class VersionedForm(forms.Form):
    """Knows which state of the suggestion its editor looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DecisionForm(VersionedForm):
    """State, editor and article of a suggestion."""

    state = forms.ChoiceField(choices=SuggestionState.choices)
    assigned_to = forms.ModelChoiceField(queryset=None, required=False, empty_label="Nobody")
    article = forms.ModelChoiceField(
        queryset=ArticlePage.objects.all(),
        required=False,
        widget=AdminPageChooser(target_models=[ArticlePage]),
        label="Article that it led to",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_decide = Q(is_superuser=True) | Q(groups__permissions__codename="change_suggestion")
        editors = get_user_model().objects.filter(may_decide, is_active=True)
        self.fields["assigned_to"].queryset = editors.distinct().order_by("username")


class AnswerForm(VersionedForm):
    """The answer to whoever suggested something."""

    text = LinesField(
        label="Answer", max_length=ANSWER_LENGTH, widget=forms.Textarea(attrs={"rows": 8, "class": "w-field__autosize"})
    )


class MergeForm(VersionedForm):
    """The suggestion that another one repeats."""

    into = forms.IntegerField(label="Number of the other suggestion", min_value=1, max_value=10**9)
