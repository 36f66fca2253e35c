"""Impact updates, those who agreed to have them by mail, and each mail that is to be sent."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from hub.articles.models import ArticlePage
from hub.updates.enums import Consent, DeliveryState
from hub.updates.panels import ARTICLE_PANELS, UPDATE_PANELS


class ImpactUpdate(ClusterableModel):
    """What contributions and suggestions led to in a period, in the editors' words."""

    title = models.CharField(max_length=150)
    slug = models.SlugField(max_length=80, unique=True, help_text="The last part of its address.")
    first_day = models.DateField(help_text="The first day of the period that it tells of.")
    last_day = models.DateField(help_text="The last day of that period; contributions are summed over it.")
    text = models.TextField(
        max_length=8000,
        validators=[MinLengthValidator(20)],
        help_text="Plain text; an empty line begins a new paragraph. It stands on the page and in the mail.",
    )
    published_at = models.DateTimeField(null=True, editable=False)
    sending_began_at = models.DateTimeField(null=True, editable=False)

    panels = UPDATE_PANELS

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(first_day__lte=models.F("last_day")), name="updates_days_in_order")
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a period that ends before it begins."""
        super().clean()
        if self.first_day and self.last_day and self.first_day > self.last_day:
            raise ValidationError({"last_day": "The last day must not be before the first day."})


class UpdateArticle(Orderable):
    """An article that an update tells of."""

    update = ParentalKey(ImpactUpdate, on_delete=models.CASCADE, related_name="articles")
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")

    panels = ARTICLE_PANELS

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["update", "article"], name="updates_article_once")]

    def __str__(self) -> str:
        return str(self.article)


class Subscriber(models.Model):
    """An address that asked for updates; nothing but the request to confirm is sent before it is confirmed."""

    email = models.EmailField()
    key = models.CharField(max_length=64, unique=True, help_text="A keyed hash of the address; links hold it.")
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    consent_version = models.PositiveSmallIntegerField(
        choices=Consent.choices, help_text="Of the wording that was agreed to."
    )

    def __str__(self) -> str:
        return f"Subscriber {self.pk}"  # never the address: this may stand in a log


class Delivery(models.Model):
    """The mail of one update to one subscriber; claimed before it is sent, so that no crash sends it twice."""

    update = models.ForeignKey(ImpactUpdate, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["update", "subscriber"], name="updates_one_mail_each"),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="updates_sent_has_its_time"
            ),
        ]
        indexes = [models.Index(fields=["update", "state", "next_at"], name="updates_what_is_next")]

    def __str__(self) -> str:
        return f"Delivery {self.pk}"
