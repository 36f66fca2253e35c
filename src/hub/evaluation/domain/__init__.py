"""Record evaluations, and report them without showing a small group."""

from hub.evaluation.domain.answers import find_evaluation, record_evaluation
from hub.evaluation.domain.reports import available_periods, released_comments, summarise

__all__ = ["available_periods", "find_evaluation", "record_evaluation", "released_comments", "summarise"]
