import json
from dataclasses import fields, is_dataclass
from math import inf
from typing import Any

import numpy as np
import pytest
from hypothesis import given

import evidence.results
from evidence.estimators import analyse, cumulative_incidence, kaplan_meier, published_precision
from evidence.exchange import dump, load
from evidence.results import (
    ConfidenceInterval,
    Contrast,
    GroupTest,
    IntervalMethod,
    Measure,
    PrintedEstimate,
    Quantity,
    Range,
)
from evidence.tables import EventTable
from tests.evidence import datasets
from tests.evidence.factories import event_tables, table_of

INTERVAL = ConfidenceInterval(0.42, 0.81, "Wald, log scale")
RATIO = Contrast(Measure.HAZARD_RATIO, "new", "old", 0.59, 0.17, INTERVAL, 0.0014, 228, "Cox, Efron")
TEST = GroupTest(
    "log-rank", ("old", "new"), 10.3, 1, 0.00131, (138, 90), (112.0, 53.0), (91.6, 73.4), "log-rank", "death"
)


@pytest.mark.parametrize("result", [INTERVAL, RATIO, TEST], ids=lambda result: type(result).__name__)
def test_result_comes_back_equal(result: Any) -> None:
    assert load(dump(result)) == result


@given(event_tables())
def test_curves_come_back_to_the_last_digit(table: EventTable) -> None:
    curves = [kaplan_meier(table, "a"), cumulative_incidence(table, "a", "relapse")]

    again = load(dump(curves))

    for curve, copy in zip(curves, again, strict=True):
        for field in fields(curve):
            np.testing.assert_array_equal(getattr(copy, field.name), getattr(curve, field.name))


def test_lists_and_mappings_of_results_come_back() -> None:
    estimate = kaplan_meier(table_of([(1, 1), (2, 0), (3, 0)]), "a").at(1.5)

    assert load(dump({"at": [estimate, estimate], "note": "two"})) == {"at": [estimate, estimate], "note": "two"}


def test_range_without_end_comes_back() -> None:
    printed = PrintedEstimate(
        arm="a", quantity=Quantity.SURVIVAL, value="97.2", low="90.0", high="100", percent=True, n=30
    )
    precision = published_precision(printed)
    assert precision.by(IntervalMethod.PLAIN).standard_error.range.high == inf

    again = load(dump(precision))

    assert again == precision
    assert json.loads(dump(Range(-inf, 2.0))) == {"type": "Range", "low": "-Infinity", "high": 2.0}


def test_undefined_limit_is_null() -> None:
    written = json.loads(dump(kaplan_meier(table_of([(1, 1)]), "a")))

    assert (written["estimate"], written["low"], written["standard_error"]) == ([0.0], [None], [None])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[1, 2", "This is no JSON: Expecting ',' delimiter in line 1, column 6."),
        ("[NaN]", "NaN is no number of JSON."),
        ("[" * 100_000, "This JSON is nested too deeply to hold results."),
        ('{"type": "FloatArray"}', "There is no result of the type 'FloatArray'."),
        ('{"type": ["Estimate"]}', "There is no result of the type ['Estimate']."),
        ('{"type": "ConfidenceInterval", "lower": 1}', "ConfidenceInterval has no lower."),
        (
            '{"type": "ConfidenceInterval", "low": "1", "high": 2, "method": "log"}',
            "This ConfidenceInterval cannot be built: '1' is no float.",
        ),
        (
            '{"type": "ConfidenceInterval", "low": 2, "high": 1, "method": "log"}',
            "The limits are out of order: 2 to 1.",
        ),
    ],
)
def test_text_that_holds_no_result_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole sentence is compared
        load(text)

    assert str(caught.value) == sentence


def test_curve_that_was_tampered_with_is_refused() -> None:
    written = json.loads(dump(kaplan_meier(table_of([(1, 1), (2, 1), (3, 0)]), "a")))
    written["estimate"][1] = 0.9

    with pytest.raises(ValueError, match=r"outside its own interval|Survival rises"):
        load(json.dumps(written))


def test_every_result_class_is_known_by_its_name() -> None:
    classes = {name for name in evidence.results.__all__ if is_dataclass(getattr(evidence.results, name))}

    assert {"SurvivalCurve", "CumulativeIncidence", "Estimate", "Contrast", "GroupTest", "Analysis"} <= classes


def test_analysis_that_compares_arms_it_does_not_have_is_refused() -> None:
    analysis = analyse(datasets.load("lung"))
    written = json.loads(dump(analysis))
    written["hazard_ratios"][0]["arm"] = "children"

    with pytest.raises(ValueError, match=r"^children is compared, but is no arm of the analysis\.$"):
        load(json.dumps(written))
