from dataclasses import FrozenInstanceError

import pytest

from evidence.results import ConfidenceInterval
from evidence.results.proportions import Proportion


def share(**changes: object) -> Proportion:
    usual: dict[str, object] = {
        "arm": "new",
        "outcome": "infection",
        "events": 21,
        "n": 30,
        "value": 0.7,
        "standard_error": None,
        "interval": ConfidenceInterval(0.5, 0.85, "Wilson"),
        "method": "observed proportion",
    }
    return Proportion(**(usual | changes))  # type: ignore[arg-type]


def test_proportion_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        share().value = 0.5  # type: ignore[misc]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"events": 31}, "31 of 30 people is no proportion"),
        ({"n": 0}, "21 of 0 people is no proportion"),
        ({"events": 20.5}, "20.5 of 30 people is no proportion"),
        ({"value": 0.69}, "0.69 is not 21 of 30"),
        ({"interval": ConfidenceInterval(0.75, 0.9, "Wilson")}, "lies outside its interval 0.75 to 0.9"),
        ({"interval": ConfidenceInterval(0.5, 1.1, "Wald")}, "The interval of a proportion cannot be 0.5 to 1.1"),
        ({"interval": ConfidenceInterval(None, 0.9, "Wald")}, "The interval of a proportion cannot be None to 0.9"),
        ({"method": " "}, "must name its method"),
    ],
)
def test_proportion_that_cannot_be_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        share(**changes)
