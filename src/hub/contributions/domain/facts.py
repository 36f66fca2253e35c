"""What other apps may know: whether an address has contributed, and sums in which nobody can be found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, Sum

from hub.contributions.enums import Currency
from hub.contributions.models import Contribution, Payment

SMALLEST_GROUP = 5


@dataclass(frozen=True)
class CurrencyTotal:
    """What arrived in one currency, and from how many people: None where they are fewer than five."""

    currency: Currency
    amount: int | None
    number: int | None


def is_contributor(email: str) -> bool:
    """Whether an address has a payment that was not refunded entirely, or a pledge that the publisher has invoiced."""
    paid = Q(payments__refunded__lt=F("payments__amount"), payments__disputed=False)
    accepted = Q(invoiced_at__isnull=False, cancelled_at=None, payments=None)
    return Contribution.objects.filter(paid | accepted, contributor__email=email.lower()).exists()


def contribution_totals(first: date, last: date) -> list[CurrencyTotal]:
    """Return what arrived from the first to the last day, both included, less what was refunded or is disputed.

    Who deleted their data cannot be told from others any more, and is not counted.
    """
    rows = (
        Payment.objects.filter(
            paid_at__date__gte=first, paid_at__date__lte=last, refunded__lt=F("amount"), disputed=False
        )
        .order_by("currency")
        .values("currency")
        .annotate(
            total=Sum(F("amount") - F("refunded")),
            number=Count("contribution__contributor", distinct=True),
        )
    )
    return [
        CurrencyTotal(Currency(row["currency"]), row["total"], row["number"])
        if row["number"] >= SMALLEST_GROUP
        else CurrencyTotal(Currency(row["currency"]), None, None)
        for row in rows
    ]
