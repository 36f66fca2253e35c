"""The many names of one outcome, one arm and one time, so that two figures can be told to be of the same curve."""

import re
from enum import StrEnum
from functools import lru_cache

from evidence.claims import TimePoint


class Kind(StrEnum):
    """Outcomes whose relations are known."""

    OVERALL = "overall survival"
    DISEASE_FREE = "disease-free survival"
    RELAPSE_FREE = "relapse-free survival"
    LEUKAEMIA_FREE = "leukaemia-free survival"
    EVENT_FREE = "event-free survival"
    PROGRESSION_FREE = "progression-free survival"
    FAILURE_FREE = "failure-free survival"
    METASTASIS_FREE = "metastasis-free survival"
    RELAPSE = "relapse"
    NON_RELAPSE_MORTALITY = "non-relapse mortality"
    DEATH = "death"
    COMPLETE = "complete response"
    PARTIAL = "partial response"
    STABLE = "stable disease"
    PROGRESSIVE = "progressive disease"
    RESPONSE = "overall response"


_NAMES = {
    Kind.OVERALL: "os|overall survivals?|survival|alive|survived",
    Kind.DISEASE_FREE: "i?dfs|(?:invasive )?disease-free(?: survivals?)?",
    Kind.RELAPSE_FREE: "rfs|(?:relapse|recurrence)-free(?: survivals?)?",
    Kind.LEUKAEMIA_FREE: "lfs|leuka?emia-free(?: survivals?)?",
    Kind.EVENT_FREE: "efs|event-free(?: survivals?)?",
    Kind.PROGRESSION_FREE: "pfs|progression-free(?: survivals?)?",
    Kind.FAILURE_FREE: "ffs|failure-free(?: survivals?)?",
    Kind.METASTASIS_FREE: "d?mfs|(?:distant )?metastasis-free(?: survivals?)?",
    Kind.RELAPSE: "cir|relapses?|recurrences?|(?:disease )?(?:relapse|recurrence|progression)s?"
    "(?:(?:/| or )(?:progression|relapse|recurrence))?",
    Kind.NON_RELAPSE_MORTALITY: "nrm|trm|(?:non-?relapse|transplant(?:ation)?-related|treatment-related) "
    "(?:mortality|deaths?)|deaths? (?:in (?:first )?remission|without relapse)",
    Kind.DEATH: "deaths?|died|mortality|mortalities|deaths? from any cause|all-cause mortality|overall mortality",
    Kind.COMPLETE: "cr|complete (?:response|remission)s?",
    Kind.PARTIAL: "pr|partial (?:response|remission)s?",
    Kind.STABLE: "sd|stable disease",
    Kind.PROGRESSIVE: "pd|progressive disease",
    Kind.RESPONSE: "orr|(?:overall|objective) (?:response|remission)s?",
}
_KINDS = [(kind, re.compile(pattern)) for kind, pattern in _NAMES.items()]
_LEAD = re.compile(r"^(?:the |cumulative incidence of |incidence of |probability of |estimated |actuarial )+")
_TRAIL = re.compile(r"(?: rates?| probabilit(?:y|ies)|\s*\([^)]*\))+$")
_ARM = re.compile(r"^(?:the )|(?:[- ](?:arm|group|cohort|regimen|patients|recipients|therapy|treatment|alone))+$")
DAYS = {"days": 1.0, "weeks": 7.0, "months": 365.25 / 12, "years": 365.25, "hours": 1 / 24, "minutes": 1 / 1440}
SAME_TIME = 0.02
"""Times this close to each other, relatively, are one: 52 weeks and a year."""


@lru_cache(maxsize=1024)
def outcome_name(outcome: str | None) -> str | None:
    """Give an outcome its usual name, or its own in small letters."""
    if outcome is None:
        return None
    name = _TRAIL.sub("", _LEAD.sub("", " ".join(outcome.lower().replace("‐", "-").split())))
    name = re.sub(r"[ -]free\b", "-free", name)
    for kind, pattern in _KINDS:
        if pattern.fullmatch(name):
            return kind.value
    return name or None


@lru_cache(maxsize=1024)
def arm_name(arm: str | None) -> str | None:
    """Give an arm its name without what only calls it an arm."""
    if arm is None:
        return None
    name = " ".join(arm.lower().split())
    return _ARM.sub("", name) or name


def days(time: TimePoint) -> float:
    """Give a time in days."""
    return time.value * DAYS.get(time.unit, 1.0)


def same_time(first: TimePoint, second: TimePoint) -> bool:
    """Tell whether two times are one: 12 months, 52 weeks, a year."""
    return abs(days(first) - days(second)) <= SAME_TIME * max(days(first), days(second))
