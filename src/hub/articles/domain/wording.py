"""Words of a text made comparable: spelling folded, inflection taken off, synonyms of the field put in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable

# One character for one character, so that places stay what they are.
_PLAIN_CHARACTERS = str.maketrans("\u00a0\u202f\u2009\u2007\n\t–—−‑‐·", "      -----.")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?](?:[\"”’)\]]*)\s+(?=[\"“‘(]*[A-Z0-9])|\n")
_CLAUSE_END = re.compile(r"[;:]|,(?!\d)| - |\b(?:whereas|while|but|versus|vs\.?|compared with|against)\b")
_CHAIN = re.compile(r"\s*(?:vs\.?|versus|against|compared with|with)\s*", re.IGNORECASE)
_BORDERS = (
    re.compile(r";"),
    re.compile(r"\b(?:whereas|while|but|and|or|versus|vs\.?|compared with|against)\b", re.IGNORECASE),
    re.compile(r","),
)


def words(listed: str) -> frozenset[str]:
    """Return words that are written one after another."""
    return frozenset(listed.split())


_SPELLINGS = (
    ("leukem", "leukaem"),
    ("tumor", "tumour"),
    ("hemorr", "haemorr"),
    ("anemi", "anaemi"),
    ("hematol", "haematol"),
    ("diarrhea", "diarrhoea"),
    ("randomiz", "randomis"),
    ("pediatr", "paediatr"),
)
_PHRASES = tuple(
    (re.compile(rf"\b(?:{phrase})\b"), form)
    for phrase, form in (
        (r"alive (?:and )?(?:disease|relapse) free", "disease free survival"),
        (r"alive (?:and )?in (?:complete |continuous )*remission", "disease free survival"),
        (r"alive (?:and )?(?:without|free of|free from) (?:disease|relapse|leukaemia)", "disease free survival"),
        (r"free of (?:disease|leukaemia) and alive", "disease free survival"),
        (r"(?:non relapse|nonrelapse|treatment related) (?:mortality|death)", "death without relapse"),
        (r"death in (?:complete |first )*remission", "death without relapse"),
        (r"still alive|alive", "overall survival"),
        (r"complete response", "complete remission"),
        (r"with or without", "whetherornot"),
    )
)
ABBREVIATIONS = {
    "os": "overall survival",
    "dfs": "disease free survival",
    "efs": "event free survival",
    "pfs": "progression free survival",
    "rfs": "relapse free survival",
    "lfs": "leukaemia free survival",
    "cir": "cumulative incidence of relapse",
    "nrm": "death without relapse",
    "trm": "death without relapse",
    "cr": "complete remission",
    "cri": "complete remission with incomplete recovery",
    "orr": "overall response",
    "gvhd": "graft versus host disease",
}
_FORMS = {
    **dict.fromkeys(("relapsed", "relapsing", "relapses", "recurrence", "recurrences", "recurred"), "relapse"),
    **dict.fromkeys(("deaths", "died", "dying", "die", "dies", "mortality"), "death"),
    **dict.fromkeys(("progressed", "progressing", "progresses", "progress"), "progression"),
    **dict.fromkeys(("survived", "surviving", "survive"), "survival"),
    **dict.fromkeys(("remitted", "remissions"), "remission"),
    **dict.fromkeys(("responded", "responders", "responses"), "response"),
    "infected": "infection",
}
_EMPTY = words(
    "a an the of in at by for to from on with and were was is are be been had have has having that this these those "
    "who which among within any their its there"
)
_INTRODUCING = words(
    "cumulative incidence rate rates probability probabilities proportion percentage percentages frequency number "
    "risk estimate estimated actuarial kaplan meier median mean crude observed year years month months week weeks "
    "day days result results outcome outcomes developed achieved experienced occurred reached remained patient "
    "patients infant infants people person persons participant participants children child baby babies adults adult "
    "case cases subject subjects improved higher lower chance chances odds severe serious"
)


def same_length(text: str) -> str:
    """Return text with every blank a space and every dash a hyphen, each character in its place."""
    return text.translate(_PLAIN_CHARACTERS)


def fold(text: str) -> str:
    """Return text in small letters, with words and spaces only, British spelling, and the field's fixed phrases."""
    folded = " ".join(_WORD.findall(same_length(text).lower()))
    for spelling, form in _SPELLINGS:
        folded = folded.replace(spelling, form)
    for phrase, form in _PHRASES:
        folded = phrase.sub(form, folded)
    return folded


