"""What each figure measures, in whom and when.

For every run of figures the rules look first at what stands right behind it ("in the X group", "patients relapsed",
"for PFS"), then at the subject before it, then at what the sentence and the text have last spoken of.
"""

import itertools

from evidence.claims.atoms.atom import Part, places
from evidence.claims.attribution.phrase import Phrase
from evidence.claims.attribution.pvalues import PValues
from evidence.claims.attribution.runs import Run, block_size, runs
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import PEOPLE, words

_REASONS = words("reason reasons cause causes")
_LINKS = (" due to ", " because of ", " owing to ")
_PARTS_ITEMS = words(", and or ) ]")
_OPENS_ITEM = words("( [ in for n =")
_ITEM = 7
_COUNTED = words("proportion count cumulative_incidence")


class Sentence(PValues):
    """Attributes the figures of one sentence."""

    def attribute(self) -> None:
        """Fill in measure, outcome, arm and time of every figure."""
        self._complements()
        self._label_rows()
        self._keep_beside()
        self._mark_fronted()
        self.outcomes = self._outcomes()
        self.runs = runs(self.atoms, self.figures, self.outcomes, self.arm_at.keys())
        self.run_of = {id(figure): run for run in self.runs for figure in run.figures}
        lists = self._lists()
        self.runs = [run for run in self.runs if run not in lists]
        items = {figure.first - 4 for run in lists for figure in run.figures}
        self.outcomes = [phrase for phrase in self.outcomes if phrase.last not in items]
        self.pair = self._sentence_pair()
        self.context.last_times = self.context.times
        self.context.times = []
        start = 0
        for number, run in enumerate(self.runs):
            self._run(run, start, self._next_start(number))
            if run.kind != "follow_up":  # "preservation at a median follow-up of 3.8 years was achieved in"
                start = run.last + 1
            self.done.append(run)
        self._share_predicate()
        self._p_values()
        self._parts_of_all()
        self._each_group()
        self._subgroups()
        self._subject_group()
        row: list[str] = []
        for figure in self.figures:
            if figure.outcome is not None and figure.outcome not in row:
                row.append(figure.outcome)
        self.context.row = row
        self._lone_arm()
        self._count_listed(lists)
        self._name_reasons()
        self._repeat_reasons()
        self._name_former()
        self._remember()
        self._qualify()

    def _lists(self) -> list[Run]:
        """The runs of lists like "(CR, n = 4; PR, n = 9)" and "progression (n = 8), moving away (n = 2)"."""
        found = [run for run in self.runs if run.kind == "count" and all(map(self._is_item, run.figures))]
        return found if sum(len(run.figures) for run in found) > 1 else []

    def _is_item(self, figure: Figure) -> bool:
        return self.words[figure.first - 2 : figure.first] == ["n", "="] and figure.first > 3

    def _count_listed(self, lists: list[Run]) -> None:
        """Name what each item of a list counts, in the group of the figure before the list or else named before it."""
        for figure in [figure for run in lists for figure in run.figures]:
            last = figure.first - 4
            first, _ = self._bound(last, set()) or (self.phrases.chunk_to(last), last)
            short = self.parts[last] == Part.ERROR  # "SD (n = 3)", which is no standard deviation
            figure.outcome = self.phrases.quote(last, last) if short else self.phrases.make(first, last).text
            told = [other.arm for other in self.figures if other.last < figure.first and not other.in_bracket]
            named = [arm.name for arm in self.arms if arm.last < figure.first and not arm.part]
            figure.measure, figure.arm = "count", told[-1] if told else named[-1] if named else "all"

    def _share_predicate(self) -> None:
        """Read "at 12 weeks 20%, and at 24 weeks 33% of patients had responded": the predicate is that of both."""
        for one, two in itertools.pairwise(reversed(self.runs)):
            outcomes = {figure.outcome for figure in one.figures}
            told = one.kind == two.kind and len(outcomes) == 1
            for figure in two.figures if told else ():
                figure.outcome = figure.outcome or one.figures[0].outcome

    def _name_reasons(self) -> None:
        """Read "reasons for withdrawal were toxicity (9%) and death (2%)": of those who withdrew, not of who died."""
        place = next((at for at in places(self.line.words, _REASONS) if self.words[at + 1] in ("for", "of")), None)
        event = None if place is None else self.phrases.chunk(place + 2)
        if event is None:
            return
        end = next(
            (at for at in places(self.line.parts, (Part.SEMICOLON,)) if at > event[1] and not self._around(at)), 0
        )
        name = self.phrases.quote(*event)
        for figure in self.figures:
            listed = event[1] < figure.first < (end or len(self.atoms)) and figure.measure in _COUNTED
            told = (figure.outcome or "due to").lower()
            if listed and name.lower() not in told and "due to" not in told:
                figure.outcome = f"{name} due to {figure.outcome}"

    def _repeat_reasons(self) -> None:
        """Read "20 (9%) stopped treatment due to progression, 18 (8%) due to toxicity": these stopped as well."""
        for one, two in itertools.pairwise(self.figures):
            act, link, _ = (one.outcome or "").partition(" due to ")
            place = two.last + 1
            cause = self.phrases.cause(place) if link and self.words[place] == "due" else None
            if cause is not None:
                two.outcome = f"{act} {self._reason(place, cause)}"
            elif link and self.words[place] == "for" and self.words[place + 2] in _REASONS:  # "for other reasons"
                two.outcome = f"{act} {self.phrases.quote(place, place + 2)}"
            else:
                self._repeat_link(one, two)

    def _repeat_link(self, one: Figure, two: Figure) -> None:
        """Read "stopped because of progression (12%), toxicity (8%) or death (3%)": they stopped for each of these."""
        said = one.outcome or ""
        link = next((link for link in _LINKS if link in said), None)
        if link is None and said.startswith(("death", "died", "mortality")) and " from " in said:
            link = " from "  # "death from X (HR 0.7) or all causes (HR 0.9)"
        first, last = one.last + 1, two.first - 1
        while self.words[last] in _OPENS_ITEM or self.parts[last] == Part.LABEL:
            last -= 1
        first += self.words[first] in PEOPLE
        begin = first
        while first < last and self.words[first] in _PARTS_ITEMS:
            first += 1
        named = begin < first <= last < first + _ITEM and not any(self.parts[first : last + 1])
        if link is None or not named or any(self._in_arm(at) for at in range(first, last + 1)):
            return
        if all(self.chunky[at] or self.words[at] in ("of", "all", "any") for at in range(first, last + 1)):
            two.outcome = f"{said.partition(link)[0]}{link}{self.phrases.quote(first, last)}"

    def _next_start(self, number: int) -> int:
        """Where the next run begins; what stands in the bracket behind a run does not end it."""
        inside = self.runs[number].figures[-1].in_bracket
        for run in self.runs[number + 1 :]:
            aside = self.runs[number].kind == "count" or run.kind == "ratio"
            if inside or not run.figures[0].in_bracket or not aside:
                return run.first
        return len(self.atoms)

    def _run(self, run: Run, start: int, stop: int) -> None:
        owners = self._arms(run, start, stop)
        outcomes, phrases = self._outcome_of(run, start, stop)
        outcomes = self._with_attached(run, outcomes, phrases)
        outcomes = self._as_change(run, outcomes or self._inherited(run, start))
        elliptic = self._is_elliptic(run)
        times = self._times_of(run, start, stop, phrases) or self._carried(run, outcomes, phrases, elliptic)
        behind = self._times_behind(run)
        blocks = len(behind) // len(set(behind)) if behind else 0
        each_its_own = (
            len(outcomes) == len(run.figures) == len(set(behind))
        )  # "X and Y were 96% at 1 and 88% at 2 years"
        own = 0 if each_its_own else block_size(owners, len(run.figures)) or blocks
        dims = self._give(run, outcomes, times, own, phrases)
        for figure, time in zip(run.figures, behind, strict=False):
            figure.time = time
        self._vary(run)
        if behind and (blocks == 1 or blocks == len(outcomes)):
            dims = len(run.figures)
        run.dims = dims
        self._give_arms(run, start, stop, owners, dims)
        self._measures(run, phrases, elliptic)
        self._mark_baselines(run)
        if run.kind == "ratio":
            self._share_time(run)
        bracketed = run.figures[0].in_bracket
        aside = not phrases and bracketed and self.parts[run.first - 2] == Part.GRADE
        aside = aside or (bracketed and run.kind == "count" and any(phrase.first > run.last for phrase in phrases))
        if outcomes and run.kind != "follow_up" and not aside:
            self.context.outcome = outcomes[-1]
        if times and run.kind in ("percent", "share", "difference", "mean"):
            self.context.times = behind[-1:] or times
        self._keep_times(run)
        self.run_outcomes[id(run)] = list(outcomes)

    def _measures(self, run: Run, phrases: list[Phrase], elliptic: bool) -> None:
        cumulative = any(phrase.cumulative for phrase in phrases)
        cumulative = cumulative or ((not phrases or elliptic) and self.context.cumulative)
        if phrases:
            self.context.cumulative = cumulative
        alive = any(map(self._alive, phrases))
        for figure in run.figures:
            told, living = cumulative, alive
            for phrase in phrases:
                if phrase.text == figure.outcome:
                    told, living = phrase.cumulative or (elliptic and cumulative), self._alive(phrase)
                    break
            figure.measure = figure.measure or self._measure(figure, told, living)
            self._finish(figure)
