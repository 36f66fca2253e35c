"""A contributor's wish to hear what contributions led to, handed to whichever app mails that.

That app registers the hooks ``updates_wanted``, ``updates_unwanted`` and ``updates_received``; this one keeps no list,
and a wish only until it is handed on: who leaves the list later is not asked again for having ticked a box once.
"""

from __future__ import annotations

from datetime import datetime

from wagtail import hooks

from hub.contributions.models import Contributor, Payment


def want_updates(*, contributor: Contributor, is_proven: bool, now: datetime) -> None:
    """Hand on the wish.

    Parameters
    ----------
    is_proven
        Whether it was said behind a link that was mailed to the address; else that address is asked first.
    """
    for wanted in hooks.get_hooks("updates_wanted"):
        wanted(email=contributor.email, language=contributor.language, is_proven=is_proven, now=now)
    _forget_wish(contributor)


def want_no_updates(*, contributor: Contributor) -> None:
    """Hand on that there is no such wish any more."""
    for unwanted in hooks.get_hooks("updates_unwanted"):
        unwanted(email=contributor.email)
    _forget_wish(contributor)


def receives_updates(contributor: Contributor) -> bool:
    """Whether updates are mailed to a contributor."""
    return any(received(email=contributor.email) for received in hooks.get_hooks("updates_received"))


def ask_about_updates(*, payment: Payment, now: datetime) -> None:
    """Ask the address about updates once money came of somebody who ticked that box."""
    contributor = payment.contribution.contributor
    if contributor and contributor.wants_updates:
        want_updates(contributor=contributor, is_proven=False, now=now)


def _forget_wish(contributor: Contributor) -> None:
    Contributor.objects.filter(pk=contributor.pk).update(wants_updates=False)
