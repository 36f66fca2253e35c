"""Sentences with figures for the guard's tests, drawn from a seeded lot, and a second, naive reader of figures."""

from __future__ import annotations

import html
import re
from decimal import Decimal
from random import Random

DRUGS = ("blinatumomab", "venetoclax", "azacitidine")
GENES = ("KMT2A", "FLT3", "TP53")
COUNTS = {"Twelve": 12, "Thirty": 30, "Four": 4, "Six": 6}


def sentence(lot: Random) -> str:
    """Draw one clause or two."""
    clauses = [lot.choice(_CLAUSES)(lot) for _ in range(lot.choice((1, 1, 1, 2)))]
    text = "; ".join(clauses) + "."
    return text if text.startswith(("<", *DRUGS)) else text[:1].upper() + text[1:]


def _share(lot: Random) -> str:
    low = lot.uniform(1, 80)
    share, high = low + lot.uniform(1, 8), low + lot.uniform(9, 19)
    interval = lot.choice((f" (95% CI {low:.1f}–{high:.1f})", f" (95% CI, {low:.1f} to {high:.1f})", "", ""))
    return f"{share:.1f}%{interval}"


def _p(lot: Random) -> str:
    return lot.choice(("P&lt;0.001", f"p = 0.{lot.randrange(10, 99)}", f"P=0.0{lot.randrange(1, 9)}"))


def _outcome(lot: Random) -> str:
    return lot.choice(("overall survival", "event-free survival", "the cumulative incidence of relapse"))


def _ratio(lot: Random) -> str:
    low = lot.uniform(0.2, 0.9)
    return f"HR {low + 0.1:.2f} [{low:.2f}–{low + 0.3:.2f}]; {_p(lot)}"


_CLAUSES = (
    lambda lot: (
        f"at {lot.randrange(2, 12)} {lot.choice(('years', 'months'))}, {_outcome(lot)} was {_share(lot)} with "
        f"{lot.choice(DRUGS)} and {_share(lot)} in the control group"
    ),
    lambda lot: f"the study did not meet its primary endpoint ({_p(lot)})",
    lambda lot: (
        f"{lot.randrange(20, 90)} of {lot.randrange(100, 3000):,} patients had grade ≥{lot.randrange(2, 5)} "
        f"{lot.choice(('neutropenia', 'infection'))}, and {lot.randrange(1, 19)} died"
    ),
    lambda lot: f"{lot.choice(DRUGS)} was given in {lot.choice((21, 28))}-day cycles of {lot.randrange(5, 60)} mg/m²",
    lambda lot: (
        f"median follow-up was {lot.uniform(2, 9):.1f} years (range {lot.uniform(1, 2):.1f}–{lot.uniform(9, 12):.1f})"
    ),
    lambda lot: (
        f"no difference was seen between {lot.choice(DRUGS)} and {lot.randrange(2, 9)} mg of "
        f"XK-{lot.randrange(10, 99)} ({_ratio(lot)})"
    ),
    lambda lot: (
        f"<b>{_outcome(lot)} in <i>{lot.choice(GENES)}</i></b>-rearranged disease was {_share(lot)}, "
        f"and {_share(lot)} in the control group"
    ),
    lambda lot: (
        f"{lot.choice(tuple(COUNTS)).lower()} patients received one course, and "
        f"{lot.randrange(2, 60)} patients received {lot.choice(tuple(COUNTS)).lower()} courses"
    ),
    lambda lot: f"hold the medicine until {lot.choice(('21', '28'))} days after {lot.choice(DRUGS)}",
    lambda lot: (
        f"registered as NCT0{lot.randrange(10**6, 10**7)} and closed on {lot.randrange(1, 28)} March "
        f"20{lot.randrange(10, 26)}"
    ),
    lambda lot: (
        f"the first relapse was seen after {lot.randrange(3, 40)} weeks, and not before "
        f"{lot.randrange(1, 3)}.{lot.randrange(1, 9)} months"
    ),
    lambda lot: (
        f"the increase from baseline was +{lot.uniform(1, 9):.1f} mg/dL with {lot.choice(DRUGS)}, and "
        f"−{lot.uniform(1, 9):.1f} mg/dL in the control group"
    ),
)

_WORDS = {
    12: "twelve doce douze zwölf dodici doze dotze",
    30: "thirty treinta trente dreißig trenta trinta trenta",
    4: "four cuatro quatre vier quattro quatro quatre",
    6: "six seis six sechs sei seis sis",
}
_VALUES = {word: value for value, words in _WORDS.items() for word in words.split()}
_TIMES = {
    "day": "day days día días jour jours Tag Tage Tagen giorno giorni dia dias dia dies",
    "week": "week weeks semana semanas semaine semaines Woche Wochen settimana settimane setmana setmanes",
    "month": "month months mes meses mois Monat Monate Monaten mese mesi mês mesos",
    "year": "year years año años an ans Jahr Jahre Jahren anno anni ano anos any anys",
}
_UNITS = {word.lower(): unit for unit, words in _TIMES.items() for word in words.split()}
_SEEN = re.compile(
    r"NCT\d+|XK-\d+|"
    + "|".join([*DRUGS, *GENES])
    + r"|[<≥]|(?<!\w)[-−+](?=\d)|\d[\d.,\xa0\u202f]*\d|\d|%|HR|\bP\b|\bp\b|mg/m²|mg/dL|\bmg\b|[^\W\d_]+",
)


def seen(text: str, decimal: str) -> list[object]:
    """What a naive reader sees in a text, in order: numbers by value, signs, units, names; no word of prose."""
    plain = html.unescape(re.sub(r"<[^<>]*>", "", text))
    found: list[object] = []
    for match in _SEEN.finditer(plain):
        word = match.group()
        if word[0].isdigit():
            found.append(_value(word, decimal))
        elif word.lower() in _VALUES:
            found.append(Decimal(_VALUES[word.lower()]))
        elif word.lower() in _UNITS:
            found.append(_UNITS[word.lower()])
        elif not word.isalpha() or word in (*DRUGS, *GENES, "HR", "P", "p", "mg"):
            found.append(word)
    return found


def _value(printed: str, decimal: str) -> Decimal:
    kept = "".join(letter for letter in printed if letter.isdigit() or letter == decimal)
    return Decimal(kept.replace(",", "."))
