"""What a publisher offers in one currency, read from one line of the settings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from hub.contributions.enums import Currency

_LINE = re.compile(r"(?P<code>[A-Z]{3}): (?P<amounts>[0-9.]+(?: [0-9.]+)*), from (?P<low>[0-9.]+) to (?P<high>[0-9.]+)")


@dataclass(frozen=True)
class Offer:
    """The suggested, smallest and largest amounts of one currency, in minor units."""

    currency: Currency
    suggested: tuple[int, ...]
    smallest: int
    largest: int


def offers_from(text: str) -> list[Offer]:
    """Read lines like ``EUR: 10 25 50, from 5 to 10000``.

    Raises
    ------
    ValueError
        When a line cannot be read; the message says which and why.
    """
    offers = [_offer(line.strip()) for line in text.splitlines() if line.strip()]
    if not offers:
        raise ValueError("Write at least one currency, like “EUR: 10 25 50, from 5 to 10000”.")
    if len({offer.currency for offer in offers}) < len(offers):
        raise ValueError("A currency stands on two lines; write each once.")
    return offers


def _offer(line: str) -> Offer:
    found = _LINE.fullmatch(line)
    if not found:
        raise ValueError(f"“{line}” cannot be read; write it like “EUR: 10 25 50, from 5 to 10000”.")
    if found["code"] not in Currency.values:
        raise ValueError(f"{found['code']} is not one of the hub’s currencies: {', '.join(Currency.values)}.")
    currency = Currency(found["code"])
    try:
        suggested = tuple(currency.minor(Decimal(part)) for part in found["amounts"].split())
        smallest, largest = (currency.minor(Decimal(found[name])) for name in ("low", "high"))
    except ArithmeticError as error:
        raise ValueError(f"“{line}” holds something that is not an amount.") from error
    if not 0 < smallest <= min(suggested) <= max(suggested) <= largest <= 10**9:
        raise ValueError(f"“{line}”: suggested amounts must lie between the smallest and the largest.")
    return Offer(currency, suggested, smallest, largest)
