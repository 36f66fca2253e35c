"""Pages that lead to articles. They are public and show teasers only."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from hub.articles.models.addresses import PublicAddress
from hub.articles.models.languages import FallsBackToOriginal
from hub.articles.panels import PLAIN_TEXT
from hub.common.enums import Audience


class HomePage(FallsBackToOriginal, PublicAddress, Page):
    """The first page of a hub: the latest articles, its topics, and who runs it."""

    audience = Audience.PUBLIC
    template = "articles/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["articles.TopicPage", "articles.ArticlePage"]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]
    page_description = "The first page of the hub. What it says of itself is in Settings → Hub identity."

    class Meta:
        verbose_name = "home page"


class TopicPage(PublicAddress, Page):
    """A subject with its articles, newest first."""

    introduction = RichTextField(
        blank=True, features=PLAIN_TEXT, help_text="One or two sentences; everyone can read them, so no findings."
    )

    audience = Audience.PUBLIC
    template = "articles/topic_page.html"
    parent_page_types = ["articles.HomePage"]
    subpage_types = ["articles.ArticlePage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]
    page_description = "A subject under which articles are listed."

    class Meta:
        verbose_name = "topic"
