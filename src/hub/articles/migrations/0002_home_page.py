"""Turn Wagtail's welcome page, the root of the default site, into the hub's home page."""

from django.db import migrations


def make_home_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("articles", "HomePage")

    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return
    welcome = Page.objects.get(pk=site.root_page_id)
    if (welcome.content_type.app_label, welcome.content_type.model) != ("wagtailcore", "page"):
        return
    home_type, _ = ContentType.objects.get_or_create(app_label="articles", model="homepage")
    # The row of the welcome page stays, so that the site keeps its root and its settings.
    home = HomePage(page_ptr_id=welcome.pk)
    for field in Page._meta.concrete_fields:
        setattr(home, field.attname, getattr(welcome, field.attname))
    home.title = home.draft_title = "Home"
    home.content_type_id = home_type.pk
    home.save()


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [migrations.RunPython(make_home_page, migrations.RunPython.noop)]
