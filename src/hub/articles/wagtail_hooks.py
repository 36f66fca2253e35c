"""Join Wagtail's admin: people, the rules for publishing, and refusals said in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, re_path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from hub.articles.domain.aftermath import QUESTIONED, TAKEN_BACK, judge_articles_of, sentences_on
from hub.articles.domain.figure_reasons import PERMISSION, REASON_GIVEN, note_reasons
from hub.articles.domain.figure_states import figures_of
from hub.articles.domain.publishing import PUBLISH_REFUSED
from hub.articles.domain.reasons_from_form import reasons_from_form
from hub.articles.domain.required_parts import own_missing_parts
from hub.articles.domain.tying import tie_articles_of
from hub.articles.models import ArticlePage
from hub.articles.models.languages import is_translation
from hub.articles.results import NO_ALIAS, IncompleteArticle
from hub.articles.views import figure_panel
from hub.articles.views.explorer import PageListViewSet
from hub.articles.viewsets import CollectionViewSetGroup, PersonViewSet
from hub.studies.models import Study

register_snippet(PersonViewSet)
register_snippet(CollectionViewSetGroup)
hooks.register("article_required_parts", own_missing_parts, order=-1)
hooks.register("article_figures", lambda page: () if is_translation(page) else figures_of(page))
hooks.register("article_figure_reasons", reasons_from_form)
hooks.register("article_revision_saved", note_reasons)
hooks.register("study_results_written", tie_articles_of, order=-1)
hooks.register("study_results_written", judge_articles_of)


@hooks.register("register_permissions")
def register_right_to_answer() -> QuerySet[Permission]:
    """Offer the right to give reasons in the form of a group."""
    app, codename = PERMISSION.split(".")
    return Permission.objects.filter(content_type__app_label=app, codename=codename)


@hooks.register("register_log_actions")
def register_reason(actions: LogActionRegistry) -> None:
    """Let a page's history show why a questioned figure was published, and who said so."""

    @actions.register_action(REASON_GIVEN)
    class ReasonFormatter(LogFormatter):
        label = "Give the reason for a figure"

        def format_message(self, entry: Any) -> str:
            return f"“{entry.data['quote']}” may be published: {entry.data['reason']} ({entry.data['finding']})"


@hooks.register("register_admin_viewset")
def list_pages_with_figures() -> PageListViewSet:
    """Say in the list of pages whether an article's figures are settled."""
    return PageListViewSet()


@hooks.register("register_admin_urls")
def figure_urls() -> list[URLPattern]:
    """Answer the editor's panel of figures, for a saved article (of) or a new one (under its parent)."""
    where = r"^articles/figures/(?P<place>of|under)/(?P<page_id>\d{1,9})/"
    return [
        re_path(f"{where}$", figure_panel.panel, name="article_figures"),
        re_path(f"{where}result/$", figure_panel.make_result, name="article_figure_result"),
    ]


@hooks.register("register_icons")
def add_icon(icons: list[str]) -> list[str]:
    """Add the icon of the panel of figures."""
    return [*icons, "articles/icons/figures.svg"]


@hooks.register("register_log_actions")
def register_refusal(actions: LogActionRegistry) -> None:
    """Let a page's history show why it was not published."""

    @actions.register_action(PUBLISH_REFUSED)
    class RefusalFormatter(LogFormatter):
        label = "Refuse to publish"

        def format_message(self, entry: Any) -> str:
            return f"Not published as scheduled. {' '.join(entry.data['missing'])}"


@hooks.register("register_log_actions")
def register_aftermath(actions: LogActionRegistry) -> None:
    """Let a page's history show what a change of its study's results meant for it."""

    @actions.register_action(TAKEN_BACK)
    class TakenBackFormatter(LogFormatter):
        label = "Take from readers for its figures"

        def format_message(self, entry: Any) -> str:
            return f"Taken from readers, since its study was changed. {' '.join(entry.data['figures'])}"

    @actions.register_action(QUESTIONED)
    class QuestionedFormatter(LogFormatter):
        label = "Question its figures"

        def format_message(self, entry: Any) -> str:
            return f"Questioned, since its study was changed. {' '.join(entry.data['figures'])}"


@hooks.register("after_edit_snippet")
def say_what_follows(request: HttpRequest, instance: Model) -> None:
    """Tell who changed a study which of its articles this concerns."""
    if not isinstance(instance, Study):
        return
    for article, sentence in sentences_on(instance):
        address = reverse("wagtailadmin_pages:edit", args=[article.pk])
        messages.warning(request, sentence, buttons=[messages.button(address, "Edit the article")])


@hooks.register("before_bulk_action")
def refuse_bulk_publishing(
    request: HttpRequest, action_type: str, objects: Iterable[Page], action: Any
) -> HttpResponse | None:
    """Publish none of the chosen pages if any article among them is incomplete, and say which and why."""
    if action_type != "publish" or action.model is not Page:
        return None
    pages = list(objects)
    if action.cleaned_form.cleaned_data["include_descendants"]:
        pages += [child for page in pages for child in page.get_descendants().not_live()]
    refused = _say_refusals(request, (page.get_latest_revision_as_object() for page in pages))
    return redirect(action.next_url) if refused else None


@hooks.register("before_copy_page")
def refuse_alias(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Let no article be read at two addresses: who funded it, and why it was published, is kept with one."""
    copied = (
        page.get_descendants(inclusive=True) if request.POST.get("copy_subpages") else Page.objects.filter(pk=page.pk)
    )
    if not request.POST.get("alias") or not copied.type(ArticlePage).exists():
        return None
    messages.error(request, NO_ALIAS)
    return redirect(reverse("wagtailadmin_pages:copy", args=[page.pk]))


@hooks.register("before_copy_page")
def refuse_live_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Do not let a copy of an incomplete article go live; the reasons given for its figures are not copied."""
    if not request.POST.get("publish_copies"):
        return None
    live = [_without_reasons(each) for each in page.get_descendants(inclusive=True).live().specific()]
    return redirect(reverse("wagtailadmin_pages:copy", args=[page.pk])) if _say_refusals(request, live) else None


def _without_reasons(page: Page) -> Page:
    if isinstance(page, ArticlePage):
        page.figure_reasons = []
    return page


def _say_refusals(request: HttpRequest, pages: Iterable[Page]) -> bool:
    refusals = list(_refusals(pages))
    for refusal in refusals:
        messages.error(request, str(refusal))
    return bool(refusals)


def _refusals(pages: Iterable[Page]) -> Iterator[IncompleteArticle]:
    for page in pages:
        specific = page.specific
        if isinstance(specific, ArticlePage):
            try:
                specific.refuse_if_incomplete()
            except IncompleteArticle as refusal:
                yield refusal
