import pytest

from hub.studies.results import PrintedNumber, PrintedP


@pytest.mark.parametrize(
    ("printed", "text", "value", "decimals"),
    [
        ("83.3", "83.3", 83.3, 1),
        (" 44.0 ", "44.0", 44.0, 1),
        ("35·9", "35.9", 35.9, 1),
        ("−3.1", "-3.1", -3.1, 1),
        ("-3", "-3", -3.0, 0),
        ("1,384", "1,384", 1384.0, 0),
        ("0.660", "0.660", 0.66, 3),
    ],
)
def test_number_as_printed_keeps_digits_and_gives_value(printed, text, value, decimals):
    number = PrintedNumber.parse(printed)

    assert (number.text, number.value, number.decimals) == (text, value, decimals)


@pytest.mark.parametrize(
    "printed", ["", "83,3", "83.3%", "1e3", "nan", "٣", "12,34", "83.3 64", ".5", "5.", "NR", "<3"]
)
def test_number_that_is_no_printed_number_is_refused(printed):
    with pytest.raises(ValueError, match="cannot be read; write a number as printed"):
        PrintedNumber.parse(printed)


@pytest.mark.parametrize(("printed", "text"), [("NR", "NR"), ("nr", "NR"), (" NE ", "NE")])
def test_words_for_what_was_not_reached_have_no_value(printed, text):
    number = PrintedNumber.parse(printed, words=True)

    assert (number.text, number.value) == (text, None)


def test_bound_is_kept_where_bounds_are_allowed():
    number = PrintedNumber.parse("< 0.1", bounds=True)

    assert (number.text, number.value, number.bound) == ("<0.1", 0.1, "<")


@pytest.mark.parametrize(
    ("printed", "operator", "value"),
    [
        ("0.04", "=", 0.04),
        ("<0.001", "<", 0.001),
        ("≤ 0.05", "<=", 0.05),
        ("<=0.05", "<=", 0.05),
        ("= 0·0004", "=", 0.0004),
        (".30", "=", 0.3),
        (">0.99", ">", 0.99),
    ],
)
def test_p_value_as_printed_gives_operator_and_value(printed, operator, value):
    parsed = PrintedP.parse(printed)

    assert (parsed.operator, parsed.value) == (operator, value)


@pytest.mark.parametrize("printed", ["", "ns", "p=0.04", "< "])
def test_p_value_that_cannot_be_read_is_refused(printed):
    with pytest.raises(ValueError, match="write a p value as printed"):
        PrintedP.parse(printed)


@pytest.mark.parametrize("printed", ["1.2", "-0.1"])
def test_p_value_outside_0_to_1_is_refused(printed):
    with pytest.raises(ValueError, match="lies between 0 and 1"):
        PrintedP.parse(printed)
