"""Predicates: what is said behind a figure, like "of patients had X"."""

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.acts import Acts
from evidence.claims.attribution.context import SEEN
from evidence.claims.attribution.phrase import STOPS, Phrase
from evidence.claims.attribution.phrases import KEPT_PARTICIPLES
from evidence.claims.figures.brackets import AVERAGES
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import (
    ACTS,
    ADVERBS,
    BE,
    CASES,
    DETERMINERS,
    GETS,
    HAVE,
    INTRODUCES,
    MEASURED_UNITS,
    OTHER_VERBS,
    PEOPLE,
    SORTS_OF_PEOPLE,
    words,
)

_JUDGED = words(
    "evaluated classified considered assessed graded rated deemed judged found still currently in reported confirmed "
    "diagnosed"
)


_TO_HAVE_GOT = words("have suffer develop experience achieve reach attain show require receive undergo")
_TURNS = words("change changes improvement reduction increase decrease benefit")
_CRITERIA = words("criteria criterion definition")
# What names a test behind a figure, and no outcome: "62% vs 70% log rank".
_TESTS = words("log log-rank logrank fisher fisher's chi-square chi-squared wilcoxon mann-whitney")
_INSIDE = words("in of from for to at")
_LATER = words("who that subsequently later then eventually each")
_ENDS_BOTH = words("at after in with without for") | frozenset((".",))
_BEHIND_BOTH = frozenset((Part.COMMA, Part.SEMICOLON, Part.NOTHING, Part.OPEN, Part.TIME))
_RATED = words("evaluated classified considered assessed graded rated")
_TO_HAVE = words("as in to have be having")
_ABLE = words("evaluable eligible treated assessable additional other")
_BEFORE_VALUE = frozenset((Part.NUMBER, Part.OPEN, Part.EQUALS, Part.COLON, Part.TIME, Part.COMMA))
_OPENS_LABEL = frozenset((Part.OPEN, Part.SEMICOLON, Part.COMMA))
_RELATIVE = words("assigned treated receiving given in who with randomised randomized allocated on that taking aged")


