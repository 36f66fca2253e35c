"""Reads a question about a result in a query typed in English: “overall survival above 80% at 3 years in AML”."""

from __future__ import annotations

import re

from hub.articles.domain.figure_names import MONTHS
from hub.search.domain.indexing import outcome_name
from hub.search.domain.synonyms import meaning_of
from hub.search.results import ResultFilter
from hub.studies.enums import Measure

ABOVE = {"above", "over", "greater than", "more than", "higher than", "exceeding", "at least", ">", ">=", "≥"}
INCLUSIVE = {"at least", "at most", ">=", "≥", "<=", "≤", "no more than"}
BELOW = {"below", "under", "less than", "lower than", "fewer than", "at most", "no more than", "<", "<=", "≤"}
_SIDES = "|".join(re.escape(word) for word in sorted(ABOVE | BELOW, key=len, reverse=True))
_NUMBER = r"\d{1,6}(?:[.,·]\d{1,4})?"
_ASKED = re.compile(
    rf"^\s*(?P<outcome>[^<>≤≥]+?)\s*(?:\b(?:of|is|was)\s+)?(?<![a-z])(?P<side>{_SIDES})\s*(?P<value>{_NUMBER})"
    rf"\s*(?P<percent>%|per ?cent|percent)?(?:\s+(?:months?|years?))?"
    rf"(?:\s+(?:at|by|after)\s+(?P<time>{_NUMBER})[\s-]*(?P<unit>day|week|month|year)s?)?"
    rf"(?:\s+(?:in|for|with|among)\s+(?P<rest>.+))?\s*$",
    re.IGNORECASE,
)
_MEASURES = {str(measure.value).replace("_", " "): measure.value for measure in Measure}


def asked_result(query: str) -> tuple[ResultFilter | None, str]:
    """Return the result that a query asks for and its other words; ``None`` and the query if it asks for none."""
    found = _ASKED.match(query)
    if found is None:
        return None, query
    side = found["side"].lower()
    measure, outcome = _measure_and_outcome(found["outcome"])
    asked = ResultFilter(
        outcome=outcome,
        measure=measure,
        above=side in ABOVE,
        inclusive=side in INCLUSIVE,
        value=_number(found["value"]),
        percent=bool(found["percent"]),
        months=_number(found["time"]) * MONTHS[f"{found['unit'].lower()}s"] if found["time"] else None,
    )
    return asked, found["rest"] or ""


def _measure_and_outcome(words: str) -> tuple[str, str]:
    named = outcome_name(meaning_of(" ".join(words.split())))
    for words_of_measure, measure in _MEASURES.items():
        if named == words_of_measure:
            return measure, ""
        if named.startswith((f"{words_of_measure} for ", f"{words_of_measure} of ")):
            return measure, outcome_name(meaning_of(named.split(" ", len(words_of_measure.split()) + 1)[-1]))
    return "", named


def _number(printed: str) -> float:
    return float(printed.replace(",", ".").replace("·", "."))
