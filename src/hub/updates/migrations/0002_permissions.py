"""Let moderators, who publish, write and send impact updates; let editors see them."""

from django.db import migrations

ACTIONS = {"Moderators": ("add", "change", "delete", "view"), "Editors": ("view",)}


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    # Neither exists yet on a fresh database: Django makes them after the last migration.
    content_type, _ = ContentType.objects.get_or_create(app_label="updates", model="impactupdate")
    for group_name, actions in ACTIONS.items():
        for action in actions:
            permission, _ = Permission.objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_impactupdate",
                defaults={"name": f"Can {action} impact update"},
            )
            for group in Group.objects.filter(name=group_name):
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("updates", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
