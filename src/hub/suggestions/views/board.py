"""The editors' board in Wagtail's admin: what was suggested, by state, and one page for each suggestion.

Everything is a link or a form, so it works by keyboard and on a phone; nothing has to be dragged.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from hub.suggestions.domain import board, deciding, mails
from hub.suggestions.enums import SuggestionState
from hub.suggestions.forms import AnswerForm, BoardForm, DecisionForm, MergeForm, VersionedForm
from hub.suggestions.models import Suggestion
from hub.suggestions.results import SuggestionError

PER_PAGE = 40
# What an answer may begin with; the editor changes it at will.
TEMPLATES = {
    SuggestionState.PLANNED: "Thank you for your suggestion. We plan an article on it.",
    SuggestionState.PUBLISHED: "Thank you for your suggestion. The article that it led to is published.",
    SuggestionState.DECLINED: "Thank you for your suggestion. We will not write about it, because …",
}


class SuggestionsMixin(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """Who may see and decide."""

    permission_policy = ModelPermissionPolicy(Suggestion)
    permission_required = "change"
    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Lead back to the board."""
        return [*self.breadcrumbs_items, {"url": reverse("suggestions_board"), "label": "Suggestions"}]


class BoardView(SuggestionsMixin, TemplateView):
    """A column for each state, or all of one state page by page."""

    page_title = "Suggestions"
    template_name = "suggestions/admin/board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the suggestions that fit."""
        form = BoardForm(self.request.GET)
        chosen = form.cleaned_data if form.is_valid() else {}
        found = board.search(
            words=chosen.get("words", ""),
            kind=chosen.get("kind", ""),
            mine=self.request.user if chosen.get("mine") else None,
            article_id=chosen.get("article"),
        )
        context = super().get_context_data(form=form, **kwargs)
        if not chosen.get("state"):
            return {**context, "columns": board.columns(found)}
        page = Paginator(found.filter(state=chosen["state"]), PER_PAGE).get_page(self.request.GET.get("p"))
        label = SuggestionState(chosen["state"]).label
        return {**context, "page": page, "state": label, "query": self._query()}

    def _query(self) -> str:
        query = self.request.GET.copy()
        query.pop("p", None)
        return query.urlencode()


