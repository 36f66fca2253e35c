"""Let Wagtail's own group of moderators give the reason for publishing a questioned figure."""

from django.db import migrations

GROUPS = ("Moderators",)
CODENAME = "publish_questioned_figures"


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    # Neither exists yet on a fresh database: Django makes them after the last migration.
    content_type, _ = ContentType.objects.get_or_create(app_label="articles", model="articlepage")
    permission, _ = Permission.objects.get_or_create(
        content_type=content_type,
        codename=CODENAME,
        defaults={"name": "Can give the reason for publishing a questioned figure"},
    )
    for group in Group.objects.filter(name__in=GROUPS):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_figures"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
