"""An outcome's results, grouped for reading: rows by time point, one figure for each arm."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KeyResult:
    """One arm's figure.

    Attributes
    ----------
    result_id
        Primary key of the stored ``Result``.
    arm_key, arm_label, role
        The arm, with a capital letter; key and role are empty for a figure of all participants.
    with_arm
        The arm as it stands in a sentence: ``with blinatumomab`` or ``in people with MGUS``.
    estimate, interval, interval_label, counts
        Display strings: ``83.3%``, ``64.5–92.7``, ``95% CI``, ``n = 30`` or ``21/30``; empty if not reported.
    text
        ``83.3% (95% CI 64.5–92.7)``.
    value, low, high
        The stored numbers; ``None`` for what was not reached or not reported.
    n
        Number of participants that the figure is of.
    source, method, interval_method
        Where the figure comes from and how it was made, as far as known.
    unit
        As stored, whatever the language of the page.
    limits, interval_name
        The ends of the interval one by one, and its name by itself.
    """

    result_id: int
    arm_key: str
    arm_label: str
    role: str
    with_arm: str
    estimate: str
    interval: str
    interval_label: str
    counts: str
    text: str
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    source: str
    method: str
    interval_method: str
    unit: str
    limits: tuple[str, str]
    interval_name: str


@dataclass(frozen=True)
class Contrast:
    """A comparison of an arm with a comparator, such as a hazard ratio.

    ``text`` reads ``hazard ratio 0.60 (95% CI 0.44–0.81; p = 0.001)``; the parts are display strings.
    ``arms`` reads ``A compared with B``.
    """

    result_id: int
    measure: str
    measure_label: str
    arm_key: str
    arm_label: str
    comparator_key: str
    comparator_label: str
    arms: str
    estimate: str
    interval: str
    interval_label: str
    p: str
    text: str
    value: float | None
    low: float | None
    high: float | None
    source: str
    method: str
    interval_method: str
    unit: str
    limits: tuple[str, str]
    interval_name: str


@dataclass(frozen=True)
class KeyRow:
    """The figures of all arms for one time point, or one grade and period of an adverse event.

    Attributes
    ----------
    label
        What sets the row apart within its outcome: ``At 4 years``, ``Grade ≥3, overall``, ``Median``; may be empty.
    at
        The time point in a sentence, ``at 4 years``; empty without one.
    measure
        A value of ``Measure``.
    p
        ``p = 0.04`` when a p value is printed with an arm's figure; else empty.
    """

    label: str
    at: str
    measure: str
    grade: str
    period: str
    ctcae_version: str
    p: str
    results: tuple[KeyResult, ...]
    contrasts: tuple[Contrast, ...]


@dataclass(frozen=True)
class KeyOutcome:
    """An outcome with its rows, in the study's own order; ``stored_name`` is no language's but the study's."""

    key: str
    name: str
    stored_name: str
    abbreviation: str
    definition: str
    measure: str
    measure_label: str
    better: str
    rows: tuple[KeyRow, ...]
