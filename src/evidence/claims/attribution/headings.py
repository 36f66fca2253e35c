"""Subjects: the phrase before a figure that names its outcome."""

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.grades import Grades
from evidence.claims.attribution.names import Arm
from evidence.claims.attribution.phrase import Phrase
from evidence.claims.attribution.subjects import HAPPENED, NEVER_HEADS, STATES
from evidence.claims.figures.figure import TIMES, Figure
from evidence.claims.lexicon import (
    BE,
    CONDITIONS,
    DETERMINERS,
    DURATION_NOUNS,
    GETS,
    HAVE,
    INTRODUCES,
    OTHER_VERBS,
    PEOPLE,
    SURVIVAL_WORDS,
    words,
)

_SHARES = words("proportion percentage number proportions percentages rate frequency fraction share")
_HAVING = words("with having had have reaching maintaining without reporting")
_IN_WHOM = words("in among for of")
_OF_PEOPLE = words("for in among")
_THAN_OTHERS = words("lower higher greater longer shorter better worse similar superior inferior fewer less more")
_IN_OTHERS = words("in with among for after by than")
_BEHIND = words("after with without following on under")
_WHEN = words("at during before following after despite until")
# What leads from an outcome to those in whom, or the time at which, it is told.
_EMBEDDING = words("at for in with among after until during following on by without")
_APART = frozenset((Part.COMMA, Part.SEMICOLON, Part.OPEN))
_PLAIN = frozenset((Part.WORD, Part.TIME, Part.GRADE))


class Headings(Grades):
    """Finds outcome phrases, with or without a head that the lexicon knows."""

    def _outcomes(self) -> list[Phrase]:
        """The outcome phrases of the sentence: those with a known head, and the subjects of figures."""
        self._compares = not _THAN_OTHERS.isdisjoint(self.phrases.words)
        found = self._known_outcomes()
        share = self._share_of_people()
        if share is not None:
            found = [phrase for phrase in found if phrase.last < share.first or phrase.first > share.last]
            found.append(share)
            found.sort(key=lambda phrase: phrase.first)
        found = self._without_compared(found)
        covered = {place for phrase in found for place in range(phrase.first, phrase.last + 1)}
        covered.update(self.arm_at)
        for figure in self.figures:
            opens = self.parts[figure.first - 1] == Part.OPEN
            if figure.kind in ("time", "nr") and any(
                phrase.last < figure.first and not SURVIVAL_WORDS.isdisjoint(phrase.words) for phrase in found
            ):
                continue
            short = self._short_before(figure, covered)
            if short is not None:
                found.append(short)
                covered.add(short.first)
                continue
            if figure.kind == "ratio" and self.words[figure.first - 1] in BE:  # "the HR among those who had X was 0.9"
                continue
            if self._compared_before(figure.first - opens, found) or (
                figure.kind == "ratio" and any(phrase.last < figure.first for phrase in found)
            ):
                continue
            phrase = self._heading(figure, covered)
            if phrase is not None and not self._compared_with(phrase):
                found.append(phrase)
                covered.update(range(phrase.first, phrase.last + 1))
        found.extend([half for half in map(self._joined_before, found) if half is not None])
        found.sort(key=lambda phrase: phrase.first)
        self._carry_grade(found)
        self._share_grade(found)
        self._add_states(found)
        return found

    def _short_before(self, figure: Figure, covered: set[int]) -> Phrase | None:
        """Read "PCSS" in "failures (HR 2.7), PCSS (HR 2.9)", "BCS hazard ratio = 0.76"."""
        if figure.kind != "ratio":
            return None
        label = next((at for at in range(figure.first - 1, figure.first - 4, -1) if self.parts[at] == Part.LABEL), 0)
        place = label - 1 - (self.parts[label - 1] == Part.OPEN)
        if label < 2 or place in covered or not self.phrases.is_abbreviation(place):
            return None
        begins = self.parts[place - 1] in _APART or self.words[place - 1] in ("and", "or") or place == 0
        return self.phrases.make(place, place) if begins and self.chunky[place] else None

    def _joined_before(self, phrase: Phrase) -> Phrase | None:
        """Read "dose delays" in "Dose delays and dose reductions occurred in": a clause's first noun phrase."""
        last = phrase.first - 2
        if (
            self.words[phrase.first - 1] != "and"
            or not self.chunky[last]
            or self.words[phrase.last + 1] not in HAPPENED
        ):
            return None
        first = last
        while self.chunky[first - 1]:
            first -= 1
        opens = first == 0 or self.parts[first - 1] == Part.SEMICOLON
        known = any(self.phrases.is_head(at) for at in range(first, last + 1)) or self._in_arm(first)
        return self.phrases.make(first, last) if opens and not known and self.parts[last] == Part.WORD else None

    def _known_outcomes(self) -> list[Phrase]:
        """The phrases with a head that the lexicon knows, without those that say in whom or when."""
        sure = {place: arm for place, arm in self.arm_at.items() if arm.suffixed}
        opening = self._opening()
        found: list[Phrase] = []
        for whole in self.phrases.outcomes():
            phrase = self._behind_group(whole, sure) if whole.first in sure else self._before_group_in(whole)
            headless = self.words[phrase.last] in NEVER_HEADS and self.words[phrase.first] != "loss"  # to follow-up
            if phrase.first in sure or phrase.first < opening or headless:
                continue
            if (
                self._is_arm(phrase.first, phrase.last)
                or self._compared_with(phrase)
                or self._beside_the_point(phrase)
                or self._parallel(phrase)
                or (self.words[phrase.last + 1] in PEOPLE and self.words[phrase.first - 1] in _OF_PEOPLE)
            ):
                continue
            if not (found and self._sets(found[-1], phrase)):
                found.append(phrase)
        return found

    def _behind_group(self, phrase: Phrase, groups: dict[int, Arm]) -> Phrase:
        """Read "PFS" in "in the placebo group PFS was 50%"."""
        first = groups[phrase.first].last + 1
        condition = self.words[phrase.last] in CONDITIONS  # "low-risk disease"
        headed = not condition and any(map(self.phrases.is_head, range(first, phrase.last + 1)))
        return self.phrases.make(first, phrase.last) if headed else phrase

    def _before_group_in(self, phrase: Phrase) -> Phrase:
        """Read "survival" in "survival after resection was 43% and after ablation 23%", where these are the groups."""
        for at in range(phrase.first + 1, phrase.last):
            arm = self.arm_at.get(at + 1)
            if arm is not None and arm.first == at + 1 and arm.led and not arm.part and self.words[at] in _BEHIND:
                return self.phrases.make(phrase.first, at - 1)
        return phrase

    def _compared_with(self, phrase: Phrase) -> bool:
        """Whether a phrase stands behind "than with" or "than after", perhaps in a row: "than with MRD or MUD"."""
        at = phrase.first - 1
        if self.words[at] == "or":
            at = next((back for back in range(at - 1, max(at - 8, 0), -1) if self.words[back] in _IN_OTHERS), at)
        return self.words[at] in _IN_OTHERS and self.words[at - 1] == "than"

    def _opening(self) -> int:
        """Where "Among patients with diabetes or stroke, …" ends: it says in whom, and names no outcome."""
        if self.words[0] not in _IN_WHOM:
            return 0
        people = next((at for at in range(1, 6) if self.words[at] in PEOPLE or self.words[at] == "those"), 0)
        first = self.figures[0].first if self.figures else 0
        if not people or self.words[people + 1] not in ("with", "without", "whose"):
            return 0
        return next((at for at in range(people, min(first, people + 20)) if self.parts[at] == Part.COMMA), 0)

    def _share_of_people(self) -> Phrase | None:
        """Read "the proportion of patients with a ≥50% reduction in seizures was": what the share of people had."""
        words = self.phrases.words
        if _SHARES.isdisjoint(words):
            return None
        for place in range(1, len(self.atoms) - 4):
            if words[place - 1] not in _SHARES:
                continue
            if self.words[place] == "of" and self.words[place + 1] in PEOPLE and self.words[place + 2] == "surviving":
                first = place + 2
            elif self.words[place] == "of" and self.words[place + 1] in PEOPLE:
                first = place + 3 + (self.words[place + 2] == "who")
            elif self.words[place] == "with":
                first = place + 1
            else:
                continue
            having = self.words[first - 1] in _HAVING or self.words[first - 1] in GETS
            if (
                self.words[first - 2] == "who" and self.words[first - 1] in BE
            ):  # "of patients who were pain-free at 4 h"
                span = self.phrases.chunk(first)
                return None if span is None else self.phrases.make(*span)
            if not having and self.words[first] != "surviving":
                return None
            while self.words[first] in DETERMINERS:
                first += 1
            if self.parts[first] == Part.WORD and not self.chunky[first]:
                return None
            if self.words[first - 1] == "without" and self._verb_behind(first):  # "patients without relapse was 80%"
                last = self._verb_behind(first)
                return Phrase(first - 1, last, self.phrases.quote(first - 1, last))
            last = self._verb_behind(first)
            if last >= first and not any(first <= at <= last for at in self.figure_places):
                headed = self.chunky[first] and any(map(self.phrases.is_head, range(first, last + 1)))
                return None if headed else Phrase(first, last, self.phrases.quote(first, last))
        return None

    def _verb_behind(self, first: int) -> int:
        """The last atom before the next "was", without a time or an arm before that; 0 where no verb is near."""
        for at in range(first + 1, min(first + 14, len(self.atoms))):
            if self.parts[at] in (Part.COMMA, Part.SEMICOLON, Part.OPEN):
                return 0
            if self.words[at] in BE:
                return self._before_setting(at - 1)
        return 0

    def _beside_the_point(self, phrase: Phrase) -> bool:
        """Whether a phrase stands in a clause about another: "events that were due to infection occurred in 40%"."""
        verb = self.words[phrase.last + 1]
        if verb not in HAPPENED and verb not in BE:
            return False
        for at in range(phrase.first - 1, max(phrase.first - 10, 0), -1):
            if self.parts[at] != Part.WORD:
                return False
            if self.words[at] in ("that", "which"):
                finite = self.words[at + 1] in BE or self.words[at + 1] in OTHER_VERBS or self.words[at + 1] in HAVE
                return finite and self.chunky[at - 1]
        return False

    def _without_compared(self, found: list[Phrase]) -> list[Phrase]:
        """Leave out "response" in "survival was longer in patients with a response (9.6 vs 5.1 months)"."""
        kept: list[Phrase] = []
        for phrase in found:
            if self.words[phrase.first - 1] == "of" or not self._compared_before(phrase.first, kept):
                kept.append(phrase)
        return kept

    def _compared_before(self, place: int, found: list[Phrase]) -> bool:
        """Whether "was longer in", said of an outcome, stands between that and a place."""
        if not found or not self._compares:
            return False
        for at in range(place - 1, found[-1].last + 1, -1):
            if at in self.starts or self.parts[at] in (Part.SEMICOLON, Part.COMMA, Part.OPEN):
                return False
            if self.parts[at] == Part.VERSUS:  # "was lower in X as compared to tumours without mutations ("
                return True
            if self.words[at] in _THAN_OTHERS and self.words[at + 1] in _IN_OTHERS:
                return any(self.words[before] in BE for before in range(at - 1, found[-1].last, -1))
        return False

    def _parallel(self, phrase: Phrase) -> bool:
        """Read "71% after open resection and 70% after laparoscopic resection" as arms, no outcomes."""
        word = self.words[phrase.first - 1]
        if word not in _BEHIND:
            return False
        behind = [
            figure
            for figure in self.figures
            if self.words[figure.last + 1] == word and figure.numerator is None and figure.kind != "ratio"
        ]
        return len(behind) > 1 and any(figure.last + 2 == phrase.first for figure in behind)

    def _sets(self, one: Phrase, two: Phrase) -> bool:
        """Whether the second phrase only says when the first was told: "cure at discharge after surgery"."""
        at = two.first - 1
        while self.words[at] in DETERMINERS:
            at -= 1
        if self.words[at] not in _WHEN:
            return False
        between = range(one.last + 1, at)
        return at - one.last <= 3 and all(self.parts[place] in (Part.WORD, Part.TIME) for place in between)

    def _add_states(self, found: list[Phrase]) -> None:
        """Read "culture was positive in 12" as "culture positive"."""
        for figure in self.figures:
            place = figure.first - 1
            if self.words[place] not in ("in", "for") or self.words[place - 1] not in STATES:
                continue
            if self.words[place - 2] not in BE:
                continue
            before = [phrase for phrase in found if phrase.last < place - 2]
            if before and not before[-1].text.endswith(self.words[place - 1]):
                before[-1].text += f" {self.words[place - 1]}"

    def _is_arm(self, first: int, last: int) -> bool:
        """Whether words are the name of an arm and no more, behind "with", "after" or the like."""
        arm = self.arm_at.get(first)
        return arm is not None and arm.led and last <= arm.last

    def _outcomes_before(self, figure: Figure, start: int) -> list[Phrase]:
        if self.parts[figure.first - 1] in (Part.COLON, Part.EQUALS):  # "(response: 70%; progression: 14%)"
            label = [phrase for phrase in self.outcomes if phrase.last == figure.first - 2]
            if label and label[0].text.lower() not in DURATION_NOUNS:
                return label
        elif self.parts[figure.first - 1] == Part.COMMA and figure.in_bracket:  # "(complete response, 4%; …)"
            label = [phrase for phrase in self.outcomes if phrase.last == figure.first - 2]
            if label and self.parts[label[0].first - 1] in (Part.OPEN, Part.SEMICOLON):
                return label
        limit = self._bracket_start(figure)
        row: list[Phrase] = []
        for phrase in reversed(self.outcomes):
            if phrase.last >= limit or phrase.first < start or self._shut_away(phrase, limit):
                continue
            if row and self._embedded(row[0], phrase):
                row = [phrase]
            elif row and not self._coordinated(phrase, row[0]):
                break
            else:
                row.insert(0, phrase)
        return row

    def _embedded(self, phrase: Phrase, head: Phrase) -> bool:
        """Whether a phrase only says of whom or when another is told: "survival of patients with a response was"."""
        between = self.words[head.last + 1 : phrase.first]
        if not between or self.words[head.last] in INTRODUCES:
            return False
        of_whom = between[0] == "of" and not PEOPLE.isdisjoint(between) and not _EMBEDDING.isdisjoint(between)
        if between[0] not in _EMBEDDING and not of_whom:
            return False
        last = next((word for word in reversed(between) if word not in DETERMINERS), "")
        if last not in _EMBEDDING and last not in ("to", "whose", "having", "of"):
            return False
        timed = any(atom.unit in TIMES for atom in self.atoms[head.last + 1 : phrase.first])
        plain = all(
            atom.part in _PLAIN or (atom.part == Part.NUMBER and atom.unit in TIMES)
            for atom in self.atoms[head.last + 1 : phrase.first]
        )
        if last == "of" and not timed:
            return False
        return plain and BE.isdisjoint(between) and not any(head.last < at < phrase.first for at in self.figure_places)

    def _shut_away(self, phrase: Phrase, limit: int) -> bool:
        """Whether a phrase stands in a bracket that closes before: "remission (CR + PR) was", "56% (3 deaths) and"."""
        span = self._around(phrase.first)
        return span is not None and span[1] < limit

    def _bracket_start(self, figure: Figure) -> int:
        """Where to look back from: a figure behind a semicolon in a bracket is about what stands before the bracket."""
        if not figure.in_bracket:
            return figure.first
        depth = 0
        crossed = False
        for place in range(figure.first - 1, -1, -1):
            part = self.parts[place]
            if part == Part.CLOSE:
                depth += 1
            elif part == Part.OPEN:
                if depth == 0:
                    return place if crossed else figure.first
                depth -= 1
            elif part == Part.SEMICOLON and depth == 0:
                crossed = True
        return figure.first

    def _coordinated(self, one: Phrase, two: Phrase) -> bool:
        between = self.atoms[one.last + 1 : two.first]
        return (
            0 < len(between) <= 5
            and all(
                atom.part in (Part.COMMA, Part.TIME)
                or atom.word in ("and", "or", "the", "of", "for", "/", "&", "in", "median", "rate", "rates", "both")
                or atom.part == Part.MARK
                for atom in between
            )
            and any(atom.word in ("and", "or", "&") or atom.part == Part.COMMA or atom.word == "/" for atom in between)
        )
