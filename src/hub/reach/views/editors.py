"""The editors' reports in Wagtail's admin: reach, and what a grant's funder would see."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from hub.common.models import HubSettings
from hub.common.requests import throttle_posts
from hub.evaluation.domain.bars import legend
from hub.evaluation.results import SMALLEST_GROUP, Months
from hub.funding.models import Grant
from hub.reach.domain.editors_files import editors_csv
from hub.reach.domain.links import make_link, revoke_link
from hub.reach.domain.printing import print_report
from hub.reach.domain.report_files import write_report
from hub.reach.domain.reports import editors_report, grant_report, latest_months
from hub.reach.domain.tallies import available_months
from hub.reach.forms import LinkForm, MonthsForm, month_choices
from hub.reach.models import ReachCount, ReportLink
from hub.reach.results import EditorsReport, GrantReport
from hub.reach.views.funders import as_file


class ReachMixin(PermissionCheckedMixin):
    """Who may see reports on reach, and which months they are about."""

    permission_policy = ModelPermissionPolicy(ReachCount)
    permission_required = "view"

    @cached_property
    def today(self) -> date:
        """The day."""
        return timezone.localdate()

    @cached_property
    def available(self) -> Months | None:
        """The months to choose from."""
        return available_months(today=self.today)

    @cached_property
    def form(self) -> MonthsForm | None:
        """The choice of months; the latest when nobody chose."""
        if self.available is None:
            return None
        chosen = self.request.GET if "first" in self.request.GET else month_choices(latest_months(self.available))
        return MonthsForm(chosen, available=self.available)

    @cached_property
    def months(self) -> Months | None:
        """The months of the report, or None if there are none or the choice is wrong."""
        return self.form.months if self.form is not None and self.form.is_valid() else None


class ReachView(ReachMixin, WagtailAdminTemplateMixin, TemplateView):
    """Every article, topic, country and profession in a period."""

    page_title = "Reach"
    header_icon = "view"
    template_name = "reach/admin/reach.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report."""
        found = editors_report(self.months, today=self.today) if self.months else None
        return super().get_context_data(
            report=found, form=self.form, legend=legend(), smallest_group=SMALLEST_GROUP, **kwargs
        )

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way to the report."""
        return [*self.breadcrumbs_items, {"url": reverse("reach_report"), "label": "Reach"}]


class ReachCsvView(ReachMixin, View):
    """The editors' report as a file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return what the report shows."""
        if self.months is None:
            return redirect("reach_report")
        found: EditorsReport = editors_report(self.months, today=self.today)
        return as_file(editors_csv(found), "text/csv; charset=utf-8", "reach.csv")


class GrantsView(ReachMixin, WagtailAdminTemplateMixin, TemplateView):
    """Every grant, each leading to its report."""

    page_title = "Reports on grants"
    header_icon = "view"
    template_name = "reach/admin/grants.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the grants."""
        return super().get_context_data(grants=Grant.objects.select_related("funder"), **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way to the grants."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("reach_report"), "label": "Reach"},
            {"url": reverse("reach_grants"), "label": self.page_title},
        ]


class GrantMixin(ReachMixin):
    """One grant and its report as it stands today."""

    @cached_property
    def grant(self) -> Grant:
        """The grant in the address."""
        return get_object_or_404(Grant.objects.select_related("funder"), pk=self.kwargs["grant_id"])

    @cached_property
    def report(self) -> GrantReport | None:
        """The report on the months chosen."""
        if self.months is None:
            return None
        hub = HubSettings.for_request(self.request).name
        return grant_report(self.grant, self.months, hub=hub, today=self.today)


@method_decorator(throttle_posts("report-link", limit=60, seconds=600), name="dispatch")
class GrantView(GrantMixin, WagtailAdminTemplateMixin, TemplateView):
    """What a funder would see, and the links that show it."""

    header_icon = "view"
    template_name = "reach/admin/grant.html"

    @property
    def page_title(self) -> str:
        """The grant."""
        return f"Report on a grant: {self.grant}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way to the report."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("reach_report"), "label": "Reach"},
            {"url": reverse("reach_grants"), "label": "Reports on grants"},
            {"url": "", "label": str(self.grant)},
        ]

    def post(self, request: HttpRequest, grant_id: int) -> HttpResponse:
        """Make a link, and show it this once."""
        if not request.user.has_perm("reach.add_reportlink"):
            raise PermissionDenied
        if self.available is None:
            return redirect(request.get_full_path())
        form = LinkForm(request.POST, available=self.available, today=self.today)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(link_form=form), status=422)
        _, token = make_link(
            grant=self.grant,
            months=form.months,
            hub=HubSettings.for_request(request).name,
            expires_on=form.cleaned_data["expires_on"],
            user=request.user,
            now_date=self.today,
        )
        address = request.build_absolute_uri(reverse("reach:report", args=[token]))
        response = self.render_to_response(self.get_context_data(address=address))
        response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report, and for those who may make them, the links."""
        may_link = self.request.user.has_perm("reach.add_reportlink")
        if may_link and self.available and "link_form" not in kwargs:
            initial = month_choices(self.months or latest_months(self.available))
            kwargs["link_form"] = LinkForm(initial=initial, available=self.available, today=self.today)
        links = self.grant.report_links.all() if may_link else []
        return super().get_context_data(
            grant=self.grant, report=self.report, form=self.form, links=links, may_link=may_link, today=self.today,
            **kwargs,
        )  # fmt: skip


class GrantFileView(GrantMixin, View):
    """The report on a grant as a file."""

    kind = "pdf"

    def get(self, request: HttpRequest, grant_id: int) -> HttpResponse:
        """Return the PDF or the CSV."""
        if self.report is None:
            return redirect("reach_grant", grant_id)
        if self.kind == "pdf":
            return as_file(print_report(self.report), "application/pdf", "report.pdf")
        return as_file(write_report(self.report), "text/csv; charset=utf-8", "report.csv")


@method_decorator(throttle_posts("report-link", limit=60, seconds=600), name="dispatch")
class RevokeView(PermissionCheckedMixin, View):
    """Ends a link."""

    permission_policy = ModelPermissionPolicy(ReportLink)
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, link_id: int) -> HttpResponse:
        """Revoke the link and go back to its grant."""
        link = get_object_or_404(ReportLink, pk=link_id)
        revoke_link(link=link, user=request.user, now_date=timezone.localdate())
        messages.success(request, "The link no longer works.")
        return redirect("reach_grant", link.grant_id)
