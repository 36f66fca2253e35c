"""The editors' report in Wagtail's admin: overall, per article, and as files."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from hub.evaluation.domain import available_periods, released_comments, summarise
from hub.evaluation.domain.bars import legend
from hub.evaluation.domain.exports import comment_rows, summary_rows, to_csv, to_workbook
from hub.evaluation.models import Evaluation
from hub.evaluation.results import SMALLEST_GROUP, Period, Report

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ReportMixin(PermissionCheckedMixin):
    """Who may see a report, and which period it is about."""

    permission_policy = ModelPermissionPolicy(Evaluation)
    permission_required = "view"

    @cached_property
    def today(self) -> date:
        """The day."""
        return timezone.localdate()

    @cached_property
    def periods(self) -> list[Period]:
        """The periods to choose from."""
        return available_periods(today=self.today)

    @cached_property
    def period(self) -> Period:
        """The period chosen in the address; all time by default."""
        key = self.request.GET.get("period", "")
        chosen = next((period for period in self.periods if period.key == key), None)
        if chosen is None:
            raise Http404(f"There is no period “{key}” in the report.")
        return chosen

    @cached_property
    def report(self) -> Report:
        """The report on the period."""
        return summarise(today=self.today, period=self.period)

    @cached_property
    def comments(self) -> dict[int, list[str]]:
        """The comments that editors may read, by article."""
        return released_comments(today=self.today)


class ReportView(ReportMixin, WagtailAdminTemplateMixin, TemplateView):
    """All articles together, and a row for each."""

    page_title = "Evaluation"
    header_icon = "clipboard-list"
    template_name = "evaluation/report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report and the periods to choose from."""
        return super().get_context_data(
            report=self.report,
            period=self.period,
            periods=self.periods,
            smallest_group=SMALLEST_GROUP,
            legend=legend(),
            **kwargs,
        )

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way to the report."""
        return [*self.breadcrumbs_items, {"url": reverse("evaluation_report"), "label": "Evaluation"}]


class ArticleReportView(ReportView):
    """One article with its comments."""

    template_name = "evaluation/article_report.html"

    def get_context_data(self, page_id: int, **kwargs: Any) -> dict[str, Any]:
        """Add the article's figures and comments."""
        article = next((article for article in self.report.articles if article.page_id == page_id), None)
        if article is None:
            raise Http404("There is no such article in the report.")
        self.page_subtitle = article.title
        return super().get_context_data(article=article, comments=self.comments.get(page_id, []), **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way to the article's report."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_subtitle}]


class ExportView(ReportMixin, TemplateView):
    """The report as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return summary, comments or both in the format that the file's name asks for."""
        build = {"evaluation.csv": self._summary, "comments.csv": self._comments, "evaluation.xlsx": self._workbook}
        name = kwargs["name"]
        if name not in build:
            raise Http404("There is no such export.")
        content_type = XLSX if name.endswith(".xlsx") else "text/csv; charset=utf-8"
        response = HttpResponse(build[name](), content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def _summary(self) -> bytes:
        return to_csv(summary_rows(self.report, self.period))

    def _comments(self) -> bytes:
        return to_csv(comment_rows(self.report, self.comments))

    def _workbook(self) -> bytes:
        rows = summary_rows(self.report, self.period), comment_rows(self.report, self.comments)
        return to_workbook(dict(zip(("Summary", "Comments, all time"), rows, strict=True)))
