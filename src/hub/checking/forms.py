"""The form of the public tool: a passage, and what it does not say itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.text import normalize_newlines
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hub.checking.domain.links import GROUPS, group_fields
from hub.checking.results import Question
from hub.common import wording

LONGEST_PASSAGE = 10_000
LONGEST_NAME = 80
MOST_PEOPLE = 1_000_000


class PassageField(forms.CharField):
    """A text whose line ends count once. A browser cuts nothing off; the server says what is too long."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out ``maxlength``, by which browsers would drop the end of a paste without a word."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value: Any) -> str:
        """Return the text with single line ends."""
        return super().to_python(normalize_newlines(value) if value else value)


def _passage_hint() -> str:
    hint = gettext(
        "Up to %(limit)s characters of English text, as printed: results in sentences rather than tables. Please paste "
        "nothing that tells who a patient is."
    )
    return hint % {"limit": wording.whole(LONGEST_PASSAGE)}


class PassageForm(forms.Form):
    """A passage with the sizes of its groups; names like ``group_1_size``."""

    passage = PassageField(
        label=_("Passage"),
        help_text=lazy(_passage_hint, str)(),
        max_length=LONGEST_PASSAGE,
        widget=forms.Textarea(attrs={"rows": 9, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={
            "required": _("Paste the passage whose figures you want to check."),
            "max_length": _("Shorten the passage to %(limit_value)d characters; it has %(show_value)d."),
            "null_characters_not_allowed": _("The passage holds a character that is not text; remove it."),
        },
    )
    adjusted = forms.BooleanField(
        label=_("The figures are adjusted or weighted"),
        required=False,
        help_text=_("Checks that hold for plain estimates only then leave them alone."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The server says what is missing, in words and with links; the browser's bubble would come first.
        super().__init__(*args, auto_id="check-%s", use_required_attribute=False, **kwargs)
        for number in GROUPS:
            name, size = group_fields(number)
            self.fields[name] = _name_field(number)
            self.fields[size] = _size_field(number)

    def clean(self) -> dict[str, Any]:
        """Ask for both halves of a group, and for each group once."""
        cleaned = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for number in GROUPS:
            name, size = group_fields(number)
            if self.errors.keys() & {name, size}:
                continue
            arm, people = cleaned[name], cleaned[size]
            if arm and people is None:
                self.add_error(size, gettext("Say how many people are in “%(arm)s”.") % {"arm": arm})
            elif people is not None and not arm:
                self.add_error(name, gettext("Name the group of %(people)s, as the passage does.") % {"people": people})
            elif arm and arm.casefold() in seen:
                self.add_error(name, gettext("“%(arm)s” is named twice; keep one.") % {"arm": arm})
            seen.add(arm.casefold())
        return cleaned

    @property
    def question(self) -> Question:
        """What is asked, of a valid form."""
        rows = [tuple(self.cleaned_data[field] for field in group_fields(number)) for number in GROUPS]
        return Question(
            passage=self.cleaned_data["passage"],
            groups=tuple((name, size) for name, size in rows if name),
            adjusted=self.cleaned_data["adjusted"],
        )

    @property
    def groups(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each group: its name and its size."""
        return [(self[name], self[size]) for name, size in map(group_fields, GROUPS)]

    @property
    def says_more(self) -> bool:
        """Whether anything but the passage is filled in, or wants mending."""
        return any(field.errors or field.value() for field in self if field.name != "passage")

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Each field with an error: the id of the control to mend, and the sentence."""
        return [(self[name].id_for_label, errors[0]) for name, errors in self.errors.items()]


def _name_field(number: int) -> forms.CharField:
    return forms.CharField(
        label=gettext("Group %(number)s: name") % {"number": number},
        required=False,
        max_length=LONGEST_NAME,
        error_messages={
            "max_length": _("Shorten the name to %(limit_value)d characters."),
            "null_characters_not_allowed": _("The name holds a character that is not text; remove it."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _size_field(number: int) -> forms.IntegerField:
    whole = gettext("Give the size of group %(number)s as a whole number from 1 to %(most)s.")
    whole %= {"number": number, "most": wording.whole(MOST_PEOPLE)}
    return forms.IntegerField(
        label=gettext("Group %(number)s: number of people") % {"number": number},
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages={"invalid": whole, "min_value": whole, "max_value": whole},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
