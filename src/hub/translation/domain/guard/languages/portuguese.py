"""Portuguese; the word for two changes with the gender of what is counted, so it is printed as a digit."""

from hub.translation.domain.guard.languages.record import Language

_WORDS = [
    "três",
    "quatro",
    "cinco",
    "seis",
    "sete",
    "oito",
    "nove",
    "dez",
    "onze",
    "doze",
    "treze",
    "catorze",
    "quinze",
    "dezesseis",
    "dezessete",
    "dezoito",
    "dezenove",
    "vinte",
]
_TENS = ["trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"]

PORTUGUESE = Language(
    code="pt",
    cardinals={
        **{value: word for value, word in enumerate(_WORDS, 3) if value not in (14, 16, 17, 19)},
        **dict(zip(range(30, 100, 10), _TENS, strict=True)),
    },
    invented="|".join(
        [
            "dois|(?:duas|três)(?! vezes)|quatorze|dezasseis|dezassete|dezanove",
            *_WORDS[1:],
            *_TENS,
            "cem",
            "centos?",
            r"\w+cent[oa]s",
            "mil",
            "milhares",
            "milh(?:ão|ões)",
        ]
    ),
    ones="um|uma",
    ranks={
        "first": "primeir[oa]s?|primeiramente",
        "second": "segund[oa]s?|secundári[oa]s?",
        "third": "terceir[oa]s?|terços?",
        "fourth": "quart[oa]s?",
        "fifth": "quint[oa]s?",
        "half": "metades?",
        "double": r"dobros?|dupl[oa]s?|dobr\w+|duplic\w+|duas vezes",
        "triple": r"tripl[oa]s?|triplic\w+|três vezes",
    },
    negations=(
        r"não(?! só)(?! apenas)|nunca|jamais|nenhum|nenhuma|nenhuns|ninguém|nada|nem|sem|tampouco|"
        r"incapa(?:z|zes)|falta|"
        r"falt\w+|ausência|ausentes?|fracass\w+|falh\w+"
    ),
    denial=r"não",
    senses={
        "withhold": r"suspen\w+|interromp\w+|interrup\w+|retir\w+|descontinu\w+|par[ae]r?|cessa\w+",
        "continue": r"continu\w+|mant[eé]\w+|manter\w*|guard\w+|prossegu\w+|conserv\w+",
        "increase": r"aument\w+|increment\w+|elev\w+|maior\w*|superior\w*|mais alt[oa]s?",
        "decrease": r"diminu\w+|redu[zç]\w+|menor\w*|inferior\w*|mais baix[oa]s?|baix\w+|decl[ií]n\w+",
    },
    units={
        "second": ("segundo", "segundos"),
        "minute": ("minuto", "minutos"),
        "hour": ("hora", "horas"),
        "day": ("dia", "dias"),
        "week": ("semana", "semanas"),
        "month": ("mês", "meses"),
        "year": ("ano", "anos"),
    },
    attributive="de {}",
    grade="grau",
    or_higher="ou superior",
    interval="IC de {}",
    of="de",
    to="a",
    alternative="ou",
    ordinal="{}.º",
)
