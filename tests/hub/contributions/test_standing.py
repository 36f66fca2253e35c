"""The same facts, in whatever order, give the same standing; and each standing is the right one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from hub.contributions.domain import standing as kinds
from hub.contributions.domain.standing import Fact, Standing, standing

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def fact(kind: str, minute: int, **told: object) -> Fact:
    return Fact(event=f"evt_{kind}_{minute}", kind=kind, occurred_at=START + timedelta(minutes=minute), **told)


ONCE = [
    fact(kinds.COMPLETED, 0, payment_intent="pi", amount=2500, currency="EUR", status="paid"),
    fact(kinds.REFUNDED, 10, payment_intent="pi", amount=500),
    fact(kinds.REFUNDED, 20, payment_intent="pi", amount=1200),
    fact(kinds.DISPUTED, 30, payment_intent="pi", about="dp", amount=1300),
    fact(kinds.DISPUTE_CLOSED, 40, payment_intent="pi", about="dp", amount=1300, status="won"),
]
MONTHLY = [
    fact(kinds.COMPLETED, 0, subscription="sub", invoice="in_1", amount=1000, currency="EUR", status="paid"),
    fact(kinds.INVOICE_PAID, 1, subscription="sub", invoice="in_1", amount=1000, currency="EUR"),
    fact(kinds.INVOICE_PAYMENT, 2, invoice="in_1", payment_intent="pi_1"),
    fact(kinds.INVOICE_PAID, 3, subscription="sub", invoice="in_2", amount=1000, currency="EUR"),
    fact(kinds.REFUNDED, 4, payment_intent="pi_1", amount=400),
    fact(kinds.UPDATED, 5, subscription="sub", status="past_due"),
    fact(kinds.DELETED, 6, subscription="sub", status="canceled"),
]


def in_every_order(facts: list[Fact]) -> Standing:
    """Return how a contribution stands by these facts, whatever their order; each may come twice."""
    [found] = {standing([*order, order[0]]) for order in permutations(facts)}
    return found


def test_contribution_given_once_stands_the_same_in_every_order() -> None:
    [paid] = in_every_order(ONCE).payments

    assert (paid.reference, paid.amount, paid.refunded, paid.disputed) == ("pi", 2500, 1200, False)


def test_contribution_refunded_whole_stands_the_same_in_every_order() -> None:
    [paid] = in_every_order([*ONCE, fact(kinds.REFUNDED, 50, payment_intent="pi", amount=2500)]).payments

    assert (paid.amount, paid.refunded, paid.disputed) == (2500, 2500, False)


def test_monthly_contribution_stands_the_same_in_every_order() -> None:
    found = in_every_order(MONTHLY)

    assert [(paid.reference, paid.payment_intent, paid.amount, paid.refunded) for paid in found.payments] == [
        ("in_1", "pi_1", 1000, 400),
        ("in_2", "", 1000, 0),
    ]
    assert (found.subscription, found.ended_at, found.failed_at) == ("sub", START + timedelta(minutes=6), None)


@pytest.mark.parametrize("closing", [None, "lost", "under_review"])
def test_dispute_that_is_open_or_lost_counts(closing: str | None) -> None:
    end = [fact(kinds.DISPUTE_CLOSED, 40, payment_intent="pi", about="dp", status=closing)] if closing else []

    assert standing([*ONCE[:4], *end]).payments[0].disputed is True


def test_payment_that_takes_days_is_none_before_it_arrives() -> None:
    session = {"payment_intent": "pi", "amount": 2500, "currency": "EUR"}
    waiting = [fact(kinds.COMPLETED, 0, status="unpaid", **session)]
    failed = fact(kinds.FAILED, 9, status="unpaid", **session)

    assert (standing(waiting).payments, standing(waiting).failed_at) == ((), None)
    assert standing([*waiting, failed]).failed_at == failed.occurred_at
    assert [
        each.amount for each in standing([*waiting, fact(kinds.SUCCEEDED, 9, status="paid", **session)]).payments
    ] == [2500]


def test_refund_that_failed_comes_off_and_a_later_one_counts() -> None:
    refunds = [
        fact(kinds.OWN_REFUND, 1, payment_intent="pi", about="re_1", amount=2500),
        fact(kinds.REFUNDED, 2, payment_intent="pi", amount=2500),
        fact(kinds.REFUND_FAILED, 3, payment_intent="pi", about="re_1", amount=2500),
    ]
    later = fact(kinds.REFUNDED, 4, payment_intent="pi", amount=700)

    assert standing([ONCE[0], *refunds]).payments[0].refunded == 0
    assert standing([ONCE[0], *refunds, later]).payments[0].refunded == 700


def test_refund_of_a_charge_is_never_more_than_the_payment() -> None:
    too_much = fact(kinds.REFUNDED, 5, payment_intent="pi", amount=9999)

    assert standing([ONCE[0], too_much]).payments[0].refunded == 2500
