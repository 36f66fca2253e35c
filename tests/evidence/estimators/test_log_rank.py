from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given

from evidence.estimators.log_rank import log_rank
from evidence.results import DataSource
from evidence.tables import EventTable, Stratum, merge
from tests.evidence.comparisons import (
    FEW,
    FREIREICH,
    REFUSED,
    SOME,
    Person,
    expected_rows,
    outcome,
    spread_out,
    table_from,
    trials,
)
from tests.evidence.datasets import load
from tests.evidence.reference import number

R = expected_rows("comparisons-log-rank.csv")


def naive(people: list[Person]) -> tuple[float, int]:
    """Go from event to event and person to person; arms that never met make this refuse."""
    arms = sorted({person.arm for person in people})
    score = dict.fromkeys(arms, 0.0)
    covariance = {(one, other): 0.0 for one in arms for other in arms}
    moments = sorted({(person.stratum, person.time) for person in people if person.cause})
    for stratum, time in moments:
        inside = [p for p in people if p.stratum == stratum and p.time >= time and (p.entry is None or p.entry < time)]
        dying = [person for person in inside if person.time == time and person.cause]
        size, deaths = len(inside), len(dying)
        share = {arm: sum(person.arm == arm for person in inside) / size for arm in arms}
        spread = deaths * (size - deaths) / (size - 1) if size > 1 else 0
        for arm in arms:
            score[arm] += sum(person.arm == arm for person in dying) - deaths * share[arm]
            for other in arms:
                covariance[arm, other] += spread * share[arm] * ((arm == other) - share[other])
    matrix = np.array([[covariance[arm, other] for other in arms] for arm in arms])
    vector = np.array([score[arm] for arm in arms])
    rank = int(np.linalg.matrix_rank(matrix, tol=1e-9))
    return (float(vector @ np.linalg.pinv(matrix, rcond=1e-9) @ vector), rank) if rank else REFUSED


@pytest.mark.parametrize("key", R, ids="-".join)
def test_log_rank_agrees_with_r(key: tuple[str, str, str]) -> None:
    expected = R[key]
    name, cause, stratified = key
    if math.isnan(number(expected[0]["statistic"])):
        with pytest.raises(ValueError, match="cannot be compared"):
            log_rank(load(name), cause=None if cause == "any" else cause, stratified=stratified == "1")
        return

    test = log_rank(load(name), cause=None if cause == "any" else cause, stratified=stratified == "1")

    assert test.groups == tuple(row["arm"] for row in expected)
    assert test.degrees_of_freedom == int(expected[0]["df"])
    assert test.statistic == pytest.approx(float(expected[0]["statistic"]), rel=1e-9)
    assert test.observed == tuple(float(row["observed"]) for row in expected)
    assert test.expected == pytest.approx([float(row["expected"]) for row in expected], rel=1e-9)


def test_log_rank_of_freireich_is_the_text_books() -> None:
    test = log_rank(table_from(FREIREICH))

    assert round(test.statistic, 2) == 16.79
    assert test.observed == (9, 21)
    assert [round(expected, 2) for expected in test.expected] == [19.25, 10.75]


@SOME
@given(trials())
def test_log_rank_is_what_loops_over_people_give(people: list[Person]) -> None:
    assert outcome(lambda: log_rank(table_from(people))) == pytest.approx(naive(people), rel=1e-9, abs=1e-9)


@SOME
@given(trials("ab", "xy", late=True))
def test_log_rank_with_strata_and_late_entry_is_what_loops_give(people: list[Person]) -> None:
    assert outcome(lambda: log_rank(table_from(people))) == pytest.approx(naive(people), rel=1e-9, abs=1e-9)


@FEW
@given(trials(strata="xy"))
def test_log_rank_does_not_depend_on_the_order_or_names_of_arms_or_the_unit(people: list[Person]) -> None:
    renamed = [person._replace(arm={"a": "z", "b": "a", "c": "k"}[person.arm]) for person in people]

    found = outcome(lambda: log_rank(table_from(people)))

    assert outcome(lambda: log_rank(table_from(people, arms="cab"))) == pytest.approx(found, rel=1e-9, abs=1e-9)
    assert outcome(lambda: log_rank(table_from(renamed))) == pytest.approx(found, rel=1e-9, abs=1e-9)
    assert outcome(lambda: log_rank(table_from(people, unit=365.25))) == found


@FEW
@given(trials("ab", "xy"), trials("ab", "xy"))
def test_log_rank_of_merged_tables_is_that_of_all_people(some: list[Person], others: list[Person]) -> None:
    merged = merge(table_from(some), table_from(others))

    found = outcome(lambda: log_rank(merged))

    assert found == pytest.approx(outcome(lambda: log_rank(table_from(some + others))), rel=1e-12)