class Predicates(Acts):
    """Reads outcomes behind figures."""

    def _object(self, place: int) -> Phrase | None:
        """What is said behind a figure: "of patients had X", "complete response", "patients developed X"."""
        place = self._behind_respectively(place)
        if self.words[place] in _TESTS:
            return None
        begin = place
        if self.words[place] == "of":
            place += 2 if self.words[place + 1] in ("whom", "which", "them", "these") else 1
            if self.words[place - 1] in ("whom", "which", "them"):
                return self._after_people(place)
        while (self.words[place] in DETERMINERS and self.words[place] != "no") or self.words[place] in _ABLE:
            place += 1
        if self.words[place] in ("more", "less") and self.words[place + 1] == "than":
            more = self._more_than(place)
            if more is not None:
                return more
        if self.words[begin] in ("a", "an") and place == begin + 1 and self.phrases.is_head_chunk(place):
            begin = place  # "21 (36%) a partial response"
        if self.chunky[place] and place == begin:
            span = self.phrases.chunk(place)
            if span is not None and self.words[span[1] + 1] not in PEOPLE:
                return None if self._in_arm(place) else self._make(span)
            if span is not None:
                place = span[1] + 1
        if self.words[begin] == "of" and self.phrases.is_head_chunk(place):  # "45.8% (11/24) of CR, 25% (6/24) of PR"
            span = self.phrases.chunk(place)
            if span is not None and (self.parts[span[1] + 1] == Part.COMMA or self.words[span[1] + 1] == "and"):
                return self._make(span)
        if self.chunky[place] and self.words[place + 1] in PEOPLE:
            place += 1
        if self.words[place] not in PEOPLE and self.parts[place] == Part.OPEN:
            return None
        return self._after_people(self._behind_people(place) if self.words[place] in PEOPLE else place)

    def _behind_respectively(self, place: int) -> int:
        if self.parts[place] == Part.COMMA and self.words[place + 1] == "respectively":
            return place + (3 if self.parts[place + 2] == Part.COMMA else 2)
        return place

    def _more_than(self, place: int) -> Phrase | None:
        """Read "31.8% more than 50% response"."""
        if self.parts[place + 2] != Part.NUMBER or not self.chunky[place + 3]:
            return None
        span = self.phrases.chunk(place + 3)
        if span is None:
            return None
        phrase = self.phrases.make(*span)
        phrase.text = self.phrases.quote(place, span[1])
        return phrase

    def _behind_people(self, place: int) -> int:
        """Step over "patients", a bracket behind it and a clause about them."""
        place += 1
        if self.parts[place] == Part.OPEN:
            while place < len(self.atoms) and self.parts[place] != Part.CLOSE:
                place += 1
            place += 1
        place = self._behind_respectively(place)
        if self.words[place] in _RELATIVE or (self.words[place] == "not" and self.words[place + 1] in _RELATIVE):
            return self._main_verb(place + (self.words[place] == "not"))
        return place

    def _main_verb(self, place: int) -> int:
        """Skip "assigned erlotinib and who were assessable" to the verb that tells the result."""
        for at in range(place + 1, min(place + 16, len(self.atoms))):
            if self.words[at] in ("receiving", "received", "given") and self.words[at - 1] in ("and", "who", "not"):
                continue
            if self.parts[at] in (Part.SEMICOLON, Part.OPEN) or any(figure.first == at for figure in self.figures):
                return place
            if self.words[at] in GETS or self.words[at] in HAVE:
                return at
            if self.words[at] in BE and self.words[at - 1] not in ("who", "that", "which"):
                return at
        return place

    def _after_people(self, place: int) -> Phrase | None:
        while self.words[place] in ADVERBS or self.words[place] in _LATER:
            place += 1
        if self.words[place] in HAVE and self.words[place + 1] in GETS:  # "had experienced a relapse"
            place += 1
        if self.words[place] == "did" and self.words[place + 1] == "not" and self.words[place + 2] in _TO_HAVE_GOT:
            return self._denied(place + 3)  # "did not develop any mucositis"
        if self.words[place] in ("did", "could") and self.words[place + 1] == "not" and self.words[place + 2] != "be":
            return self._left_undone(place)
        word = self.words[place]
        if word in BE and word not in GETS:
            return self._after_be(place)
        if word in _RATED and self.words[place + 1] in ("as", "to"):
            return self._phrase_at(place + 2)
        if word not in HAVE and word not in GETS and word not in ("with", "requiring", "given"):
            return None
        if self.words[place + 1] == "been":
            return None
        treated = word in ("received", "receiving", "receive", "given", "with")
        if treated and any(place < arm.first <= place + 3 for arm in self.arms):
            return None
        return self._phrase_at(place + 1)

    def _left_undone(self, place: int) -> Phrase | None:
        """Read "(four patients) did not complete all the cycles" as that."""
        at = place + 3
        while self.words[at] in DETERMINERS:
            at += 1
        span = self.phrases.chunk(at) if self.chunky[at] else None
        last = place + 2 if span is None else span[1]
        cause = self.phrases.cause(last + 1)
        reason = "" if cause is None else f" {self._reason(last + 1, cause)}"
        return Phrase(place, last if cause is None else cause[1], self.phrases.quote(place, last) + reason)

    def _after_be(self, place: int) -> Phrase | None:
        """Read "(12 patients) were alive", "were considered to have a response"."""
        if self.words[place + 1] in SEEN and self.words[place + 2] not in ("to", "as"):
            return None
        at = place + 1
        while self.words[at] in ADVERBS:
            at += 1
        if self.words[at] in _JUDGED:
            while self.words[at] in _JUDGED or self.words[at] in _TO_HAVE or self.words[at] in DETERMINERS:
                at += 1
            return self._phrase_at(at)
        if self.words[at] == "lost" and self.words[at + 1] == "to":  # "to follow-up"
            return self.phrases.make(at, at + 2)
        if self.parts[at] == Part.WORD and self.words[at] not in STOPS:
            span = self.phrases.chunk(at)
            return (self._both(span) or self._make(span)) if span else None
        return None

    def _both(self, span: tuple[int, int]) -> Phrase | None:
        """Read "were alive and disease-free at 5 years", "were alive and in remission": both have to hold."""
        first = span[1] + 2 + (self.words[span[1] + 2] == "in")
        more = self.phrases.chunk(first) if self.words[span[1] + 1] == "and" else None
        if more is None or more[0] != first or self._in_arm(first) or self.words[more[1] + 1] in BE:
            return None
        ends = self.words[more[1] + 1] in _ENDS_BOTH or self.parts[more[1] + 1] in _BEHIND_BOTH
        return self.phrases.make(span[0], more[1]) if ends else None

    def _denied(self, place: int) -> Phrase | None:
        """Make a phrase of what people did not have: "no reported progression" where `place` is behind "no"."""
        while self.words[place] in DETERMINERS:
            place += 1
        phrase = self._phrase_at(place)
        if phrase is None or phrase.last < place or phrase.text.lower().startswith(("no ", "without ")):
            return phrase
        denied = Phrase(phrase.first, phrase.last, f"no {self.phrases.quote(place, phrase.last)}")
        denied.words = phrase.words
        return denied

    def _phrase_at(self, place: int) -> Phrase | None:
        if self.words[place] == "no" and (self.words[place + 1] in _TURNS or self.words[place + 1] not in INTRODUCES):
            return self._denied(place + 1)
        while True:
            if (
                self.words[place] in DETERMINERS
                or self.words[place] in ADVERBS
                or self.words[place] in KEPT_PARTICIPLES
                or self.words[place] in ("at", "least", "one", "only", "median", "mean", "in", "been", "to")
                or (self.words[place] == "or" and self.words[place + 1] == "more")  # "1 or more adverse events"
                or (self.words[place] == "more" and self.words[place - 1] == "or")
            ) or (self.parts[place] in (Part.NUMBER, Part.TIME) and self.parts[place + 1] in (Part.OPEN, Part.WORD)):
                place += 1
            elif self.parts[place] == Part.OPEN and place > 0 and self.parts[place - 1] == Part.NUMBER:
                while place < len(self.atoms) and self.parts[place] != Part.CLOSE:
                    place += 1
                place += 1
            else:
                break
        for phrase in self.outcomes:
            if phrase.first <= place <= phrase.last or 0 <= phrase.first - place <= 0:
                return phrase
        span = self.phrases.chunk(place)
        if span is None:
            return None
        last = span[1]
        if self.words[last] in _CRITERIA and self.words[last + 1] in ("for", "of"):  # "met the criteria for response"
            return self._phrase_at(last + 2)
        if self.words[last] in ACTS and self.words[last + 1] == "or" and self.words[last + 2] in ACTS:
            return self.phrases.make(span[0], last + 2)  # "progressed or died"
        return self._limited(span) or self._make(span)

    def _limited(self, span: tuple[int, int]) -> Phrase | None:
        """Read "an HbA1c below 7.0%"."""
        at = span[1] + 1
        if self.parts[at] == Part.NUMBER and self.atoms[at].operator is not None and self.atoms[at].unit == "%":
            return self.phrases.make(span[0], at)  # "a decline ≥30%"
        if self.words[at] in ("less", "more", "lower", "higher") and self.words[at + 1] == "than":
            at += 1
        elif self.words[at] not in ("below", "above", "under"):
            return None
        return self.phrases.make(span[0], at + 1) if self.parts[at + 1] == Part.NUMBER else None

    def _behind_arm(self, figure: Figure) -> Phrase | None:
        """Read "55% of patients in the X arm and 41% in the Y arm were alive"."""
        for place in range(figure.last + 1, figure.last + 6):
            arm = self.arm_at.get(place)
            if arm is not None and arm.first == place and not any(self.parts[figure.last + 1 : place]):  # but words
                place = arm.last + 1
                if self.words[place] in BE or self.words[place] in HAVE or self.words[place] in GETS:
                    return self._after_people(place)
                return None
        return None

    def _behind_dose(self, figure: Figure) -> Phrase | None:
        """Read "two of six patients at 80 mg/m2 experienced X"."""
        for at in range(figure.last + 1, figure.last + 4):
            if self.words[at] == "at" and self.parts[at + 1] == Part.NUMBER and self.words[at + 2] in GETS:
                return self._after_people(at + 2)
        return None

    def _measured_thing(self, figure: Figure) -> Phrase | None:
        """Read "a median of six (range 1–6) preoperative cycles"."""
        place = figure.last + 1
        if not self.chunky[place] or self._in_arm(place):
            return None
        span = self.phrases.chunk(place)
        if span is None:
            return None
        if figure.unit is None and self.words[span[1]] in MEASURED_UNITS:
            figure.unit = self.words[span[1]]
        return self._make(span) if figure.unit is not None and self.words[span[1]] == figure.unit else None

    def _changed_thing(self, figure: Figure, start: int) -> Phrase | None:
        """Read "–2.20 g/dL change": the change of what was spoken of before."""
        if self.words[figure.last + 1] != "change":
            return None
        at = figure.first - 1
        while at >= start:
            if self.words[at] in ("level", "levels", "score", "scores") and self.chunky[at - 1]:
                phrase = self.phrases.make(at - 1, at - 1)
                phrase.text = f"{phrase.text} change"
                return phrase
            at -= 1
        return None

    def _averaged_thing(self, figure: Figure, start: int) -> Phrase | None:
        """Read "mean (SD) change in FEV1 was": all that stands between the average and the verb."""
        at = figure.first - 1
        while at >= start and self.words[at] not in AVERAGES:
            at -= 1
        first = at + 1
        if self.parts[first] == Part.OPEN and self.parts[first + 2] == Part.CLOSE:
            first += 3
        while self.words[first] in INTRODUCES and self.words[first + 1] == "of":
            first += 2
        last = self._named_until(first, figure.first)
        follows = (
            self.words[last + 1] in BE or self.words[last + 1] in OTHER_VERBS or self.parts[last + 1] in _BEFORE_VALUE
        )
        if at < start or last < first or not follows:
            return None
        kept = [
            place
            for place in range(first, last + 1)
            if not self._since_when(place, first) and self.words[place] not in DETERMINERS
        ]
        return Phrase(first, last, " ".join(self.phrases.quote(place, place) for place in kept))

    def _named_until(self, first: int, stop: int) -> int:
        """The last atom of the thing measured that begins at `first`: "change from baseline to week 24 in HbA1c"."""
        last = first - 1
        while last + 1 < stop and not self._in_arm(last + 1):
            if self.chunky[last + 1]:
                last += 1
            elif last >= first and self.words[last + 1] in _INSIDE:
                at = last + 2
                while self.words[at] in DETERMINERS:
                    at += 1
                if not self.chunky[at] and self.parts[at] != Part.TIME:
                    break
                last = at
            else:
                break
        return last

    def _since_when(self, place: int, first: int) -> bool:
        """Whether the atom only tells since or until when a change was measured."""
        return any(self.words[at] in ("from", "to", "at") and at > first for at in (place, place - 1))

    def _shared_noun(self, figure: Figure) -> Phrase | None:
        """Read "30-day (9%) and 60-day (15%) mortalities": the noun stands after the last bracket."""
        for phrase in self.outcomes:
            if phrase.first > figure.last:
                return phrase
        return None

    def _counted_thing(self, figure: Figure) -> Phrase | None:
        """What the people or things counted are said to have, inside the bracket or behind the number."""
        if figure.estimate_place > figure.first:
            at = figure.estimate_place + 1
            if at < figure.last and self.chunky[at]:
                span = self.phrases.chunk(at)
                if span is not None and any(self.phrases.is_head(head) for head in range(span[0], span[1] + 1)):
                    return self._make(span)
        at = figure.first + 1
        if self.parts[at] == Part.OPEN:
            at = figure.last + 1
        if self.words[at] == "of" and self.parts[at + 1] == Part.NUMBER:
            at = figure.last + 1
        if self.words[figure.first + 1] in SORTS_OF_PEOPLE and self.parts[figure.first + 2] == Part.OPEN:
            return Phrase(figure.first + 1, figure.first + 1, self.words[figure.first + 1])
        if self.words[figure.last + 1] in SORTS_OF_PEOPLE and self.parts[figure.last + 2] != Part.WORD:
            return Phrase(figure.last + 1, figure.last + 1, self.words[figure.last + 1])
        if self.words[at + 1] in CASES and self.phrases.is_abbreviation(at):  # "11 SD cases"
            return self._make((at, at))
        if self.words[at] in CASES and self.words[at + 1] == "of":  # "88 cases of pneumonia"
            span = self.phrases.chunk(at + 2)
            return self._make(span) if span is not None else None
        return self._object(at) or self._behind_arm(figure)

    def _phrase_after_word(self, figure: Figure, words: tuple[str, ...], stop: int) -> Phrase | None:
        place = figure.last + 1
        if figure.in_bracket and self.parts[place] == Part.COMMA and self.parts[place + 1] == Part.P:
            place += 2  # "(8.4 vs 1.8 months, P = 0.02 for PFS)"
        if self.words[place] not in words:
            return None
        while self.words[place + 1] in DETERMINERS or self.parts[place + 1] == Part.TIME:
            place += 1
        for phrase in self.outcomes:
            if phrase.first == place + 1 and phrase.first < stop and self.words[phrase.last + 1] not in PEOPLE:
                return phrase
        return None

    def _label_has_outcome(self, figure: Figure) -> Phrase | None:
        """Read "HR for death of 2.51"."""
        for at in range(figure.first - 1, max(figure.first - 12, -1), -1):
            if self.parts[at] == Part.LABEL:
                named = self.phrases.is_head(at - 1) and self.parts[self.phrases.chunk_to(at - 1) - 1] in _OPENS_LABEL
                for phrase in self.outcomes:
                    if named and phrase.first < at == phrase.last + 1:  # "(DFS HR 0.8; OS HR 0.7)"
                        return phrase
                    if (
                        at < phrase.first
                        and phrase.last < figure.first
                        and any(self.words[back] in ("for", "of", "in") for back in range(at, phrase.first))
                    ):
                        return phrase
                return self._named_behind(at, figure)
        return None

    def _named_behind(self, label: int, figure: Figure) -> Phrase | None:
        """Read "mean difference in weight was": words that the lexicon does not know."""
        if self.words[label + 1] not in ("for", "in", "of") or self._in_arm(label + 2):
            return None
        span = self.phrases.chunk(label + 2)
        return self._make(span) if span is not None and span[1] < figure.first and not self._in_arm(span[0]) else None
