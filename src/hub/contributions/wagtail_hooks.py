"""Put contributions into the admin of those who may see them, and tell other apps what they may know."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from hub.contributions.domain import contribution_totals, is_contributor
from hub.contributions.views import finance

hooks.register("is_contributor", is_contributor)
hooks.register("contribution_totals", contribution_totals)


class ContributionsMenuItem(MenuItem):
    """Shown to those who may see contributions."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may see contributions."""
        return request.user.has_perm(finance.VIEW)


@hooks.register("register_admin_menu_item")
def add_to_menu() -> ContributionsMenuItem:
    """Return the menu item."""
    return ContributionsMenuItem("Contributions", reverse("contributions_list"), icon_name="group", order=650)


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern]:
    """Return the addresses in the admin."""
    return [
        path("contributions/", finance.contributions, name="contributions_list"),
        path("contributions/<int:number>/", finance.act, name="contributions_act"),
    ]


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let administrators decide which groups may see and change contributions."""
    return Permission.objects.filter(
        content_type__app_label="contributions", codename__in=["view_contribution", "change_contribution"]
    )


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    """Name what the audit log says; it names no contributor."""
    said: Callable[[str, str, str], None] = actions.register_action
    said("contributions.pledged", "Contribute", "Contribution begun")
    said("contributions.not_begun", "Take back", "Stripe could not be reached, and the contribution was not kept")
    said("contributions.confirmed", "Confirm", "Contribution confirmed")
    said("contributions.invoiced", "Mark as invoiced", "Contribution invoiced")
    said("contributions.paid", "Mark as paid", "Payment recorded")
    said("contributions.cancelled", "Cancel", "Contribution cancelled")
    said("contributions.refunded", "Refund", "Stripe told of a refund")
    said("contributions.refund_recorded", "Record a refund", "Refund recorded")
    said("contributions.erased", "Erase", "Contributor erased")
