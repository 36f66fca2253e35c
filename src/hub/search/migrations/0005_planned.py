"""Let PostgreSQL find by year and design, and plan by the index that matters."""

from django.db import migrations, models

# Wagtail's own, for the foreign key: its unique index of content type and object begins with the same column.
# PostgreSQL would read all entries of a type from it, to combine them with the few that hold a word.
SPARE = "wagtailsearch_indexentry_content_type_id_62ed694f"


def drop_spare(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {SPARE}")


def restore_spare(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {SPARE} ON wagtailsearch_indexentry (content_type_id)")


class Migration(migrations.Migration):
    dependencies = [("search", "0004_outcomes")]

    operations = [
        migrations.AddIndex("fullentry", models.Index(fields=["year", "design"], name="search_full_year_5eb2b3_idx")),
        migrations.AddIndex("openentry", models.Index(fields=["year", "design"], name="search_open_year_0b38a6_idx")),
        migrations.RunPython(drop_spare, restore_spare),
    ]
