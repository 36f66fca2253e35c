"""subset: a part is no larger than its whole.

Statement. k ≤ n; those counted in an arm are no more than the arm; the arms of one event add up to it; responses of
one kind are no more than all responses, and kinds that exclude each other add up to at most 100%.
Proof. Counting: disjoint parts of a set add up to at most the set.
Assumes that numerator and denominator count people, each once, of the same patients.
Level: impossible; inconsistent where the whole and its parts were told apart by their names in the text alone.
"""

from collections.abc import Iterator

from evidence.checks.finding import Finding, Level
from evidence.checks.names import Kind
from evidence.checks.paper import EVERYBODY, Paper
from evidence.checks.ranges import exact, share
from evidence.checks.wording import about, figure
from evidence.claims import ClaimMeasure
from evidence.results.printed import Range

NAME = "subset"
NEAR = 250
LOOSE = 1.05
"""A few may have been treated in another arm than they were assigned to."""
KINDS = (Kind.COMPLETE.value, Kind.PARTIAL.value, Kind.STABLE.value, Kind.PROGRESSIVE.value)
"""Best responses, of which everybody has at most one."""
PARTS = {Kind.RESPONSE.value: (Kind.COMPLETE.value, Kind.PARTIAL.value)}
MULTIPLE = (
    "event",
    "episode",
    "cycle",
    "infection",
    "dose",
    "injection",
    "transfusion",
    "lesion",
    "eye",
    "effect",
    "reaction",
)
"""What one person may have several of, so that it may outnumber the people."""


def find(paper: Paper) -> Iterator[Finding]:
    """Find parts that are larger than their whole."""
    for index in range(len(paper.claims)):
        yield from _of_denominator(paper, index)
        yield from _of_arms(paper, index)
    yield from _responses(paper)


def _of_denominator(paper: Paper, index: int) -> Iterator[Finding]:
    claim = paper.claims[index]
    count, n, whole = exact(claim.numerator), exact(claim.denominator), paper.own_size(index)
    if count is not None and n is not None and count > n:
        message = f"{count} cannot be of {n} for {about(claim)}"
        yield _finding(Level.IMPOSSIBLE, (index,), message, {"count": count, "n": n}, f"At most {n}.")
    elif whole is None or any(word in (claim.outcome or "").lower() for word in MULTIPLE):
        return
    elif n is not None and n > LOOSE * whole:
        message = f"{n} people cannot be those of {about(claim)}, who are {whole}"
        yield _finding(Level.INCONSISTENT, (index,), message, {"n": n, "arm": whole}, f"At most {whole}.")
    elif n is None and count is not None and count > whole:
        message = f"{count} people cannot be counted for {about(claim)} among {whole}"
        level = Level.IMPOSSIBLE if paper.given_size(index) is not None else Level.INCONSISTENT
        yield _finding(level, (index,), message, {"count": count, "n": whole}, f"At most {whole}.")


def _of_arms(paper: Paper, index: int) -> Iterator[Finding]:
    """Compare a count of everybody with those of the arms that stand right behind it: "99 died (49 and 50)"."""
    claim, total = paper.claims[index], exact(paper.claims[index].numerator)
    if claim.measure is not ClaimMeasure.COUNT or total is None or paper.arms[index] != EVERYBODY:
        return
    parts: list[int] = []
    for place in range(index + 1, len(paper.claims)):
        other = paper.claims[place]
        alike = other.measure is ClaimMeasure.COUNT and paper.outcomes[place] == paper.outcomes[index]
        new = paper.arms[place] not in {None, EVERYBODY, *(paper.arms[part] for part in parts)}
        if not (alike and new and other.time == claim.time and paper.nearby(index, place, NEAR)):
            break
        parts.append(place)
    counts = [exact(paper.claims[place].numerator) for place in parts]
    known = [count for count in counts if count is not None]
    if len(parts) < 2 or len(known) < len(parts):
        return
    arms = {paper.arms[place] for place in parts}
    everywhere = arms in (paper.named_arms, paper.sized_arms)
    if sum(known) > total or (everywhere and sum(known) < total):
        shown = " and ".join(str(count) for count in known)
        message = f"{shown} are {sum(known)}, not {total}, for {about(claim)}"
        detail: dict[str, object] = {"total": total, "parts": known}
        yield _finding(Level.INCONSISTENT, (index, *parts), message, detail, f"{sum(known)} in all.")


def _responses(paper: Paper) -> Iterator[Finding]:
    """Compare best responses with each other and with all responses, within an arm."""
    found: dict[str, dict[str, list[tuple[int, Range]]]] = {}
    for index, claim in enumerate(paper.claims):
        value, arm, outcome = share(claim), paper.arms[index], paper.outcomes[index]
        if claim.measure is not ClaimMeasure.PROPORTION or value is None or arm is None or outcome is None:
            continue
        if outcome in KINDS or outcome in PARTS:
            found.setdefault(arm, {}).setdefault(outcome, []).append((index, value))
    for kinds in found.values():
        single = {outcome: figures[0] for outcome, figures in kinds.items() if len(figures) == 1}
        yield from _at_most(paper, [single[kind] for kind in KINDS if kind in single], Range(1.0, 1.0), None)
        for whole, parts in PARTS.items():
            if whole in single:
                index, value = single[whole]
                yield from _at_most(paper, [single[part] for part in parts if part in single], value, index)


def _at_most(paper: Paper, parts: list[tuple[int, Range]], whole: Range, index: int | None) -> Iterator[Finding]:
    indices = tuple(place for place, _ in parts)
    places = indices if index is None else (*indices, index)
    total = sum(value.low for _, value in parts)
    if not parts or total <= whole.high + 1e-9 or not all(paper.nearby(places[0], place, NEAR) for place in places):
        return
    shown = ", ".join(f"{about(paper.claims[place])} {figure(paper.claims[place])}" for place in indices)
    of = "everybody" if index is None else f"{about(paper.claims[index])} {figure(paper.claims[index])}"
    detail: dict[str, object] = {"parts_at_least": total, "whole_at_most": whole.high}
    yield _finding(Level.INCONSISTENT, places, f"{shown}: more than {of}", detail, "")


def _finding(level: Level, claims: tuple[int, ...], message: str, detail: dict[str, object], fits: str) -> Finding:
    return Finding(
        check=NAME,
        level=level,
        claims=claims,
        message=f"{message}.",
        detail=detail,
        fits=fits,
        assumption="The figures count other people, or events rather than people.",
    )
