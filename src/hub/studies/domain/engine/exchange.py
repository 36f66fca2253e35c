"""What was read and found in a text as the library itself writes it, and its names of checks and arms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evidence.checks import CHECKS, Context, check
from evidence.checks.names import arm_name
from evidence.claims import read
from hub.studies.results import Passage


def check_names() -> tuple[str, ...]:
    """Name every check, in the order in which findings are told."""
    return tuple(CHECKS)


def claims_and_findings(
    text: str, *, groups: Mapping[str, int] | None = None, adjusted: bool = False
) -> dict[str, object]:
    """Read and check a text; the answer is that of the command ``evidence check --json``.

    Parameters
    ----------
    text
        Of any kind.
    groups
        People in each arm, by the text's own words for the arm; ``all`` is everybody.
    adjusted
        Whether the estimates are adjusted or weighted.
    """
    claims = read(text)
    findings = check(claims, Context(groups=dict(groups or {}), adjusted=adjusted))
    return {
        "claims": [claim.to_json() for claim in claims],
        "findings": [finding.to_json() for finding in findings],
    }


def groups_without_figures(passage: Passage, names: Sequence[str]) -> tuple[str, ...]:
    """Say which of the groups named no figure of a passage was read as of: their sizes were of no use."""
    read_as = {arm_name(figure.arm) for figure in passage.figures}
    return tuple(name for name in names if arm_name(name) not in read_as)
