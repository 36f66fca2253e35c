from typing import Any

import pytest

from evidence.results import ConfidenceInterval, Effect, NumberNeededToTreat


def number(**changes: Any) -> NumberNeededToTreat:
    given: dict[str, Any] = {
        "arm": "new",
        "reference": "standard",
        "time": 2.0,
        "time_unit": "years",
        "effect": Effect.BENEFIT,
        "value": 5.0,
        "benefit": ConfidenceInterval(3.0, 20.0, "1 / difference, plain"),
        "harm": None,
        "p": 0.01,
        "n": 200,
        "method": "1 / difference",
    }
    return NumberNeededToTreat(**(given | changes))


def test_interval_through_infinity_has_a_part_of_benefit_and_one_of_harm() -> None:
    through = number(benefit=ConfidenceInterval(3.0, None, "plain"), harm=ConfidenceInterval(20.0, None, "plain"))

    assert (through.benefit, through.harm) == (
        ConfidenceInterval(3.0, None, "plain"),
        ConfidenceInterval(20.0, None, "plain"),
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"value": None}, "says whether it is of benefit or harm"),
        ({"effect": None}, "says whether it is of benefit or harm"),
        ({"value": 0.5}, "are no number needed to treat"),
        ({"value": 2.0}, "lies outside its interval"),
        ({"value": 30.0}, "lies outside its interval"),
        ({"effect": Effect.HARM}, "lies outside its interval"),
        ({"harm": ConfidenceInterval(20.0, None, "plain")}, "joined by infinity"),
        ({"method": " "}, "must name its method"),
    ],
)
def test_number_that_contradicts_itself_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        number(**changes)
