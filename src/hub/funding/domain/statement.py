"""Write the independence statement from the grants of the day, in correct sentences of the reader's language.

What it says for one, two, many and no funders is a table in the tests, and in
docs/reference/independence-statement.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext, gettext_noop

from hub.common import wording
from hub.funding.enums import GrantKind
from hub.funding.results import Support

_BY_ONE = {
    GrantKind.EDUCATIONAL_GRANT: gettext_noop("an educational grant from %(names)s"),
    GrantKind.INSTITUTIONAL_SUPPORT: gettext_noop("institutional funding from %(names)s"),
    GrantKind.DONATION: gettext_noop("a donation from %(names)s"),
}
_BY_SEVERAL = {
    GrantKind.EDUCATIONAL_GRANT: gettext_noop("educational grants from %(names)s"),
    GrantKind.INSTITUTIONAL_SUPPORT: gettext_noop("institutional funding from %(names)s"),
    GrantKind.DONATION: gettext_noop("donations from %(names)s"),
}


def independence_statement(hub_name: str, supports: Iterable[Support], *, today: date) -> str:
    """Say who supports the hub today and that they have no influence on it.

    Parameters
    ----------
    hub_name
        The hub's name as it stands at the start of a sentence.
    supports
        Grants in the order in which funders are to be named; those not given today are left out.
    today
        The day that “is supported” speaks of.
    """
    current = [support for support in supports if support.is_current(today)]
    if not current:
        alone = gettext(
            "%(hub)s is an independent medical-education platform. It receives no external funding at present."
        )
        return alone % {"hub": hub_name}
    one = len({support.funder for support in current}) == 1
    sponsored = any(support.kind is GrantKind.SPONSORSHIP for support in current)
    independent = gettext("%(hub)s is an independent medical-education platform, %(support)s")
    return " ".join(
        [
            _end(independent % {"hub": hub_name, "support": _supporters(current)}),
            gettext("The funder has no direct influence on content.")
            if one
            else gettext("The funders have no direct influence on content."),
            _levels(one=one, sponsored=sponsored),
        ]
    )


def join_words(words: Sequence[str]) -> str:
    """Join words or phrases with commas and “and”, in the reader's language.

    A phrase that itself holds “and” gets a comma before the last “and”; phrases that hold commas
    are parted by semicolons, so that a reader can always tell where each ends.
    """
    if len(words) == 1:
        return words[0]
    *before, last = words
    conjoined = wording.conjoined(last)
    if any("," in word for word in words):
        return f"{'; '.join(before)}; {conjoined}"
    conjunctions = {f" {conjoined.removesuffix(last)}", f" {wording.conjoined('')}"}
    comma = "," if any(conjunction in word for word in words for conjunction in conjunctions) else ""
    return f"{', '.join(before)}{comma} {conjoined}"


def _supporters(supports: Sequence[Support]) -> str:
    sponsors = _funders(supports, GrantKind.SPONSORSHIP)
    gifts = [_gift(supports, kind) for kind in _BY_ONE if _funders(supports, kind)]
    sponsored = sponsors and gettext("sponsored by %(names)s") % {"names": join_words(sponsors)}
    supported = gifts and gettext("supported by %(gifts)s") % {"gifts": join_words(gifts)}
    if sponsored and supported:
        return gettext("%(sponsored)s, and %(supported)s") % {"sponsored": sponsored, "supported": supported}
    return str(sponsored or supported)


def _gift(supports: Sequence[Support], kind: GrantKind) -> str:
    several = sum(support.kind is kind for support in supports) > 1
    return gettext((_BY_SEVERAL if several else _BY_ONE)[kind]) % {"names": join_words(_funders(supports, kind))}


def _funders(supports: Sequence[Support], kind: GrantKind) -> list[str]:
    return list(dict.fromkeys(support.funder for support in supports if support.kind is kind))


def _levels(*, one: bool, sponsored: bool) -> str:
    if one:
        return (
            gettext("The sponsorship level reflects the amount given.")
            if sponsored
            else gettext("The support level reflects the amount given.")
        )
    return (
        gettext("Sponsorship levels reflect the amount given.")
        if sponsored
        else gettext("Support levels reflect the amount given.")
    )


def _end(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."
