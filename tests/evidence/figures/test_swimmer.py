from dataclasses import replace

import pytest

from evidence.figures import DARK, LIGHT, PlottedMark, PlottedPatient
from tests.evidence.figures.drawings import DEATH, PATIENTS, REMISSION, layers_of, swimmer_drawn, texts_of


def many(number: int) -> tuple[PlottedPatient, ...]:
    return tuple(replace(PATIENTS[2], label=f"P{place}") for place in range(number))


def test_text_alternative_tells_every_patient_the_longest_first() -> None:
    assert swimmer_drawn().text_alternative == (
        "Two are followed. "
        "New: n\u00a0=\u00a02, Remission in 2, Death in 1, 1 still followed. "
        "P2: 30.5 months and still followed, Remission at 2. "
        "P1: 12 months, Remission at 1.5, Death at 12. "
        "Old: n\u00a0=\u00a01, Remission in 0, Death in 1, 0 still followed. "
        "P3: 6 months, Death at 6."
    )


@pytest.mark.parametrize("width", [340, 680])
def test_arms_patients_and_marks_are_named(width: int) -> None:
    written = texts_of(swimmer_drawn(width=width))

    assert {
        "New (n\u00a0=\u00a02)",
        "Old (n\u00a0=\u00a01)",
        "P1",
        "P2",
        "P3",
        REMISSION,
        DEATH,
        "Still followed",
    } <= set(written)


def test_lanes_are_as_long_as_the_follow_up_and_the_longest_is_on_top() -> None:
    lanes = [row for layer in layers_of(swimmer_drawn(), "rect") for row in layer["data"]["values"]]

    assert {row["patient"]: row["length"] for row in lanes} == {"P1": 12.0, "P2": 30.5, "P3": 6.0}
    assert [row["patient"] for row in sorted(lanes, key=lambda row: row["y"])] == ["P2", "P1", "P3"]


def test_kinds_of_marks_differ_in_shape() -> None:
    shapes = {
        row["kind"]: layer["mark"]["shape"]
        for layer in layers_of(swimmer_drawn(), "point")
        for row in layer["data"]["values"]
        if "kind" in row
    }

    assert shapes == {REMISSION: "circle", DEATH: "diamond"}


def test_only_those_still_followed_end_in_an_arrow() -> None:
    arrows = [
        row["patient"]
        for layer in layers_of(swimmer_drawn(), "point")
        for row in layer["data"]["values"]
        if layer["mark"]["shape"] == "triangle-right" and "patient" in row
    ]

    assert arrows == ["P2"]


def test_marks_at_one_time_hide_nothing_and_keep_their_time() -> None:
    both = (PlottedMark(2.0, "Response"), PlottedMark(2.0, "Transplant"), PlottedMark(2.05, "Relapse"))
    picture = swimmer_drawn((replace(PATIENTS[0], marks=both), PATIENTS[2]))

    spots = {
        row["kind"]: (row["time"], row["y"])
        for layer in layers_of(picture, "point")
        for row in layer["data"]["values"]
        if "kind" in row and row["patient"] == "P1"
    }
    lanes = [row for layer in layers_of(picture, "rect") for row in layer["data"]["values"]]
    below = next(row["y"] for row in lanes if row["patient"] == "P3")

    heights = [height for _, height in spots.values()]
    assert [time for time, _ in spots.values()] == [2.0, 2.0, 2.05]
    assert heights[1] - heights[0] == heights[2] - heights[1] == 10
    assert max(heights) < below


def test_long_names_of_arms_wrap_and_long_labels_are_left_out() -> None:
    label = "Patient number one of the first cohort"
    arm = "Blinatumomab and inotuzumab with reduced chemotherapy"

    written = texts_of(swimmer_drawn((replace(PATIENTS[0], label=label, arm=arm),), width=340))

    assert label not in written
    assert f"{arm} (n\u00a0=\u00a01)" not in written
    assert " ".join(written).count("chemotherapy") == 1


def test_times_are_told_without_powers_of_ten() -> None:
    told = swimmer_drawn((PlottedPatient("P1", "All", 1234567.891),), time_unit="days").text_alternative

    assert "P1: 1,234,567.89 days." in told


def test_many_patients_have_thin_lanes_without_labels() -> None:
    picture = swimmer_drawn(many(80))

    assert "P7" not in texts_of(picture)
    assert picture.vega_lite["height"] < 1200


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_svg_can_stand_in_a_page(theme: object) -> None:
    svg = swimmer_drawn(theme=theme).svg()

    assert theme.arms[0] in svg
    assert "style=" not in svg


def test_one_patient_without_marks_is_swimmer_drawn() -> None:
    assert "P1: 3 months." in swimmer_drawn((PlottedPatient("P1", "All", 3.0),)).text_alternative


@pytest.mark.parametrize(
    ("patients", "sentence"),
    [
        ((), "There is no patient to draw"),
        (many(81), "There are 81 patients; one figure has room for 80"),
        ((PATIENTS[0], PATIENTS[0]), "Every patient needs a label of their own"),
        (tuple(replace(p, arm=p.label) for p in many(7)), "There are 7 arms, but colours for 6"),
        (
            (replace(PATIENTS[0], marks=tuple(PlottedMark(1.0, f"K{place}") for place in range(7))),),
            "There are 7 kinds of marks, but shapes for 6",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(patients: tuple[PlottedPatient, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        swimmer_drawn(patients)


@pytest.mark.parametrize(
    ("length", "marks", "sentence"),
    [
        (0.0, (), "0.0 is no length of follow-up"),
        (float("nan"), (), "nan is no length of follow-up"),
        (5.0, (PlottedMark(6.0, DEATH),), "Death at 6 lies outside 0 to 5"),
    ],
)
def test_patient_that_cannot_be_is_refused(length: float, marks: tuple[PlottedMark, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        PlottedPatient("P1", "New", length, marks)
