"""The default methods of the packages in use, by name.

R, SAS and tidycmprsk print different intervals from the same data, and none of them is wrong. A preset names what a
package does unless told otherwise, so that its numbers can be had, or recognised in print. The methods page gives the
documentation of every default.
"""

from dataclasses import dataclass

from evidence.results import IntervalMethod, Ties, VarianceMethod


@dataclass(frozen=True, kw_only=True)
class Preset:
    """
    What a package does unless told otherwise; each field is the argument of an estimator.

    Parameters
    ----------
    name : str
    survival_interval : IntervalMethod
        `interval` of `kaplan_meier` and `reverse_kaplan_meier`.
    incidence_variance : VarianceMethod
        `variance` of `cumulative_incidence`.
    incidence_interval : IntervalMethod
        `interval` of `cumulative_incidence`.
    ties : Ties
        `ties` of `cox_hazard_ratio`.
    """

    name: str
    survival_interval: IntervalMethod
    incidence_variance: VarianceMethod
    incidence_interval: IntervalMethod
    ties: Ties


SAS = Preset(
    name="SAS",
    survival_interval=IntervalMethod.LOG_LOG,
    incidence_variance=VarianceMethod.AALEN,
    incidence_interval=IntervalMethod.LOG_LOG,
    ties=Ties.BRESLOW,
)
"""SAS/STAT: PROC LIFETEST and PROC PHREG."""

R = Preset(
    name="R",
    survival_interval=IntervalMethod.LOG,
    incidence_variance=VarianceMethod.DELTA,
    incidence_interval=IntervalMethod.LOG,
    ties=Ties.EFRON,
)
"""R's package survival."""

TIDYCMPRSK = Preset(
    name="tidycmprsk",
    survival_interval=IntervalMethod.LOG,
    incidence_variance=VarianceMethod.AALEN,
    incidence_interval=IntervalMethod.LOG_LOG,
    ties=Ties.EFRON,
)
"""R's package tidycmprsk for incidence, which leaves the rest to R."""

PRESETS = {"sas": SAS, "r": R, "tidycmprsk": TIDYCMPRSK}
"""The presets by the names used on the command line."""
