"""Take contributions, keep them, and show each contributor their own."""

from hub.contributions.domain.facts import contribution_totals, is_contributor
from hub.contributions.domain.finance import cancel, mark_invoiced, mark_paid, note_refund
from hub.contributions.domain.own import (
    OwnLinkError,
    confirm,
    contributor_of,
    erase,
    export,
    mail_own_link,
    set_updates,
)
from hub.contributions.domain.pledging import pledge
from hub.contributions.domain.receipts import send_receipt, send_receipts

__all__ = [
    "OwnLinkError",
    "cancel",
    "confirm",
    "contribution_totals",
    "contributor_of",
    "erase",
    "export",
    "is_contributor",
    "mail_own_link",
    "mark_invoiced",
    "mark_paid",
    "note_refund",
    "pledge",
    "send_receipt",
    "send_receipts",
    "set_updates",
]