class SuggestionView(SuggestionsMixin, TemplateView):
    """One suggestion, with what can be done about it."""

    template_name = "suggestions/admin/suggestion.html"
    status = 200

    @property
    def page_title(self) -> str:
        """The suggestion's number."""
        return str(self.suggestion)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Lead back to the board, then say which suggestion this is."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.suggestion)}]

    @cached_property
    def suggestion(self) -> Suggestion:
        """The suggestion with what the page shows of it."""
        related = Suggestion.objects.select_related("assigned_to", "article", "merged_into")
        return get_object_or_404(related.prefetch_related("identifiers", "merged"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the forms, those that were sent as they were sent."""
        suggestion = self.suggestion
        version = {"version": suggestion.version}
        initial = {**version, "state": suggestion.state, "assigned_to": suggestion.assigned_to_id}
        forms = {
            "decision": DecisionForm(initial={**initial, "article": suggestion.article_id}, prefix="decision"),
            "answer": AnswerForm(initial={**version, "text": TEMPLATES.get(suggestion.state, "")}, prefix="answer"),
            "merge": MergeForm(initial=version, prefix="merge"),
            "versioned": VersionedForm(initial=version),
        }
        context = {**super().get_context_data(), "suggestion": suggestion, **forms, **kwargs}
        suggester = getattr(suggestion, "suggester", None)
        untold = mails.waiting(suggestion, "publication_sent_at") if self._is_published else 0
        is_new = self._is_published and suggestion.state != SuggestionState.PUBLISHED
        return {
            **context,
            "duplicates": list(board.likely_duplicates(suggestion)),
            "wants_answer": suggester is not None,
            "confirmed": suggester is not None and suggester.confirmed_at is not None,
            "answers_waiting": mails.waiting(suggestion, "answer_sent_at") if suggestion.answered_at else 0,
            "publications_waiting": untold,
            "may_publish": (is_new or untold > 0) and not suggestion.merged_into_id,
        }

    @property
    def _is_published(self) -> bool:
        return bool(self.suggestion.article and self.suggestion.article.live)

    def post(self, request: HttpRequest, pk: int, act: str = "") -> HttpResponse:
        """Do one of the acts."""
        try:
            return getattr(self, f"_{act}")(request)
        except SuggestionError as problem:
            messages.error(request, str(problem))
            return self._again()

    def _again(self, **forms: Any) -> HttpResponse:
        """Show the page with the forms as they were sent, and the version that they now stand against."""
        del self.suggestion
        sent = {name: form for name, form in {**self._sent(), **forms}.items() if form is not None}
        return self.render_to_response(self.get_context_data(**sent), status=422)

    def _sent(self) -> dict[str, Any]:
        """Return the form that was sent, filled as it was, with the current version."""
        kinds = {"decide": ("decision", DecisionForm), "answer": ("answer", AnswerForm)}
        if self.kwargs["act"] not in kinds:
            return {}
        name, kind = kinds[self.kwargs["act"]]
        data = self.request.POST.copy()
        data[f"{name}-version"] = str(self.suggestion.version)
        return {name: kind(data, prefix=name)}

    def _decide(self, request: HttpRequest) -> HttpResponse:
        form = DecisionForm(request.POST, prefix="decision")
        if not form.is_valid():
            return self._again(decision=form)
        fields = form.cleaned_data
        deciding.decide(
            suggestion_id=self.suggestion.pk,
            version=fields["version"],
            state=SuggestionState(fields["state"]),
            assigned_to=fields["assigned_to"],
            article=fields["article"],
            user=request.user,
        )
        return self._done("Stored.")

    def _answer(self, request: HttpRequest) -> HttpResponse:
        form = AnswerForm(request.POST, prefix="answer")
        if not form.is_valid():
            return self._again(answer=form)
        fields, now = form.cleaned_data, timezone.now()
        answered = deciding.answer(
            suggestion_id=self.suggestion.pk, version=fields["version"], text=fields["text"], user=request.user, now=now
        )
        return self._mailed("The answer is stored.", mails.send_answers(suggestion=answered, now=now))

    def _resend(self, request: HttpRequest) -> HttpResponse:
        if not self.suggestion.answered_at:
            raise SuggestionError("There is no answer to send yet.")
        return self._mailed("Sent.", mails.send_answers(suggestion=self.suggestion, now=timezone.now()))

    def _publish(self, request: HttpRequest) -> HttpResponse:
        published = deciding.publish(suggestion_id=self.suggestion.pk, version=self._version(), user=request.user)
        unsent = mails.send_publications(suggestion=published, now=timezone.now())
        return self._mailed("The suggestion is published.", unsent)

    def _merge(self, request: HttpRequest) -> HttpResponse:
        form = MergeForm(request.POST, prefix="merge")
        if not form.is_valid():
            raise SuggestionError("Enter the number of the other suggestion.")
        merged = deciding.merge(
            suggestion_id=self.suggestion.pk,
            version=form.cleaned_data["version"],
            into_id=form.cleaned_data["into"],
            user=request.user,
        )
        unsent = mails.send_what_waits(suggestion=merged.merged_into, now=timezone.now())
        return self._mailed("Merged; both suggesters have the same answer.", unsent)

    def _separate(self, request: HttpRequest) -> HttpResponse:
        deciding.separate(suggestion_id=self.suggestion.pk, version=self._version(), user=request.user)
        return self._done("Separated.")

    def _version(self) -> int:
        form = VersionedForm(self.request.POST)
        return int(form.cleaned_data["version"]) if form.is_valid() else 0

    def _mailed(self, sentence: str, unsent: int) -> HttpResponse:
        if unsent:
            where = "on the page of the suggestion that they are about"
            messages.warning(self.request, f"{unsent} mail(s) could not be sent just now; send them again {where}.")
        return self._done(sentence)

    def _done(self, sentence: str) -> HttpResponse:
        messages.success(self.request, sentence)
        return redirect(reverse("suggestions_one", args=[self.suggestion.pk]))
