from math import asin, inf, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.estimators.intervals import limits
from evidence.estimators.published import published_precision
from evidence.results import DataSource, IntervalMethod
from evidence.results.printed import PrintedNumber
from evidence.results.published import PrintedEstimate, Quantity

PLAIN, LOG, LOG_LOG, LOGIT, ARCSINE = IntervalMethod
Z = 1.959963984540054

WORKED_EXAMPLE = [
    (("83.3", "64.5", "92.7"), (LOG_LOG,)),
    (("93.3", "75.9", "98.3"), (LOG_LOG,)),
    (("13.3", "4.1", "28.1"), (LOG_LOG,)),
    (("44.0", "37.0", "50.8"), (PLAIN, LOG_LOG)),
    (("60.2", "53.0", "66.7"), (LOG_LOG,)),
    (("49.6", "42.5", "56.3"), (LOG_LOG,)),
]


def estimate(value: str, low: str, high: str, *, percent: bool = True, level: float = 0.95) -> PrintedEstimate:
    return PrintedEstimate(
        arm="a", quantity=Quantity.SURVIVAL, value=value, low=low, high=high, percent=percent, confidence_level=level
    )


def printed_by(method: IntervalMethod, p: float, error: float, decimals: int = 1) -> PrintedEstimate:
    low, high = limits(np.array([p]), np.array([error]), method=method, confidence_level=0.95)
    return estimate(*(f"{100 * number:.{decimals}f}" for number in (p, low[0], high[0])))


@pytest.mark.parametrize(("figures", "methods"), WORKED_EXAMPLE)
def test_methods_that_fit_the_worked_example(
    figures: tuple[str, str, str], methods: tuple[IntervalMethod, ...]
) -> None:
    assert published_precision(estimate(*figures)).fits == methods


@pytest.mark.parametrize(
    ("figures", "size", "low", "high"),
    [
        (("44.0", "37.0", "50.8"), 196.9, 193.9, 199.9),
        (("60.2", "53.0", "66.7"), 195.1, 192.0, 198.3),
        (("49.6", "42.5", "56.3"), 200.1, 197.0, 203.2),
    ],
)
def test_effective_size_of_the_historical_control(
    figures: tuple[str, str, str], size: float, low: float, high: float
) -> None:
    found = published_precision(estimate(*figures)).by(LOG_LOG).effective_size

    assert found is not None
    assert found.value is not None
    assert (round(found.value, 1), round(found.range.low, 1), round(found.range.high, 1)) == (size, low, high)


@pytest.mark.parametrize("figures", [figures for figures, _ in WORKED_EXAMPLE[3:]])
def test_interval_made_again_from_the_effective_size_prints_as_the_control_does(figures: tuple[str, str, str]) -> None:
    printed = estimate(*figures)
    size = published_precision(printed).by(LOG_LOG).effective_size
    assert size is not None
    p_range = printed.ranges[0]

    made = {
        printed_by(LOG_LOG, p, sqrt(p * (1 - p) / n))
        for p in np.linspace(p_range.low, p_range.high, 11)
        for n in np.linspace(size.range.low, size.range.high, 21)
    }

    assert figures[1:] in {(one.low, one.high) for one in made}


@pytest.mark.parametrize("method", IntervalMethod)
@pytest.mark.parametrize(("p", "error"), [(0.5, 0.04), (0.83, 0.06), (0.2, 0.03), (0.97, 0.01)])
def test_method_that_made_the_print_fits_and_gives_the_standard_error_back(
    method: IntervalMethod, p: float, error: float
) -> None:
    reading = published_precision(printed_by(method, p, error)).by(method)

    assert reading.fits
    assert reading.standard_error is not None
    assert reading.effective_size is not None
    assert reading.standard_error.range.contains(error)
    assert reading.effective_size.range.contains(p * (1 - p) / error**2)


@pytest.mark.parametrize("method", IntervalMethod)
def test_many_digits_leave_one_method_and_a_narrow_range(method: IntervalMethod) -> None:
    precision = published_precision(printed_by(method, 0.7, 0.05, decimals=6))
    reading = precision.by(method)

    assert precision.fits == (method,)
    assert reading.standard_error is not None
    assert reading.standard_error.value == pytest.approx(0.05, rel=1e-6)
    assert reading.standard_error.range.high - reading.standard_error.range.low < 1e-6


@given(
    method=st.sampled_from(list(IntervalMethod)),
    p=st.floats(0.02, 0.98),
    error=st.floats(0.005, 0.15),
    decimals=st.integers(0, 3),
)
def test_method_that_made_the_print_always_fits(method: IntervalMethod, p: float, error: float, decimals: int) -> None:
    printed = printed_by(method, p, error, decimals)
    if float(printed.low) < float(printed.high):
        assert method in published_precision(printed).fits


@pytest.mark.parametrize(
    ("method", "error"),
    [
        (PLAIN, (0.927 - 0.645) / (2 * Z)),
        (LOG, 0.833 * (log(0.927) - log(0.645)) / (2 * Z)),
        (LOG_LOG, -0.833 * log(0.833) * (log(-log(0.645)) - log(-log(0.927))) / (2 * Z)),
        (LOGIT, 0.833 * 0.167 * (log(0.927 / 0.073) - log(0.645 / 0.355)) / (2 * Z)),
        (ARCSINE, 2 * sqrt(0.833 * 0.167) * (asin(sqrt(0.927)) - asin(sqrt(0.645))) / (2 * Z)),
    ],
)
def test_standard_error_is_the_width_on_the_scale_moved_back(method: IntervalMethod, error: float) -> None:
    reading = published_precision(estimate("83.3", "64.5", "92.7")).by(method)

    assert reading.standard_error is not None
    assert reading.effective_size is not None
    assert reading.standard_error.value == pytest.approx(error, rel=1e-9)
    assert reading.effective_size.value == pytest.approx(0.833 * 0.167 / error**2, rel=1e-9)


