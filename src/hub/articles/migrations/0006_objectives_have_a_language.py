from django.db import migrations
from wagtail.models import BootstrapTranslatableModel


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_objectives_in_languages")]

    operations = [BootstrapTranslatableModel("articles.LearningObjective")]
