from django.conf import settings
from django.db import migrations


def add_languages(apps, schema_editor):
    locale = apps.get_model("wagtailcore", "Locale")
    for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES:
        locale.objects.get_or_create(language_code=code)


class Migration(migrations.Migration):
    dependencies = [
        ("translation", "0001_initial"),
        ("wagtailcore", "0054_initial_locale"),
    ]

    operations = [migrations.RunPython(add_languages, migrations.RunPython.noop)]
