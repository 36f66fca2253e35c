"""Reading and checking the figures of texts, through the one door to the library."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.studies.domain import engine, read_passage, read_passages
from hub.studies.domain.from_text import propose_study
from hub.studies.results import FigureFinding, ReadFigure

SURVIVAL = "At 4 years, disease-free survival was 83.3% (95% CI 64.5–92.7) in the blinatumomab group (n = 30)."
PIECES = st.sampled_from(
    ["83.3%", "(95% CI ", "64.5–92.7)", "0·62", "p<0.001", "HR", "12/30", "1e400", "9" * 400, "n = 0", "-", "NR", "±",
     "survival at 4 years", "versus", "respectively", "randomised to A or B", "\x00", "\ud800", "٣٣%", "½", "\n", "of"]
)  # fmt: skip


def test_figure_is_read_as_printed_and_as_parsed():
    figure = read_passage(SURVIVAL).figures[0]

    assert figure == ReadFigure(
        start=SURVIVAL.index("83.3"),
        end=SURVIVAL.index("92.7") + 5,
        text="83.3% (95% CI 64.5–92.7)",
        measure="survival_probability",
        outcome="disease-free survival",
        arm="blinatumomab",
        time=4.0,
        time_unit="years",
        estimate="83.3",
        value=83.3,
        decimals=1,
        unit="%",
        low="64.5",
        high="92.7",
        low_value=64.5,
        high_value=92.7,
        level=95.0,
        interval_kind="confidence",
    )


def test_group_sizes_are_those_that_the_text_states():
    assert read_passage(SURVIVAL).groups == {"blinatumomab": 30}


def test_counts_bounds_and_p_values_are_read():
    passage = read_passage(
        "Infections occurred in 21 of 30 infants (70%). Deaths occurred in 2 controls (<1%). Fever differed (p = 0.04)."
    )

    counted, bounded, p = passage.figures
    assert (counted.numerator, counted.denominator, counted.estimate) == (21, 30, "70")
    assert (bounded.value, bounded.bound, bounded.numerator) == (1.0, "below", 2)
    assert (p.measure, p.estimate, p.p_operator, p.p_printed, p.p) == ("p_value", "", "=", "0.04", 0.04)


def test_spread_is_kept_apart_from_an_interval():
    figure = read_passage("Median follow-up was 4.2 years (range, 3.2–6.0).").figures[0]

    assert (figure.spread_low, figure.spread_high, figure.spread_kind) == ("3.2", "6.0", "range")
    assert (figure.low, figure.interval_kind) == ("", "")


def test_impossible_figure_is_found():
    passage = read_passage("Disease-free survival at 4 years was 38.3% (95% CI 64.5–92.7).")

    assert [(finding.check, finding.level, finding.figures) for finding in passage.findings] == [
        ("interval-order", "impossible", (0,))
    ]
    assert passage.findings[0].fits == "83.3%."


def test_group_size_that_is_given_is_checked_against():
    text = "Severe infections occurred in 71% of patients."

    assert read_passage(text).findings == ()
    assert [finding.check for finding in read_passage(text, groups={"all": 30}).findings] == ["granularity"]


def test_group_without_people_is_no_group():
    assert read_passage("Severe infections occurred in 71% of patients.", groups={"all": 0}).findings == ()


def test_adjusted_estimates_are_left_alone():
    text = "Severe infections occurred in 71% of patients."

    assert read_passage(text, groups={"all": 30}, adjusted=True).findings == ()


def test_texts_of_one_paper_are_checked_together():
    survival = "At 4 years, disease-free survival was 83.3% with blinatumomab."
    relapse = "In all, 30 infants were treated. The 4-year cumulative incidence of relapse was 20.0% with blinatumomab."

    alone = [read_passage(survival), read_passage(relapse)]
    first, second = read_passages([survival, relapse])

    assert [passage.findings for passage in alone] == [(), ()]
    relapse_place = [figure.estimate for figure in second.figures].index("20.0")
    assert first.findings[0].check == "complement"
    assert (first.findings[0].figures, first.findings[0].elsewhere) == ((0,), ((1, relapse_place),))
    assert (second.findings[0].figures, second.findings[0].elsewhere) == ((relapse_place,), ((0, 0),))


def test_places_are_those_of_each_text():
    texts = ["Overall survival at 4 years was 93.3%.", f"It was so. {SURVIVAL}"]

    for passage in read_passages(texts):
        assert [passage.text[figure.start : figure.end] for figure in passage.figures] == [
            figure.text for figure in passage.figures
        ]


def test_group_size_stated_in_one_text_counts_in_the_others():
    sized = "Response was seen in 20 of 30 patients (67%) in the blinatumomab group (n = 30)."
    precise = "At 4 years, overall survival was 93.3% (95% CI 92.1–94.4) in the blinatumomab group."

    findings = read_passages([sized, precise])[1].findings

    assert [(finding.check, finding.level) for finding in findings] == [("effective-size", "impossible")]


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "%%%%", "(((((", "1" * 5000, "5% " * 2000, "<p>83.3%</p>"])
def test_odd_text_is_read_without_an_error(text):
    assert read_passage(text).text == text


def test_ratio_with_its_limits_swapped_is_not_judged():
    swapped = ReadFigure(
        start=0, end=1, text="0.66", measure="hazard_ratio", estimate="0.66", value=0.66,
        low="0.85", high="0.52", low_value=0.85, high_value=0.52, level=95.0, interval_kind="confidence",
    )  # fmt: skip

    assert not engine.ratio_can_be_judged(swapped)
    assert engine.ratio_can_be_judged(replace(swapped, low="0.52", high="0.85", low_value=0.52, high_value=0.85))


def test_no_texts_have_no_passages():
    assert read_passages([]) == []


@settings(max_examples=100)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=30))
def test_text_of_any_kind_is_proposed_without_an_error(pieces):
    text = " ".join(pieces)

    proposal = propose_study(text)

    rows = {outcome.row for outcome in proposal.outcomes} | {""}
    assert {result.outcome for result in proposal.results} <= rows


@settings(max_examples=150)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=30))
def test_text_of_any_kind_is_read_without_an_error(pieces):
    text = " ".join(pieces)

    passage = read_passage(text, groups={"all": 30})

    assert all(text[figure.start : figure.end] == figure.text for figure in passage.figures)
    assert all(isinstance(finding, FigureFinding) for finding in passage.findings)
    assert not any(figure.value is not None and math.isnan(figure.value) for figure in passage.figures)
