"""A passage in pieces, findings as cards and figures as rows."""

from __future__ import annotations

import pytest

from hub.checking.domain import EXAMPLES, report_on
from hub.checking.domain.reports import arrange
from hub.checking.domain.words import figure_words, summary
from hub.checking.enums import FigureState
from hub.checking.results import Mark, Piece, Question
from hub.studies.enums import FindingLevel
from hub.studies.results import FigureFinding, Passage, ReadFigure

IMPOSSIBLE, INCONSISTENT, NOTE, CLEAR = FigureState
SPACE = "\u00a0"


def marked(text: str, *places: tuple[int, int], findings: tuple[FigureFinding, ...] = ()) -> Passage:
    figures = tuple(ReadFigure(start, end, text[start:end], "proportion") for start, end in places)
    return Passage(text=text, figures=figures, findings=findings)


def found(level: FindingLevel, *figures: int, check: str = "monotone") -> FigureFinding:
    return FigureFinding(check=check, level=level, message="It rises.", figures=figures)


def pieces(passage: Passage) -> list[tuple[str, int]]:
    report = arrange(Question(passage.text), passage)
    return [(piece.text, piece.mark.number if piece.mark else 0) for piece in report.pieces]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_pieces_of_an_example_are_its_passage(example):
    report = report_on(example.question)

    assert "".join(piece.text for piece in report.pieces) == example.question.passage
    assert [piece.mark.number for piece in report.pieces if piece.mark] == [row.number for row in report.rows]


def test_examples_show_what_they_say():
    reports = [report_on(example.question) for example in EXAMPLES]

    assert [report.summary for report in reports] == [
        "Five figures read, nothing found against them.",
        "Three figures read: one place cannot be right.",
        "Four figures read: one place is inconsistent.",
    ]
    assert [[card.explanation.check for card in report.cards] for report in reports] == [
        [],
        ["interval-order"],
        ["count-percentage"],
    ]


def test_figures_of_the_first_example_are_read_in_full():
    rows = report_on(EXAMPLES[0].question).rows

    told = [(row.outcome, row.arm, row.time, row.estimate, row.interval, row.counts, row.p) for row in rows]

    assert told[0] == (
        "overall survival",
        "examplinib",
        f"24{SPACE}months",
        "81.4%",
        f"69.0–89.2 (95%{SPACE}CI)",
        "",
        "",
    )
    assert told[2] == ("overall survival", "comparison", "", "0.52", f"0.27–1.00 (95%{SPACE}CI)", "", "0.05")
    assert told[4] == ("objective response", "placebo", "", "35%", "", "21 of 60", "")


def test_figure_alone_is_the_whole_passage():
    assert pieces(marked("55%", (0, 3))) == [("55%", 1)]


def test_figure_inside_another_ends_the_outer_mark():
    text = "12.1 vs 9.8 months (HR 0.79; p=0.01)."

    assert pieces(marked(text, (0, 4), (8, 36), (23, 35))) == [
        ("12.1", 1),
        (" vs ", 0),
        ("9.8 months (HR", 2),
        (" ", 0),
        ("0.79; p=0.01", 3),
        (").", 0),
    ]


def test_bracket_before_an_inner_figure_is_no_part_of_the_outer_mark():
    assert pieces(marked("34% (P = .5).", (0, 12), (5, 11))) == [("34%", 1), (" (", 0), ("P = .5", 2), (").", 0)]


def test_two_figures_of_one_place_share_its_mark():
    assert pieces(marked("34% of all", (0, 3), (0, 3))) == [("34%", 1), (" of all", 0)]


def test_limits_of_an_interval_stay_on_one_line():
    piece = Piece("83.3% (95% CI\n64.5–92.7) " + "x" * 30)

    assert piece.stretches == [
        ("83.3%", True),
        (" ", False),
        ("(95%", True),
        (" ", False),
        ("CI", True),
        ("\n", False),
        ("64.5–92.7)", True),
        (" ", False),
        ("x" * 30, False),
    ]


