"""A published figure beside the same figure recomputed from patient-level data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """What recomputing came to, for one published figure.

    Attributes
    ----------
    published_id, recomputed_id
        Primary keys of the two stored results.
    outcome_key, outcome_name
        What was measured.
    arm_key, arm_label
        Who it is about; the key is empty for all participants. A comparison reads ``A compared with B``.
    comparator_key
        Empty for an arm's own figure.
    measure
        A value of ``Measure``.
    at
        ``4 years``; empty without a time point.
    published, recomputed
        With their intervals, as readers are shown them: ``83.3% (95% CI 64.5–92.7)``.
    difference
        Recomputed minus published, from full precision, in the unit of the figure; ``None`` where one has no value.
    difference_text
        ``+0.03``, with one digit more than is printed; empty where there is no difference to take.
    estimate_agrees
        Whether the recomputed estimate rounds to the digits that are printed.
    interval_agrees
        The same of both limits; ``None`` where the publication gives none.
    published_n, recomputed_n
        Numbers of participants, as far as known.
    method
        How it was recomputed: ``Kaplan–Meier; interval: log-log, Greenwood``.
    sentence
        In words, whether they agree.
    """

    published_id: int
    recomputed_id: int
    outcome_key: str
    outcome_name: str
    arm_key: str
    arm_label: str
    comparator_key: str
    measure: str
    at: str
    published: str
    recomputed: str
    difference: float | None
    difference_text: str
    estimate_agrees: bool
    interval_agrees: bool | None
    published_n: int | None
    recomputed_n: int | None
    method: str
    sentence: str

    @property
    def agrees(self) -> bool:
        """Whether everything that is printed was found again, to the printed digits."""
        return self.estimate_agrees and self.interval_agrees is not False