@pytest.mark.parametrize("method", IntervalMethod)
def test_ranges_hold_whatever_rounds_to_the_print(method: IntervalMethod) -> None:
    printed = estimate("50", "41", "60")
    reading = published_precision(printed).by(method)
    assert reading.standard_error is not None
    assert reading.effective_size is not None
    scale = {
        PLAIN: lambda p: p,
        LOG: np.log,
        LOG_LOG: lambda p: -np.log(-np.log(p)),
        LOGIT: lambda p: np.log(p / (1 - p)),
        ARCSINE: lambda p: np.arcsin(np.sqrt(p)),
    }[method]
    slope = {
        PLAIN: lambda p: 1,
        LOG: lambda p: 1 / p,
        LOG_LOG: lambda p: 1 / (p * -np.log(p)),
        LOGIT: lambda p: 1 / (p * (1 - p)),
        ARCSINE: lambda p: 1 / (2 * np.sqrt(p * (1 - p))),
    }[method]
    grids = np.meshgrid(*(np.linspace(one.low, one.high, 21) for one in printed.ranges))
    p, low, high = grids

    errors = (scale(high) - scale(low)) / (2 * Z) / slope(p)
    sizes = p * (1 - p) / errors**2

    assert reading.standard_error.range.low == pytest.approx(errors.min(), rel=1e-9)
    assert reading.standard_error.range.high == pytest.approx(errors.max(), rel=1e-9)
    assert reading.effective_size.range.low == pytest.approx(sizes.min(), rel=1e-9)
    assert reading.effective_size.range.high == pytest.approx(sizes.max(), rel=1e-9)


@pytest.mark.parametrize(
    ("figures", "methods"),
    [
        (("90.0", "81.0", "100.0"), (LOG,)),  # the geometric middle
        (("91.0", "81.0", "100.0"), (PLAIN, LOG)),  # cut at 100
        (("5.0", "0.0", "11.0"), (PLAIN,)),  # cut at 0
        (("2.0", "0.0", "9.0"), (PLAIN, ARCSINE)),
        (("5.0", "-1.0", "11.0"), (PLAIN,)),  # not cut
        (("95.0", "86.0", "104.0"), (PLAIN,)),
        (("83.3", "92.7", "64.5"), ()),  # out of order
        (("50.0", "64.5", "92.7"), ()),  # outside its interval
        (("104.0", "90.0", "110.0"), ()),  # no probability
        (("0", "0", "3"), tuple(IntervalMethod)),
        (("100", "97", "100"), tuple(IntervalMethod)),
        (("83.3", "83.3", "83.3"), tuple(IntervalMethod)),  # narrower than the digits show
    ],
)
def test_methods_that_fit_at_the_edges(figures: tuple[str, str, str], methods: tuple[IntervalMethod, ...]) -> None:
    assert published_precision(estimate(*figures)).fits == methods


def test_limit_printed_at_the_edge_leaves_the_standard_error_open() -> None:
    reading = published_precision(estimate("98", "90", "100")).by(LOG_LOG)

    assert reading.fits
    assert reading.standard_error is not None
    assert reading.effective_size is not None
    assert (reading.standard_error.value, reading.standard_error.range.high) == (None, inf)
    assert (reading.effective_size.value, reading.effective_size.range.low) == (None, 0)


def test_limits_that_no_method_makes_have_no_standard_error() -> None:
    readings = published_precision(estimate("83.3", "92.7", "64.5")).readings

    assert [reading.method for reading in readings] == list(IntervalMethod)
    assert {(reading.fits, reading.standard_error, reading.effective_size) for reading in readings} == {
        (False, None, None)
    }


def test_fractions_and_another_level_are_read_alike() -> None:
    percent = published_precision(estimate("83.3", "64.5", "92.7", level=0.9)).by(LOG_LOG)
    fraction = published_precision(estimate("0.833", "0.645", "0.927", percent=False, level=0.9)).by(LOG_LOG)

    assert percent.standard_error is not None
    assert percent.standard_error.value is not None
    assert fraction.standard_error is not None
    assert fraction.standard_error.value == pytest.approx(percent.standard_error.value, rel=1e-12)
    assert percent.standard_error.value == pytest.approx(0.0816, abs=1e-3)


def test_result_says_what_it_rests_on() -> None:
    precision = published_precision(estimate("83.3", "64.5", "92.7"))

    assert precision.source is DataSource.PUBLISHED
    assert precision.method == "backed out of the printed interval, symmetric on its own scale"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"value": "NR"}, "“NR” is no number as printed"),
        ({"n": 0}, "0 people are no arm"),
        ({"time": -1.0}, "-1.0 is not a time"),
        ({"confidence_level": 95}, "The confidence level is 95"),
    ],
)
def test_figures_that_cannot_be_read_are_refused(changed: dict[str, object], sentence: str) -> None:
    figures = {
        "arm": "a",
        "quantity": Quantity.SURVIVAL,
        "value": "83.3",
        "low": "64.5",
        "high": "92.7",
        "percent": True,
    }

    with pytest.raises(ValueError, match=sentence):
        PrintedEstimate(**figures | changed)  # type: ignore[arg-type]


def test_printed_numbers_of_an_estimate_keep_their_digits() -> None:
    assert PrintedNumber(estimate("83.30", "64.5", "92.7").value).decimals == 2
