"""The article: a study, what it found, and what can and cannot be learnt from it.

Figures in the finding, the key data and the safety table are not typed here. They come from the
study's stored results, so that text, tables and drawings cannot disagree.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page, Revision
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from hub.access.views.gate import render_gate
from hub.articles.enums import ArticleKind, LevelOfEvidence
from hub.articles.models.addresses import PublicAddress
from hub.articles.models.collections import Congress, Series
from hub.articles.models.figures import TiedFigure
from hub.articles.models.languages import OfEachEdition, is_translation
from hub.articles.models.page_figure import PageFigure, figure_counts
from hub.articles.panels import ARTICLE_EDITOR, PLAIN_TEXT, STRUCTURED_TEXT
from hub.articles.results import NO_ALIAS, IncompleteArticle
from hub.common.enums import Audience
from hub.studies.models import Study


class ArticlePage(PublicAddress, RoutablePageMixin, Page):
    """A summary of one clinical study for healthcare professionals."""

    standfirst = models.CharField(
        max_length=300,
        blank=True,
        help_text="One sentence that says what was studied. Everyone can read it, so it must not give the finding.",
    )
    target_audience = models.CharField(
        max_length=200, blank=True, help_text="Like “Haematologists and paediatric oncologists”."
    )
    study = models.ForeignKey(
        Study,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
        help_text="Its results become the key figures, the tables, the sentences and the drawings.",
    )
    study_summary = RichTextField(
        "the study in a paragraph",
        blank=True,
        features=PLAIN_TEXT,
        help_text="Question, design, interventions and endpoints. The table of facts beneath is made from the study.",
    )
    safety = RichTextField(
        "safety, in words",
        blank=True,
        features=PLAIN_TEXT,
        help_text="Optional. The table of adverse events is made from the study.",
    )
    key_learning = RichTextField(
        blank=True,
        features=STRUCTURED_TEXT,
        help_text="What the finding means for practice, and with what reservations.",
    )
    limitations = RichTextField(
        "what it cannot tell",
        blank=True,
        features=STRUCTURED_TEXT,
        help_text="The caveat about a historical control is added by itself.",
    )
    plain_language_summary = RichTextField(
        blank=True,
        features=STRUCTURED_TEXT,
        help_text="For patients and carers. Everyone can read it; it has an address of its own.",
    )
    relationships_mitigated = models.BooleanField(
        default=False,
        help_text="Every relevant financial relationship of the people below was mitigated before they took part.",
    )
    date_prepared = models.DateField("date of preparation", null=True, blank=True)
    last_reviewed = models.DateField(null=True, blank=True)
    review_due = models.DateField(
        "expiry date", null=True, blank=True, help_text="From this day on the page says that its review is overdue."
    )
    accredited = models.BooleanField(
        default=False, help_text="Funders are then shown by name only, without logos, as accreditors ask."
    )
    accreditation_number = models.CharField(max_length=60, blank=True)
    kind = models.CharField(
        "kind of article", max_length=20, choices=ArticleKind.choices, default=ArticleKind.STUDY_SUMMARY
    )
    congress = models.ForeignKey(
        Congress,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
        help_text="Where the results were presented.",
    )
    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles")
    level_of_evidence = models.CharField(max_length=1, choices=LevelOfEvidence.choices, blank=True)
    contact_email = models.EmailField(
        "contact", blank=True, help_text="For questions about this article. Empty: the hub's own address."
    )
    draft_figure_counts = models.JSONField(
        default=dict, editable=False, help_text="How many figures of the latest draft are in each state."
    )

    audience = Audience.HCP
    template = "articles/article_page.html"
    gate_template = "articles/article_gate.html"
    parent_page_types = ["articles.HomePage", "articles.TopicPage"]
    subpage_types: list[str] = []
    page_description = "A summary of one study, with its results, for healthcare professionals."
    edit_handler = ARTICLE_EDITOR
    preview_modes = [
        ("", "Article"),
        ("gate", "Gate"),
        ("plain_language", "Plain-language summary"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("study_summary"),
        index.SearchField("key_learning"),
        index.FilterField("kind"),
        index.FilterField("congress_id"),
        index.FilterField("series_id"),
        index.FilterField("last_reviewed"),
        index.FilterField("review_due"),
    ]

    # Words are translated; what is no word, and everything about the study, is that of the original.
    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("accreditation_number", overridable=False),
        SynchronizedField("kind", overridable=False),
        SynchronizedField("congress", overridable=False),
        SynchronizedField("series", overridable=False),
        OfEachEdition("figure_declarations"),
        OfEachEdition("figure_reasons"),
        OfEachEdition("tied_figures"),
    ]

    # What a copy says is checked anew, and nobody has answered for it yet.
    exclude_fields_in_copy = ["figure_reasons", "tied_figures"]

    class Meta:
        verbose_name = "article"
        permissions = [("publish_questioned_figures", "Can give the reason for publishing a questioned figure")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the figures tied, refusing to make or keep an incomplete article live.

        Every way of publishing ends here: the editor, moderation, a schedule, a bulk action,
        a copy, the admin API and ``revision.publish()``. Of single columns only ``live`` can publish.
        """
        if self.alias_of_id is not None and self._state.adding:
            raise PermissionDenied(NO_ALIAS)
        columns = kwargs.get("update_fields")
        if columns is None:
            self.keep_figures(self.read_figures())
            if not self.has_unpublished_changes or self.latest_revision_id is None:
                self.draft_figure_counts = figure_counts(self.tied_figures.all())
        if self.live and (columns is None or "live" in columns):
            self.refuse_if_incomplete()
        super().save(*args, **kwargs)

    @transaction.atomic
    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a revision with its figures tied; the page itself keeps their counts, for the list of pages."""
        self.keep_figures(self.read_figures())
        revision = super().save_revision(*args, **kwargs)
        self.draft_figure_counts = figure_counts(self.tied_figures.all())
        self.save(update_fields=["draft_figure_counts"], clean=False)
        for note in hooks.get_hooks("article_revision_saved"):
            note(self, revision)
        return revision

    def with_content_json(self, content: dict[str, Any]) -> ArticlePage:
        """Return the page as a revision has it; the counts stay those of the latest draft."""
        page: ArticlePage = super().with_content_json(content)
        page.draft_figure_counts = self.draft_figure_counts
        return page

    def read_figures(self) -> tuple[PageFigure, ...]:
        """Return the figures of the prose, each with its state, as read now."""
        return tuple(figure for read in hooks.get_hooks("article_figures") for figure in read(self))

    def keep_figures(self, figures: tuple[PageFigure, ...]) -> None:
        """Replace the stored figures, unless they are the same."""
        tied = [TiedFigure.of(figure, place) for place, figure in enumerate(figures)]
        if [each.content for each in tied] != [each.content for each in self.tied_figures.all()]:
            self.tied_figures = tied

    def missing_parts(self) -> list[str]:
        """Return a sentence for each part that must be there before the article may be published.

        This app and the features add their rules by the Wagtail hook ``article_required_parts``.
        """
        return [sentence for rule in hooks.get_hooks("article_required_parts") for sentence in rule(self)]

    def refuse_if_incomplete(self) -> None:
        """Raise ``IncompleteArticle`` if any required part is missing."""
        if missing := self.missing_parts():
            raise IncompleteArticle(self.title, missing)

    @property
    def original(self) -> ArticlePage:
        """The article that this is an edition of in another language; itself if it is none."""
        if not is_translation(self):
            return self
        editions = ArticlePage.objects.filter(translation_key=self.translation_key)
        return editions.filter(locale__language_code=settings.LANGUAGE_CODE).first() or self

    def audience_for(self, view_name: str) -> Audience:
        """Say who may read a route of this page; only the plain-language summary is for everyone."""
        return Audience.PUBLIC if view_name == "plain_language" else Audience.HCP

    def get_patient_url(self) -> str:
        """Return where patients read about this study, or nothing if there is no summary for them."""
        return f"{self.url}{self.reverse_subpage('plain_language')}" if self.plain_language_summary else ""

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Add the plain-language summary, which has an address of its own."""
        urls = super().get_sitemap_urls(request)
        if self.plain_language_summary:
            urls.append(self._sitemap_entry(self.reverse_subpage("plain_language")))
        return urls

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft as attested readers, readers at the gate, or patients will see it."""
        if mode_name == "gate":
            return render_gate(request, page=self)
        if mode_name == "plain_language":
            return self.render(request, template="articles/plain_language.html")
        return super().serve_preview(request, mode_name)

    @path("plain-language/", name="plain_language")
    def plain_language(self, request: HttpRequest) -> HttpResponse:
        """Serve the summary for patients and carers."""
        if not self.plain_language_summary:
            raise Http404("This article has no plain-language summary.")
        return self.render(request, template="articles/plain_language.html")
