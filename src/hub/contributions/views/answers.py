"""Answers that several views give."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect


def see_other(target: str) -> HttpResponse:
    """Lead a browser on after a form, with 303, so that going back sends nothing again."""
    response = redirect(target)
    response.status_code = 303
    return response
