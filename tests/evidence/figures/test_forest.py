from dataclasses import replace

import pytest

from evidence.figures import DARK, LIGHT, PlottedContrast
from evidence.results import ConfidenceInterval, Contrast, Measure
from tests.evidence.figures.drawings import CONTRASTS, forest_drawn, layers_of, texts_of


@pytest.mark.parametrize("width", [340, 680])
def test_every_row_is_written_with_its_counts(width: int) -> None:
    written = " | ".join(texts_of(forest_drawn(width=width)))

    for row in CONTRASTS:
        assert row.label in written
        assert all(count in written for count in row.counts)
        assert row.printed.partition(" (")[0] in written
    assert written.count("Age") == 1


def test_text_alternative_says_every_printed_figure() -> None:
    assert forest_drawn().text_alternative == (
        "Fewer events. Hazard ratio, 95% CI. Hazard ratio. "
        "Age, Under 65 years: 0.62 (0.47–0.82) (New 98/260, Old 131/255). "
        "Age, 65 years or older: 0.84 (0.63–1.12) (New 114/220, Old 130/221). "
        "Age, Infants: 1.30 (0.01–99) (New 1/2, Old 1/2). "
        "Age, Unknown: not estimable (New 0/1, Old 0/2). "
        "All patients: 0.71 (0.58–0.87) (New 212/482, Old 261/478)."
    )


def test_interval_beyond_the_axis_ends_in_arrows() -> None:
    shapes = [layer["mark"]["shape"] for layer in layers_of(forest_drawn(), "point")]

    assert shapes == ["triangle-left", "triangle-right", "square"]


def test_interval_within_the_axis_has_no_arrow() -> None:
    shapes = [layer["mark"]["shape"] for layer in layers_of(forest_drawn(CONTRASTS[:2]), "point")]

    assert shapes == ["square"]


def test_missing_limit_ends_in_one_arrow() -> None:
    row = replace(CONTRASTS[0], high=None)

    shapes = [layer["mark"]["shape"] for layer in layers_of(forest_drawn((row, CONTRASTS[1])), "point")]

    assert shapes == ["triangle-right", "square"]


def test_square_grows_with_what_a_row_knows() -> None:
    (squares,) = [layer for layer in layers_of(forest_drawn(), "point") if layer["mark"]["shape"] == "square"]
    sizes = {row["label"]: row["size"] for row in squares["data"]["values"]}

    assert sizes["Under 65 years"] == pytest.approx(200, abs=20)
    assert 40 < sizes["Infants"] < 45


def test_everybody_together_is_a_diamond_from_limit_to_limit() -> None:
    (diamond,) = layers_of(forest_drawn(), "area")

    assert [corner["x"] for corner in diamond["data"]["values"]] == [0.58, 0.71, 0.87]


def test_line_of_no_difference_is_always_on_the_axis() -> None:
    far = PlottedContrast("All", "3.0 (2.5–3.6)", 3.0, 2.5, 3.6)

    assert "1" in texts_of(forest_drawn((far,), columns=()))


def test_differences_are_drawn_on_a_linear_axis_around_zero() -> None:
    row = PlottedContrast("All", "−3.1 (−6.0 to −0.2)", -3.1, -6.0, -0.2)

    written = texts_of(forest_drawn((row,), columns=(), log_scale=False, axis_title="Difference, percentage points"))

    assert {"0", "−6"} <= set(written)


def test_sides_are_named() -> None:
    written = texts_of(forest_drawn(favours=("favours new", "favours old")))

    assert {"← favours new", "favours old →"} <= set(written)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_are_the_themes(theme: object) -> None:
    svg = forest_drawn(theme=theme).svg()

    assert theme.arms[0] in svg
    assert theme.paper in svg
    assert "style=" not in svg


def contrast(
    value: float | None, low: float | None, high: float | None, measure: Measure = Measure.RISK_RATIO
) -> Contrast:
    interval = ConfidenceInterval(low, high, "Wald")
    return Contrast(measure, "new", "old", value, 0.17, interval, 0.001, 228, "Cox, Efron ties")


