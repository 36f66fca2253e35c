"""Noun phrases of a sentence, and among them the outcomes: what a figure may be about.

A phrase is a run of words that are no verb, preposition, determiner or adverb. It names an outcome when it holds a
head that the lexicon knows, such as "survival", "neutropenia" or "CR".
"""

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.extents import Extents
from evidence.claims.attribution.phrase import Phrase
from evidence.claims.figures.brackets import AVERAGES
from evidence.claims.lexicon import (
    DETERMINERS,
    DISPENSABLE,
    DURATION_NOUNS,
    HAVE,
    INTRODUCES,
    OUTCOME_HEADS,
    SURVIVAL_WORDS,
    names_outcome,
    words,
)

_TRAILING = words(
    "rate rates times probability probabilities estimate estimates proportion proportions percentage incidence "
    "incidences value values frequency events/year median medians figures risk risks benefit benefits advantage"
)
_CONDITION_HEADS = words(
    "disease tumours tumors syndrome karyotype cytogenetics mutation mutations malignancy metastases"
)
_MAY_HEAD = frozenset(("of", "to", "from", "until", "(", "["))
_NO_HEADS_ALONE = words("incidence control surgery disease transplant improvement effect effects")
_RESPONSES = ("respon", "remission")
_PRAISED = words("poor poorer good favourable favorable prolonged excellent")
_TO_OR_OF = words("of to from until")
# Participles that belong to the name: "confirmed objective response".
KEPT_PARTICIPLES = words("confirmed sustained documented suspected")
_DEGREES = words("mild moderate minimal minor low intermediate")
_WEIGHTY = words("relevant meaningful important apparent evident overt")
_STOPPED = words("discontinued withdrew withdrawn stopped interrupted died")
_FIRST_OF_MANY = words("complete partial cr remission relapse response cycle line events")
_RANKED = ("outcome", "endpoint", "end", "composite", "malignan", "cancer", "tumo", "leukaemi", "leukemi", "graft")
_DURATIONS = words("length time times duration freedom quality absence loss lack onset")
_PAIRABLE = words(
    "overall acute chronic complete partial local distant objective clinical major minor hematologic haematologic "
    "cytogenetic molecular all-cause cardiovascular systolic diastolic early late nonrelapse non-relapse "
    "locoregional loco-regional regional systemic intracranial treatment-related transplant-related extensive "
    "limited neutrophil platelet relapse progression"
)


