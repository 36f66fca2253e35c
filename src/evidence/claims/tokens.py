"""Characters into tokens: numbers, words, compounds like "3-year" and marks.

One pass of one expression whose every branch is possessive or bounded, so any text takes time in proportion to its
length. What looks like a number but belongs to a name or a reference ("patients.16", "6p21") becomes junk here.
"""

import re
from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    """What a token is."""

    WORD = 1
    NUMBER = 2
    COMPOUND = 3  # a number joined to a word by a hyphen: "3-year", "5-FU"
    JUNK = 4
    MARK = 5


class Token(NamedTuple):
    """A token, its place, and its characters in lower case."""

    kind: int
    start: int
    end: int
    word: str


# A number may be glued to a label before it ("CI0.5") or to a unit after it ("2.2g/dL").
_UNITS = "months?|mos?|years?|yrs?|days?|weeks?|wks?|h|g/dl|g/l|mg|kg|ml|cm|mm"
_TOKEN = re.compile(
    rf"""
    ((?:CI|HR|OR|RR|[Pp])(?=\d*\.\d) | [^\W\d_]\w*+(?:[-/'+](?=\w)\w++|\.[a-z](?=\.[a-z\W]))*+)
  | ((?:(?<![\w.])|(?<=[IRPp]))
     (?:(?:\d{{1,3}}(?:,\d{{3}})++|\d{{1,15}}+)(?:\.\d{{1,15}}+)?(?:[eE][-+]?\d{{1,3}}+)?
        (?:(?![\w]|\.\d|-[^\W\d_])|(?=(?i:{_UNITS})\b))
       |(?<!\))\.\d{{1,15}}+(?![\w]|\.\d)))
  | ((?<![\w.])\d{{1,15}}+(?:\.\d{{1,15}}+)?-[^\W\d_][\w'-]*+)
  | (\d[\w.]*+)
  | (&lt;|&gt;|<=|>=|=<|=>|<<|>>|[^\s\w])
""",
    re.VERBOSE,
)


def tokenise(plain: str, begin: int, stop: int) -> list[Token]:
    """
    Cut a stretch of normalised text into tokens.

    Parameters
    ----------
    plain : str
        From `normalise`.
    begin, stop : int
        The stretch, like a sentence.

    Returns
    -------
    list of Token
        In the order of the text; white space is left out.
    """
    return [
        Token(match.lastindex or Kind.MARK, match.start(), match.end(), match.group().lower())
        for match in _TOKEN.finditer(plain, begin, stop)
    ]