def test_mark_leads_to_the_gravest_finding_or_to_the_row():
    findings = (found(FindingLevel.IMPOSSIBLE, 1), found(FindingLevel.NOTE, 0, 1), found(FindingLevel.NOTE, 0))
    passage = marked("1% 2% 3%", (0, 2), (3, 5), (6, 8), findings=findings)

    report = arrange(Question(passage.text), passage)

    assert [piece for piece in report.pieces if piece.mark] == [
        Piece("1%", Mark(1, NOTE, "finding-2")),
        Piece("2%", Mark(2, IMPOSSIBLE, "finding-1")),
        Piece("3%", Mark(3, CLEAR, "figure-3")),
    ]
    assert [card.state for card in report.cards] == [IMPOSSIBLE, NOTE, NOTE]
    assert [[row.number for row in card.figures] for card in report.cards] == [[2], [1, 2], [1]]
    assert report.states == (IMPOSSIBLE, NOTE, CLEAR)


def test_sizes_and_groups_without_figures_are_told():
    text = "Of 60 patients, 30 were assigned to testocel and 30 to placebo. Fever occurred in 9 of 30 with testocel."

    report = report_on(Question(text, (("testocel", 30), ("best care", 9))))

    assert report.unknown_groups == ("best care",)
    assert dict(report.stated_groups).get("testocel") in {30, None}


def test_given_sizes_and_adjustment_reach_the_checks():
    share, curve = "Fever occurred in 71% of patients.", "Overall survival at 2 years was 40% (95% CI 39–80)."

    assert report_on(Question(share)).cards == ()
    assert [card.explanation.check for card in report_on(Question(share, (("all", 30),))).cards] == ["granularity"]
    assert [card.explanation.check for card in report_on(Question(curve)).cards] == ["interval-method"]
    assert report_on(Question(curve, adjusted=True)).cards == ()


@pytest.mark.parametrize(
    ("figures", "findings", "sentence"),
    [
        (0, [], "No figures found in this passage."),
        (1, [], "One figure read, nothing found against it."),
        (12, [IMPOSSIBLE, INCONSISTENT], "12 figures read: one place cannot be right and one is inconsistent."),
        (
            40,
            [IMPOSSIBLE, IMPOSSIBLE, INCONSISTENT, NOTE, *[NOTE] * 10],
            "40 figures read: two places cannot be right, one is inconsistent and 11 are worth a look.",
        ),
        (2, [NOTE], "Two figures read: one place is worth a look."),
        (2, [INCONSISTENT, INCONSISTENT], "Two figures read: two places are inconsistent."),
    ],
)
def test_summary_counts_in_words(figures, findings, sentence):
    assert summary(figures, findings) == sentence


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ({"estimate": "83·3", "value": 83.3, "unit": "%"}, {"estimate": "83·3%"}),
        ({"estimate": "1", "value": 1.0, "unit": "%", "bound": "below"}, {"estimate": "<1%"}),
        (
            {"estimate": "60.1+", "value": 60.1, "unit": "months", "bound": "beyond"},
            {"estimate": f"60.1+{SPACE}months"},
        ),
        ({"estimate": "not reached", "unit": "months"}, {"estimate": "not reached"}),
        ({"low": "-4.1", "high": "−2.3", "level": 95.0}, {"interval": f"-4.1 to −2.3 (95%{SPACE}CI)"}),
        ({"low": "3", "high": "9", "interval_kind": "credible"}, {"interval": "3–9 (CrI)"}),
        ({"low": "3", "high": "9", "level": 97.5}, {"interval": f"3–9 (97.5%{SPACE}CI)"}),
        ({"spread_low": "3", "spread_high": "9", "spread_kind": "range"}, {"interval": "3–9 (range)"}),
        ({"numerator": 4}, {"counts": "4"}),
        ({"numerator": 4, "denominator": 30}, {"counts": "4 of 30"}),
        ({"p_operator": "<=", "p_printed": ".001"}, {"p": "≤.001"}),
        ({"arm": "all", "time": 2.5, "time_unit": "years"}, {"arm": "everybody", "time": f"2.5{SPACE}years"}),
        ({"time": 1.0, "time_unit": "years"}, {"time": f"1{SPACE}year"}),
    ],
)
def test_figure_is_worded_as_printed(figure, words):
    told = figure_words(ReadFigure(0, 1, "x", "proportion", **figure))

    assert {name: told[name] for name in words} == words
    assert {value for name, value in told.items() if name not in {*words, "measure", "outcome"}} == {""}
