"""Approval in moderation, which refuses with sentences."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowAction

from hub.articles.results import IncompleteArticle


class ArticleWorkflowAction(WorkflowAction):
    """Wagtail's approval from the dashboard, which here may be refused."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve, or say which parts are missing and lead to the editor; the task stays open."""
        try:
            return super().post(request, *args, **kwargs)
        except IncompleteArticle as refusal:
            messages.error(request, str(refusal))
        editor = reverse("wagtailadmin_pages:edit", args=[self.object.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": editor})
        return redirect(editor)
