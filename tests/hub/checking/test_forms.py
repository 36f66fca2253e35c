"""What the form of the tool takes, and what it asks to mend."""

from __future__ import annotations

import pytest

from hub.checking.forms import LONGEST_PASSAGE, PassageForm
from hub.checking.results import Question

WHOLE = "Give the size of group 1 as a whole number from 1 to 1,000,000."


def problems(**fields: str) -> list[tuple[str, str]]:
    return PassageForm({"passage": "Response was 55%.", **fields}).problems


def test_form_gives_the_question():
    form = PassageForm(
        {
            "passage": "  Response\r\nwas 55%. ",
            "group_1_name": " placebo ",
            "group_1_size": "30",
            "group_3_name": "all",
            "group_3_size": " 61",
            "adjusted": "on",
        }
    )

    assert form.is_valid()
    assert form.question == Question("Response\nwas 55%.", (("placebo", 30), ("all", 61)), adjusted=True)


@pytest.mark.parametrize("passage", ["", "  \n ", "\u00a0"])
def test_form_without_a_passage_asks_for_one(passage):
    assert problems(passage=passage) == [("check-passage", "Paste the passage whose figures you want to check.")]


def test_passage_of_the_longest_kind_is_taken_its_line_ends_counted_once():
    assert problems(passage="a\r\n" * (LONGEST_PASSAGE // 2 - 1) + "bc") == []


def test_passage_too_long_is_told_by_how_much():
    assert problems(passage="a" * (LONGEST_PASSAGE + 1)) == [
        ("check-passage", "Shorten the passage to 10000 characters; it has 10001.")
    ]


def test_character_that_is_no_text_is_named():
    assert problems(passage="5%\x00") == [
        ("check-passage", "The passage holds a character that is not text; remove it.")
    ]
    assert problems(group_1_name="a\x00", group_1_size="3") == [
        ("check-group_1_name", "The name holds a character that is not text; remove it.")
    ]


@pytest.mark.parametrize("size", ["0", "-3", "2.5", "many", "1000001", "9" * 5000, "NaN", "1e3"])
def test_size_that_no_group_has_is_refused(size):
    assert problems(group_1_name="placebo", group_1_size=size) == [("check-group_1_size", WHOLE)]


def test_half_a_group_is_asked_for_the_other_half():
    assert problems(group_1_name="placebo") == [("check-group_1_size", "Say how many people are in “placebo”.")]
    assert problems(group_2_size="30") == [("check-group_2_name", "Name the group of 30, as the passage does.")]


def test_group_named_twice_is_told():
    named = {"group_1_name": "Placebo", "group_1_size": "3", "group_2_name": "placebo", "group_2_size": "4"}

    assert problems(**named) == [("check-group_2_name", "“placebo” is named twice; keep one.")]


def test_more_is_open_only_where_it_is_filled_in():
    assert PassageForm().says_more is False
    assert PassageForm({"passage": ""}).says_more is False
    assert PassageForm({"passage": "", "adjusted": "on"}).says_more is True
    assert PassageForm({"passage": "", "group_2_name": "x"}).says_more is True
