"""Make the group “Finance”, which alone sees contributions; editors and moderators get nothing."""

from django.db import migrations

PERMISSIONS = (
    ("contributions", "contribution", "view_contribution", "Can view contribution"),
    ("contributions", "contribution", "change_contribution", "Can change contribution"),
    ("contributions", "contributionsettings", "change_contributionsettings", "Can change contributions"),
    ("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"),
)


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    group, _ = Group.objects.get_or_create(name="Finance")
    for app_label, model, codename, name in PERMISSIONS:
        # None exists yet on a fresh database: Django makes them after the last migration.
        content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name}
        )
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0005_editingsession_is_editing"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
