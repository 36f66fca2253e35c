"""Let Wagtail's own groups see reports on reach, and moderators make links for funders."""

from django.db import migrations

PERMISSIONS = {
    ("reachcount", "view_reachcount", "Can view count of reach"): ("Editors", "Moderators"),
    ("reportlink", "add_reportlink", "Can add link to a report"): ("Moderators",),
    ("reportlink", "change_reportlink", "Can change link to a report"): ("Moderators",),
}


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for (model, codename, name), groups in PERMISSIONS.items():
        # Neither exists yet on a fresh database: Django makes them after the last migration.
        content_type, _ = ContentType.objects.get_or_create(app_label="reach", model=model)
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name}
        )
        for group in Group.objects.filter(name__in=groups):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("reach", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
