"""English, the language that the guard reads."""

from hub.translation.domain.guard.languages.record import Language

_WORDS = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_TENS = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

ENGLISH = Language(
    code="en",
    cardinals={
        **dict(enumerate(_WORDS, 2)),
        **dict(zip(range(30, 100, 10), _TENS, strict=True)),
    },
    invented="|".join([*_WORDS, *_TENS, "hundreds?", "thousands?", "millions?", "billions?"]),
    ones="(?<!this )(?<!that )(?<!another )(?<!the )(?<!each )(?<!every )(?<!any )(?<!no )one(?! another)(?!'s)(?!’s)",
    ranks={
        "first": "first|firstly",
        "second": "second|secondly|secondary",
        "third": "thirds?|thirdly",
        "fourth": "fourth|quarters?",
        "fifth": "fifths?",
        "half": "half|halves|halved",
        "double": "twice|doubled?|doubles|doubling|twofold",
        "triple": "thrice|tripled?|triples|threefold",
    },
    negations=(
        r"not(?! only)|cannot|\w+n['’]t|no(?! longer\.)|never|none|nobody|nothing|neither|nor|without|"
        r"fail(?:s|ed|ing)? to|failure to|unable|lack(?:s|ed|ing)?|absence|absent"
    ),
    hedges=(
        r"non|non-?\w+|free|except|unless|rather|instead|hardly|barely|scarcely|missing|deficien\w+|negative|"
        r"un(?:changed|clear|common|known|likely|necessary|related|treated|available|affected|certain|expected|selected|"
        r"randomi[sz]ed|adjusted|successful|usual|equal|controlled|explained|resolved|detectable|measurable)\w*|"
        r"in(?:sufficient|significant|complete|adequate|effective|eligible|capable|conclusive|frequent|consistent|"
        r"appropriate|ability|dependent|tolera)\w*|impossib\w+|dis(?:agree|continu|appear)\w*|irrespective|regardless"
    ),
    denial=r"not",
    senses={
        "withhold": (
            r"withhold|withheld|withholding|hold(?:ing)?(?= (?:the|this|that|your|his|her|their|its|all|any|each|"
            r"treatment|dosing|doses?|medic\w+|drugs?|therapy|chemo\w*|infusion\w*|warfarin|[\ue001]))|discontinu\w+"
        ),
        "continue": r"continu(?:e|es|ed|ing)|keep(?:s|ing)?|kept",
        "increase": r"increas\w+|rise|rises|rose|risen|higher|raised?",
        "decrease": r"decreas\w+|reduc\w+|declin\w+|lower|lowered|fell|fallen",
    },
    units={
        "second": ("second", "seconds"),
        "minute": ("minute", "minutes"),
        "hour": ("hour", "hours"),
        "day": ("day", "days"),
        "week": ("week", "weeks"),
        "month": ("month", "months"),
        "year": ("year", "years"),
    },
    attributive="{}",
    grade="grade",
    or_higher="or higher",
    interval="{} CI",
    of="of",
    to="to",
    alternative="or",
)
