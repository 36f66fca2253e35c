"""German."""

from hub.translation.domain.guard.languages.record import Language

_WORDS = [
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
    "zwanzig",
]
_TENS = ["dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_STEMS = "zwei|drei|vier|fünf|sechs?|sieben|sieb|acht|neun|zehn|elf|zwölf"

GERMAN = Language(
    code="de",
    cardinals={**dict(enumerate(_WORDS, 2)), **dict(zip(range(30, 100, 10), _TENS, strict=True))},
    invented=(
        rf"(?:{_STEMS})(?:zehn\w*|zig\w*|ßig\w*|hundert\w*|tausend\w*|und\w+(?:zig|ßig)\w*|jähr\w+|monat\w+|wöch\w+|"
        r"tägig\w*|stünd\w+|er)?|einund\w+(?:zig|ßig)\w*|(?:ein)?(?:hundert|tausend)\w*|zwanzig\w*|million\w*|milliarde\w*"
    ),
    ones=r"ein|eine[rsnm]?|eins",
    ranks={
        "first": r"erste[rsnm]?|erstens|erstmal\w*|zuerst|erstlin\w+",
        "second": r"zweite[rsnm]?|zweitens|zweitlin\w+|sekundär\w*",
        "third": r"dritte[rsnm]?|drittens|drittel\w*|drittlin\w+",
        "fourth": r"vierte[rsnm]?|viertens|viertel\w*",
        "fifth": r"fünfte[rsnm]?|fünftel\w*",
        "half": r"hälften?|halb|halbe[rsnm]?|halbier\w+|anderthalb",
        "double": r"doppel\w*|doppelt\w*|verdoppel\w+|zweimal\w*|zweifach\w*",
        "triple": r"dreifach\w*|verdreifach\w+|dreimal\w*",
    },
    negations=(
        r"nicht(?! nur)|nicht-\w+|kein|keine[rsnm]?|nie|niemals|niemand\w*|nichts|weder|ohne|"
        r"unfähig\w*|fehl\w+|mangel\w*|"
        r"abwesen\w+|ausbleib\w+|ausgeblieben|keinerlei|keineswegs|verfehl\w+"
    ),
    denial=r"nicht|kein|keine[rsnm]?|ohne|nie|niemals",
    senses={
        "withhold": (
            r"\w*ausgesetz\w*|\w*aussetz\w+|setz\w+|abgesetz\w+|absetz\w+|\w*unterbr\w+|pausier\w+|\w*unterbroch\w+|"
            r"gestopp\w+|stopp\w+|ausgelass\w+|auslass\w+|abbrech\w+|abgebroch\w+|beend\w+|zurückgehalten"
        ),
        "continue": r"fortsetz\w+|fortgesetz\w+|weiter\w*|behalt\w+|beibehalt\w+|halten|gehalten|behalten",
        "increase": r"erhöh\w+|zunahm\w*|zunehm\w+|steig\w+|stieg\w*|anstieg\w*|höher\w*|gestieg\w+",
        "decrease": (
            r"verringer\w+|abnahm\w*|abnehm\w+|senk\w+|gesenkt\w*|reduzier\w+|reduktion\w*|niedriger\w*|"
            r"geringer\w*"
        ),
    },
    units={
        "second": ("Sekunde", "Sekunden"),
        "minute": ("Minute", "Minuten"),
        "hour": ("Stunde", "Stunden"),
        "day": ("Tag", "Tage"),
        "week": ("Woche", "Wochen"),
        "month": ("Monat", "Monate"),
        "year": ("Jahr", "Jahre"),
    },
    attributive="{}",
    grade="Grad",
    or_higher="oder höher",
    interval="{}-KI",
    of="von",
    to="bis",
    alternative="oder",
    ordinal="{}.",
    colon="",
    compounds=True,
    dative=frozenset(["nach", "bei", "mit", "von", "seit", "vor", "in", "binnen", "zu", "aus", "ab"]),
)
