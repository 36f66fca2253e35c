"""Verbs that name an outcome themselves: "12 patients died of sepsis", "40 relapsed"."""

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.headings import Headings
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import ACTS, ADVERBS, BE, DETERMINERS, HAVE, PEOPLE, words

# Acts that take an object: "completed treatment", "discontinued the study drug".
_TRANSITIVE = words("completed discontinued stopped withdrew failed improved dropped lost rejected")
_LINKS = words("of them these those who had have has later subsequently been respectively")
# What may stand between people and what they did: "patients receiving X for 7 days had died".
MODIFIERS = words("receiving treated given assigned randomised randomized allocated in on with taking undergoing")
_ENDS_MODIFIER = frozenset((Part.SEMICOLON, Part.OPEN, Part.VERSUS, Part.COLON, Part.P))
_REMISSION = words("remission cr cr1 cr2 first second complete")


class Acts(Headings):
    """Reads outcomes from verbs."""

    def _predicate(self, figure: Figure, place: int) -> str | None:
        """The outcome that a verb tells: "patients relapsed after allo-SCT"."""
        if place < figure.last and self.parts[place] == Part.OPEN:
            return None
        for _ in range(8):
            place = self._behind_size(place)
            word = self.words[place]
            if word in ACTS:
                return self._act_phrase(place)
            if (
                word in PEOPLE
                or word in ADVERBS
                or word in DETERMINERS
                or word in _LINKS
                or self.parts[place] in (Part.OPEN, Part.CLOSE)
                or (
                    self.parts[place] == Part.COMMA and "respectively" in (self.words[place + 1], self.words[place - 1])
                )
            ) or (self.chunky[place] and self.words[place + 1] in PEOPLE):
                place += 1
                continue
            behind = self._behind_arm_at(place) or self._behind_modifier(place)
            if not behind:
                return None
            place = behind
        return None

    def _behind_size(self, place: int) -> int:
        """Step over "(n = 57)"."""
        return place + 3 if self.parts[place : place + 3] == [Part.OPEN, Part.SIZE, Part.CLOSE] else place

    def _behind_arm_at(self, place: int) -> int:
        """The place behind "in the X group" where that begins at `place`; 0 where it does not."""
        if self.words[place] not in ("in", "with", "on", "receiving", "given", "for", "among"):
            return 0
        for arm in self.arms:
            if 0 < arm.first - place <= 2:
                following = arm.last + 1
                told = (
                    self.words[following] in ACTS or self.words[following] in HAVE or self.words[following] in ADVERBS
                )
                return following if told or not self._behind_modifier(place) else 0
        return 0

    def _behind_modifier(self, place: int) -> int:
        """The place of the verb behind "receiving antibiotics for 7 days"; 0 where there is none."""
        if self.words[place] not in MODIFIERS:
            return 0
        starts = {figure.first for figure in self.figures}
        for at in range(place + 1, min(place + 12, len(self.atoms))):
            if self.parts[at] in _ENDS_MODIFIER or at in starts or self.words[at] in BE:
                return 0
            if self.words[at] in ACTS:
                before = self.words[at - 1]
                bare = before not in ("who", "that", "which") and before not in DETERMINERS
                return at if bare else 0
        return 0

    def _act_phrase(self, place: int) -> str:
        word = self.words[place]
        named = ACTS[word]
        at = place + 1
        if named in _TRANSITIVE:
            return self._object_of(word, at)
        if word == "went":
            at += 1
        if named in ("proceeded", "crossed") and self.words[at] in ("to", "over"):
            span = self.phrases.chunk(at + 1)
            return self.phrases.quote(*span) if span and named == "proceeded" else "crossed over"
        if named == "remained":
            span = self.phrases.chunk(at)
            if span is None and self.words[at] in ("on", "in", "at"):
                span = self.phrases.chunk(at + 1)
                return f"{named} {self.words[at]} {self.phrases.quote(*span)}" if span else named
            return self._make(span).text if span else named
        if self.words[at] == "or" and self.words[at + 1] in ("died", "relapsed", "progressed"):  # "progressed or died"
            return f"{word} or {self.words[at + 1]}"
        return self._narrowed(named, at)

    def _object_of(self, word: str, at: int) -> str:
        if word == "lost" and self.words[at] == "to":
            return f"lost to {self.phrases.quote(at + 1, at + 1)}"  # follow-up
        counted = self._counted(at)
        if counted:
            return f"{word} {self.phrases.quote(at, counted)}"
        span = self.phrases.chunk(at)
        phrase = self._make(span) if span else None
        what = f"{word} {phrase.text}" if phrase else word
        behind = max(span[1], phrase.last) + 1 if span and phrase else at
        cause = self.phrases.cause(behind)
        if cause is None and self.words[behind] == "for":  # "discontinued for progression"
            cause = self.phrases.chunk(behind + 1)
            if cause is not None and (not self.phrases.is_head(cause[1]) or self._in_arm(cause[1])):
                cause = None
        return what if cause is None else f"{what} {self._reason(behind, cause)}"

    def _counted(self, place: int) -> int:
        """Where "12 cycles of chemotherapy" ends that begins at `place`; 0 where no number of things does."""
        if self.parts[place] != Part.NUMBER or self.atoms[place].unit == "%":
            return 0
        last = place if self.atoms[place].unit is not None else 0
        span = self.phrases.chunk(place + 1) if not last else None
        last = span[1] if span is not None else last
        more = self.phrases.chunk(last + 2) if last and self.words[last + 1] == "of" else None
        return more[1] if more is not None else last

    def _reason(self, place: int, cause: tuple[int, int]) -> str:
        """Quote "due to X", which begins at `place`, with the abbreviation of X."""
        phrase, lead = self._make(cause), self.phrases.quote(place, cause[0] - 1)
        told = phrase.text if phrase.first >= cause[0] else self.phrases.quote(*cause)
        return f"{lead} {told.rpartition(f'{lead} ')[2]}"

    def _narrowed(self, named: str, at: int) -> str:
        """Say of what, without or after what: "died of sepsis", "died without relapse", "died in second remission"."""
        word = self.words[at]
        reason = self.phrases.cause(at) if named == "died" else None
        if reason is not None:
            return f"{named} {self._reason(at, reason)}"
        cause = named == "died" and word in ("of", "from", "in")
        if not (cause or word in ("after", "without", "before", "from", "during")) or not self.chunky[at + 1]:
            return named
        span = self.phrases.chunk(at + 1)
        longest = 4 if cause else 2
        if span is None or span[1] - span[0] > longest or self._in_arm(span[0]):
            return named
        if word == "in" and self.words[span[1]] not in _REMISSION:
            return named
        return f"{named} {word} {self.phrases.quote(*span)}"
