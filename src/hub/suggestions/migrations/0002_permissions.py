"""Let editors and moderators see suggestions and decide about them."""

from django.db import migrations

GROUPS = ("Editors", "Moderators")


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    # Neither exists yet on a fresh database: Django makes them after the last migration.
    content_type, _ = ContentType.objects.get_or_create(app_label="suggestions", model="suggestion")
    permission, _ = Permission.objects.get_or_create(
        content_type=content_type, codename="change_suggestion", defaults={"name": "Can change suggestion"}
    )
    for group in Group.objects.filter(name__in=GROUPS):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("suggestions", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
