"""Catalan, which an engine without network can be tried in; two changes with gender, so it is printed as a digit."""

from hub.translation.domain.guard.languages.record import Language

_WORDS = [
    "tres",
    "quatre",
    "cinc",
    "sis",
    "set",
    "vuit",
    "nou",
    "deu",
    "onze",
    "dotze",
    "tretze",
    "catorze",
    "quinze",
    "setze",
    "disset",
    "divuit",
    "dinou",
    "vint",
]
_TENS = ["trenta", "quaranta", "cinquanta", "seixanta", "setanta", "vuitanta", "noranta"]

CATALAN = Language(
    code="ca",
    cardinals={**dict(enumerate(_WORDS, 3)), **dict(zip(range(30, 100, 10), _TENS, strict=True))},
    invented="|".join(
        [
            "dos|(?:dues|tres)(?! vegades)",
            *_WORDS[1:],
            *_TENS,
            r"vint-i-\w+",
            r"(?:trenta|quaranta|cinquanta|seixanta|setanta|vuitanta|noranta)-\w+",
            r"\w*-?cents?",
            "mil",
            "milers",
            "mili(?:ó|ons)",
        ]
    ),
    ones="un|una|u",
    ranks={
        "first": "primer[ae]?s?|primerament",
        "second": "segons?|segona|segones|secund[aà]ri\\w*",
        "third": "tercer[ae]?s?|terços?|terç",
        "fourth": "quart[ae]?s?",
        "fifth": "cinqu(?:è|ena|ens|enes)|quint[ae]?s?",
        "half": "meitats?",
        "double": r"dobles?|dupli\w+|dobl\w+|dues vegades",
        "triple": r"triples?|tripli\w+|tres vegades",
    },
    negations=(
        r"no(?! només)|mai|cap(?= \w+ (?:va|ha|han|es))|ningú|res|ni|sense|tampoc|incapaç\w*|manca|absència|absents?|"
        r"manc\w+|fracass\w+"
    ),
    denial=r"no",
    senses={
        "withhold": r"suspen\w+|suspès\w*|interromp\w+|interrup\w+|atur\w+|retir\w+|deten\w+|discontinu\w+",
        "continue": r"continu\w+|mant\w+|guard\w+|conserv\w+|segu\w+",
        "increase": r"augment\w+|increment\w+|elev\w+|majors?|superior\w*|més alt\w*",
        "decrease": r"dismin\w+|redu\w+|menors?|inferior\w*|més baix\w*|baix\w+|descen\w+",
    },
    units={
        "second": ("segon", "segons"),
        "minute": ("minut", "minuts"),
        "hour": ("hora", "hores"),
        "day": ("dia", "dies"),
        "week": ("setmana", "setmanes"),
        "month": ("mes", "mesos"),
        "year": ("any", "anys"),
    },
    attributive="de {}",
    grade="grau",
    or_higher="o superior",
    interval="IC del {}",
    of="de",
    to="a",
    ordinal="{}è",
    elisions=True,
)