@FEW
@given(trials())
def test_log_rank_in_one_stratum_is_the_unstratified(people: list[Person]) -> None:
    one = table_from([person._replace(stratum="only") for person in people])

    found = outcome(lambda: log_rank(one))

    assert len(one.strata) == 1
    assert found == outcome(lambda: log_rank(table_from(people)))
    assert found == outcome(lambda: log_rank(one, stratified=False))


def test_log_rank_over_many_stretches_of_times_is_the_same() -> None:
    lung = load("lung")

    assert log_rank(spread_out(lung, 400)).statistic == pytest.approx(log_rank(lung).statistic, rel=1e-12)


def test_log_rank_names_what_it_did() -> None:
    colon = load("colon_quarters")

    test = log_rank(colon, cause="second")

    assert (test.name, test.method, test.event) == (
        "log-rank",
        "cause-specific log-rank, stratified by 4 strata",
        "second",
    )
    assert test.n == tuple(colon.n(arm) for arm in colon.arms)
    assert test.source is DataSource.PATIENTS
    assert log_rank(colon, stratified=False).method == "log-rank"
    assert log_rank(colon).event == "any event"


def test_p_keeps_its_digits_when_tiny() -> None:
    test = log_rank(load("nwtco"))

    assert test.p < 1e-80
    assert test.p == pytest.approx(math.erfc(math.sqrt(test.statistic / 2)), rel=1e-9, abs=0)


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        ([("a", 1, 1), ("a", 2, 0)], "There is one arm, a; a comparison needs at least two."),
        ([("a", 1, 0), ("b", 2, 0)], "Nobody had an event, so the arms cannot be compared."),
        (
            [("a", 1, 1), ("b", 1, 1)],
            "At no event were two arms at risk and somebody left, so the arms cannot be compared.",
        ),
        (
            [("a", 1, 0), ("b", 2, 1), ("b", 3, 1)],
            "At no event were two arms at risk and somebody left, so the arms cannot be compared.",
        ),
    ],
)
def test_log_rank_without_anything_to_compare_is_refused(people: list[tuple[str, float, int]], sentence: str) -> None:
    table = table_from([Person(*person) for person in people])

    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        log_rank(table)


def test_log_rank_of_an_unknown_cause_names_those_there_are() -> None:
    with pytest.raises(ValueError, match="There is no event 'cure'; there are relapse, death"):
        log_rank(table_from([Person("a", 1, 1), Person("b", 2, 1)]), cause="cure")


def test_log_rank_of_one_event_is_defined() -> None:
    # One of five at risk has the event, and is one of two in the arm: (1 - 2/5)² / (2/5 · 3/5).
    people = [Person("a", 1, 1), Person("a", 2, 0), *(Person("b", 2, 0) for _ in range(3))]

    test = log_rank(table_from(people))

    assert test.statistic == pytest.approx(0.6**2 / 0.24, rel=1e-12)


def test_arm_that_met_no_other_takes_no_degree_of_freedom() -> None:
    together = [Person("a", 1, 1), Person("a", 3, 1), Person("b", 2, 1), Person("b", 4, 0)]
    with_stranger = [*together, Person("c", 0.5, 0)]

    assert outcome(lambda: log_rank(table_from(with_stranger))) == outcome(lambda: log_rank(table_from(together)))


def test_two_pairs_of_arms_that_never_met_have_two_degrees_of_freedom() -> None:
    early = [Person("a", 1, 1, entry=0), Person("a", 3, 1, entry=0), Person("b", 2, 1, entry=0)]
    late = [p._replace(arm={"a": "c", "b": "d"}[p.arm], time=p.time + 9, entry=9.0) for p in early]

    both = log_rank(table_from(early + late))

    assert both.degrees_of_freedom == 2
    assert both.statistic == pytest.approx(2 * log_rank(table_from(early)).statistic, rel=1e-12)


def test_arm_that_is_empty_in_a_stratum_tells_nothing_there() -> None:
    people = [Person("a", 1, 1, "x"), Person("b", 2, 1, "x"), Person("a", 3, 0, "x"), Person("b", 4, 1, "x")]
    alone = [Person("a", 1, 1, "y"), Person("a", 2, 1, "y")]

    test = log_rank(table_from(people + alone))

    assert test.statistic == pytest.approx(log_rank(table_from(people)).statistic, rel=1e-12)
    assert test.observed == (3, 2)
    assert sum(test.expected) == pytest.approx(5)


@pytest.mark.parametrize(
    ("strata", "told"), [(0, ""), (1, ", stratified by 1 stratum"), (2, ", stratified by 2 strata")]
)
def test_method_says_of_how_many_strata(strata: int, told: str) -> None:
    times, counts = np.array([1.0, 2.0]), np.array([[[1, 1], [1, 1]], [[0, 1], [2, 0]]])
    parts = tuple(Stratum(f"{place}", times, counts) for place in range(strata))
    table = EventTable(("a", "b"), ("censored", "death"), times, counts * max(strata, 1), "years", strata=parts)

    assert log_rank(table).method == f"log-rank{told}"
