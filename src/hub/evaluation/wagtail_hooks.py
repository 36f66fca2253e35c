"""Put the evaluation report into Wagtail's menu, for those who may see it."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hub.evaluation.views import reports


class ReportMenuItem(MenuItem):
    """Shown to those who may view evaluations."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may see the report."""
        return request.user.has_perm("evaluation.view_evaluation")


@hooks.register("register_admin_menu_item")
def add_report_to_menu() -> ReportMenuItem:
    """Return the menu item."""
    return ReportMenuItem("Evaluation", reverse("evaluation_report"), icon_name="clipboard-list", order=600)


@hooks.register("register_admin_urls")
def register_report() -> list[URLPattern]:
    """Return the report's addresses in the admin."""
    return [
        path("evaluation/", reports.ReportView.as_view(), name="evaluation_report"),
        path(
            "evaluation/articles/<int:page_id>/", reports.ArticleReportView.as_view(), name="evaluation_article_report"
        ),
        path("evaluation/export/<str:name>", reports.ExportView.as_view(), name="evaluation_export"),
    ]


@hooks.register("register_permissions")
def register_report_permission() -> QuerySet[Permission]:
    """Let administrators decide which groups may see the report."""
    return Permission.objects.filter(content_type__app_label="evaluation", codename="view_evaluation")
