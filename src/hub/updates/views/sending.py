"""Publishing and sending an update in Wagtail's admin, and how far the mails are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from hub.updates.domain import sending
from hub.updates.domain.subscribing import agreements
from hub.updates.models import ImpactUpdate
from hub.updates.results import UpdateError


class SendingView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One update: publish it, send it, see the progress."""

    permission_policy = ModelPermissionPolicy(ImpactUpdate)
    permission_required = "change"
    header_icon = "mail"
    page_title = "Publish and send"
    template_name = "updates/admin/sending.html"

    @cached_property
    def update(self) -> ImpactUpdate:
        """The update."""
        return get_object_or_404(ImpactUpdate, pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Lead back to the updates."""
        updates = {"url": reverse("wagtailsnippets_updates_impactupdate:list"), "label": "Impact updates"}
        return [*self.breadcrumbs_items, updates, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the update and its progress."""
        agreed = agreements()
        return super().get_context_data(
            update=self.update,
            progress=sending.progress(self.update),
            subscribers=sum(each.confirmed for each in agreed),
            agreed=agreed,
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish, withdraw or send."""
        now = timezone.now()
        try:
            match request.POST.get("act"):
                case "publish":
                    sending.publish(update=self.update, user=request.user, now=now)
                    messages.success(request, "Published.")
                case "withdraw":
                    sending.withdraw(update=self.update, user=request.user)
                    messages.success(request, "Taken from readers.")
                case "send":
                    number = sending.begin_sending(update=self.update, user=request.user, now=now)
                    messages.success(request, f"{number} mail(s) wait for the worker (hub work).")
        except UpdateError as problem:
            messages.error(request, str(problem))
        return redirect(reverse("updates_sending", args=[pk]))
