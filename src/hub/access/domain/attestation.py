"""Make, read and withdraw a reader's attestation.

The attestation lives in the reader's own cookie, signed with the hub's key: the version of the
wording, the time, a random name, and what the reader answered. The hub stores a log entry beside it,
which holds neither the name nor anything else that leads back to the reader.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, unquote

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.http import HttpResponse

from hub.access.models import AccessSettings, AttestationRecord
from hub.access.results import Attestation

CLOCK_TOLERANCE = timedelta(minutes=5)


def cookie_name() -> str:
    """Return the cookie's name; behind TLS its prefix binds it to this host and to https."""
    return "__Host-hub-attestation" if settings.SESSION_COOKIE_SECURE else "hub-attestation"


def attest(*, policy: AccessSettings, country: str, profession: str, now: datetime) -> Attestation:
    """Log one confirmation of the current wording and return the attestation for the reader to keep.

    Parameters
    ----------
    policy
        The access settings of the site.
    country, profession
        What the reader answered; empty when not asked.
    now
        The time of the confirmation.
    """
    with transaction.atomic():
        wording = policy.wordings.get(version=policy.version)
        AttestationRecord.objects.create(time=now, wording=wording, country=country, profession=profession)
    reader_id = secrets.token_urlsafe(16)
    return Attestation(version=policy.version, time=now, reader_id=reader_id, country=country, profession=profession)


def read_attestation(cookie: str, *, policy: AccessSettings, now: datetime) -> Attestation | None:
    """Return the attestation in a cookie, or None if it is forged, expired or of an earlier wording.

    A cookie of three parts was made before answers were kept in it; it counts as one without answers.
    """
    try:
        version, seconds, reader_id, *answers = _signer(policy).unsign(cookie).split(":")
        country, profession = map(unquote, answers or ("", ""))
        attestation = Attestation(
            version=int(version),
            time=datetime.fromtimestamp(int(seconds), tz=UTC),
            reader_id=reader_id,
            country=country,
            profession=profession,
        )
    except (BadSignature, ValueError, OverflowError, OSError):
        return None
    age = now - attestation.time
    current = attestation.version == policy.version and -CLOCK_TOLERANCE <= age < timedelta(days=policy.valid_days)
    return attestation if current else None


def remember_attestation(response: HttpResponse, attestation: Attestation, *, policy: AccessSettings) -> None:
    """Put the attestation in the reader's cookie."""
    answers = (quote(answer, safe="") for answer in (attestation.country, attestation.profession))
    value = ":".join(
        [str(attestation.version), str(int(attestation.time.timestamp())), attestation.reader_id, *answers]
    )
    response.set_cookie(
        cookie_name(),
        _signer(policy).sign(value),
        max_age=timedelta(days=policy.valid_days),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_attestation(response: HttpResponse) -> None:
    """Delete the reader's cookie."""
    response.delete_cookie(cookie_name(), samesite="Lax")


def _signer(policy: AccessSettings) -> Signer:
    return Signer(salt=f"hub.access.attestation.{policy.site_id}")
