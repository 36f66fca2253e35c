"""Where words and numbers end, alike under every Python: some versions read possessive groups a character too far."""

import pytest

from evidence.claims.tokens import Tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 30 months' wait", ["a", "30", "months", "'", "wait"]),
        ("the low- or high-risk half", ["the", "low", "-", "or", "high-risk", "half"]),
        ("in U.S. clinics", ["in", "u.s", ".", "clinics"]),
        ("of 1,234,56 visits", ["of", "1,234", ",", "56", "visits"]),
        ("of 2,345,678 visits", ["of", "2,345,678", "visits"]),
    ],
)
def test_token_ends_where_the_next_mark_does_not_go_on(text: str, expected: list[str]) -> None:
    tokens = Tokens(text, 0, len(text))
    assert tokens.words[: tokens.length] == expected
