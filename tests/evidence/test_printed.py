import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.results.printed import PrintedNumber, Range, RangedValue


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "decimals"),
    [
        ("83.3", 83.3, 83.25, 83.35, 1),
        ("83·3", 83.3, 83.25, 83.35, 1),
        ("83", 83, 82.5, 83.5, 0),
        ("83.30", 83.3, 83.295, 83.305, 2),
        (".66", 0.66, 0.655, 0.665, 2),
        ("−2.1", -2.1, -2.15, -2.05, 1),
        ("-2.1", -2.1, -2.15, -2.05, 1),
        ("+3", 3, 2.5, 3.5, 0),
        (" 1,234.5 ", 1234.5, 1234.45, 1234.55, 1),
        ("0", 0, -0.5, 0.5, 0),
    ],
)
def test_printed_number_stands_for_half_a_digit_to_either_side(
    text: str, value: float, low: float, high: float, decimals: int
) -> None:
    number = PrintedNumber(text)

    assert (number.value, number.range, number.decimals) == (value, Range(low, high), decimals)


@pytest.mark.parametrize(
    "text", ["", "NR", "83,3", "83.3%", "8 3", "83.", "1e3", "--1", "½", "٣", ".", "<0.1", "1,23", "-"]
)
def test_what_is_no_printed_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^“{text}” is no number as printed, like 83.3.$".replace(".", r"\.")):
        PrintedNumber(text)


def test_share_is_a_fraction() -> None:
    assert PrintedNumber("83.3").share(percent=True) == Range(0.8325, 0.8335)
    assert PrintedNumber("0.833").share(percent=False) == Range(0.8325, 0.8335)


@given(st.integers(0, 100_000), st.integers(0, 4))
def test_whatever_is_rounded_lies_within_what_its_print_stands_for(thousandths: int, decimals: int) -> None:
    number = thousandths / 1000

    assert PrintedNumber(f"{number:.{decimals}f}").range.contains(number)


def test_edges_of_a_range_are_inside_and_what_lies_beyond_is_not() -> None:
    share = PrintedNumber("12").share(percent=True)

    assert share.contains(1 / 8)  # 12.5% prints 12 to even, 13 half up
    assert PrintedNumber("13").share(percent=True).contains(1 / 8)
    assert not share.contains(0.1251)


def test_ranges_add_subtract_and_meet() -> None:
    first, second = Range(1, 2), Range(2, 4)

    assert first + second == Range(3, 6)
    assert second - first == Range(0, 3)
    assert first.meets(second)
    assert second.meets(first)
    assert not first.meets(Range(2.1, 3))
    assert not Range(2.1, 3).meets(first)
    assert first.common(second) == Range(2, 2)
    assert first.common(Range(2.1, 3)) is None


@pytest.mark.parametrize(("low", "high"), [(2, 1), (float("nan"), 1), (0, float("nan"))])
def test_range_out_of_order_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="is not a range"):
        Range(low, high)


def test_value_outside_its_own_range_is_refused() -> None:
    with pytest.raises(ValueError, match="3 lies outside its own range, 1 to 2"):
        RangedValue(3, Range(1, 2))
