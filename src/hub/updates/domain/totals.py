"""What was contributed in an update's period, as the app that takes contributions tells it.

That app registers the hook ``contribution_totals``; where fewer than five contributed, it gives no amount.
"""

from __future__ import annotations

from babel.numbers import format_currency, get_currency_precision
from wagtail import hooks

from hub.common import wording
from hub.updates.models import ImpactUpdate
from hub.updates.results import Contributed


def contributed_in(update: ImpactUpdate) -> list[Contributed]:
    """Return the sum in each currency, but for those that are withheld."""
    return [
        Contributed(amount=_money(total.amount, str(total.currency)), number=total.number)
        for totals in hooks.get_hooks("contribution_totals")
        for total in totals(update.first_day, update.last_day)
        if total.amount is not None and total.number is not None
    ]


def _money(minor: int, currency: str) -> str:
    code = currency.upper()
    return str(format_currency(minor / 10 ** get_currency_precision(code), code, locale=wording.locale()))
