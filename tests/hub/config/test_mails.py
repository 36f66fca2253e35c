"""No form of the hub can be used to write to strangers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import hub

SOURCE = Path(hub.__file__).parent
# Who sends mail, and why it cannot be turned on a stranger. Whoever adds one says so here.
SENDERS = {
    "articles/domain/aftermath.py": "to editors, whose addresses administrators enter",
    "contributions/domain/own.py": "fixed words and a sum, counted",
    "contributions/domain/receipts.py": "once for each payment that arrived",
    "suggestions/domain/mails.py": "fixed words, counted; an editor's answer only once confirmed",
    "updates/domain/subscribing.py": "fixed words, counted",
    "updates/domain/sending.py": "an editor's words, once confirmed",
}
# What a mail to an address that nobody confirmed shows: links, counts and the hub's own name.
UNCONFIRMED = {
    "suggestions/mail/confirm.txt": {"hub", "link", "days", "withdraw"},
    "updates/mail/confirm.txt": {"hub", "link", "days"},
    "contributions/mail/own_link.txt": {"pledged.money", "link", "ask"},
}
OWN = {"name", "money"}  # given their values by blocktranslate


def test_every_sender_of_mail_is_known() -> None:
    calls = re.compile(r"\b(?:send_mail|send_mass_mail|mail_managers|EmailMessage|EmailMultiAlternatives)\(")
    files = (path for path in SOURCE.rglob("*.py") if calls.search(path.read_text()))

    assert {str(path.relative_to(SOURCE)) for path in files} - {"common/mail.py"} == set(SENDERS)


@pytest.mark.parametrize("name", UNCONFIRMED)
def test_mail_to_an_unconfirmed_address_shows_nothing_that_was_typed(name: str) -> None:
    text = (SOURCE / "templates" / name).read_text()
    shown = set(re.findall(r"{{ ?([\w.]+)", text)) - OWN
    given = set(re.findall(r"\b(?:with|count) (?:\w+=([\w.]+) ?)", text))

    assert shown | given == UNCONFIRMED[name]
