import pytest

from evidence.cli.durations import durations


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("1y,2y,4y", "days", {365.25: "1 year", 730.5: "2 years", 1461.0: "4 years"}),
        ("1y,6m", "months", {6.0: "6 months", 12.0: "1 year"}),
        ("12", "months", {12.0: "12 months"}),
        ("1", "years", {1.0: "1 year"}),
        ("2w, 90d", "days", {14.0: "2 weeks", 90.0: "90 days"}),
        ("1.5 years", "years", {1.5: "1.5 years"}),
        (".5y", "years", {0.5: "0.5 years"}),
        ("", "days", {}),
    ],
)
def test_times_are_read_in_the_unit_of_the_data(text: str, unit: str, expected: dict[float, str]) -> None:
    assert durations(text, unit) == expected


@pytest.mark.parametrize("text", ["soon", "1q", "-1y", "1y;2y", "1e3", "nan"])
def test_what_is_no_time_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=f"“{text}” is no time; write times like 1y, 6m, 2w, 90d"):
        durations(text, "days")


def test_time_too_long_to_be_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^A time of 400 digits is too long\.$"):
        durations("9" * 400, "days")
