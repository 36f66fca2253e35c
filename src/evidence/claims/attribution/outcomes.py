"""Which outcome a run of figures is about."""

import itertools
import re

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.acts import MODIFIERS
from evidence.claims.attribution.attached import Attached
from evidence.claims.attribution.context import SEEN
from evidence.claims.attribution.phrase import Phrase
from evidence.claims.attribution.runs import Run
from evidence.claims.attribution.subjects import HAPPENED, STATES
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import ACTS, BE, DETERMINERS, DUE, OTHER_VERBS, PEOPLE, words

_STAND_IN = words("those figures they")
_ASSOCIATED = words(
    "associated association determinants determinant linked predictive predictors predictor correlated factors factor"
)
_PREDICTED = words("predicted predict influenced affected")
_BENEFITS = words("benefit benefits advantage advantages")
_EVENTS = words("events event toxicity toxicities reactions cases")
_GRADED = re.compile(r"[, ]*(?:of )?(?:any grade|(?:[Gg]rades? )\S+(?: (?:or|and|to) \S+)?) *")
_LEADS = words("in for among")
_THOSE_NEAR = 9
_FACTORS = 120  # atoms that a list of factors may take


class Outcomes(Attached):
    """Chooses between what stands before and behind a run."""

    def _outcome_of(self, run: Run, start: int, stop: int) -> tuple[list[str], list[Phrase]]:
        """The outcomes of a run, as many as the text lists, and the phrases they were read from."""
        again = self.run_outcomes.get(id(self.done[-1])) if self.done else None
        if again and self._of_other_people(self.done[-1], run):
            return again, [phrase for phrase in self.outcomes if phrase.text in again]
        if again and len(again) == len(run.figures) > 1 and self._told_of_those(run):
            return again, [phrase for phrase in self.outcomes if phrase.text in again]
        if again and self._goes_on_as(self.done[-1], run):
            return again[-1:], []
        if self.words[run.first - 1] in BE and self.words[run.first - 2] == "it" and self.context.outcome is not None:
            return [self.context.outcome], []
        led_back = self._led_back(run.figures[0], start, self.context.outcome)
        if led_back is not None:
            return [led_back], []
        if run.kind in ("count", "share", "percent") and self._found_in(run.figures[0]):
            if self._found_again(run.figures[0]):
                return [], []
            before = self._outcomes_before(run.figures[0], start)
            if before and (run.kind != "percent" or len(before) == 1):
                return [before[-1].text], before[-1:]
        causes = self._causes(run) if run.kind == "count" else []
        if causes:
            return causes, []
        due = self._due(run) if run.kind in ("count", "share") else []
        if due:
            return due, []
        telling = run.kind in ("count", "share") or self._of_people_given(run) or self._opens_clause_of(run)
        if telling and self._told_by_act(run):
            return [self._act or ""], []
        each = self._each_behind(run, stop)
        if each:
            return [phrase.text for phrase in each], each
        subjects = self._listed_subjects(run, start)
        if subjects:
            return [phrase.text for phrase in subjects], subjects
        after = self._outcome_after(run, start, stop)
        if after is not None and self._says_only_who(run, after, start):
            after = None
        if after is not None:
            listed = self._listed_behind(after, run)
            return [phrase.text for phrase in listed], listed
        before = self._dealt.get(id(run)) or self._outcomes_before(run.figures[0], start)
        if len(before) > len(run.figures) > 1 and self._says_respectively(run):
            before = before[-len(run.figures) :]  # of "failures" that come first, the rates of two kinds
        if len(before) > 1 and run.joints:
            before = self._deal(run, before)
        benefit = len(before) == 1 and before[0].text == "survival" and self.words[before[0].last] in _BENEFITS
        if benefit and (self.context.outcome or "").endswith("survival"):  # "the survival benefit": of the one before
            return [self.context.outcome or ""], before
        if len(before) == 1 and self._again_to(before[0]):
            return [f"time to {before[0].text}"], before
        return [phrase.text for phrase in before], before

    def _each_behind(self, run: Run, stop: int) -> list[Phrase]:
        """Read "hazard ratios of 0.8 (0.6–0.9) for survival and 0.7 (0.5–0.9) for relapse": each has its own."""
        if run.kind not in ("ratio", "difference") or len(run.figures) < 2:
            return []
        ends = [figure.first for figure in run.figures[1:]] + [stop]
        found = [self._phrase_after_word(one, ("for",), end) for one, end in zip(run.figures, ends, strict=True)]
        return [phrase for phrase in found if phrase is not None] if None not in found else []

    def _is_elliptic(self, run: Run) -> bool:
        """Whether no verb stands between a run and the one before."""
        if not self.done:
            return False
        begin = self.done[-1].last + 1
        return BE.isdisjoint(self.words[begin : run.first]) and Part.SEMICOLON not in self.parts[begin : run.first]

    def _goes_on_as(self, one: Run, two: Run) -> bool:
        """Read "tumour size was 3.3 cm at diagnosis and 1.7 cm after chemotherapy": the same thing once more."""
        same = one.kind == two.kind == "mean" and one.figures[-1].unit == two.figures[0].unit is not None
        return same and self.words[two.first - 1] == "and" and self._is_elliptic(two)

    def _listed_subjects(self, run: Run, start: int) -> list[Phrase]:
        """Read "the A, B, and C were 1 ± 2, 3 ± 4, and 5 ± 6, respectively": as many subjects as figures."""
        at = run.first - 2
        if run.kind != "mean" or len(run.figures) < 2 or self.words[at + 1] not in BE:
            return []
        if not self._says_respectively(run):
            return []
        found: list[Phrase] = []
        while at >= start and len(found) < len(run.figures):
            first = self.phrases.chunk_to(at)
            if not self.chunky[at] or (self._in_arm(at) and self.arm_at[at].suffixed):
                return []
            found.insert(0, self.phrases.make(first, at))
            at = first - 1
            while self.words[at] == "and" or self.parts[at] == Part.COMMA or self.words[at] in DETERMINERS:
                at -= 1
        return found if len(found) == len(run.figures) else []

    def _says_only_who(self, run: Run, after: Phrase, start: int) -> bool:
        """Whether "(3% of patients who underwent X)" only says of whom the outcome before the bracket is told."""
        if not run.figures[0].in_bracket or "who" not in self.words[run.figures[-1].last : after.first]:
            return False
        return bool(self._outcomes_before(run.figures[0], start))

    def _listed_behind(self, phrase: Phrase, run: Run) -> list[Phrase]:
        """Read "26% and 39% achieved complete and partial remission, respectively": one outcome for each figure."""
        row = [phrase]
        for other in self.outcomes if len(run.figures) > 1 else ():
            if other.first > row[-1].last and self._coordinated(row[-1], other):
                row.append(other)
        told = "respectively" in self.words[row[-1].last + 1 : row[-1].last + 4]
        return row if told and len(row) == len(run.figures) else [phrase]

    def _of_other_people(self, one: Run, two: Run) -> bool:
        """Read "72% in patients who had a response and 45% in those who had none": of one outcome."""
        if one.kind != two.kind or self.words[two.first - 1] != "and" or self.words[two.last + 2] != "those":
            return False
        lead = self.words[two.last + 1]
        behind = self.words[one.last + 1 : one.last + 7]
        return lead in _LEADS and any(
            first == lead and second in PEOPLE for first, second in itertools.pairwise(behind)
        )

    def _told_of_those(self, run: Run) -> bool:
        """Read "while those of the Y group were 7.9 and 3.8 months": of the same outcomes as before."""
        before = self.words[max(run.first - _THOSE_NEAR, 0) : run.first]
        return before[-1:] != [] and before[-1] in BE and not _STAND_IN.isdisjoint(before)

    def _again_to(self, phrase: Phrase) -> bool:
        """Read "time to neutrophil recovery was 14 days and to platelet recovery 19 days"."""
        again = self.words[phrase.first - 1] == "to" and self.words[phrase.first - 2] == "and"
        return again and bool(self.done) and (self.context.outcome or "").lower().startswith("time to ")

    def _deal(self, run: Run, phrases: list[Phrase]) -> list[Phrase]:
        """Read "EFS and OS were 53% v 47% (HR 0.83) and 69% v 65% (HR 0.91)": one outcome for each pair of arms."""
        alike = [other for other in self.runs if other.kind == run.kind and other.first >= run.first][: len(phrases)]
        whole = all(set(other.joints) == {"versus"} for other in alike) and len(alike) == len(phrases)
        if not whole or any(run.first < phrase.first < alike[-1].first for phrase in self.outcomes):
            return phrases
        if any(
            self.words[other.first - 1] != "and" and self.parts[other.first - 1] != Part.COMMA for other in alike[1:]
        ):
            return phrases
        self._dealt = {id(other): [phrase] for other, phrase in zip(alike, phrases, strict=True)}
        return phrases[:1]

    def _vary(self, run: Run) -> None:
        """Read "88% in the acute phase and in the delayed phase 71%", "28% and grade 3 in 16%" within a run."""
        varied: str | None = None
        for one, two in itertools.pairwise(run.figures):
            varied = self._led_back(two, one.last, one.outcome) or varied
            if (
                run.kind == "share" and self.words[two.first - 1] == "whom"
            ):  # "infections in 15 (19%), of whom 4 (5%) died"
                act = self._predicate(two, two.first + 1) or self._predicate(two, two.last + 1)
                varied = act or varied
            if varied is not None:
                two.outcome = varied

    def _led_back(self, figure: Figure, start: int, last: str | None) -> str | None:
        """The outcome before, of another grade or in another phase: "(grade 3, 9%)", "with grade 3 events in 13%"."""
        at = figure.first - 1
        if self.words[at] in ("in", "for") or self.parts[at] in (Part.COMMA, Part.COLON):
            at -= 1
        while self.words[at] in BE or self.words[at] in _EVENTS or self.words[at] in SEEN:
            at -= 1
        if self.parts[at] == Part.GRADE and self.parts[at - 1] == Part.OPEN:  # "neutropenia (grade 3-4, 45%)"
            last = next((phrase.text for phrase in self.outcomes if phrase.last == at - 2), last or "")
            start = start or int(bool(last))
        if last and self.parts[at] == Part.GRADE and at >= start > 0 and self.words[at + 1] not in HAPPENED:
            return f"{self.phrases.quote(at, at)} {_without_grade(last)}".rstrip()
        if self.words[at] in ("phase", "phases") and self.words[at - 2] in ("the", "in") and " phase" in (last or ""):
            phase = at - 3 if self.words[at - 2] == "the" else at - 2
            base = (last or "").partition(" in ")[0]
            return f"{base} {self.phrases.quote(phase, at)}" if self.words[phase] == "in" else None
        return None

    def _causes(self, run: Run) -> list[str]:
        """Read "120 died: 80 of relapse, 25 of infection": of what each died."""
        if not (self.context.outcome or "").startswith("died"):
            return []
        spans = [self.phrases.chunk(figure.first + 2) for figure in run.figures if self.words[figure.first + 1] == "of"]
        told = [f"died of {self.phrases.quote(*span)}" for span in spans if span is not None]
        return told if len(told) == len(run.figures) else []

    def _due(self, run: Run) -> list[str]:
        """Read "Of 112 deaths, 61 (54%) were due to relapse and 20 (18%) to infection"."""
        what = [phrase for phrase in self.outcomes if phrase.last < run.first]
        lead = self._due_before()
        told: list[str] = []
        for figure in run.figures if what else ():
            place = figure.last + 1
            if self.words[place] in BE and self.words[place + 1] in DUE:
                lead, place = f"{what[0].text} {self.words[place + 1]} to", place + 2
            elif not lead:
                return []
            span = self.phrases.chunk(place + 1) if self.words[place] == "to" else None
            if span is None:
                return []
            told.append(f"{lead} {self.phrases.quote(*span)}")
        return told

    def _due_before(self) -> str:
        """What "and 20 (18%) to infection" goes on from: "deaths attributed to"."""
        said = (self.done[-1].figures[-1].outcome or "") if self.done else ""
        for cause in DUE:
            what, joint, _ = said.partition(f" {cause} to ")
            if joint:
                return what + joint.rstrip()
        return ""

    def _found_in(self, figure: Figure) -> bool:
        """Read "X occurred in 28 of 96 patients": what the figure is about stands before the verb."""
        place = figure.first - 1
        if self.words[place] not in ("in", "among", "by", "with"):
            return False
        before = self.words[place - 1]
        return (
            before in SEEN
            or before in STATES
            or before in OTHER_VERBS
            or before.endswith("ed")
            or self._found_again(figure)
        )

    def _found_again(self, figure: Figure) -> bool:
        """Read "… and in 17 of 150": the same outcome in another group."""
        place = figure.first - 2
        return (
            bool(self.done)
            and self.words[figure.first - 1] in ("in", "among")
            and (self.words[place] in ("and", "but", "than") or self.parts[place] in (Part.VERSUS, Part.COMMA))
        )

    def _of_people_given(self, run: Run) -> bool:
        """Read "62% of the patients randomised to X completed …": people with something between them and their verb."""
        place = run.last + 2 + (self.words[run.last + 2] in DETERMINERS)
        of_people = self.words[run.last + 1] == "of" and self.words[place] in PEOPLE
        behind = self.words[self._behind_size(place + 1)]
        return run.kind == "percent" and of_people and (behind in MODIFIERS or behind in ACTS)

    def _opens_clause_of(self, run: Run) -> bool:
        """Read "29.9% of patients in the X group and 41.1% in the Y group discontinued": the run is the subject."""
        before = run.first - 1
        opens = run.first == _start_of(self.parts, before) or self.words[before] in ("and", "while", "whereas")
        return run.kind == "percent" and opens and not run.figures[0].in_bracket

    def _told_by_act(self, run: Run) -> bool:
        figure = run.figures[-1]
        self._act = self._predicate(figure, figure.first + 1) or self._predicate(figure, figure.last + 1)
        return self._act is not None

    def _outcome_after(self, run: Run, start: int, stop: int) -> Phrase | None:
        figure = run.figures[-1]
        if run.kind == "mean":
            return (
                self._measured_thing(figure)
                or self._changed_thing(figure, start)
                or self._averaged_thing(run.figures[0], start)
            )
        if run.kind == "percent" and self.parts[run.first - 1] == Part.OPEN and self.parts[run.first - 2] == Part.TIME:
            return self._shared_noun(figure)
        if run.kind == "ratio" and any(self.parts[run.first - back] == Part.OPEN for back in range(1, 7)):
            associated = self._outcome_of_factor(figure)
            if associated is not None:
                return associated
        if run.kind in ("ratio", "difference"):
            return self._phrase_after_word(figure, ("for",), stop) or self._label_has_outcome(figure)
        if run.kind in ("time", "follow_up", "mean"):
            return self._phrase_after_word(figure, ("for",), stop)
        place = figure.last + 1
        if run.kind == "percent" and self._is_subject(run, start):
            return self._phrase_after_word(figure, ("for",), stop)
        if run.kind == "percent" or run.kind == "share":
            people = self.parts[place] == Part.CLOSE and self.words[self._opener(figure) - 1] in PEOPLE
            if people and self.parts[figure.first - 1] == Part.OPEN:  # "the majority of women (98%) were fit"
                place += 1
            phrase = self._object(place) or self._behind_arm(figure) or self._behind_dose(figure)
            if phrase is not None:
                return phrase
        if run.kind in ("count", "share"):
            phrase = self._counted_thing(figure) or self._counted_thing(run.figures[0])
            if phrase is not None:
                return phrase
        return self._phrase_after_word(figure, ("for",), stop)

    def _outcome_of_factor(self, figure: Figure) -> Phrase | None:
        """Read "age (HR 1.4) and sex (HR 1.2) were associated with worse survival"."""
        before = range(max(figure.first - 14, 0), figure.first)
        told = _ASSOCIATED - {"association"}  # which may itself be a factor: "association with carcinoma (HR 1.9)"
        if any(
            self.words[at] in _PREDICTED or (self.words[at] in told and self.words[at + 1] in ("with", "of", "for"))
            for at in before
        ):
            return None
        for at in range(figure.last + 1, min(figure.last + _FACTORS, len(self.atoms) - 1)):
            linked = self.words[at] in _ASSOCIATED and self.words[at + 1] in ("with", "of", "for")
            if linked or self.words[at] in _PREDICTED:
                near = next((phrase for phrase in self.outcomes if at < phrase.first <= at + 6), None)
                if near is not None:
                    return near
        return None

    def _is_subject(self, run: Run, start: int) -> bool:
        """Whether the figure completes a subject: "overall survival was 45%"."""
        figure = run.figures[0]
        place = figure.first - 1
        if self.words[place] in BE or self.parts[place] in (Part.OPEN, Part.EQUALS, Part.COLON):
            return any(phrase.last < figure.first and phrase.first >= start for phrase in self.outcomes)
        return False

    def _inherited(self, run: Run, start: int) -> list[str]:
        if run.kind == "follow_up":
            return ["follow-up"]
        if self._says_respectively(run) and len(run.figures) > 1:
            for earlier in reversed(self.done):
                if len(self.run_outcomes[id(earlier)]) == len(run.figures):
                    return self.run_outcomes[id(earlier)]
            if len(self.context.row) == len(run.figures):
                return self.context.row
        if start > 0 and run.kind in ("count", "share", "percent") and self._found_in(run.figures[0]):
            own = self._subject(run.figures[0], start)  # "…, and the DCP level decreased in nine (45%)"
            if own is not None and not own.endswith(("ing", "ed")):
                return [own]
        if (run.kind in ("ratio", "difference") or start > 0) and self.context.outcome is not None:
            return [self.context.outcome]
        subject = self._subject(run.figures[0], start)
        if subject is not None:
            return [subject]
        return [self.context.outcome] if self.context.outcome is not None else []


def _start_of(parts: list[int], before: int) -> int:
    """The place behind a comma or a semicolon at `before`, or the first; -1 where neither stands there."""
    return before + 1 if before < 0 or parts[before] in (Part.COMMA, Part.SEMICOLON) else -1


def _without_grade(outcome: str) -> str:
    """Take the grade from the name of an outcome."""
    return _GRADED.sub("", outcome).strip()
