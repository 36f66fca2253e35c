"""Write the independence statement from the grants of the day, in correct English.

What it says for one, two, many and no funders is a table in the tests, and in
docs/reference/independence-statement.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hub.funding.enums import GrantKind
from hub.funding.results import Support

_BY_ONE = {
    GrantKind.EDUCATIONAL_GRANT: "an educational grant from",
    GrantKind.INSTITUTIONAL_SUPPORT: "institutional funding from",
    GrantKind.DONATION: "a donation from",
}
_BY_SEVERAL = {
    GrantKind.EDUCATIONAL_GRANT: "educational grants from",
    GrantKind.INSTITUTIONAL_SUPPORT: "institutional funding from",
    GrantKind.DONATION: "donations from",
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
    independent = f"{hub_name} is an independent medical-education platform"
    if not current:
        return f"{independent}. It receives no external funding at present."
    one = len({support.funder for support in current}) == 1
    sponsored = any(support.kind is GrantKind.SPONSORSHIP for support in current)
    return " ".join(
        [
            _end(f"{independent}, {_supporters(current)}"),
            "The funder has no direct influence on content."
            if one
            else "The funders have no direct influence on content.",
            _levels(one=one, sponsored=sponsored),
        ]
    )


def join_words(words: Sequence[str]) -> str:
    """Join words or phrases with commas and “and”.

    A phrase that itself holds “and” gets a comma before the last “and”; phrases that hold commas
    are parted by semicolons, so that a reader can always tell where each ends.
    """
    if len(words) == 1:
        return words[0]
    if any("," in word for word in words):
        return f"{'; '.join(words[:-1])}; and {words[-1]}"
    before_last = ", and " if any(" and " in word for word in words) else " and "
    return f"{', '.join(words[:-1])}{before_last}{words[-1]}"


def _supporters(supports: Sequence[Support]) -> str:
    clauses = []
    if sponsors := _funders(supports, GrantKind.SPONSORSHIP):
        clauses.append(f"sponsored by {join_words(sponsors)}")
    if gifts := [_gift(supports, kind) for kind in _BY_ONE if _funders(supports, kind)]:
        clauses.append(f"supported by {join_words(gifts)}")
    return ", and ".join(clauses)


def _gift(supports: Sequence[Support], kind: GrantKind) -> str:
    several = sum(support.kind is kind for support in supports) > 1
    return f"{(_BY_SEVERAL if several else _BY_ONE)[kind]} {join_words(_funders(supports, kind))}"


def _funders(supports: Sequence[Support], kind: GrantKind) -> list[str]:
    return list(dict.fromkeys(support.funder for support in supports if support.kind is kind))


def _levels(*, one: bool, sponsored: bool) -> str:
    noun = "sponsorship" if sponsored else "support"
    if one:
        return f"The {noun} level reflects the amount given."
    return f"{noun.capitalize()} levels reflect the amount given."


def _end(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."
