"""Who the reader of a request is, as far as the gate needs to know."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from hub.access.domain.attestation import cookie_name, read_attestation
from hub.access.models import AccessSettings
from hub.access.results import Attestation
from hub.common.enums import Audience


def has_access(request: HttpRequest) -> bool:
    """Whether the reader attested to the current wording, or is a signed-in editor."""
    return current_attestation(request) is not None or is_editor(request)


def is_editor(request: HttpRequest) -> bool:
    """Whether the request comes from a signed-in user who may enter the admin."""
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated and user.has_perm("wagtailadmin.access_admin")


def may_receive(request: HttpRequest, audience: Audience) -> bool:
    """Whether the reader belongs to an audience."""
    if audience == Audience.PUBLIC:
        return True
    return is_editor(request) if audience == Audience.EDITOR else has_access(request)


def reader_key(request: HttpRequest, scope: str) -> str | None:
    """Return the reader's pseudonym within one scope, or None if the reader has not attested.

    Pseudonyms of two scopes cannot be linked without the hub's key, and none leads back to the log.
    """
    attestation = current_attestation(request)
    if attestation is None:
        return None
    return salted_hmac(f"hub.access.reader.{scope}", attestation.reader_id, algorithm="sha256").hexdigest()


def stated_answers(request: HttpRequest) -> dict[str, str]:
    """Return the country and profession that the reader stated at the gate; empty when not asked."""
    attestation = current_attestation(request)
    return {name: getattr(attestation, name, "") for name in ("country", "profession")}


def current_attestation(request: HttpRequest) -> Attestation | None:
    """Return the reader's valid attestation, read once per request."""
    if not hasattr(request, "_hub_attestation"):
        cookie = request.COOKIES.get(cookie_name())
        request._hub_attestation = (  # type: ignore[attr-defined]
            read_attestation(cookie, policy=AccessSettings.for_request(request), now=timezone.now()) if cookie else None
        )
    return request._hub_attestation  # type: ignore[attr-defined]
