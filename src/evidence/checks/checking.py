"""Claims in, findings out: every check in turn, over one paper."""

from collections.abc import Callable, Iterator, Sequence

from evidence.checks import (
    arms_p,
    at_risk,
    complement,
    count_percentage,
    duplicate_interval,
    effective_size,
    event_floor,
    events,
    granularity,
    interval_method,
    interval_order,
    median_landmark,
    monotone,
    os_below_dfs,
    proportion_interval,
    ratio_interval_p,
    subset,
)
from evidence.checks.context import Context
from evidence.checks.finding import Finding, Level
from evidence.checks.paper import Paper
from evidence.claims import Claim

Check = Callable[[Paper], Iterator[Finding]]

CHECKS: dict[str, Check] = {
    module.NAME: module.find
    for module in (
        interval_order,
        interval_method,
        proportion_interval,
        effective_size,
        at_risk,
        events,
        complement,
        monotone,
        ratio_interval_p,
        arms_p,
        event_floor,
        median_landmark,
        granularity,
        count_percentage,
        subset,
        duplicate_interval,
        os_below_dfs,
    )
}
"""Every check by its name, in the order in which findings are told."""

_ORDER = {Level.IMPOSSIBLE: 0, Level.INCONSISTENT: 1, Level.NOTE: 2}


def check(claims: Sequence[Claim], context: Context | None = None) -> list[Finding]:
    """
    Check printed figures for what cannot be right.

    Parameters
    ----------
    claims : sequence of Claim
        Of one paper, as `read` gives them.
    context : Context, optional
        What is known beside the text; without it, what the text itself says.

    Returns
    -------
    list of Finding
        The gravest first, then in the order of the text. Empty if nothing was found, which does not say that the
        figures are right.
    """
    paper = Paper(claims, context or Context())
    findings = [finding for find in CHECKS.values() for finding in find(paper)]
    return sorted(findings, key=lambda finding: (_ORDER[finding.level], finding.claims[0]))
