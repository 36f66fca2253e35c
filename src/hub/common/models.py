"""The hub's identity, chosen by its publisher in the admin, and its images."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from hub.common.enums import Audience

hex_colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", "Write a colour as # and six hexadecimal digits, like #0b5c7d.")


@register_setting(icon="cog", order=100)
class HubSettings(BaseSiteSetting):
    """Name, subject, colour and addresses of one hub."""

    name = models.CharField(max_length=80, default="Evidence Hub")
    disease_area = models.CharField(
        max_length=120, blank=True, help_text="The subject in lower case, like “acute leukaemia”."
    )
    strapline = models.CharField(
        max_length=200,
        default="Clinical studies in brief, with every figure traced to its source.",
        help_text="One sentence under the name on the home page.",
    )
    about = RichTextField(
        blank=True, features=["bold", "italic", "link", "ul"], help_text="Who runs the hub and how it works."
    )
    contact_email = models.EmailField(blank=True)
    accent = models.CharField(
        "accent colour",
        max_length=7,
        default="#0b5c7d",
        validators=[hex_colour],
        help_text="One colour; lighter and darker shades with enough contrast are derived from it.",
    )
    logo = models.ForeignKey(
        "common.HubImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown in place of the name; set the image's audience to “Everyone”.",
    )
    patient_site_name = models.CharField(max_length=80, blank=True, help_text="Like “Example Leukaemia Support”.")
    patient_site_url = models.URLField(
        blank=True, help_text="Where patients and carers are sent when an article has no plain-language summary."
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("disease_area"),
                FieldPanel("strapline"),
                FieldPanel("about"),
                FieldPanel("contact_email"),
            ],
            heading="The hub",
        ),
        MultiFieldPanel([FieldPanel("accent"), FieldPanel("logo")], heading="Looks"),
        MultiFieldPanel(
            [FieldPanel("patient_site_name"), FieldPanel("patient_site_url")], heading="Patients and carers"
        ),
    ]

    class Meta:
        verbose_name = "hub identity"

    def clean(self) -> None:
        """Refuse a logo that readers at the gate would not receive."""
        super().clean()
        if self.logo and self.logo.audience != Audience.PUBLIC:
            raise ValidationError(
                {"logo": f"Set the audience of the image “{self.logo}” to “{Audience.PUBLIC.label}” first."}
            )


class HubImage(AbstractImage):
    """An image with the audience that may see it; gated unless an editor says otherwise."""

    audience = models.CharField(
        max_length=10,
        choices=[(Audience.HCP, Audience.HCP.label), (Audience.PUBLIC, Audience.PUBLIC.label)],
        default=Audience.HCP,
    )

    admin_form_fields = (*Image.admin_form_fields, "audience")

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        permissions = [("choose_image", "Can choose image")]


class HubRendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(HubImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="common_one_rendition")
        ]
