"""A text into sentences, told apart from abbreviations, decimals and superscript references."""

import re
from collections.abc import Iterator

_END = re.compile(
    r"""[.!?\n](?:(?<=[.!?])["')\]]?\s+(?=["'(\[]?[A-Z0-9\u03b1-\u03c9])
      | (?<=[^\W\d_)\]%]\.)\d{1,3}(?:[,-]\d{1,3}){0,8}\s+(?=[A-Z])  # "patients.16 However": a superscript reference
      | (?<=\n)\s{0,9}\n | (?<=\n)(?=\s{0,9}[A-Z]))""",
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:vs|v|i\.e|e\.g|no|nos|fig|figs|al|dr|st|approx|ca|cf|resp|ref|refs|eq|incl|max|min|et|viz|tab|c\.i|s\.e|s\.d|s\.e\.m)$",
    re.IGNORECASE,
)
# Nobody writes longer sentences; a cut keeps the work on text that is no prose within bounds.
LONGEST = 4000


def sentences(plain: str) -> Iterator[tuple[int, int]]:
    """
    Find where each sentence begins and ends.

    Parameters
    ----------
    plain : str
        From `normalise`.

    Yields
    ------
    tuple of int
        Start and end; together they cover the text in order.
    """
    start = 0
    for match in _END.finditer(plain):
        stop = match.start()
        if plain[stop] == "." and _ABBREVIATION.search(plain, max(start, stop - 8), stop):
            continue
        end = match.end()
        yield from _cut(plain, start, end)
        start = end
    yield from _cut(plain, start, len(plain))


def _cut(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        space = plain.rfind(" ", start + LONGEST // 2, start + LONGEST)
        middle = space if space > start else start + LONGEST
        yield start, middle
        start = middle
    if end > start:
        yield start, end
