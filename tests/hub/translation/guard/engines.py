"""Engines for the guard's tests: one that translates by a dictionary of phrases, and one that spoils what it gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random

LANGUAGES = ("es", "fr", "de", "it", "pt", "ca")
DENIALS = {
    "es": r"\bno |\bninguna ",
    "fr": r" pas\b|\baucune ",
    "de": r" nicht\b|\bkein ",
    "it": r"\bnon |\bnessuna ",
    "pt": r"\bnão |\bnenhuma ",
    "ca": r"\bno ",
}
TWELVE = {"es": "doce", "fr": "douze", "de": "zwölf", "it": "dodici", "pt": "doze", "ca": "dotze"}
CODE = re.compile(r'<span translate="no" class="notranslate">\w+</span>|\[\[\w+\]\]|Zq\w{3}k')
TAG = re.compile(r"</?[bi]>")


@lru_cache
def phrases(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    lines = (Path(__file__).parent / "phrases.txt").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]
    words = {row[0]: row[1 + LANGUAGES.index(language)] for row in rows}
    longest = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<![\w<\[])(" + "|".join(map(re.escape, longest)) + r")(?![\w>])", re.IGNORECASE), words


def by_dictionary(text: str, language: str) -> str:
    pattern, words = phrases(language)

    def translated(found: re.Match[str]) -> str:
        word = words[found.group().lower()]
        return word[:1].upper() + word[1:] if found.group()[:1].isupper() else word

    return "".join(
        part if CODE.fullmatch(part) or part.startswith("<") else pattern.sub(translated, part)
        for part in re.split(f"({CODE.pattern}|<[^<>]*>)", text)
    )


class Dictionary:
    """A benign engine: every phrase it knows is replaced, everything else stays."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        return [by_dictionary(text, target) for text in texts]


class Spoiler:
    """Translates by the dictionary and then spoils most answers, each in one or two ways drawn by lot."""

    def __init__(self, seed: int, share: float = 0.85, only: str | None = None) -> None:
        self.lot = Random(seed)  # noqa: S311 - no secret
        self.share = share
        self.ways = {name: way for name, way in WAYS.items() if only in (None, name)}
        self.done: Counter[str] = Counter()
        self.last: dict[str, tuple[str, ...]] = {}

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        return [self.spoil(by_dictionary(text, target), target) for text in texts]

    def spoil(self, text: str, language: str) -> str:
        if self.lot.random() > self.share:
            return text
        before, ways = text, self.lot.choices(sorted(self.ways), k=self.lot.choice((1, 1, 2)))
        for name in ways:
            spoiled = self.ways[name](text, language, self.lot)
            self.done[name] += spoiled != text
            text = spoiled
        if before != text:
            self.last[text] = tuple(ways)
        return text


def _codes(text: str) -> list[re.Match[str]]:
    return list(CODE.finditer(text))


def _spliced(text: str, found: re.Match[str], put: str) -> str:
    return text[: found.start()] + put + text[found.end() :]


def _at_code(change: Callable[[str, str, Random], str]) -> Callable[[str, str, Random], str]:
    """Spoil one token of a text."""

    def way(text: str, language: str, lot: Random) -> str:
        codes = _codes(text)
        if not codes:
            return text
        chosen = lot.choice(codes)
        return _spliced(text, chosen, change(chosen.group(), language, lot))

    return way


def _swap(text: str, language: str, lot: Random) -> str:
    codes = _codes(text)
    if len(codes) < 2:
        return text
    one, other = sorted(lot.sample(codes, 2), key=re.Match.start)
    return text[: one.start()] + other.group() + text[one.end() : other.start()] + one.group() + text[other.end() :]


def _elsewhere(text: str, language: str, lot: Random) -> str:
    """Move a token behind another word, often into another clause."""
    codes = _codes(text)
    if not codes:
        return text
    chosen = lot.choice(codes)
    rest = _spliced(text, chosen, "")
    gaps = [found.end() for found in re.finditer(r"(?<![<\w])\w+[,;.]? (?!class)", rest)]
    at = lot.choice(gaps) if gaps else 0
    return rest[:at] + chosen.group() + " " + rest[at:]


def _to_front(text: str, language: str, lot: Random) -> str:
    codes = _codes(text)
    if not codes:
        return text
    chosen = lot.choice(codes)
    return chosen.group() + " " + _spliced(text, chosen, "")


