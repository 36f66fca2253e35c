"""Make, use and revoke the links by which funders see a report.

The link's token is shown once and kept only as a hash. The report is kept as it was on the day, so a
funder who looks again learns nothing from what changed in between.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import date
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from hub.evaluation.results import Months
from hub.funding.models import Grant
from hub.reach.domain.report_files import read_report, write_report
from hub.reach.domain.reports import grant_report
from hub.reach.models import ReportLink
from hub.reach.results import GrantReport


def make_link(
    *, grant: Grant, months: Months, hub: str, expires_on: date, user: Any, now_date: date
) -> tuple[ReportLink, str]:
    """Make a link to a grant's report on a period, and return it with its token.

    Parameters
    ----------
    months
        Months that are over.
    expires_on
        The last day on which the link works.
    """
    token = secrets.token_urlsafe(32)
    report = grant_report(grant, months, hub=hub, today=now_date)
    with transaction.atomic():
        link = ReportLink.objects.create(
            grant=grant,
            token_hash=_hash(token),
            first_month=months.first.first_day,
            last_month=months.last.first_day,
            report=write_report(report).decode(),
            made_on=now_date,
            expires_on=expires_on,
        )
        log(instance=link, action="reach.make_link", user=user, data={"months": str(months)})
    return link, token


def revoke_link(*, link: ReportLink, user: Any, now_date: date) -> None:
    """End a link for good."""
    with transaction.atomic():
        if ReportLink.objects.filter(pk=link.pk, revoked_on=None).update(revoked_on=now_date):
            log(instance=link, action="reach.revoke_link", user=user)


def find_link(token: str) -> ReportLink | None:
    """Return the link of a token, whether or not it still works."""
    return ReportLink.objects.filter(token_hash=_hash(token)).first()


def works(link: ReportLink, *, today: date) -> bool:
    """Whether a link is neither revoked nor expired."""
    return link.revoked_on is None and today <= link.expires_on


def use_link(link: ReportLink, *, today: date) -> GrantReport:
    """Return the report of a link that works, and remember the day of its last use."""
    if link.last_used_on != today:
        ReportLink.objects.filter(pk=link.pk).update(last_used_on=today)
    return read_report(link.report.encode())


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
