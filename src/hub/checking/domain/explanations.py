"""Every check in a clinician's words: what must hold, why, and when the check keeps silent.

The library's own page, docs/methods/checks.md, has the proofs and the sources.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub.checking.enums import CheckGroup, FigureState
from hub.checking.results import CheckExplanation

_IMPOSSIBLE, _INCONSISTENT, _NOTE = FigureState.IMPOSSIBLE, FigureState.INCONSISTENT, FigureState.NOTE

EXPLANATIONS = (
    CheckExplanation(
        check="interval-order",
        title=_("An interval holds its estimate"),
        group=CheckGroup.INTERVALS,
        says=_(
            "The lower limit comes first, the estimate lies between the limits, and nothing leaves the scale: no "
            "percentage above 100, no negative ratio, no P value above 1. Every method in use starts from the estimate"
            " and moves down to one limit and up to the other."
        ),
        leaves_alone=_(
            "Nothing, as long as the interval belongs to the estimate. A credible interval, or the quartiles around a "
            "mean, may leave the estimate out; there the finding is only “inconsistent”."
        ),
        levels=(_IMPOSSIBLE, _INCONSISTENT),
    ),
    CheckExplanation(
        check="interval-method",
        title=_("Some method gives this interval"),
        group=CheckGroup.INTERVALS,
        says=_(
            "Intervals of survival and of percentages are made on a handful of scales (plain, log, log-log, logit, "
            "arcsine) or by the exact and score methods for proportions. On one of them the estimate must stand in the"
            " middle of its limits, as far as rounding allows."
        ),
        leaves_alone=_("Adjusted, weighted and bootstrapped estimates, and credible intervals."),
        levels=(_INCONSISTENT,),
    ),
    CheckExplanation(
        check="proportion-interval",
        title=_("The counts give this interval"),
        group=CheckGroup.INTERVALS,
        says=_(
            "With the counts in print (34 of 45, say), the usual methods for a proportion each give one interval. The "
            "printed limits should be among them, to the digit."
        ),
        leaves_alone=_(
            "Survival and cumulative incidence, which are estimated rather than counted. Rarer methods exist; limits "
            "that lie among those of the usual ones are only worth a look."
        ),
        levels=(_INCONSISTENT, _NOTE),
    ),
    CheckExplanation(
        check="effective-size",
        title=_("An interval is not narrower than its patients allow"),
        group=CheckGroup.INTERVALS,
        says=_(
            "The width of an interval gives away how many patients stand behind it. They cannot be more than the group"
            " has."
        ),
        leaves_alone=_("Groups of unknown size, and adjusted or weighted curves."),
        levels=(_IMPOSSIBLE, _INCONSISTENT),
    ),
    CheckExplanation(
        check="duplicate-interval",
        title=_("One interval belongs to one estimate"),
        group=CheckGroup.INTERVALS,
        says=_("Two different estimates with exactly the same two limits are most often a line copied twice."),
        leaves_alone=_(
            "Estimates that differ by no more than rounding. Medians may share their limits; there it is only worth a "
            "look."
        ),
        levels=(_INCONSISTENT, _NOTE),
    ),
    CheckExplanation(
        check="granularity",
        title=_("A percentage is a share of whole people"),
        group=CheckGroup.COUNTS,
        says=_(
            "Of 30 people, 21 are 70% and 22 are 73%; nothing is 71%. A percentage of a known number of people must be"
            " one that whole people give."
        ),
        leaves_alone=_(
            "Survival and cumulative incidence, which are no shares of whole people, and percentages whose number of "
            "people is neither beside them nor given by you."
        ),
        levels=(_IMPOSSIBLE,),
    ),
    CheckExplanation(
        check="count-percentage",
        title=_("A count and its percentage agree"),
        group=CheckGroup.COUNTS,
        says=_("34 of 45 are 76%. If 81% stands beside them, one of the three numbers is off."),
        leaves_alone=_(
            "Estimates over time beside a count of events. Where it is not said of how many people, the percentage may"
            " be of those who could be evaluated; then it is only worth a look."
        ),
        levels=(_INCONSISTENT, _NOTE),
    ),
    CheckExplanation(
        check="subset",
        title=_("A part is not larger than its whole"),
        group=CheckGroup.COUNTS,
        says=_(
            "Those with an event are no more than the group; the groups add up to everybody; complete responses are no"
            " more than all responses; kinds that exclude each other come to at most 100%."
        ),
        leaves_alone=_("Counts of events rather than people, where the text says so."),
        levels=(_IMPOSSIBLE, _INCONSISTENT),
    ),
    CheckExplanation(
        check="monotone",
        title=_("Survival falls and incidence rises"),
        group=CheckGroup.CURVES,
        says=_(
            "Whoever had the event by two years had it by five. So a survival curve never goes up with time, and a "
            "cumulative incidence never goes down."
        ),
        leaves_alone=_(
            "Figures of different patients or different outcomes, and figures whose group or time is not certain."
        ),
        levels=(_IMPOSSIBLE,),
    ),
    CheckExplanation(
        check="complement",
        title=_("Survival, relapse and death in remission add up to everybody"),
        group=CheckGroup.CURVES,
        says=_(
            "At any time a patient is either free of both events, or has relapsed, or has died without relapse. The "
            "three add up to 100%, and any two of them to no more. A sum above 100% often means that one of the "
            "incidences was computed as one minus Kaplan–Meier."
        ),
        leaves_alone=_("Outcomes that count further events, and figures at different times."),
        levels=(_IMPOSSIBLE,),
    ),
    CheckExplanation(
        check="median-landmark",
        title=_("The median is where survival is one half"),
        group=CheckGroup.CURVES,
        says=_(
            "If median survival is 14 months, survival at two years is at most 50%; if the median was not reached, "
            "survival stays above 50%."
        ),
        leaves_alone=_("Medians within 3% of the time in question, since months are rounded."),
        levels=(_INCONSISTENT,),
    ),
    CheckExplanation(
        check="os-below-dfs",
        title=_("Overall survival is at least disease-free survival"),
        group=CheckGroup.CURVES,
        says=_(
            "Everybody who lives without disease lives. Overall survival below disease-free, event-free or "
            "progression-free survival of the same patients is odd."
        ),
        leaves_alone=_(
            "Nothing, but the two curves may cross where patients leave observation for one and not for the other; so "
            "it is only worth a look."
        ),
        levels=(_NOTE,),
    ),
    CheckExplanation(
        check="at-risk",
        title=_("Those still at risk are among the survivors"),
        group=CheckGroup.CURVES,
        says=_("The number at risk under a curve cannot be more than the group times its survival at that time."),
        leaves_alone=_("Every passage so far: numbers at risk stand under curves, and this page reads sentences."),
        levels=(_IMPOSSIBLE, _INCONSISTENT),
    ),
    CheckExplanation(
        check="events",
        title=_("A curve falls by what its events take away"),
        group=CheckGroup.CURVES,
        says=_(
            "Each event lowers a curve by at least one patient of the group, and by no more than one of those still at"
            " risk."
        ),
        leaves_alone=_(
            "Groups of unknown size, adjusted curves, and events that are not clearly of the same patients by the same"
            " time."
        ),
        levels=(_IMPOSSIBLE,),
    ),
    CheckExplanation(
        check="ratio-interval-p",
        title=_("A ratio, its interval and its P value go together"),
        group=CheckGroup.COMPARISONS,
        says=_(
            "A hazard, odds or risk ratio stands in the middle of its interval on the logarithmic scale, and the "
            "interval settles the P value: if it holds 1, P is above 0.05."
        ),
        leaves_alone=_(
            "Small differences, since the P value may come from another test (a log-rank test, most often); they are "
            "only worth a look, and smaller ones are passed over."
        ),
        levels=(_INCONSISTENT, _NOTE),
    ),
    CheckExplanation(
        check="arms-p",
        title=_("A P value goes with the two groups"),
        group=CheckGroup.COMPARISONS,
        says=_(
            "From the counts of two groups, or from their intervals, a P value follows. The printed one should be of "
            "that size."
        ),
        leaves_alone=_(
            "P values of whole curves, which may find more or less than one time does, and P values that do not "
            "clearly compare these two figures."
        ),
        levels=(_INCONSISTENT,),
    ),
    CheckExplanation(
        check="event-floor",
        title=_("A hazard ratio is no more precise than its events allow"),
        group=CheckGroup.COMPARISONS,
        says=_(
            "The interval of a hazard ratio gives away how many events it needs at least. There cannot have been fewer"
            " events, let alone fewer patients."
        ),
        leaves_alone=_("Adjusted and weighted ratios, and ratios that do not compare two groups."),
        levels=(_IMPOSSIBLE,),
    ),
)
_BY_CHECK = {explanation.check: explanation for explanation in EXPLANATIONS}


def explanation_of(check: str) -> CheckExplanation:
    """Return what is said about a check of the library."""
    return _BY_CHECK[check]


def by_group() -> list[tuple[CheckGroup, list[CheckExplanation]]]:
    """Return the explanations under their headings."""
    return [(group, [entry for entry in EXPLANATIONS if entry.group is group]) for group in CheckGroup]
