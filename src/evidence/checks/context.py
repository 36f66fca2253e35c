"""What the reader of a paper knows beside its sentences: group sizes, design, numbers at risk, which outcomes nest."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.claims import TimePoint

NESTS = tuple(
    ("overall survival", inner)
    for inner in (
        "disease-free survival",
        "relapse-free survival",
        "leukaemia-free survival",
        "event-free survival",
        "progression-free survival",
        "failure-free survival",
        "metastasis-free survival",
    )
)
"""Pairs of outcomes of which the first is never less than the second in the same patients."""


@dataclass(frozen=True, kw_only=True)
class AtRisk:
    """
    A number at risk, as printed under a curve.

    Parameters
    ----------
    arm : str
    time : TimePoint
    n : int
    after_events : bool, default False
        Whether those with an event at that very time have been taken off. Where it is not known, a number that is too
        large is inconsistent rather than impossible.

    Raises
    ------
    ValueError
        If `n` is negative.
    """

    arm: str
    time: TimePoint
    n: int
    after_events: bool = False

    def __post_init__(self) -> None:
        if self.n < 0:
            raise ValueError(f"{self.n} people cannot be at risk.")


@dataclass(frozen=True, kw_only=True)
class Events:
    """
    How many people of an arm had an event by a time.

    Parameters
    ----------
    arm : str
    outcome : str
        The curve that the events belong to, like ``"overall survival"``.
    time : TimePoint
    n : int

    Raises
    ------
    ValueError
        If `n` is negative.
    """

    arm: str
    outcome: str
    time: TimePoint
    n: int

    def __post_init__(self) -> None:
        if self.n < 0:
            raise ValueError(f"{self.n} people cannot have had an event.")


@dataclass(frozen=True, kw_only=True)
class Context:
    """
    What is known of a paper beside its text.

    Parameters
    ----------
    groups : mapping of str to int
        People in each arm; ``"all"`` is everybody. What is said here goes before what the text states.
    randomised : bool or None
        Whether the arms were drawn by lot; None if not known.
    adjusted : bool, default False
        Whether the figures are adjusted or weighted. Checks that hold for plain estimates only leave such alone.
    at_risk : tuple of AtRisk
    events : tuple of Events
    nests : tuple of pairs of str
        Outcomes of which the first is never less than the second, in place of `NESTS`.

    Raises
    ------
    ValueError
        If a group has less than one person.
    """

    groups: Mapping[str, int] = field(default_factory=dict)
    randomised: bool | None = None
    adjusted: bool = False
    at_risk: tuple[AtRisk, ...] = ()
    events: tuple[Events, ...] = ()
    nests: tuple[tuple[str, str], ...] = NESTS

    def __post_init__(self) -> None:
        for arm, n in self.groups.items():
            if n < 1:
                raise ValueError(f"{n} people are no group; {arm} must have at least one.")
