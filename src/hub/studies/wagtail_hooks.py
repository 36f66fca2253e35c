"""Registers the app's admin."""

from wagtail.snippets.models import register_snippet

from hub.studies.viewsets import EvidenceViewSetGroup

register_snippet(EvidenceViewSetGroup)
