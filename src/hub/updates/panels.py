"""The forms of impact updates in Wagtail's admin."""

from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel

UPDATE_PANELS = [
    FieldPanel("title"),
    FieldPanel("slug"),
    FieldPanel("first_day"),
    FieldPanel("last_day"),
    FieldPanel("text"),
    InlinePanel("articles", label="article", heading="Articles that it tells of"),
]
ARTICLE_PANELS = [PageChooserPanel("article")]
