"""What a hub has translated by a machine."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


def languages() -> list[tuple[str, str]]:
    """Return the languages that the hub translates into."""
    return [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def every_language() -> list[str]:
    """Return the codes of all languages that the hub translates into."""
    return [code for code, _ in languages()]


class LanguagesField(models.JSONField):
    """A list of language codes, chosen by boxes to tick."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Offer the hub's languages."""
        return forms.MultipleChoiceField(
            choices=languages,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label="Translate by machine into",
            help_text=self.help_text,
        )


@register_setting(icon="wagtail-localize-language")
class TranslationSettings(BaseSiteSetting):
    """Into which languages published articles are translated by themselves."""

    machine_languages = LanguagesField(
        default=every_language,
        blank=True,
        help_text="Articles are translated when they are published or changed, if the hub has a translation engine.",
    )
    publish_machine = models.BooleanField(
        "publish machine translations",
        default=True,
        help_text="They say at the top that a machine made them. Otherwise an editor publishes each.",
    )

    panels = [FieldPanel("machine_languages"), FieldPanel("publish_machine")]

    class Meta:
        verbose_name = "translation"
