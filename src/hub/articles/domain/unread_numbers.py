"""The net under the reading of figures: numbers that look like results and that nothing else has taken.

No reader of prose sees everything. A percentage, a ratio, a share or a survival time that was not read would be
published without a question; here it becomes a figure that nobody has accounted for. Doses, dates, ages, durations,
levels of confidence and names with numbers are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hub.articles.domain.wording import same_length

UNREAD = "This number could not be read as a result: write it as results are written, or say what it is."

_NUMBER = r"(?<![\w.,·/-])\d+(?:[.,·]\d+)*"
_DECIMAL = r"(?<![\w.,·/-])\d+[.,·]\d+(?![.,·]?\d)"
_WORDS = "two|three|four|five|six|seven|eight|nine|ten"
_PEOPLE = (
    "patients?|infants?|people|persons?|participants?|children|child|babies|adults?|men|women|individuals|subjects|"
    "girls|boys|newborns|survivors|cases|deaths|relapses|events"
)
_UNITS = (
    r"[µμumk]?g|[md]?l|mg|mcg|kg|iu|u|units?|gy|[cmnk]?m|mm ?hg|[mµμn]?mol|°? ?c|kcal|kpa|ml/min|"
    r"years?|months?|weeks?|days?|hours?|minutes?|seconds?|h|min|yr|"
    r"x ?10|× ?10|times the (?:upper|lower) limit|(?:x|×|times) (?:uln|the uln)"
)
_NOT_PER_CENT = (
    r"(?:ci\b|cri\b|confidence|credible|prediction|compatibility|limits?\b|hpd|power|significance|level|blasts?|"
    r"marrow blasts|saline|dextrose|glucose|albumin|solution|cream|gel|oxygen|of the (?:usual|full|planned|standard))"
)
_PERCENTAGE = re.compile(
    rf"{_NUMBER}(?P<sign> ?%| ?per ?cent\b| percentage points?\b)(?!,? ?-?{_NOT_PER_CENT})", re.IGNORECASE
)
_BEFORE_PER_CENT = re.compile(
    r"(?:\b(?:ci|cri|power of|power|alpha of|alpha|significance level of|margin of|level of|confidence of)[ :=]*)$",
    re.IGNORECASE,
)
_PLAIN_DECIMAL = re.compile(
    rf"{_DECIMAL}(?! ?(?:%|per ?cent\b|percentage points?\b))(?!(?:[ -]?(?:{_UNITS})(?![a-z]))|/\S|[-–]?[a-z])",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:\b(?:version|versions|v\.?|ctcae|table|figure|section|chapter|appendix|grade|stage|type|no\.?|doi:?|margin of|"
    r"medra|meddra|cycle|protocol|aged?|icd-?)\s*)$",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"(?<![\w./-])\d{1,6} ?/ ?\d{1,6}(?![\w/.-])(?! ?(?:mm ?hg|match|matched|hla|mismatch|allele))", re.IGNORECASE
)
_SHARE = re.compile(
    rf"\b(?:one|{_WORDS}|\d+) (?:in|out of)(?: every)? (?:{_WORDS}|twenty|thirty|forty|fifty|(?:a |one )?hundred|"
    rf"(?:a |one )?thousand)\b(?! ?(?:years?|months?|weeks?|days?|hours?|countries|centres|centers|hospitals))"
    rf"|\b\d+ of (?:the |all )?\d+\b"
    rf"|\b(?:half|(?:a|one|two)[ -]thirds?|(?:a|one|three)[ -]quarters?|(?:a|one)[ -]fifth) of "
    rf"(?:the |all |these |those |them\b)?(?:[a-z-]+ ){{0,2}}?(?:{_PEOPLE}|them)\b",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(
    rf"\b(?:{_WORDS}|\d+(?:[.,·]\d+)?)[ -]?"
    r"(?:fold\b|times (?:as|more|less|higher|lower|greater|the (?:risk|odds|hazard)))",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"\b(?:hazard|odds|risk|rate|incidence rate)[ -]ratios?(?: (?:of|was|is|at))?[ :=(]{1,3}"
    r"(?P<value>\d+(?:[.,·]\d+)?)(?![\w%])",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\bmedian (?!follow|age)(?:[a-z-]+ ){0,4}?(?:survival|time|duration|remission|response)\b[^.;]{0,40}?"
    r"(?<![\w.,·/-])(?P<value>\d+(?:[.,·]\d+)? (?:months?|years?|weeks?|days?))\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\b(?:19|20)\d\d ?/ ?\d{2,4}|\b\d{1,2} ?/ ?(?:19|20)\d\d\b")


def unread_numbers(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Find numbers that look like results outside the places that are taken.

    Parameters
    ----------
    text
        Plain text.
    taken
        Starts and ends of what was read or declared.

    Yields
    ------
    tuple
        Start and end of each, none of which overlap.
    """
    plain = same_length(text)
    used = bytearray(len(text))
    for begin, stop in [*taken, *(match.span() for match in _DATED.finditer(plain))]:
        used[begin:stop] = b"\1" * len(used[begin:stop])
    for start, end in _candidates(plain):
        if not any(used[start:end]):
            used[start:end] = b"\1" * (end - start)
            yield start, end


def _candidates(plain: str) -> Iterator[tuple[int, int]]:
    for pattern in (_RATIO, _TIME):
        yield from (match.span("value") for match in pattern.finditer(plain))
    for match in _PERCENTAGE.finditer(plain):
        if not _BEFORE_PER_CENT.search(plain, max(match.start() - 30, 0), match.start()):
            yield match.span()
    for pattern in (_COUNTS, _SHARE, _MULTIPLE):
        yield from (match.span() for match in pattern.finditer(plain))
    for match in _PLAIN_DECIMAL.finditer(plain):
        if not _NAMED.search(plain, max(match.start() - 20, 0), match.start()):
            yield match.span()
