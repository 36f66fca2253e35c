"""Store what an editor has confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import log

from hub.studies.models import Arm, Outcome, Result, Study


@transaction.atomic
def create_study(
    *,
    study: Study,
    arms: Sequence[Arm],
    outcomes: Sequence[Outcome],
    results: Sequence[Result],
    user: AbstractBaseUser,
) -> Study:
    """Store a new study with everything it holds, and write down who did.

    Parameters
    ----------
    arms, outcomes
        In their order, with keys; see ``give_keys``.
    results
        In their order, each with its outcome and arms out of those.
    """
    study.save()
    for rows in (arms, outcomes, results):
        for position, row in enumerate(rows):
            row.study, row.position = study, position
            if isinstance(row, Result):
                # Assigned again, for the primary keys that they have by now.
                row.outcome, row.arm, row.comparator = row.outcome, row.arm, row.comparator
            row.full_clean()
            row.save()
    stored = Study.objects.get(pk=study.pk)
    revision = stored.save_revision(user=user, log_action=False)
    log(instance=stored, action="wagtail.create", user=user, revision=revision, content_changed=True)
    return stored


def give_keys(rows: Sequence[Arm | Outcome]) -> None:
    """Give each arm or outcome of a new study a short name of its own."""
    taken: set[str] = set()
    for row in rows:
        words = row.label if isinstance(row, Arm) else row.abbreviation or row.name
        stem = slugify(words)[:36].strip("-") or type(row).__name__.lower()
        key = next(key for number in range(1, len(rows) + 2) if (key := _numbered(stem, number)) not in taken)
        row.key = key
        taken.add(key)


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"
