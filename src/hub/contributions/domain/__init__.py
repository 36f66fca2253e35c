"""Take contributions, keep them, and show each contributor their own."""

from hub.contributions.domain.checkout import begin_checkout
from hub.contributions.domain.facts import contribution_totals, is_contributor
from hub.contributions.domain.finance import RefusedError, cancel, mark_invoiced, mark_paid, refund
from hub.contributions.domain.gateway import GatewayError, checkout_sources, is_live
from hub.contributions.domain.ledger import take_fact
from hub.contributions.domain.own import (
    OwnLinkError,
    confirm,
    contributor_of,
    erase,
    erase_unconfirmed,
    export,
    mail_own_link,
    set_details,
    set_updates,
    unconfirmed,
)
from hub.contributions.domain.pledging import pledge
from hub.contributions.domain.receipts import send_receipt, send_receipts
from hub.contributions.domain.stripe_events import fact_of
from hub.contributions.domain.wishes import ask_about_updates, receives_updates

__all__ = [
    "GatewayError",
    "OwnLinkError",
    "RefusedError",
    "ask_about_updates",
    "begin_checkout",
    "cancel",
    "checkout_sources",
    "confirm",
    "contribution_totals",
    "contributor_of",
    "erase",
    "erase_unconfirmed",
    "export",
    "fact_of",
    "is_contributor",
    "is_live",
    "mail_own_link",
    "mark_invoiced",
    "mark_paid",
    "pledge",
    "receives_updates",
    "refund",
    "send_receipt",
    "send_receipts",
    "set_details",
    "set_updates",
    "take_fact",
    "unconfirmed",
]
