"""Count pages as they are served, and put the reports into Wagtail's menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from hub.access.domain import may_receive, page_audience
from hub.articles.models import ArticlePage
from hub.common.enums import Audience
from hub.reach.domain.counting import count_gate_view, count_summary_view, count_view
from hub.reach.views import editors

Serve = Callable[[Page, HttpRequest, Any, Any], HttpResponse]


@hooks.register("before_serve_page", order=-1001)  # just before the gate answers
def count_at_gate(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Count a reader whom the gate stops at an article."""
    if isinstance(page, ArticlePage) and not may_receive(request, page_audience(page, args)):
        count_gate_view(request, page, now=timezone.now())


@hooks.register("on_serve_page")
def count_when_served(serve: Serve) -> Serve:
    """Count an article, or its summary, that is served to a reader."""

    def serve_and_count(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        response = serve(page, request, args, kwargs)
        if isinstance(page, ArticlePage) and response.status_code == 200:
            public = page_audience(page, args) == Audience.PUBLIC
            (count_summary_view if public else count_view)(request, page, now=timezone.now())
        return response

    return serve_and_count


class ReachMenuItem(MenuItem):
    """Shown to those who may view reports on reach."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may see the report."""
        return request.user.has_perm("reach.view_reachcount")


@hooks.register("register_admin_menu_item")
def add_reach_to_menu() -> ReachMenuItem:
    """Return the menu item."""
    return ReachMenuItem("Reach", reverse("reach_report"), icon_name="view", order=610)


@hooks.register("register_admin_urls")
def register_reports() -> list[URLPattern]:
    """Return the reports' addresses in the admin."""
    grant = r"^reach/grants/(?P<grant_id>[0-9]{1,9})/"
    return [
        path("reach/", editors.ReachView.as_view(), name="reach_report"),
        path("reach/reach.csv", editors.ReachCsvView.as_view(), name="reach_csv"),
        path("reach/grants/", editors.GrantsView.as_view(), name="reach_grants"),
        re_path(f"{grant}$", editors.GrantView.as_view(), name="reach_grant"),
        re_path(f"{grant}report.pdf$", editors.GrantFileView.as_view(kind="pdf"), name="reach_grant_pdf"),
        re_path(f"{grant}report.csv$", editors.GrantFileView.as_view(kind="csv"), name="reach_grant_csv"),
        re_path(
            r"^reach/links/(?P<link_id>[0-9]{1,9})/revoke/$", editors.RevokeView.as_view(), name="reach_revoke_link"
        ),
    ]


@hooks.register("register_permissions")
def register_reach_permissions() -> QuerySet[Permission]:
    """Let administrators decide which groups see reports and make links."""
    names = ("view_reachcount", "add_reportlink", "change_reportlink")
    return Permission.objects.filter(content_type__app_label="reach", codename__in=names)


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    """Show in the log who made and ended links."""
    actions.register_action("reach.make_link", "Make a link to a report", "Link to a report made")
    actions.register_action("reach.revoke_link", "Revoke a link to a report", "Link to a report revoked")
