"""Spanish."""

from hub.translation.domain.guard.languages.record import Language

_WORDS = [
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
]
_TENS = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]

SPANISH = Language(
    code="es",
    cardinals={**dict(enumerate(_WORDS, 2)), **dict(zip(range(30, 100, 10), _TENS, strict=True))},
    invented="|".join(
        [
            "(?:dos|tres)(?! veces)",
            *_WORDS[2:],
            *_TENS,
            r"veinti\w+",
            "cien(?:to)?",
            r"\w*cient[oa]s",
            "mil",
            "miles",
            "mill[oó]n(?:es)?",
        ]
    ),
    ones="un|una|uno",
    ranks={
        "first": "primer|primer[oa]s?|primeramente",
        "second": "segund[oa]s?|secundari[oa]s?",
        "third": "tercer|tercer[oa]s?|tercios?",
        "fourth": "cuart[oa]s?",
        "fifth": "quint[oa]s?",
        "half": "mitad|mitades",
        "double": r"dobles?|duplic\w+|dos veces",
        "triple": r"triples?|triplic\w+|tres veces",
    },
    negations=(
        r"no(?! sol[oó])|nunca|jamás|ning[uú]n|ningun[oa]s?|nadie|nada|ni|sin(?! embargo)|tampoco|"
        r"incapa(?:z|ces)|falta|"
        r"ausencia|ausentes?|ausente|carec\w+|fracas\w+"
    ),
    denial=r"no",
    senses={
        "withhold": (
            r"suspend\w+|suspensi\w+|interrump\w+|interrupci\w+|deten\w+|detien\w+|retir\w+|discontinu\w+|"
            r"omit\w+"
        ),
        "continue": r"continu\w+|mant[ei]\w+|guard\w+|sigu\w+|segu[ií]\w+|conserv\w+",
        "increase": r"aument\w+|increment\w+|increment|elev\w+|mayor|mayores|superior\w*|más alt[oa]s?|sub[ei]\w*",
        "decrease": r"dismin\w+|redu[cjz]\w+|descen\w+|descien\w+|menor|menores|inferior\w*|más baj[oa]s?|baj[oóa]\w*",
    },
    units={
        "second": ("segundo", "segundos"),
        "minute": ("minuto", "minutos"),
        "hour": ("hora", "horas"),
        "day": ("día", "días"),
        "week": ("semana", "semanas"),
        "month": ("mes", "meses"),
        "year": ("año", "años"),
    },
    attributive="de {}",
    grade="grado",
    or_higher="o superior",
    interval="IC del {}",
    of="de",
    to="a",
    ordinal="{}.º",
)