def _word_at_random(put: Callable[[str, Random], str]) -> Callable[[str, str, Random], str]:
    def way(text: str, language: str, lot: Random) -> str:
        gaps = [found.start() for found in re.finditer(r" (?!translate|class)", text)]
        at = lot.choice(gaps) if gaps else len(text)
        return text[:at] + " " + put(language, lot) + text[at:]

    return way


def _mutate(code: str, language: str, lot: Random) -> str:
    at = lot.randrange(len(code))
    return code[:at] + lot.choice("bdfghjkZQ[]<1# .,") + code[at + 1 :]


def _unglue(text: str, language: str, lot: Random) -> str:
    spaces = list(re.finditer(r"(?<=\w) (?=Zq|\[\[|<span)|(?<=k) (?=\w)|(?<=\]\]) |(?<=</span>) ", text))
    return _spliced(text, lot.choice(spaces), "") if spaces else text


def _deny_less(text: str, language: str, lot: Random) -> str:
    return re.sub(DENIALS[language], " ", text, count=1, flags=re.IGNORECASE)


def _split_tags(text: str, language: str, lot: Random) -> str:
    return lot.choice(
        (
            lambda: text.replace("</i></b>", "</b></i>"),
            lambda: re.sub(r"<b>(\S+) ", r"<b>\1</b> <b>", text),
            lambda: TAG.sub("", text, count=1),
            lambda: text.replace("</b>", "", 1) + "</b>" if "</b>" in text else text,
            lambda: text.replace("<b>", "<b><b>", 1),
            lambda: re.sub(r"<i>([^<>]*)</i>", r"<i></i>\1", text),
        )
    )()


def _other_marks(text: str, language: str, lot: Random) -> str:
    marks = list(re.finditer(r"[,;.] ", text))
    return _spliced(text, lot.choice(marks), lot.choice((" ", ". ", ", "))) if marks else text


def _rank(text: str, language: str, lot: Random) -> str:
    second = {"es": "segunda", "fr": "deuxième", "de": "zweite", "it": "seconda", "pt": "segunda", "ca": "segona"}
    return re.sub(r"\b(?:primera|première|erste|prima|primeira)\b", second[language], text, flags=re.IGNORECASE)


WAYS: dict[str, Callable[[str, str, Random], str]] = {
    "drops a token": _at_code(lambda code, language, lot: ""),
    "doubles a token": _at_code(lambda code, language, lot: f"{code} {code}"),
    "swaps tokens": _swap,
    "moves a token": _elsewhere,
    "moves a token to the front": _to_front,
    "writes a figure for a token": _at_code(
        lambda code, language, lot: lot.choice(("83,3 %", "44.0", "1", "#1", "12,3"))
    ),
    "invents a figure": _word_at_random(lambda language, lot: lot.choice(("17", "3,5 %", "½", "²", "٣", "IV5", "8."))),
    "invents a number word": _word_at_random(lambda language, lot: TWELVE[language]),
    "puts a letter to a token": _at_code(
        lambda code, language, lot: lot.choice((f"de{code}", f"{code}s", f"{code}en"))
    ),
    "puts a digit to a token": _at_code(lambda code, language, lot: lot.choice((f"1{code}", f"{code}0", f"{code}.5"))),
    "puts a sign to a token": _at_code(
        lambda code, language, lot: lot.choice((f"-{code}", f"&lt;{code}", f"{code}%", f"−{code}"))
    ),
    "puts a mark to a token": _at_code(
        lambda code, language, lot: lot.choice((f"«{code}»", f".{code}", f"({code})", f"{code}:", f'"{code}'))
    ),
    "mangles a token": _at_code(_mutate),
    "breaks a token": _at_code(lambda code, language, lot: code[:3] + lot.choice(" .,-") + code[3:]),
    "glues words": _unglue,
    "loses a denial": _deny_less,
    "adds a denial": _word_at_random(
        lambda language, lot: {"fr": "jamais", "de": "nicht", "it": "non", "pt": "não"}.get(language, "no")
    ),
    "splits tags": _split_tags,
    "changes marks": _other_marks,
    "changes a rank": _rank,
    "gives nothing": lambda text, language, lot: "",
    "cuts the end": lambda text, language, lot: text[: len(text) // 2],
}
