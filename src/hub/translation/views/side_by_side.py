"""An article beside its translation: one form for all segments, which works without scripts and loses nothing typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail_localize.models import Translation

from hub.articles.models import ArticlePage
from hub.translation.domain.editing import SaveReport, Typed, ask_again, keep_original, save_typed
from hub.translation.domain.engine import configured_engine
from hub.translation.domain.jobs import request_translation
from hub.translation.domain.reviewing import (
    NotReadyError,
    approve_segment,
    approve_translation,
    may_approve,
    open_questions,
    send_to_review,
)
from hub.translation.domain.side_by_side import SegmentRow, rows_of
from hub.translation.domain.state import editions_of
from hub.translation.domain.translating import begin_translation
from hub.translation.forms.side_by_side import ApproveForm, typed_texts
from hub.translation.views.table import NO_ENGINE, EditionView

SEGMENT_ACTS = ("keep", "again", "approve")


@dataclass(frozen=True)
class ShownRow:
    """A row with what came back of it."""

    row: SegmentRow
    text: str
    refusals: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    opens_section: bool = False

    @property
    def problem(self) -> str:
        """Return the first thing that stands against saving it."""
        return next(iter((*self.refusals, *self.doubts)), "")


class SideBySideView(EditionView, WagtailAdminTemplateMixin):
    """Show the segments; save what was typed, then do what a button says."""

    page_title = "Translation"
    header_icon = "wagtail-localize-language"
    template_name = "translation/admin/side_by_side.html"

    @cached_property
    def translation(self) -> Translation | None:
        """The record of this edition; None if nobody has begun it."""
        found = self.locale.translations.filter(source__object_id=self.original.translation_key)
        return found.select_related("source", "target_locale").first()

    @property
    def here(self) -> str:
        """Address of this view."""
        return reverse("translation", args=[self.original.pk, self.locale.language_code])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show every segment."""
        return self._show({}, SaveReport())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save first, whatever the button; go on only if everything could be saved."""
        act, _, key = request.POST.get("act", "save").partition(":")
        if act == "begin":
            return self._begin()
        if self.translation is None:
            raise Http404("This translation has not been begun.")
        rows = rows_of(self.translation)
        typed = typed_texts(request.POST, rows)
        report = save_typed(translation=self.translation, rows=rows, typed=typed, user=request.user, now=timezone.now())
        if report.saved:
            count = len(report.saved)
            messages.success(request, f"{count} segment{' was' if count == 1 else 's were'} saved.")
        if not report.is_whole:
            return self._show(typed, report)
        if act in SEGMENT_ACTS:
            return self._act_on_segment(act, key)
        whole = {"approve-all": self._approve, "review": self._review}.get(act)
        return whole() if whole else redirect(self.here)

    def _begin(self) -> HttpResponse:
        if not self.original.live:
            messages.error(self.request, f"“{self.original.title}” is not published; publish it first.")
        else:
            begin_translation(page=self.original, locale=self.locale)
        return redirect(self.here)

    def _act_on_segment(self, act: str, key: str) -> HttpResponse:
        """Do something to one segment, as it stands after saving."""
        row = next((row for row in rows_of(self._translation) if row.key == key), None)
        if row is None:
            messages.warning(self.request, "The original has changed; that segment is no more.")
            return redirect(self.here)
        if act == "keep":
            self._keep(row)
        elif act == "again":
            self._again(row)
        elif may_approve(self.request.user):
            approve_segment(
                translation=self._translation, segment=row.segment, user=self.request.user, now=timezone.now()
            )
        return redirect(f"{self.here}#segment-{key}")

    def _keep(self, row: SegmentRow) -> None:
        try:
            keep_original(translation=self._translation, row=row, user=self.request.user, now=timezone.now())
        except PermissionError as error:
            messages.error(self.request, str(error))

    def _again(self, row: SegmentRow) -> None:
        if configured_engine() is None or not isinstance(self.original, ArticlePage):
            messages.error(self.request, NO_ENGINE)
            return
        ask_again(translation=self._translation, rows=[row])
        request_translation(article=self.original, locale=self.locale, now=timezone.now())
        messages.success(self.request, "It will be translated in the background; until then what stands there stays.")

    def _approve(self) -> HttpResponse:
        form = ApproveForm(self.request.POST)
        if not may_approve(self.request.user):
            messages.error(self.request, "You may not approve translations; send it to review.")
        elif not form.is_valid():
            messages.error(self.request, "Say who approves it, as readers will see it.")
        else:
            self._try_to_approve(form.cleaned_data["approved_as"])
        return redirect(self.here)

    def _try_to_approve(self, approved_as: str) -> None:
        user, now = self.request.user, timezone.now()
        try:
            page = approve_translation(translation=self._translation, approved_as=approved_as, user=user, now=now)
        except NotReadyError as error:
            messages.error(self.request, str(error))
            return
        if page.live:
            messages.success(self.request, "It is approved and published.")
        else:
            reasons = " ".join(page.specific.missing_parts())
            messages.warning(self.request, f"It is approved, but not published. {reasons}")

    def _review(self) -> HttpResponse:
        try:
            send_to_review(translation=self._translation, user=self.request.user, now=timezone.now())
        except NotReadyError as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, "It was sent to review.")
        return redirect(self.here)

    @property
    def _translation(self) -> Translation:
        if self.translation is None:
            raise Http404("This translation has not been begun.")
        return self.translation

    def _show(self, typed: Mapping[str, Typed], report: SaveReport) -> HttpResponse:
        rows = rows_of(self.translation) if self.translation else []
        shown = _shown(rows, typed, report)
        user, engine = self.request.user, configured_engine()
        key = self.original.translation_key, self.locale.pk
        context = {
            "original": self.original,
            "is_article": isinstance(self.original, ArticlePage),
            "locale": self.locale,
            "translation": self.translation,
            "page": self.translation and _edition_page(self.translation),
            "edition": editions_of([self.original.translation_key]).get(key),
            "rows": shown,
            "wrong": [each for each in shown if each.refusals or each.doubts],
            "question": open_questions([row.segment for row in rows]) if rows else "",
            "may_approve": may_approve(user),
            "approve_form": ApproveForm(initial={"approved_as": user.get_full_name() or user.get_username()}),
            "engine": engine.name if engine else "",
            "no_engine": "" if engine else NO_ENGINE,
            "here": self.here,
        }
        return self.render_to_response(self.get_context_data(**context))

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way from the table."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("translations"), "label": "Translations"},
            {"url": self.here, "label": f"{self.original.title}: {self.locale}"},
        ]


def _edition_page(translation: Translation) -> Any:
    return translation.source.object.get_instance_or_none(translation.target_locale)


def _shown(rows: list[SegmentRow], typed: Mapping[str, Typed], report: SaveReport) -> list[ShownRow]:
    """Put what could not be saved back into its field."""
    shown: list[ShownRow] = []
    section = ""
    for row in rows:
        refusals, doubts = report.refusals.get(row.key, ()), report.doubts.get(row.key, ())
        text = typed[row.key].text if refusals or doubts else row.typed
        shown.append(ShownRow(row, text, refusals, doubts, opens_section=row.section != section))
        section = row.section
    return shown