@pytest.mark.parametrize(
    ("result", "printed", "numbers"),
    [
        (contrast(0.587, 0.42, 0.81), "0.59 (0.42–0.81)", (0.587, 0.42, 0.81)),
        (contrast(0.2, 0.0, 1.5), "0.20 (0.00–1.50)", (0.2, None, 1.5)),
        (contrast(0.0, 0.0, 1.5), "0.00 (0.00–1.50)", (None, None, None)),
        (contrast(0.02, 0.0004, 1.5), "0.02 (<0.01–1.50)", (0.02, 0.0004, 1.5)),
        (contrast(2.0, 0.4, None), "2.00 (from 0.40)", (2.0, 0.4, None)),
        (contrast(2.0, None, 4.0), "2.00 (up to 4.00)", (2.0, None, 4.0)),
        (contrast(2.0, None, None), "2.00", (2.0, None, None)),
        (
            contrast(-0.363, -0.501, -0.224, Measure.RISK_DIFFERENCE),
            "−0.363 (−0.501 to −0.224)",
            (-0.363, -0.501, -0.224),
        ),
        (contrast(0.331, 0.18, 0.482, Measure.SURVIVAL_DIFFERENCE), "0.331 (0.180–0.482)", (0.331, 0.18, 0.482)),
        (contrast(2.5, 0.0, 5.125, Measure.MEAN_DIFFERENCE), "2.50 (0.00–5.12)", (2.5, 0.0, 5.125)),
        (contrast(0.3, 0.3 + 1e-16, 0.4), "0.30 (0.30–0.40)", (0.3, 0.3, 0.4)),
    ],
)
def test_contrast_is_plotted_as_computed(result: Contrast, printed: str, numbers: tuple[float | None, ...]) -> None:
    row = PlottedContrast.of(result)

    assert (row.label, row.printed) == ("new to old", printed)
    assert (row.value, row.low, row.high) == numbers


def test_whole_diamond_is_on_the_axis() -> None:
    row = replace(CONTRASTS[-1], value=1.1, low=0.001, high=900.0)

    picture = forest_drawn((CONTRASTS[0], row))

    (corners,) = [layer["data"]["values"] for layer in layers_of(picture, "area")]
    assert [corner["x"] for corner in corners] == [0.001, 1.1, 900.0]


def test_diamond_whose_limit_is_not_reached_ends_in_an_arrow() -> None:
    picture = forest_drawn((CONTRASTS[0], replace(CONTRASTS[-1], high=None)))

    arrows = [layer for layer in layers_of(picture, "point") if layer["mark"]["shape"] == "triangle-right"]
    assert [row["label"] for layer in arrows for row in layer["data"]["values"]] == ["All patients"]


@pytest.mark.parametrize("width", [340, 680])
def test_sides_that_are_too_short_for_their_words_have_lines_of_their_own(width: int) -> None:
    far = PlottedContrast("All", "60 (30–100)", 60.0, 30.0, 100.0)

    picture = forest_drawn((far,), columns=(), favours=("favours new", "favours old"), width=width)

    notes = {n["text"]: n for layer in layers_of(picture, "text") for n in layer["data"]["values"]}
    left, right = notes["← favours new"], notes["favours old →"]
    assert (left["x"], right["x"]) == (16, width - 16)
    assert right["y"] - left["y"] > 15


def test_contrast_that_cannot_be_estimated_says_so() -> None:
    contrast = Contrast(Measure.HAZARD_RATIO, "new", "old", None, None, None, None, 10, "Cox")

    assert PlottedContrast.of(contrast, label="All").printed == "not estimable"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((), "There is no estimate to draw"),
        (CONTRASTS[3:4], "There is no estimate to draw"),
        ((replace(CONTRASTS[0], counts=("1/2",)),), "Under 65 years: there are 2 columns of counts, but 1 counts"),
        ((replace(CONTRASTS[0], low=0.0),), "Under 65 years: a logarithmic axis has no place for zero or less"),
    ],
)
def test_what_cannot_be_drawn_is_refused(rows: tuple[PlottedContrast, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        forest_drawn(rows)


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ((float("nan"), None, None), "must be finite"),
        ((None, 0.1, 0.2), "limits without a value"),
        ((0.5, 0.6, 0.7), "0.5 lies outside 0.6 to 0.7"),
    ],
)
def test_row_that_cannot_be_is_refused(numbers: tuple[float | None, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        PlottedContrast("All", "0.5", *numbers)


@pytest.mark.parametrize("limits", [{"low": None, "high": None}, {"high": None}])
def test_row_is_drawn_where_no_interval_is_whole(limits: dict[str, None]) -> None:
    alone = replace(next(row for row in CONTRASTS if row.low and row.high), overall=False, **limits)

    (square,) = [layer for layer in layers_of(forest_drawn([alone]), "point") if layer["mark"]["shape"] == "square"]

    assert [mark["value"] for mark in square["data"]["values"]] == [alone.value]