class Phrases(Extents):
    """Finds the phrases of one sentence."""

    def outcomes(self) -> list[Phrase]:
        """All outcome phrases, in order."""
        found: list[Phrase] = []
        place, end = 0, len(self.atoms)
        chunky = self.chunky
        while place < end:
            if not chunky[place]:
                place += 1
                continue
            span = self.chunk(place)
            if span is None:
                place += 1
                continue
            first, last = span
            after = last
            heads = list(filter(names_outcome, self.words[first : last + 1]))
            if heads or self.words[last + 1] in _MAY_HEAD:
                phrase, after = self._outcome(first, last, heads)
                condition = self.words[last] in _CONDITION_HEADS and (
                    self.words[first - 1] in ("in", "among") or self.words[first] == "stage"
                )
                if phrase is not None and not condition:
                    self._pair(found, phrase)
                    found.append(phrase)
            place = max(after, last) + 1
        return found

    def _outcome(self, first: int, last: int, heads: list[str]) -> tuple[Phrase | None, int]:
        if not heads:
            return self._timed(last)
        named = last - (last > first and self.words[last] in ("rate", "rates"))
        if all(word in _NO_HEADS_ALONE for word in heads) and (
            heads[-1] in ("incidence", "improvement")
            or heads[-1] != self.words[named]
            or first + (self.words[first] == "no") == last
        ):
            return None, last
        end = self._right(last)
        return self.make(first, end), end

    def _timed(self, last: int) -> tuple[Phrase | None, int]:
        """Read "duration of response", "time to progression" and "stable condition (SD)"."""
        if self._opens_abbreviation(last + 1) and self.words[last + 2] in OUTCOME_HEADS:
            return self.make(last, last + 3), last + 3
        word = self.words[last]
        if word == "free" and self.words[last + 1] in ("from", "of"):
            span = self.chunk(last + 2)
            return (self.make(last, span[1]), span[1]) if span is not None else (None, last)
        if word not in DURATION_NOUNS or self.words[last + 1] not in _TO_OR_OF:
            return None, last
        span = self.chunk(last + 2)
        if span is not None and self.words[span[1] + 1] == "such":  # "time to first such event"
            span = self.chunk(span[1] + 2)
        if span is None:
            return None, last
        if any(self.is_head(at) for at in range(span[0], span[1] + 1)) or word in (
            "time",
            "times",
            "duration",
            "length",
            "lack",
            "loss",
        ):
            end = self._right(span[1])
            return self.make(last if word in _DURATIONS else span[0], end), end
        return None, last

    def make(self, first: int, last: int) -> Phrase:
        """Make a phrase, stripped of what only introduces it."""
        start, end = self._begin(first, last), last
        while end > start and (self.words[end] in _TRAILING or self.words[end] in ("hr", "hrs")):
            if self.words[end] == "benefit" and self.words[end - 1] == "clinical":
                break
            end -= 1
        if (
            end > start
            and self.words[end] in ("time", "times")
            and self.words[end - 1] in ("survival", "response", "relapse")
        ):
            end -= 1
        for at in range(end - 1, start, -1):
            if self.words[at] in AVERAGES:  # "raised mean haemoglobin"
                start = at + 1
                break
        start = self._whole(start)
        text = self.quote(start, end)
        short = self.parts[last + 1] == Part.OPEN and self.is_abbreviation(last + 2) and self.is_head(last + 2)
        if short and self.parts[last + 3] in (Part.SEMICOLON, Part.COMMA):  # "overall response rate (ORR; 93.5%"
            text = self.quote(last + 2, last + 2)
        if text == "MST":  # median survival time
            text = "survival"
        phrase = Phrase(first, last, text.removesuffix(" rates").removesuffix(" rate") if end == last else text)
        phrase.words = frozenset(self.words[start : end + 1])
        near = self.words[max(0, first - 6) : last + 1]
        phrase.cumulative = "cumulative" in near or self.words[end] in ("cif", "cir", "cirs")
        return phrase

    def _begin(self, first: int, last: int) -> int:
        """The first atom that the name needs."""
        start = first
        while start < last and self.parts[start] == Part.WORD:
            word, following = self.words[start], self.words[start + 1]
            if word == "follow-up" and following not in ("rate", "rates"):  # "in the follow-up metastases developed"
                start += 1
                continue
            if word == "first" and following not in _FIRST_OF_MANY:
                start += 1
                continue
            if word in _PRAISED and (following in SURVIVAL_WORDS or self.words[last] in SURVIVAL_WORDS):
                start += 1
                continue
            if word not in DISPENSABLE and word not in DETERMINERS:
                break
            if word in ("overall", "no"):
                break
            if word in ("primary", "secondary"):
                ranked = start + 1 + (following in ("efficacy", "safety"))
                if ranked <= last and self.words[ranked].startswith(_RANKED):
                    break
            start += 1
        if self.words[start] == "no" and self.words[start + 1] in INTRODUCES and self.words[start + 2] in ("in", "of"):
            start += 3
        while start < last and self.words[start] in INTRODUCES and self.words[start + 1] == "of":
            if self.parts[start + 2] == Part.NUMBER or self.words[start + 2] == "at":
                break  # "a reduction of at least 50%"
            start += 2
            while start < last and self.words[start] in DETERMINERS:
                start += 1
        return start

    def _whole(self, start: int) -> int:
        """Take to a name what stands before it: "6-minute walk distance", "all cause mortality", "confirmed"."""
        before = self.words[start - 1]
        if before == "clinically" and self.words[start] in _WEIGHTY:
            return start - 1
        if before == "to" and self.words[start - 2] in _DEGREES:  # "moderate to severe"
            return start - 2
        if before == "or" and self.chunky[start - 2] and self.words[start - 2] not in _PAIRABLE:
            return self._alternative(start)
        if before == "in" and self.words[start - 2] == "and" and self.words[start - 3] == "alive":
            return start - 3
        if before == "and" and self.words[start - 2] == "alive" and self.words[start].endswith("-free"):
            return start - 2
        if self.words[start] == "cause" and before in ("all", "any"):
            return start - 1
        if self.words[start - 2] in ("because", "due", "owing") and self.words[start - 3] in _STOPPED:
            return start - 3
        if self.parts[start - 1] == Part.TIME and self.atoms[start - 1].unit in ("minutes", "hours"):
            return start - 1 if "-" in before else start
        adjective = before in KEPT_PARTICIPLES and not self.chunky[start - 2] and self.words[start - 2] not in HAVE
        return start - 1 if adjective and not self.words[start - 2].startswith(("was", "were")) else start

    def _alternative(self, start: int) -> int:
        """Where "stillbirth or neonatal death" begins, in "the composite of stillbirth or neonatal death"."""
        first = start - 2
        while self.chunky[first - 1]:
            first -= 1
        apart = self.parts[first - 1] in (Part.SEMICOLON, Part.COMMA)
        opens = first == 0 or self.words[first - 1] in ("of", "for") or apart
        return first if opens and start - first <= 5 and self.parts[first] == Part.WORD else start

    def _pair(self, found: list[Phrase], phrase: Phrase) -> None:
        """Find the first half of "overall and disease-free survival"."""
        joint = phrase.first - 1
        if self._is_one_survival(found, phrase, joint):
            return
        if self.words[joint] == "and" and self.parts[joint - 1] == self.parts[phrase.first] == Part.GRADE:
            self._pair_grades(found, phrase)
            return
        while self.parts[joint] == Part.TIME or self.words[joint] == "the":
            joint -= 1
        if self.words[joint] not in ("and", "or", ",", "/") or (found and found[-1].last >= joint - 1):
            return
        at = joint - 1
        if self.words[at] == ",":
            at -= 1
        if self.parts[at] == Part.CLOSE:  # "worse overall (HR 1.7) and disease-specific survival (HR 2.1)"
            at = next((open_at - 1 for open_at in range(at, at - 24, -1) if self.parts[open_at] == Part.OPEN), at)
            if self.is_head(at):  # "disease progression (45%), adverse events (12%)"
                return
        word = self.words[at]
        head = self.words[phrase.last if self.parts[phrase.last] == Part.WORD else phrase.first]
        if self.parts[at] == Part.MARK and word == "-":
            at -= 1
            word = self.words[at] + "-free" if head.startswith("surviv") else ""
        if self.words[joint] == "or" and word in ("complete", "partial") and head.startswith(_RESPONSES):
            phrase.first, phrase.text = at, f"{self.quote(at, joint)} {phrase.text}"  # "a partial or complete response"
            return
        pairable = word in _PAIRABLE or word.endswith(("-free", "-specific", "-related"))
        if self.parts[at] != Part.WORD or not (pairable or self._alike(at, phrase.first)):
            return
        tail = phrase.text.split(" ")[-1] if " " in phrase.text else ""
        if not tail and head.startswith("surviv"):
            tail = "survival"
        if not tail:
            return
        quoted = self.text[self.atoms[at].start : self.atoms[at].end]
        if word.endswith("-free") and not quoted.endswith("-free"):
            quoted = word
        first = at
        while not pairable and self.chunky[first - 1]:  # "acute GU and GI toxicity"
            first -= 1
        if first < at:
            quoted = self.quote(first, at)
            phrase.text = f"{self.quote(first, at - 1)} {phrase.text}"
        half = Phrase(first, at, f"{quoted} {tail}")
        half.words = frozenset((word, tail))
        half.cumulative = phrase.cumulative
        found.append(half)

    def _alike(self, one: int, two: int) -> bool:
        """Whether two words are abbreviations of the same sort: "GU and GI toxicity"."""
        short = self.is_abbreviation(one) and self.is_abbreviation(two) and not self.is_head(one)
        return short and len(self.words[one]) == len(self.words[two]) and not self.is_head(two)

    def _is_one_survival(self, found: list[Phrase], phrase: Phrase, joint: int) -> bool:
        """Read "disease-free, relapse-free survival" as one outcome: a comma and no list."""
        free = self.words[joint - 1].endswith("-free") and self.words[phrase.first].endswith("-free")
        if self.parts[joint] != Part.COMMA or not free or self.parts[joint - 2] == Part.COMMA:
            return False
        phrase.first = joint - 1
        phrase.text = f"{self.quote(joint - 1, joint)} {phrase.text}"
        if found and found[-1].last >= joint - 1:
            found.pop()
        return True

    def _pair_grades(self, found: list[Phrase], phrase: Phrase) -> None:
        """Read "grade II-IV and grade III-IV acute GVHD" as two outcomes."""
        at = phrase.first - 2
        rest = self.quote(phrase.first + 1, phrase.last)
        half = Phrase(at, at, f"{self.quote(at, at)} {rest}")
        half.words = phrase.words
        half.cumulative = phrase.cumulative
        found.append(half)
