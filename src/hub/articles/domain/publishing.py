"""Publishing by schedule: an article that is incomplete when its hour comes stays unpublished."""

from __future__ import annotations

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from hub.articles.models import ArticlePage

PUBLISH_REFUSED = "articles.publish_refused"


def unschedule_incomplete(*, now: datetime) -> list[str]:
    """Take incomplete articles off the schedule and log why.

    Parameters
    ----------
    now
        Revisions scheduled for before this time are looked at.

    Returns
    -------
    list of str
        A sentence for each article that was refused.
    """
    articles = ContentType.objects.get_for_model(ArticlePage)
    due = Revision.objects.filter(approved_go_live_at__lt=now, content_type=articles).order_by("approved_go_live_at")
    return [sentence for revision in due if (sentence := _refuse(revision))]


@transaction.atomic
def _refuse(revision: Revision) -> str:
    page = revision.as_object()
    missing = page.missing_parts()
    if not missing:
        return ""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(instance=page, action=PUBLISH_REFUSED, data={"missing": missing}, revision=revision)
    return f"“{page.title}” was not published as scheduled. {' '.join(missing)}"