def stems(text: str, *, but: Iterable[str] = ()) -> frozenset[str]:
    """Return the words of a text that carry meaning, each in one form.

    Parameters
    ----------
    but
        Words to leave out.
    """
    left_out = _EMPTY.union(but)
    return frozenset(stem(word) for word in fold(text).split() if word not in left_out)


def expanded(text: str) -> str:
    """Return folded text with the field's abbreviations written out."""
    return " ".join(ABBREVIATIONS.get(word, word) for word in fold(text).split())


def outcome_stems(text: str) -> frozenset[str]:
    """Return the words that name an outcome, without what only introduces it: “rate of”, “4-year”."""
    named = [
        stem(word)
        for word in expanded(text).split()
        if word not in _EMPTY and word not in _INTRODUCING and not word.isdigit()
    ]
    if "overall" in named and not {"survival", "response"} & set(named):
        named = [word for word in named if word != "overall"]
    return frozenset(named)


def stem(word: str) -> str:
    """Return a word in its singular, or in the form that its relatives share."""
    if word in _FORMS:
        return _FORMS[word]
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "is", "us")):
        return word[:-1]
    return word


OWN_WORDS = 2
"""How many of the pieces around a figure, from the nearest, are its own."""


_REACH = 2_000
"""Characters on either side within which a sentence is looked for."""


class Surroundings:
    """A figure's place in a text: its clause, what is its own among its neighbours, its sentence, and its block.

    Between two figures the strongest border parts what belongs to each; without one both have it. ``rivalled`` is to
    be set where another figure of the sentence is of the same outcome.
    """

    rivalled = False

    def __init__(self, text: str, start: int, end: int, others: Iterable[tuple[int, int]] = ()) -> None:
        plain = same_length(text)
        block_start = text.rfind("\n", 0, start) + 1
        block_end = text.find("\n", end)
        block_end = len(text) if block_end < 0 else block_end
        first, last = _around(_SENTENCE_END, plain, block_start, block_end, start, end)
        self.span = first, last
        self.block, self.sentence = plain[block_start:last], plain[first:last]
        before = max((stop for _, stop in others if first <= stop <= start), default=None)
        after = min((begin for begin, _ in others if end <= begin <= last), default=None)
        own_first = first if before is None else _border(plain, before, start)[1]
        own_last = last if after is None else _border(plain, end, after)[0]
        self.own = plain[own_first:own_last]
        clause_first, clause_last = _around(_CLAUSE_END, plain, own_first, own_last, start, end)
        self.clause = plain[clause_first:clause_last]
        self.before = plain[own_first:start]
        self.lead = plain[_chain_start(plain, first, start, others) : own_last]

    @property
    def widening(self) -> tuple[str, ...]:
        """From the nearest words to the furthest."""
        return self.clause, self.own, self.sentence, self.block


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence that a place is in, without leaving its line."""
    block_start = text.rfind("\n", 0, start) + 1
    block_end = text.find("\n", end)
    low, high = max(block_start, start - _REACH), min(len(text) if block_end < 0 else block_end, end + _REACH)
    first, last = _around(_SENTENCE_END, same_length(text[low:high]), 0, high - low, start - low, end - low)
    return text[low:high][first:last].strip()


def _chain_start(text: str, low: int, start: int, others: Iterable[tuple[int, int]]) -> int:
    """Return where the words begin of the first figure that only “vs” parts from this one."""
    places = sorted(place for place in others if low <= place[0] and place[1] <= start)
    while places and _CHAIN.fullmatch(text, places[-1][1], start):
        start = places.pop()[0]
    return _border(text, places[-1][1], start)[1] if places else low


def _around(border: re.Pattern[str], text: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """Return the piece between borders that holds a place."""
    first, last = low, high
    for match in border.finditer(text, low, high):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    return first, last


def _border(text: str, low: int, high: int) -> tuple[int, int]:
    """Return where the words of one figure end and those of the next begin, in the gap between them."""
    for border in _BORDERS:
        found = list(border.finditer(text, low, high))
        if found:
            return found[-1].span()
    return high, low
