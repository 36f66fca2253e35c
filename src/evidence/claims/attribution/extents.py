"""How far an outcome phrase reaches: over its abbreviation and over what narrows or widens it."""

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.chunks import Chunks
from evidence.claims.figures.figure import TIMES
from evidence.claims.lexicon import ARM_SUFFIXES, GROUP_NOUNS, PEOPLE, SURVIVAL_WORDS, words

_REMISSION = words("cr cr1 remission complete first")
# "three days or longer", "a partial response or better": how a threshold ends.
_AND_BEYOND = words("better worse longer more higher greater later less shorter lower fewer above below death")
_RESPONSES = words("cr crs remission remissions response responses")
_RECOVERY = words("recovery improvement normalisation normalization")
# Happenings to something: "relapse of bacteraemia", "rupture of an aneurysm".
_HAPPENINGS = (
    "relapse", "recurrence", "rupture", "worsening", "resolution", "exacerbation", "reactivation", "loss", "onset",
    "failure", "rejection", "perforation", "thrombosis", "occlusion", "improvement", "progression", "impairment",
    "recovery", "withdrawal", "clearance", "eradication", "dislocation", "removal", "remission", "induction",
)  # fmt: skip
_NARROWED = (
    "relaps", "death", "surviv", "freedom", "recurr", "progress", "remission", "bleeding", "mortality",
    "complication", "time", "infection",
)  # fmt: skip
_TURNINGS = ("conver", "progression", "transform", "adheren", "evolution", "transition")
_ADMISSIONS = ("hospitali", "admission", "rehospitali", "readmission")


# What tells the cause or the consequence of what stands before: "adverse events leading to discontinuation".
_JUDGED = words("considered deemed judged thought assessed possibly probably definitely likely to be as")
_CAUSAL = (
    ("due", "to"), ("owing", "to"), ("related", "to"), ("attributed", "to"), ("attributable", "to"), ("ascribed", "to"),
    ("secondary", "to"), ("because", "of"), ("as", "a", "result", "of"), ("as", "a", "consequence", "of"),
    ("caused", "by"), ("resulting", "from"), ("resulting", "in"), ("leading", "to"), ("requiring",), ("necessitating",),
    ("that", "led", "to"), ("which", "led", "to"), ("that", "resulted", "in"), ("which", "resulted", "in"),
)  # fmt: skip


