"""Links that hold a passage, from friends and from strangers."""

from __future__ import annotations

import base64
import json
import random
import zlib

import pytest

from hub.checking.domain.links import LONGEST_LINK, MOST_BYTES, BadLinkError, pack, unpack
from hub.checking.forms import LONGEST_NAME, LONGEST_PASSAGE, PassageForm
from hub.checking.results import Question

CUT_OFF = "This link is not complete: its end was lost on the way."
DAMAGED = "This link is damaged: part of it was changed or lost on the way."
EMPTY = "This link holds no passage."


def letters_of(unpacked: bytes) -> str:
    squeezed = zlib.compress(unpacked, wbits=-zlib.MAX_WBITS)
    return base64.urlsafe_b64encode(squeezed).rstrip(b"=").decode()


def refusal(letters: str) -> str:
    with pytest.raises(BadLinkError) as refused:
        unpack(letters)
    return str(refused.value)


@pytest.mark.parametrize(
    "question",
    [
        Question("Response was 55%."),
        Question("Überleben 83·3 % – 𝛼 <b>&amp;</b>\n“x”", (("A & B", 30), ("all", 61)), adjusted=True),
        Question("Three.", (("A", 1), ("B", 2), ("C", 3))),
    ],
)
def test_link_gives_back_the_question_through_the_form(question):
    form = PassageForm(unpack(pack(question)))

    assert form.is_valid()
    assert form.question == question


def test_link_holds_only_letters_that_need_no_spelling_out():
    letters = pack(Question("".join(map(chr, range(32, 500)))))

    assert letters.isascii()
    assert letters.replace("-", "").replace("_", "").isalnum()


def test_same_question_has_the_same_link():
    assert pack(Question("A", (("B", 2),))) == pack(Question("A", (("B", 2),)))


def test_passage_too_long_for_a_link_has_none():
    noise = "".join(random.Random(1).choices("0123456789abcdef ", k=LONGEST_PASSAGE))  # noqa: S311 - noise, no secret

    assert pack(Question(noise)) == ""
    assert 0 < len(pack(Question(noise[:6_000]))) <= LONGEST_LINK


def test_longest_question_in_the_widest_script_fits_the_bounds():
    group = ("\U00010348" * LONGEST_NAME, 1_000_000)
    question = Question("\U00010348" * LONGEST_PASSAGE, (group, group, group), adjusted=True)

    assert unpack(pack(question))["passage"] == question.passage


def test_bomb_is_not_unpacked():
    bomb = letters_of(b'{"passage":"' + b"0" * 4_000_000)

    assert len(bomb) < LONGEST_LINK
    assert refusal(bomb) == "This link holds more than a passage may."


def test_just_more_than_the_bound_is_refused():
    assert refusal(letters_of(b"0" * (MOST_BYTES + 1))) in {"This link holds more than a passage may.", CUT_OFF}


def test_long_link_is_refused_unread():
    assert (
        refusal("A" * (LONGEST_LINK + 1))
        == "This link is longer than the 6,000 characters that a link of this page has."
    )


def test_link_cut_off_anywhere_is_refused():
    letters = pack(Question("At 2 years, overall survival was 81.4% (95% CI 69.0–89.2)."))

    said = {refusal(letters[:length]) for length in range(len(letters))}

    assert said == {CUT_OFF, DAMAGED}


@pytest.mark.parametrize("letters", ["%%%", "a b", "é", "a=b=", "AAAAA", "\x00", "🦉"])
def test_anything_that_was_never_a_link_is_refused(letters):
    assert refusal(letters) in {CUT_OFF, DAMAGED}


def test_something_behind_the_end_is_refused():
    squeezed = zlib.compress(b'{"passage":"A"}', wbits=-zlib.MAX_WBITS) + b"more"

    assert refusal(base64.urlsafe_b64encode(squeezed).decode()) == CUT_OFF


@pytest.mark.parametrize(
    "unpacked",
    [
        b"",
        b"\xff",
        b"null",
        b"[]",
        b'"text"',
        b'{"passage": 1}',
        b'{"passage": null}',
        b'{"passage": ["a"]}',
        b'{"passage": "\\ud800"}',
        b'{"\\udfff": "a"}',
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b"9" * 60_000,
    ],
)
def test_link_that_holds_something_else_is_refused(unpacked):
    assert refusal(letters_of(unpacked)) == EMPTY


def test_names_that_no_form_has_are_harmless():
    form = PassageForm(unpack(letters_of(json.dumps({"passage": "A 5%.", "question": "x", "__class__": "y"}).encode())))

    assert form.is_valid()
    assert form.question == Question("A 5%.")
