"""A contributor's suggestion carries a mark, and nothing that tells, or is ordered by, an amount."""

from __future__ import annotations

import pytest
from django.utils import timezone

from hub.contributions.domain import pledge
from hub.contributions.enums import Currency, Rhythm
from hub.contributions.models import Contribution
from hub.suggestions.domain import board
from hub.suggestions.models import SuggestedIdentifier, Suggester, Suggestion
from tests.hub.evaluation.factories import signed_in
from tests.hub.suggestions.factories import suggestion

pytestmark = pytest.mark.django_db
AMOUNTS = {"little@example.org": 500, "much@example.org": 4_321_00, "nothing@example.org": 0}


def contributed(email: str, amount: int) -> None:
    now = timezone.now()
    made = pledge(
        email=email,
        name="Ada Example",
        billing_address="",
        note="",
        wants_updates=False,
        amount=amount,
        currency=Currency.EUR,
        rhythm=Rhythm.ONCE,
        language="en-gb",
        now=now,
    )
    Contribution.objects.filter(pk=made.pk).update(confirmed_at=now, invoiced_at=now)


def test_suggestions_are_never_ordered_by_amount() -> None:
    for email, amount in AMOUNTS.items():
        if amount:
            contributed(email, amount)
    suggestions = [suggestion(email, email=email, days=day) for day, email in enumerate(AMOUNTS)]
    client = signed_in("Editors")

    pages = [client.get(f"/admin/suggestions/{query}").content.decode() for query in ("", "?state=new")]

    assert [made.from_contributor for made in suggestions] == [True, True, False]
    assert list(board.search()) == suggestions[::-1]
    for page in pages:
        places = [page.index(f"/admin/suggestions/{made.pk}/") for made in suggestions]
        assert places == sorted(places, reverse=True)
        assert page.count("from a contributor") == 2
        assert not any(money in page for money in ("4,321", "4321", "5.00", "Ada Example"))


def test_nothing_that_is_stored_of_suggestions_could_hold_an_amount() -> None:
    fields = {field.name for model in (Suggestion, Suggester, SuggestedIdentifier) for field in model._meta.fields}

    assert not {name for name in fields if any(word in name for word in ("amount", "sum", "rank", "weight", "prior"))}