class Extents(Chunks):
    """Extends phrases to the right."""

    def cause(self, place: int) -> tuple[int, int] | None:
        """Where X stands in "due to X", "leading to X" or "considered related to X" that begins at `place`."""
        at = place
        while self.words[at] in _JUDGED and self.words[at : at + 3] not in (
            ["as", "a", "result"],
            ["as", "a", "consequence"],
        ):
            at += 1
        for link in _CAUSAL:
            if tuple(self.words[at : at + len(link)]) == link:
                span = self.chunk(at + len(link))
                return None if span is None or self.words[span[1] + 1] in PEOPLE else span
        return None

    def _right(self, last: int) -> int:
        """Extend a phrase over its abbreviation and over what narrows it: "without relapse", "from CR", "or CRu"."""
        for _ in range(6):
            if self._opens_abbreviation(last + 1):
                last += 3
                continue
            rule = _RULES.get(self.words[last + 1])
            span = None if rule is None else rule(self, last)
            if span is None:
                break
            last = span[1]
        return last

    def _joined(self, last: int) -> tuple[int, int] | None:
        return self.chunk(last + 2) if self.chunky[last + 2] else None

    def _or(self, last: int) -> tuple[int, int] | None:
        """Read "stroke or systemic embolism", "a partial response or better"."""
        if self.words[last + 2] in _AND_BEYOND and not self.chunky[last + 3]:
            return last + 2, last + 2
        headed = any(map(self.is_head, range(max(last - 4, 0), last + 1)))
        return self.chunk(last + 2) if headed and self._same_sort(last, last + 2) else None

    def _listed(self, last: int) -> tuple[int, int] | None:
        """Read "death, infarction, or stroke", a composite: outcomes in a row before "or"; "rash, any grade"."""
        if self.words[last + 2] == "any" and self.words[last + 3] in ("grade", "severity"):
            return last + 2, last + 3
        at = last + 1
        for _ in range(6 if self.is_head(last) else 0):
            if self.parts[at] == Part.COMMA:
                at += 1
            final = self.words[at] == "or"
            span = self.chunk(at + final)
            if span is None or span[0] - at > 2:
                return None
            if final:
                return span if self.is_head(span[1]) and self.parts[last + 1] == Part.COMMA else None
            at = span[1] + 1
            if self.words[at] == "of":  # "a doubling of the creatinine level"
                span = self.chunk(at + 1)
                at = span[1] + 1 if span is not None else at
            if self.parts[at] != Part.COMMA and self.words[at] != "or":
                return None
        return None

    def _without(self, last: int) -> tuple[int, int] | None:
        return self.chunk(last + 2)

    def _since(self, last: int) -> tuple[int, int] | None:
        span = self.chunk(last + 2)
        return span if span is not None and self._narrows(last, span) else None

    def _as(self, last: int) -> tuple[int, int] | None:
        return self.chunk(last + 2) if self.words[last + 2] == "best" else self._caused(last)

    def _caused(self, last: int) -> tuple[int, int] | None:
        return self.cause(last + 1)

    def _in(self, last: int) -> tuple[int, int] | None:
        """Read "deaths in CR" as one outcome."""
        phase = self.chunk(last + 2)
        if phase is not None and self.words[phase[1]] in ("phase", "phases"):  # "response in the acute phase"
            return phase
        told = self.words[last].startswith("death") and self.words[last + 2] in _REMISSION
        return self.chunk(last + 2) if told else None

    def _for(self, last: int) -> tuple[int, int] | None:
        """Read "hospitalisation for heart failure", "independence for 8 weeks or longer"."""
        lasting = self._lasting(last + 2)
        if lasting is not None:
            return lasting
        return self.chunk(last + 2) if self.words[last].startswith(_ADMISSIONS) else None

    def _lasting(self, place: int) -> tuple[int, int] | None:
        """Read "8 weeks or longer", "at least 6 months": how long something had to last."""
        at = place + 2 if self.words[place] == "at" and self.words[place + 1] == "least" else place
        if not 0 <= at < len(self.atoms) or self.atoms[at].unit not in TIMES:
            return None
        if at > place:
            return place, at
        return (place, at + 2) if self.words[at + 1] == "or" and self.words[at + 2] in _AND_BEYOND else None

    def _of(self, last: int) -> tuple[int, int] | None:
        """Read "nausea of any grade", "relapse of bacteraemia", "survival free of stroke"."""
        if self.parts[last + 2] == Part.GRADE or self._is_limit(last + 2):  # "a PSA fall of ≥50%"
            return last + 2, last + 2
        if self.words[last + 2] == "any" and self.words[last + 3] in ("grade", "severity", "cause"):
            return last + 2, last + 3
        if self.words[last] == "free":
            return self.chunk(last + 2)
        if self.words[last + 1] != "of" or not self.words[last].startswith(_HAPPENINGS):
            return self._lasting(last + 2) if self.words[last + 1] == "of" else None
        span = self.chunk(last + 2)
        if span is None or span[1] - span[0] > 3 or self.parts[span[0]] != Part.WORD:
            return None
        behind = (self.words[span[1]], self.words[span[1] + 1])
        return None if any(word in PEOPLE or word in GROUP_NOUNS for word in behind) else span

    def _is_limit(self, place: int) -> bool:
        return self.parts[place] == Part.NUMBER and self.atoms[place].operator in (">", ">=")

    def _to(self, last: int) -> tuple[int, int] | None:
        """Read "conversion to open surgery"."""
        return self.chunk(last + 2) if self.words[last].startswith(_TURNINGS) else None

    def _with(self, last: int) -> tuple[int, int] | None:
        """Read "complete remission with full or partial hematologic recovery"."""
        if self.words[last] not in _RESPONSES:
            return None
        if self.words[last + 2] == "incomplete":
            return self.chunk(last + 2)
        for at in range(last + 2, last + 8):
            if self.words[at] in _RECOVERY:
                return last + 2, at
            if not self.chunky[at] and self.words[at] not in ("or", "and", "without"):
                break
        return None

    def _narrows(self, last: int, span: tuple[int, int]) -> bool:
        if not self.words[last].startswith(_NARROWED) or self.words[span[1] + 1] in ARM_SUFFIXES:
            return False
        return span[1] - span[0] <= 2 and self.parts[span[0]] == Part.WORD

    def _same_sort(self, one: int, two: int) -> bool:
        """Whether "or" joins two outcomes into one: "relapse or death", "CR or CRi"."""
        span = self.chunk(two)
        if span is None:
            return False
        if (
            self.is_abbreviation(span[0])
            and self.is_abbreviation(one)
            and self.words[one][:2] == self.words[span[0]][:2]
        ):
            return True
        if not any(self.is_head(at) for at in range(span[0], span[1] + 1)):
            return False
        return not (self.words[one] in SURVIVAL_WORDS and self.words[span[1]] in SURVIVAL_WORDS)


_RULES = {
    "+": Extents._joined,
    "/": Extents._joined,
    "or": Extents._or,
    ",": Extents._listed,
    "without": Extents._without,
    **dict.fromkeys(("after", "from", "before"), Extents._since),
    "as": Extents._as,
    "in": Extents._in,
    "for": Extents._for,
    "lasting": Extents._for,
    **dict.fromkeys(("of", "at"), Extents._of),
    "with": Extents._with,
    "to": Extents._to,
    **dict.fromkeys({link[0] for link in _CAUSAL} - {"as"}, Extents._caused),
    **dict.fromkeys(_JUDGED - words("to be as"), Extents._caused),
}
