"""Start a study from a text: paste, confirm, and go on in the study's own form.

Two steps of one address. The text travels with the rows, so nothing is stored until an editor confirms, and whatever
is wrong comes back with all that was typed.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import View

from hub.common.requests import throttle_posts
from hub.studies.domain.from_text import create_study, pieces, propose_study
from hub.studies.forms import StudyFromText, TextForm
from hub.studies.results.proposal import Proposal

PERMISSION = "studies.add_study"
TITLE = "New study from text"


@method_decorator(throttle_posts("study-from-text", limit=200, seconds=600), name="dispatch")
class StudyFromTextView(View):
    """Both steps."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let in only those who may add studies."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for the text."""
        return self._ask(TextForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Propose what the text gives, or store what was confirmed."""
        form = TextForm(request.POST)
        if not form.is_valid():
            return self._ask(form)
        proposal = propose_study(form.cleaned_data["text"])
        if "confirm" in request.POST:
            return self._confirm(StudyFromText(proposal, request.POST))
        if not proposal.results:
            form.add_error("text", "No figure that can be a result was read in this text. Paste its results too.")
            return self._ask(form)
        return self._propose(StudyFromText(proposal))

    def _confirm(self, forms: StudyFromText) -> HttpResponse:
        if not forms.is_valid():
            return self._propose(forms)
        study = create_study(**forms.parts, user=self.request.user)
        messages.success(self.request, f"The study “{study}” was created with {study.results.count()} results.")
        return redirect(reverse("wagtailsnippets_studies_study:edit", args=[study.pk]))

    def _ask(self, form: TextForm) -> HttpResponse:
        return self._page("studies/admin/from_text.html", {"form": form})

    def _propose(self, forms: StudyFromText) -> HttpResponse:
        proposal = forms.proposal
        context = {
            "forms": forms,
            "proposal": proposal,
            "pieces": pieces(proposal.passage),
            "arms": _with_notes(forms.arms, proposal.arms),
            "outcomes": _with_notes(forms.outcomes, proposal.outcomes),
            "results": [_beside(form, proposal) for form in forms.results],
            "left": [
                (each.figure + 1, proposal.passage.figures[each.figure].text, each.reason) for each in proposal.left
            ],
            "problems": _problems(forms),
        }
        return self._page("studies/admin/from_text_proposal.html", context)

    def _page(self, template: str, context: dict[str, Any]) -> HttpResponse:
        address = reverse("wagtailsnippets_studies_study:list")
        trail = [{"url": address, "label": "Studies"}, {"url": "", "label": TITLE}]
        return TemplateResponse(
            self.request,
            template,
            {"page_title": TITLE, "header_title": TITLE, "header_icon": "clipboard-list", "breadcrumbs_items": trail,
             **context},
        )  # fmt: skip


def _with_notes(formset: Any, proposed: Any) -> list[tuple[Any, str]]:
    notes = {row.row: row.note for row in proposed}
    return [(form, notes.get(str(form["row"].value()), "")) for form in formset]


def _beside(form: Any, proposal: Proposal) -> dict[str, Any]:
    """Put to a row the figure that it comes from, with the notes and findings about it."""
    place = _place(form, len(proposal.passage.figures))
    notes = next((each.notes for each in proposal.results if each.figure == place), ())
    findings = [finding for finding in proposal.passage.findings if place in finding.figures]
    figure = proposal.passage.figures[place] if place is not None else None
    return {"form": form, "number": None if place is None else place + 1, "figure": figure, "notes": notes,
            "findings": findings}  # fmt: skip


def _place(form: Any, count: int) -> int | None:
    try:
        place = int(form["figure"].value())
    except (TypeError, ValueError):
        return None
    return place if 0 <= place < count else None


def _problems(forms: StudyFromText) -> list[tuple[str, str]]:
    """List what is wrong, each with the field that it stands beside."""
    found = [("", problem) for problem in forms.errors] + _wrong(forms.study, "Study")
    for formset, name in ((forms.arms, "Arm"), (forms.outcomes, "Outcome")):
        for number, form in enumerate(formset, start=1):
            found += _wrong(form, f"{name} {number}")
    for form in forms.results:
        place = _place(form, len(forms.proposal.passage.figures))
        found += _wrong(form, "Result" if place is None else f"Figure {place + 1}")
    return found


def _wrong(form: Any, name: str) -> list[tuple[str, str]]:
    """Name the row and the field with each error."""
    if not form.is_bound:
        return []
    return [
        (form[field].auto_id, f"{name}, {form[field].label}: {error}")
        if field in form.fields
        else ("", f"{name}: {error}")
        for field, errors in form.errors.items()
        for error in errors
    ]
