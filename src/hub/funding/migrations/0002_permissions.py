"""Let moderators, who publish, edit funding; let editors see it."""

from django.db import migrations

MODELS = {
    "funder": "funder",
    "supportlevel": "support level",
    "grant": "grant",
    "nofundingdeclaration": "declaration of no external funding",
}
ACTIONS = {"Moderators": ("add", "change", "delete", "view"), "Editors": ("view",)}


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for model, verbose_name in MODELS.items():
        # Neither exists yet on a fresh database: Django makes them after the last migration.
        content_type, _ = ContentType.objects.get_or_create(app_label="funding", model=model)
        for name, actions in ACTIONS.items():
            for action in actions:
                permission, _ = Permission.objects.get_or_create(
                    content_type=content_type,
                    codename=f"{action}_{model}",
                    defaults={"name": f"Can {action} {verbose_name}"},
                )
                for group in Group.objects.filter(name=name):
                    group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
