"""What editors see: panels in reading order."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page

PLAIN_TEXT = ["bold", "italic", "link", "superscript", "subscript"]
STRUCTURED_TEXT = ["h3", *PLAIN_TEXT, "ul", "ol"]

PERSON_PANELS = [
    FieldPanel("name"),
    FieldPanel("credentials"),
    FieldPanel("affiliation"),
    FieldPanel("bio"),
    MultiFieldPanel(
        [
            FieldPanel("declared_on"),
            FieldPanel("nothing_to_disclose"),
            InlinePanel("disclosures", label="Relationship"),
        ],
        heading="Financial relationships",
    ),
]

ARTICLE_EDITOR = TabbedInterface(
    [
        ObjectList(
            [
                *Page.content_panels,
                FieldPanel("standfirst"),
                InlinePanel("learning_objectives", label="Learning objective"),
                FieldPanel("target_audience"),
            ],
            heading="Opening",
        ),
        ObjectList(
            [
                FieldPanel("study"),
                FieldPanel("study_summary"),
                InlinePanel("reported_outcomes", label="Outcome"),
                FieldPanel("safety"),
            ],
            heading="Evidence",
        ),
        ObjectList(
            [
                FieldPanel("key_learning"),
                FieldPanel("limitations"),
                InlinePanel("article_references", label="Reference"),
            ],
            heading="Learning",
        ),
        ObjectList(
            [InlinePanel("contributions", label="Contributor"), FieldPanel("relationships_mitigated")],
            heading="People",
        ),
        ObjectList([FieldPanel("plain_language_summary")], heading="Patients and carers"),
        ObjectList(
            [
                FieldRowPanel([FieldPanel("date_prepared"), FieldPanel("last_reviewed"), FieldPanel("review_due")]),
                MultiFieldPanel(
                    [FieldPanel("accredited"), FieldPanel("accreditation_number")], heading="Accreditation"
                ),
                FieldPanel("level_of_evidence"),
                FieldPanel("contact_email"),
            ],
            heading="Review",
        ),
        ObjectList(Page.promote_panels, heading="Search and address"),
        ObjectList(Page.settings_panels, heading="Settings"),
    ]
)
