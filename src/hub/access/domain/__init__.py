"""What every app may ask about the reader of a request."""

from hub.access.domain.attestation import attest, forget_attestation, remember_attestation
from hub.access.domain.pages import page_asked_for, page_audience
from hub.access.domain.readers import has_access, is_editor, may_receive, reader_key, stated_answers

__all__ = [
    "attest",
    "forget_attestation",
    "has_access",
    "is_editor",
    "may_receive",
    "page_asked_for",
    "page_audience",
    "reader_key",
    "remember_attestation",
    "stated_answers",
]
