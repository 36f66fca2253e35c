"""Patient-level files, and which results and curves were computed from one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hub.studies.models.patient_file


class Migration(migrations.Migration):
    dependencies = [
        ("studies", "0002_editor_permissions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PatientFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=hub.studies.models.patient_file.private_storage,
                        upload_to=hub.studies.models.patient_file.stored_name,
                    ),
                ),
                ("kind", models.CharField(choices=[("csv", "CSV"), ("parquet", "Parquet")], max_length=10)),
                ("original_name", models.CharField(max_length=120)),
                ("size", models.PositiveIntegerField(help_text="In bytes.")),
                ("sha256", models.CharField(max_length=64)),
                ("rows", models.PositiveIntegerField()),
                ("columns", models.JSONField(help_text="Names of the columns, in their order.")),
                (
                    "meaning",
                    models.JSONField(
                        default=dict, help_text="What the columns and their values mean; see ``Meaning``."
                    ),
                ),
                ("notes", models.JSONField(default=list, help_text="Sentences on what could not be recomputed.")),
                ("uploaded_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="patient_files", to="studies.study"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["uploaded_at", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="curve",
            name="patient_file",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="curves",
                to="studies.patientfile",
            ),
        ),
        migrations.AddField(
            model_name="result",
            name="patient_file",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="results",
                to="studies.patientfile",
            ),
        ),
    ]
