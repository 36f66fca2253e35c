"""The glossary as a file: shown before it is taken over, all of it or nothing, and given out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from hub.common.models import HubSettings
from hub.common.requests import throttle_posts
from hub.translation.domain.glossary_changes import follow_terms, followed
from hub.translation.domain.glossary_files import Entry, ReadGlossary, write_csv, write_tbx
from hub.translation.domain.glossary_import import entries_of, import_glossary, plan_import, starter_glossary
from hub.translation.forms.glossary import ConfirmImportForm, GlossaryFileForm, fingerprint, seal
from hub.translation.models import GlossaryTerm

LIST = "wagtailsnippets_translation_glossaryterm:list"
STARTER_NAME = "the hub’s starter glossary"
CHANGED_SINCE = "The glossary was changed since you looked. This is what the import comes to now."


@method_decorator(throttle_posts("glossary-import", limit=60, seconds=600), name="dispatch")
class GlossaryImportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Choose a file, look at what it comes to, take it over."""

    permission_policy = ModelPermissionPolicy(GlossaryTerm)
    any_permission_required = ("add", "change")
    page_title = "Import terms"
    header_icon = "upload"
    form_class = GlossaryFileForm
    template_name = "translation/admin/glossary_import.html"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way from the glossary."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(LIST), "label": "Glossary"},
            {"url": reverse("glossary_import"), "label": self.page_title},
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read a file, offer the starter glossary, or take over what was shown."""
        if "starter" in request.POST:
            return self._show(starter_glossary(), STARTER_NAME)
        if "sealed" in request.POST:
            return self._take_over(ConfirmImportForm(request.POST))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Show what the file comes to."""
        return self._show(form.cleaned_data["read"], form.cleaned_data["file"].name)

    def _show(self, read: ReadGlossary, name: str) -> HttpResponse:
        plan = plan_import(read.entries)
        sealed = "" if read.bad else seal(read.entries, plan, name=name)
        context = {"read": read, "plan": plan, "name": name, "sealed": sealed, "form": GlossaryFileForm()}
        return self.render_to_response(self.get_context_data(**context))

    def _take_over(self, form: ConfirmImportForm) -> HttpResponse:
        if not form.is_valid():
            messages.error(self.request, form.errors["sealed"][0])
            return redirect("glossary_import")
        shown = form.cleaned_data["sealed"]
        entries: list[Entry] = shown["entries"]
        if fingerprint(plan_import(entries)) != shown["plan"]:
            messages.warning(self.request, CHANGED_SINCE)
            return self._show(ReadGlossary(tuple(entries)), shown["name"])
        with transaction.atomic():
            plan = import_glossary(entries=entries, name=shown["name"], user=self.request.user)
            count = follow_terms(terms=plan.written, now=timezone.now())
        written = f"The glossary has {len(plan.added)} new terms and {len(plan.changed)} changed ones."
        messages.success(self.request, written + followed(count))
        return redirect(LIST)


class GlossaryExportView(PermissionCheckedMixin, View):
    """The glossary as a file."""

    permission_policy = ModelPermissionPolicy(GlossaryTerm)
    any_permission_required = ("add", "change", "view")

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        """Give out the terms of all languages, or of the one in the address."""
        terms = GlossaryTerm.objects.select_related("locale")
        if language := request.GET.get("locale", ""):
            terms = terms.filter(locale__language_code=language)
        entries = entries_of(terms)
        if name == "glossary.csv":
            content, kind = write_csv(entries), "text/csv; charset=utf-8"
        elif name == "glossary.tbx":
            source = f"Glossary of {HubSettings.for_request(request).name}"
            content, kind = write_tbx(entries, source=source), "application/xml; charset=utf-8"
        else:
            raise Http404("There is no such export.")
        return HttpResponse(
            content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )
