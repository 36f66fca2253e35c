"""Subjects that the lexicon does not know: "serum ferritin at week 8 was 140", "adherence to treatment (81%)"."""

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.context import SEEN, Speech
from evidence.claims.attribution.phrase import Phrase
from evidence.claims.figures.brackets import AVERAGES
from evidence.claims.figures.durations import MOVES, TIME_AT_RISK
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import (
    ADVERBS,
    BE,
    DETERMINERS,
    DISPENSABLE,
    GETS,
    HAVE,
    INTRODUCES,
    OTHER_VERBS,
    TABLE_WORDS,
    words,
)

HAPPENED = SEEN | words("happened necessary occurred occurs arose happened developed persisted resulted")
STATES = words(
    "positive negative normal abnormal detectable undetectable elevated successful unsuccessful fatal "
    "extensive complete partial severe mild"
)
NEVER_HEADS = words(
    "rank log-rank logrank test tests follow-up followup subpopulation subgroup subgroups subset group arm groups "
    "arms cohort cohorts patient-years "
    "person-years analysis analyses model models method methods "
    "visit day baseline order histology histologies subtype subtypes"
)
_NO_HEADING = words(
    "patient-years person-years patient-year person-year patient-months person-months patient-days group arm "
    "groups arms cohort patients study trial age years analysis population it ratio cohorts results rate rates "
    "proportions proportion values value figures incidence percentages probability significant different similar "
    "higher lower median medians mean means difference differences treatments treatment regimens strategies periods "
    "remaining significance women men rank log-rank log test tests overall effect impact influence date cutoff cut-off"
)
_BEFORE_NO_HEADING = words("with in for on than to after before following at by from during between among within per")
# What a preposition binds to the noun before it, and what only tells when and where.
_BINDING = words("of for to from into")
_SETTING = words("at after before during following by within since on with in among")
_CHANGES = words("improvement improvements reduction reductions change changes increase decrease decline gain loss")
_FOLLOWED_UP = words("follow-up followup")
_THAN_NEAR = 6
_OF_GROUP = words("of in for with on")
_KINDS = words("events toxicities reactions effects complications reasons causes aes teaes symptoms adverse")
_EVIDENT = words("evident apparent common frequent")
_LIMITS = words("below above under over")
_TO_BE = words("be have had experience undergo receive require develop achieve")
_THRESHOLDS = words("more less greater longer higher lower fewer worse better")


class Subjects(Speech):
    """Finds the noun phrase that a figure completes."""

    def _heading(self, figure: Figure, covered: set[int]) -> Phrase | None:
        """A noun phrase that a figure completes: "anorexia (6.8 vs 9.5%)", "serum sodium was 140"."""
        place = figure.first - 1
        if self.parts[place] in (Part.EQUALS, Part.COLON, Part.OPEN):
            place -= 1
            special = self._threshold(place) or self._likely(place)
            if special is not None:
                return special
            if "than" in self.words[max(place - _THAN_NEAR, 0) : place]:  # "than recipients of sibling grafts ("
                return None
            place = self._before_group(self._behind_comparative(place))
            return self._as_heading(place, place, covered)
        label = self.arm_at.get(place)
        if label is not None and self.parts[label.first - 1] == Part.OPEN:  # "mucositis (AF 54%, CF 46%)"
            return self._as_heading(label.first - 2, label.first - 2, covered)
        if (
            self.words[place] in AVERAGES and self.parts[place - 1] == Part.OPEN
        ):  # "hospital days (median 28 v 30 days)"
            place = self._behind_comparative(place - 2)
            return self._as_heading(place, place, covered)
        if self.words[place] == "of" and self.words[place - 1] in ("rate", "rates"):  # "showed a TpCR rate of 38.7%"
            return self._as_heading(place - 1, place - 1, covered)
        if self.words[place] in ("rate", "rates") and self._around(place) is None:  # "and the detection rate 38%"
            return self._as_heading(place, place, covered)
        end = self._before_verb(place)
        if end is None:
            return None
        threshold = self._threshold(end)
        if threshold is not None:
            return threshold
        end = self._before_setting(self._subject_end(end))
        limit = self._limit_of(end)
        span = self._bound(end - limit, covered)
        if span is None:
            return None
        return self.phrases.make(span[0], end) if limit else self._as_heading(*span, covered)

    def _behind_comparative(self, place: int) -> int:
        """Where the subject of "was less (" and "was similar (" ends, with the place of "less"; the place else."""
        at = place
        while self.words[at] in ADVERBS or self.words[at] in SEEN or self.words[at] in _EVIDENT:
            at -= 1
        return at - 1 if at < place and self.words[at] in BE else place

    def _before_group(self, place: int) -> int:
        """Where the subject of "the detection rate of the X group (" ends; the place where no group ends there."""
        arm = self.arm_at.get(place)
        if arm is None:
            return place
        at = arm.first - 1
        while self.words[at] in DETERMINERS:
            at -= 1
        return at - 1 if self.words[at] in _OF_GROUP else place

    def _before_verb(self, place: int) -> int | None:
        """Where a subject may end whose verb leads to the figure: "X was 40%", "X occurred in 40%", "and X in 30%"."""
        if self.words[place] in BE or (self.words[place] == "from" and self.words[place - 1] in MOVES):
            return place - 1 - (self.words[place] == "from")
        if self.words[place] not in ("in", "by", "for"):
            return None
        verb = self.words[place - 1]
        if verb in HAPPENED or verb in STATES or self._is_passive(place - 1):
            return place - 2
        again = any(at < place and self.words[at - 1] == self.words[place] for at in self.figure_places)
        return place - 1 if again and self._is_listed(place - 1) else None

    def _is_listed(self, place: int) -> bool:
        """Whether a noun phrase, perhaps with a time, stands right behind a comma or "and"."""
        place = self._before_setting(place)
        last = place
        while self.chunky[place]:
            place -= 1
        return place < last and (self.words[place] == "and" or self.parts[place] in (Part.COMMA, Part.SEMICOLON))

    def _limit_of(self, place: int) -> int:
        """How many atoms a limit behind a noun takes: "a rise of at least 50%", "scores of 0–2"."""
        if self.words[place - 1] == "least" and self.words[place - 3] == "of":
            return 4
        number = next((at for at in range(place, place - 3, -1) if self.parts[at] == Part.NUMBER), 0)
        if number and self.words[number - 1] in _LIMITS and (number == place or self.words[place - 1] == "per"):
            return place - number + 2  # "a cholesterol level below 70 mg per decilitre"
        return 2 if self.words[place - 1] == "of" and self.parts[place] in (Part.NUMBER, Part.RANGE) else 0

    def _is_passive(self, place: int) -> bool:
        """Whether a word is a participle behind "was" or "has been"."""
        return self.words[place].endswith("ed") and self.words[place - 1] in BE

    def _likely(self, place: int) -> Phrase | None:
        """Read "less likely to be hospitalised (0.4 vs 1.3%)"."""
        for at in range(place - 1, max(place - 7, 0), -1):
            if self.parts[at] != Part.WORD:
                return None
            if self.words[at] == "to" and self.words[at - 1] == "likely":
                first = at + 1
                while first < place and (self.words[first] in _TO_BE or self.words[first] in DETERMINERS):
                    first += 1
                return self.phrases.make(first, place)
        return None

    def _threshold(self, place: int) -> Phrase | None:
        """Read "weight loss of 5% or more (86 vs 32%)"."""
        if self.words[place] not in _THRESHOLDS or self.words[place - 1] != "or" or self.words[place - 3] != "of":
            return None
        first = place - 3
        while self.chunky[first - 1]:
            first -= 1
        return self.phrases.make(first, place) if first < place - 3 else None

    def _as_heading(self, first: int, place: int, covered: set[int]) -> Phrase | None:
        """Make a phrase of the atoms, and of those before them, unless it can be no outcome."""
        if place in covered or not self.chunky[place] or self.parts[place] != Part.WORD:
            return None
        while self.chunky[first - 1] and first - 1 not in covered:
            first -= 1
        at = first - 1
        while self.words[at] in DETERMINERS:
            at -= 1
        before = self.words[at]
        if before == "in" and self.words[at - 1] in _CHANGES:  # "no reduction in fractures was evident ("
            return self.phrases.make(at - 1 - (self.words[at - 2] == "no"), place)
        listing = before in BE and self.parts[place + 1] == Part.OPEN and self._lists_kinds(at)
        rated = self.words[place] in ("rate", "rates") and self.words[place + 1] == "of"  # "showed a TpCR rate of"
        if before in _BEFORE_NO_HEADING or (before in BE and not listing) or before == "per":
            return None
        if before in GETS and not rated:
            return None
        if self.parts[at] == Part.NUMBER:  # "between the two strategies"
            lead = at - 1
            while self.words[lead] in DETERMINERS:
                lead -= 1
            if self.words[lead] in _BEFORE_NO_HEADING:
                return None
        if first == place and (len(self.words[place]) == 1 or "/" in self.words[place][:3]):  # "arms A and B", "g/L"
            return None
        if before in ADVERBS and before != "fewer":
            return None
        alone = first + (self.words[first] == "no") == place and self.words[place] in _NO_HEADING
        in_table = self.words[place] in TABLE_WORDS and not (first < place and self.words[place] == "days")
        if alone or place - first > 8 or self.words[place] in NEVER_HEADS or in_table:
            return None
        if self.parts[first - 1] == Part.MARK:
            return None
        phrase = self.phrases.make(first, place)
        text = phrase.text.lower()
        plain = text.replace("\u2013", "-")
        return phrase if plain not in INTRODUCES and plain not in DISPENSABLE else None

    def _lists_kinds(self, verb: int) -> bool:
        """Whether a list of what happened follows: "the most common adverse events were rash (12%) and"."""
        return not _KINDS.isdisjoint(self.words[max(verb - 14, 0) : verb])

    def _before_setting(self, place: int) -> int:
        """Step back over "at week 8" and "in the X group" between a subject and its verb."""
        for _ in range(3):
            start = place
            arm = self.arm_at.get(place)
            if arm is not None:
                place = arm.first - 1
            elif self.atoms[place].unit is not None and not _FOLLOWED_UP.isdisjoint(self.words[place - 2 : place]):
                while self.words[place] not in _SETTING and place > 0:  # "at a median follow-up of 3.8 years"
                    place -= 1
                place -= 1
                continue
            elif self.parts[place] == Part.TIME:
                place -= 1
            elif self.words[place].endswith(TIME_AT_RISK):  # "admissions per 100 child-years"
                place -= 1 + (self.words[place - 1] != "per")
                place -= 1
                continue
            elif self.parts[place] == Part.CLOSE and self._opening_of(place):
                place = self._opening_of(place) - 1
                continue
            else:
                break
            while self.words[place] in DETERMINERS:
                place -= 1
            if self.words[place] in _SETTING or self.words[place] == "for":
                place -= 1
            elif self.parts[start] != Part.TIME:
                return start
        return place

    def _opening_of(self, close: int) -> int:
        """Where a bracket without figures opens; 0 for others."""
        opener, _ = self._around(close - 1) or (0, 0)
        return 0 if any(opener < at < close for at in self.figure_places) else opener

    def _bound(self, place: int, covered: set[int]) -> tuple[int, int] | None:
        """The atoms of a subject with what prepositions bind to it: "improvement in pain", not "at discharge"."""
        last = place
        for _ in range(4):
            if place in covered or not self.chunky[place]:
                return None
            first = place
            while self.chunky[first - 1]:
                first -= 1
            at = first - 1
            while self.words[at] in DETERMINERS:
                at -= 1
            left = at - 1
            if self.words[at] == "in" and self.words[left] in _CHANGES and not self.chunky[left]:
                return left, last  # "increase", which may be a verb elsewhere
            binds = self.words[at] in _BINDING or (self.words[at] == "in" and self.words[left] in _CHANGES)
            if self.words[at] == "in" and self._limit_of(left):  # "a fall of at least 50% in migraine days"
                place = left - self._limit_of(left)
            elif binds and self.chunky[left] and left not in covered:
                place = left
            elif not binds and self.words[at] in _SETTING:
                last = place = left
            else:
                return first, last
        return None

    def _subject_end(self, place: int) -> int:
        """Where the subject of a verb ends, back over auxiliaries and a clause about it."""
        while self.words[place] in BE or self.words[place] in ADVERBS or self.words[place] in HAVE:
            place -= 1
        for at in range(place, max(place - 10, 0), -1):
            if self.parts[at] != Part.WORD:
                break
            if self.words[at] in ("that", "which") and (
                self.words[at + 1] in BE or self.words[at + 1] in OTHER_VERBS or self.words[at + 1] in HAVE
            ):
                return at - 1
        return place

    def _subject(self, figure: Figure, start: int) -> str | None:
        """The noun phrase before the verb, for outcomes that the lexicon does not know."""
        stop = self._opener(figure) if figure.in_bracket else figure.first
        best: tuple[int, int] | None = None
        at = start
        while at < stop:
            if self._in_arm(at) or not self.chunky[at]:
                verb = self.words[at] in BE or self.words[at] in OTHER_VERBS or self.words[at] in HAVE
                if best is not None and verb:
                    break
                at += 1
                continue
            last = at
            while last + 1 < stop and self.chunky[last + 1] and not self._in_arm(last + 1):
                last += 1
            counted = self.parts[at - 1] == Part.NUMBER
            compared = self.words[last + 1] == "than" or self.words[at - 1] in ("more", "less")
            compared = compared or (at == last and len(self.words[at]) == 1)
            if (
                not (counted or compared)
                and self.words[at - 1] not in _BEFORE_NO_HEADING
                and self.words[last] not in _NO_HEADING
            ):
                best = (at, last)
            at = last + 1
        if best is None:
            return None
        text = self.phrases.make(*best).text
        said = text.lower()
        return text if text and not (said in INTRODUCES or said in ADVERBS or said in DISPENSABLE) else None
