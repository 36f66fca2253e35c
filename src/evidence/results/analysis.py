"""Everything computed of one table at once: each arm, and the arms compared."""

from dataclasses import dataclass

from evidence.results.comparisons import Contrast, GroupTest
from evidence.results.curves import CumulativeIncidence, SurvivalCurve
from evidence.results.estimates import Estimate, QuantileTime
from evidence.results.provenance import DataSource
from evidence.results.reconstruction import ReconstructionFit


@dataclass(frozen=True, eq=False, kw_only=True)
class ArmAnalysis:
    """
    What became of one arm.

    Parameters
    ----------
    arm : str
    n : int
    survival : SurvivalCurve
        Free of any event.
    estimates : tuple of Estimate
        Survival, then the incidence of each cause, at each time asked for that the arm's follow-up reaches.
    median : QuantileTime
        Time to any event.
    follow_up : QuantileTime
        Median follow-up by reverse Kaplan–Meier.
    incidences : tuple of CumulativeIncidence
        One for each cause; empty where there is only one.
    """

    arm: str
    n: int
    survival: SurvivalCurve
    estimates: tuple[Estimate, ...]
    median: QuantileTime
    follow_up: QuantileTime
    incidences: tuple[CumulativeIncidence, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Analysis:
    """
    The analysis of an event table.

    Parameters
    ----------
    preset : str
        Whose defaults were taken.
    time_unit : str
    arms : tuple of ArmAnalysis
    tests : tuple of GroupTest
        Log-rank for any event, and Gray's for each cause where there are several; empty for a single arm.
    hazard_ratios : tuple of Contrast
        Of each further arm to the first.
    notes : tuple of str
        What could not be computed, and why; for reconstructed data what was changed or assumed.
    source : DataSource, default PATIENTS
    reconstruction : ReconstructionFit, optional
        For reconstructed data, what they miss of what was published.
    """

    preset: str
    time_unit: str
    arms: tuple[ArmAnalysis, ...]
    tests: tuple[GroupTest, ...] = ()
    hazard_ratios: tuple[Contrast, ...] = ()
    notes: tuple[str, ...] = ()
    source: DataSource = DataSource.PATIENTS
    reconstruction: ReconstructionFit | None = None

    def __post_init__(self) -> None:
        if not self.arms:
            raise ValueError("An analysis needs an arm.")
        names = [arm.arm for arm in self.arms]
        compared = [name for ratio in self.hazard_ratios for name in (ratio.arm, ratio.reference)]
        compared += [name for test in self.tests for name in test.groups]
        strange = next((name for name in compared if name not in names), None)
        if strange is not None:
            raise ValueError(f"{strange} is compared, but is no arm of the analysis.")
