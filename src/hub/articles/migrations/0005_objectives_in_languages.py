import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_figure_permissions"),
        ("wagtailcore", "0053_locale_model"),
    ]

    operations = [
        migrations.AddField(
            model_name="learningobjective",
            name="locale",
            field=models.ForeignKey(
                null=True,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="wagtailcore.locale",
                verbose_name="locale",
            ),
        ),
        migrations.AddField(
            model_name="learningobjective",
            name="translation_key",
            field=models.UUIDField(default=None, editable=False, null=True),
        ),
    ]
