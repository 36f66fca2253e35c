"""Italian."""

from hub.translation.domain.guard.languages.record import Language

_WORDS = [
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
    "venti",
]
_TENS = ["trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"]
_FURTHER = "(?:uno|un|due|tré|tre|quattro|cinque|sei|sette|otto|nove)"

ITALIAN = Language(
    code="it",
    cardinals={**dict(enumerate(_WORDS, 2)), **dict(zip(range(30, 100, 10), _TENS, strict=True))},
    invented="|".join(
        [
            "(?:due|tre)(?! volte)",
            *_WORDS[2:],
            *_TENS,
            rf"(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)[iao]?{_FURTHER}",
            r"\w*cento\w*",
            "mille",
            r"\w*mila",
            "migliaia",
            "milion[ei]",
        ]
    ),
    ones="un|uno|una|un['’]",
    ranks={
        "first": "prim[oie]|prima(?! di)(?! che)(?! del)|innanzitutto",
        "second": "second[oaie]|secondari[oae]?",
        "third": "terz[oaie]",
        "fourth": "quart[oaie]",
        "fifth": "quint[oaie]",
        "half": "metà|dimezz\\w+",
        "double": r"doppi[oae]?|raddoppi\w+|due volte|duplic\w+",
        "triple": r"tripl[oaie]|triplic\w+|tre volte",
    },
    negations=(
        r"non(?! solo)|mai|nessun[oa]?|nessun['’]?|niente|nulla|né|senza|neanche|nemmeno|incapac[ei]|"
        r"assen\w+|mancan\w+|"
        r"mancat\w+|fallit\w+|fallisc\w+"
    ),
    denial=r"non",
    senses={
        "withhold": (
            r"sospen\w+|sospes\w+|interromp\w+|interrott\w+|interruz\w+|ritir\w+|ferm\w+|cessa\w+|"
            r"discontinu\w+"
        ),
        "continue": r"continu\w+|mant[ei]\w+|prosegu\w+|tenere|conserv\w+",
        "increase": r"aument\w+|increment\w+|elev\w+|maggior\w*|superior\w*|più alt[oaie]",
        "decrease": r"diminu\w+|rid[uo][crtz]\w+|cal[oia]\w*|minor\w*|inferior\w*|più bass[oaie]",
    },
    units={
        "second": ("secondo", "secondi"),
        "minute": ("minuto", "minuti"),
        "hour": ("ora", "ore"),
        "day": ("giorno", "giorni"),
        "week": ("settimana", "settimane"),
        "month": ("mese", "mesi"),
        "year": ("anno", "anni"),
    },
    attributive="di {}",
    grade="grado",
    or_higher="o superiore",
    interval="IC al {}",
    of="su",
    to="a",
    ordinal="{}º",
    elisions=True,
)
