"""French."""

from hub.translation.domain.guard.languages.record import Language

_WORDS = [
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
    "vingt",
]
_TENS = ["trente", "quarante", "cinquante", "soixante", "soixante-dix", "quatre-vingts", "quatre-vingt-dix"]

FRENCH = Language(
    code="fr",
    cardinals={**dict(enumerate(_WORDS, 2)), **dict(zip(range(30, 100, 10), _TENS, strict=True))},
    invented="|".join(
        [
            "(?:deux|trois)(?! fois)",
            *_WORDS[2:],
            *_TENS,
            "vingts",
            "cents?",
            "mille",
            "milliers?",
            "millions?",
            "milliards?",
        ]
    ),
    ones="un|une",
    ranks={
        "first": "premi(?:er|ère)s?|premièrement|d['’]abord",
        "second": "deuxièmes?|seconde?s?|secondaires?|deuxièmement",
        "third": "troisièmes?|tiers|troisièmement",
        "fourth": "quatrièmes?|quarts?",
        "fifth": "cinquièmes?",
        "half": "moitiés?|demie?s?",
        "double": r"doubles?|doubl\w+|deux fois",
        "triple": r"triples?|tripl\w+|trois fois",
    },
    negations=(
        r"pas(?! seulement)|jamais|aucune?|aucun|rien|ni|sans|nulle?|nul|(?:ne|n['’])\s*\w+ (?:plus|guère|personne)|"
        r"incapables?|absence|absente?s?|manqu\w+|échou\w+|échec|défaut|ne saurait|ne saurai\w+"
    ),
    denial=r"pas",
    senses={
        "withhold": r"suspend\w+|suspension\w*|interromp\w+|interrupti\w+|arr[eê]t\w*|retir\w+|cess\w+|discontinu\w+",
        "continue": r"continu\w+|poursui\w+|maint\w+|gard\w+|conserv\w+",
        "increase": r"augment\w+|accr\w+|él[eè]v\w+|supérieur\w*|hauss\w+|plus hau\w+",
        "decrease": r"diminu\w+|rédui\w+|réduc\w+|bais\w+|inférieur\w*|plus bas\w*|décl\w+",
    },
    units={
        "second": ("seconde", "secondes"),
        "minute": ("minute", "minutes"),
        "hour": ("heure", "heures"),
        "day": ("jour", "jours"),
        "week": ("semaine", "semaines"),
        "month": ("mois", "mois"),
        "year": ("an", "ans"),
    },
    attributive="de {}",
    grade="grade",
    or_higher="ou plus",
    interval="IC à {}",
    of="sur",
    to="à",
    alternative="ou",
    ordinal="{}e",
    colon="\u202f:",
    elisions=True,
)
