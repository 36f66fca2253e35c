"""What the publisher fills in."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

LEVEL_PANELS = [FieldPanel("name"), FieldPanel("order")]
FUNDER_PANELS = [FieldPanel("name"), FieldPanel("website"), FieldPanel("logo"), FieldPanel("description")]
GRANT_PANELS = [
    FieldPanel("funder"),
    FieldPanel("level"),
    FieldPanel("kind"),
    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    FieldPanel("purpose"),
    FieldPanel("hub_wide"),
    InlinePanel("supported_articles", panels=[FieldPanel("article")], label="Supported article"),
]
DECLARATION_PANELS = [FieldPanel("article"), FieldPanel("declared_on")]
