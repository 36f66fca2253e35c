"""The table of every article in every language, and what is done to one of them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page

from hub.articles.models import ArticlePage
from hub.common.requests import safe_target, throttle_posts
from hub.translation.domain.editing import ask_again
from hub.translation.domain.engine import configured_engine
from hub.translation.domain.glossary_import import target_languages
from hub.translation.domain.jobs import request_translation
from hub.translation.domain.overview import latest_jobs, overview
from hub.translation.domain.reviewing import NotReadyError, may_approve, send_to_review, unpublish_edition
from hub.translation.domain.side_by_side import rows_left_by_machine
from hub.translation.forms.side_by_side import ChoiceForm
from hub.translation.views.rights import ForTranslators
from hub.translation.views.sentences import job_sentence

ARTICLES_ON_A_PAGE = 25
JOBS = 8
NO_ENGINE = "This hub has no translation engine; its operator sets one with TRANSLATION_URL."


class TableView(ForTranslators, WagtailAdminTemplateMixin, TemplateView):
    """Every article and language with its state."""

    page_title = "Translations"
    header_icon = "wagtail-localize-language"
    template_name = "translation/admin/table.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the articles chosen, a page of them at a time."""
        form = ChoiceForm(self.request.GET)
        choice = form.choice
        lines = overview(choice)
        page = Paginator(lines, ARTICLES_ON_A_PAGE).get_page(self.request.GET.get("p"))
        asked = self.request.GET.copy()
        asked.pop("p", None)
        engine = configured_engine()
        return super().get_context_data(
            form=form,
            is_filtered=bool(choice.words or choice.language or choice.state or choice.topic),
            page=page,
            asked=asked.urlencode(),
            engine=engine.name if engine else "",
            no_engine="" if engine else NO_ENGINE,
            jobs=[(job, job_sentence(job)) for job in latest_jobs(JOBS)],
            may_approve=may_approve(self.request.user),
            here=self.request.get_full_path(),
            **kwargs,
        )

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way to the table."""
        return [*self.breadcrumbs_items, {"url": reverse("translations"), "label": self.page_title}]


@method_decorator(throttle_posts("translations", limit=600, seconds=600), name="dispatch")
class EditionView(ForTranslators, View):
    """One page in one language; who calls it may translate."""

    original: Page
    locale: Locale

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the original and the language."""
        super().setup(request, *args, **kwargs)
        language = kwargs["language"]
        if language not in target_languages():
            raise Http404("The hub does not translate into this language.")
        self.locale = get_object_or_404(Locale, language_code=language)
        found = get_object_or_404(Page, pk=kwargs["page_id"], locale=Locale.get_default(), depth__gt=1)
        self.original = found.specific


class ActView(EditionView):
    """What an editor decides in the table."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, say what came of it, and go back to where it was decided."""
        acts = {"translate": self._translate, "review": self._review, "unpublish": self._unpublish}
        act = acts.get(request.POST.get("act", ""))
        if act is None:
            raise Http404("There is no such action.")
        act()
        return redirect(safe_target(request, request.POST.get("next"), reverse("translations")))

    @property
    def _name(self) -> str:
        return f"“{self.original.title}” in {self.locale}"

    def _translate(self) -> None:
        if configured_engine() is None:
            messages.error(self.request, NO_ENGINE)
        elif not isinstance(self.original, ArticlePage):
            messages.error(self.request, "It is translated by machine together with its articles.")
        elif not self.original.live:
            messages.error(self.request, f"“{self.original.title}” is not published; publish it first.")
        else:
            if translation := self.locale.translations.filter(source__object_id=self.original.translation_key).first():
                ask_again(translation=translation, rows=rows_left_by_machine(translation))
            request_translation(article=self.original, locale=self.locale, now=timezone.now())
            messages.success(self.request, f"{self._name} will be translated in the background.")

    def _review(self) -> None:
        try:
            send_to_review(translation=self._translation(), user=self.request.user, now=timezone.now())
        except NotReadyError as error:
            messages.error(self.request, f"{self._name}: {error}")
        else:
            messages.success(self.request, f"{self._name} was sent to review.")

    def _unpublish(self) -> None:
        if not may_approve(self.request.user):
            messages.error(self.request, "Only those who may approve translations may unpublish one.")
            return
        unpublish_edition(translation=self._translation(), user=self.request.user)
        messages.success(self.request, f"{self._name} was unpublished; readers see the original.")

    def _translation(self) -> Any:
        return get_object_or_404(
            self.locale.translations.select_related("source", "target_locale"),
            source__object_id=self.original.translation_key,
        )
