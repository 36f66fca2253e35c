"""Characters into tokens: numbers, words, compounds like "3-year" and marks.

One pass of one expression whose every branch is possessive or bounded, so any text takes time in proportion to its
length. No possessive mark stands behind a group: before Python 3.11.5 such a group keeps what a failed try has passed.
What looks like a number but belongs to a name or a reference ("patients.16", "6p21") becomes junk here, and so
does one too large for arithmetic ("1e400").
"""

import operator
import re


class _Kinds:
    """What a token is."""

    def __init__(self) -> None:
        self.WORD = 1
        self.NUMBER = 2
        self.COMPOUND = 3  # a number joined to a word by a hyphen: "3-year", "5-FU"
        self.JUNK = 4
        self.MARK = 5


Kind = _Kinds()


class Tokens:
    """The tokens of a stretch of text as rows of kinds, places and lower-case words, padded behind the end."""

    __slots__ = ("ends", "kinds", "length", "starts", "words")

    def __init__(self, plain: str, begin: int, stop: int) -> None:
        matches = list(_TOKEN.finditer(plain, begin, stop))
        kinds: list[int] = list(map(_KIND, matches))
        words = map(_WORD, matches, kinds)
        self.length = len(matches)
        self.kinds = kinds + _NO_KINDS
        self.ends = list(map(_END, matches))
        self.starts = list(map(_START, matches, kinds))
        self.words = [*" ".join(words).lower().split(" "), *_NO_WORDS]  # no token holds a space


_KIND = operator.attrgetter("lastindex")
_WORD, _START, _END = re.Match.group, re.Match.start, re.Match.end
# Behind the end, so that a look a little before the first token or beyond the last finds nothing.
_NO_KINDS = [0] * 24
_NO_WORDS = [""] * 24

# A number may be glued to a label before it ("CI0.5") or to a unit after it ("2.2g/dL").
_UNITS = "months?|mos?|years?|yrs?|days?|weeks?|wks?|h|g/dl|g/l|mg|kg|ml|cm|mm"
_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u052f"
# A word goes on behind a joint. That a word has none is seen at its next character, without entering the repetition.
_JOINED = rf"[-/'+][{_LETTER}\d_]++"
_DOTTED = r"\.[A-Za-z](?=\.[A-Za-z\W])"
_JOINTS = rf"(?:{_JOINED}|{_DOTTED})*"
_TOKEN = re.compile(
    rf"""
  \s?+(?:  # taking a space along spares the search one try of every branch
    ((?:CI|HR|OR|RR|to|[Pp])(?=\d*\.\d) | [{_LETTER}][{_LETTER}\d_]*+
     (?:{_JOINED}{_JOINTS}|{_DOTTED}{_JOINTS}|))
  | (?=[\d.])(?:  # a mark need not try the branches of numbers
    ((?:(?<![\w.])|(?<=[IRPp])|(?<=to))(?!(?<=[a-z],)\d{{1,3}}(?:[,-]\d{{1,3}}){{0,8}}\s)  # "as reported,12 responses"
     (?:(?:\d{{1,3}}(?>(?:,\d{{3}}){{1,20}})|\d{{1,15}}+)(?:\.\d{{1,15}}+)?(?:[eE][-+]?\d{{1,2}}+)?
        (?:(?![\w]|\.\d|-[^\W\d_]|\+\d)|(?=(?i:{_UNITS})\b))
       |(?<!\))\.\d{{1,15}}+(?![\w]|\.\d)))
  | ((?<![\w.])(?:\d[A-Z]-[A-Z]\w*+|\d{{1,15}}+(?:\.\d{{1,15}}+)?-[^\W\d_][\w'/-]*+|\d\+\d(?![\d.])))
  | (\d[\w.]*+))
  | (&lt;|&gt;|<=|>=|=<|=>|<<|>>|[^\s\w])
  )
""",
    re.VERBOSE,
)
