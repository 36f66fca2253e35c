from django.db import migrations, models

TRANSLATE, APPROVE = "submit_translation", "approve_translation"
GROUPS = {
    "Editors": [TRANSLATE],
    "Moderators": [TRANSLATE, APPROVE],
    "Translators": [TRANSLATE, APPROVE, "access_admin"],
}
TERMS = ["add_glossaryterm", "change_glossaryterm", "delete_glossaryterm", "view_glossaryterm"]


def give_rights(apps, schema_editor):
    """Django makes permissions only after all migrations, so those that are not there yet are made here."""
    content_type = apps.get_model("contenttypes", "ContentType")
    permission = apps.get_model("auth", "Permission")

    def right(app, model, codename, name):
        kind, _ = content_type.objects.get_or_create(app_label=app, model=model)
        return permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": name})[0]

    rights = {
        TRANSLATE: right("wagtail_localize", "translation", TRANSLATE, "Can submit translations"),
        APPROVE: right("translation", "translationreview", APPROVE, "Can approve a translation"),
        "access_admin": right("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"),
        **{name: right("translation", "glossaryterm", name, f"Can {name.split('_')[0]} glossary term") for name in TERMS},
    }
    for name, codenames in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*[rights[codename] for codename in [*codenames, *TERMS]])


class Migration(migrations.Migration):
    dependencies = [
        ("translation", "0002_languages"),
        ("wagtail_localize", "0015_translationcontext_field_path"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0002_initial_data"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AddField(
            model_name="segmentverdict",
            name="asked_again",
            field=models.BooleanField(
                default=False, help_text="A machine is to translate it again; until it has, what stands here stays."
            ),
        ),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
