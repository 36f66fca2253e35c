"""What import-linter cannot see: foreign keys are strings, and templates are text."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import ForeignObjectRel

LAYERS = [
    {"reach", "search", "updates"},
    {"contributions", "evaluation", "funding", "sharing", "suggestions", "translation"},
    {"articles"},
    {"studies"},
    {"access", "accounts"},
    {"common"},
]
SOURCE = Path(settings.HUB_DIR)


def layer_of(app: str) -> int:
    return next(index for index, names in enumerate(LAYERS) if app in names)


def hub_models() -> list[type]:
    return [model for model in apps.get_models() if model.__module__.startswith("hub.")]


@pytest.mark.parametrize("model", hub_models(), ids=lambda model: model._meta.label)
def test_foreign_keys_point_down_the_layers(model: type) -> None:
    here = model.__module__.split(".")[1]
    for field in model._meta.get_fields():
        target = getattr(field, "related_model", None)
        if (
            isinstance(field, ForeignObjectRel)
            or not isinstance(target, type)
            or not target.__module__.startswith("hub.")
        ):
            continue
        there = target.__module__.split(".")[1]
        assert there == here or layer_of(there) > layer_of(here), f"{model._meta.label}.{field.name} points up"


def test_every_app_has_a_layer() -> None:
    assert {model.__module__.split(".")[1] for model in hub_models()} <= set().union(*LAYERS)


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_modules_stay_under_400_lines() -> None:
    long = [
        str(path)
        for path in (SOURCE.parent).rglob("*.py")
        if "migrations" not in path.parts and len(path.read_text().splitlines()) > 400
    ]

    assert long == []


def test_templates_hold_no_inline_style_or_handler() -> None:
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\b(src|nonce)=)", re.IGNORECASE)

    found = {
        f"{path.relative_to(SOURCE)}: {match.group().strip()}"
        for path in (SOURCE / "templates").rglob("*.html")
        for match in inline.finditer(path.read_text())
    }

    assert found == set()
