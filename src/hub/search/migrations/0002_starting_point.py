"""Index what PostgreSQL is asked, and give every hub the synonyms that it begins with."""

import csv
from pathlib import Path

from django.db import migrations

NAME = "search_title_and_body"
STARTER = Path(__file__).resolve().parent.parent / "starter_synonyms.csv"


def add_index(apps, schema_editor):
    # Wagtail asks for the title and the body as one vector, and indexes only each by itself.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE INDEX {NAME} ON wagtailsearch_indexentry USING gin ((title || body))")


def remove_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {NAME}")


def add_synonyms(apps, schema_editor):
    Synonym = apps.get_model("search", "Synonym")
    with STARTER.open(encoding="utf-8", newline="") as lines:
        Synonym.objects.bulk_create(
            Synonym(term=row["term"], means=row["means"], case_sensitive=row["case_sensitive"] == "yes")
            for row in csv.DictReader(lines)
        )


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    # Neither exists yet on a fresh database: Django makes them after the last migration.
    content_type, _ = ContentType.objects.get_or_create(app_label="search", model="synonym")
    for action in ("add", "change", "delete", "view"):
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type, codename=f"{action}_synonym", defaults={"name": f"Can {action} synonym"}
        )
        for group in Group.objects.filter(name__in=("Editors", "Moderators")):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [
        migrations.RunPython(add_index, remove_index),
        migrations.RunPython(add_synonyms, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
