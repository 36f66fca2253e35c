"""What each figure measures, in whom and when.

For every run of figures the rules look first at what stands right behind it ("in the X group", "patients relapsed",
"for PFS"), then at the subject before it, then at what the sentence and the text have last spoken of.
"""

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.measures import Measures, tells_survival
from evidence.claims.attribution.runs import Run, block_size, runs
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import BE


class Sentence(Measures):
    """Attributes the figures of one sentence."""

    def attribute(self) -> None:
        """Fill in measure, outcome, arm and time of every figure."""
        self._complements()
        self.outcomes = self._outcomes()
        self.runs = runs(self.atoms, self.figures, self.outcomes, self.arms)
        self.pair = self._sentence_pair()
        self.context.times = []
        for number, run in enumerate(self.runs):
            stop = self._next_start(number)
            start = self.runs[number - 1].last + 1 if number else 0
            self._run(run, start, stop)
            self.done.append(run)
        self._p_values()
        self._each_group()
        self._subgroups()
        self._subject_group()
        row: list[str] = []
        for figure in self.figures:
            if figure.outcome is not None and figure.outcome not in row:
                row.append(figure.outcome)
        self.context.row = row
        self._lone_arm()
        self._remember()

    def _next_start(self, number: int) -> int:
        """Where the next run begins; what stands in the bracket behind a run does not end it."""
        inside = self.runs[number].figures[-1].in_bracket
        for run in self.runs[number + 1 :]:
            if inside or not run.figures[0].in_bracket or self.runs[number].kind != "count":
                return run.first
        return len(self.atoms)

    def _run(self, run: Run, start: int, stop: int) -> None:
        owners = self._arms(run, start, stop)
        outcomes, phrases = self._outcome_of(run, start, stop)
        count = len(run.figures)
        times = self._times(run, start, stop, phrases) if run.kind in ("percent", "share", "difference") else []
        same = [self.done[-1]] if self.done else []
        if not outcomes:
            outcomes = self._inherited(run, start)
        alive = any(tells_survival(phrase) for phrase in phrases)
        elliptic = bool(same) and not any(
            self.word(at) in BE or self.part(at) == Part.SEMICOLON for at in range(same[0].last + 1, run.first)
        )
        if not times and same and run.kind in ("percent", "difference") and (not phrases or alive or elliptic):
            times = self.context.times
        own = block_size(owners, count)
        dims = self._give(run, outcomes, times, own)
        behind = self._times_behind_each(run) if run.kind in ("percent", "share") and count > 1 else []
        for figure, time in zip(run.figures, behind, strict=False):
            figure.time = time
        if behind and len(set(behind)) == count:
            dims = count
        run.dims = dims
        self._give_arms(run, start, stop, owners, dims)
        cumulative = any(phrase.cumulative for phrase in phrases) or (
            (not phrases or elliptic) and self.context.cumulative
        )
        if phrases:
            self.context.cumulative = cumulative
        for figure in run.figures:
            own_phrase = [phrase for phrase in phrases if phrase.text == figure.outcome]
            figure.measure = self._measure(
                figure,
                own_phrase[0].cumulative or (elliptic and cumulative) if own_phrase else cumulative,
                tells_survival(own_phrase[0]) if own_phrase else alive,
                start,
            )
            self._finish(figure)
        if outcomes and run.kind != "follow_up":
            self.context.outcome = outcomes[-1]
        if run.kind in ("percent", "difference") and times:
            self.context.times = times
        self.run_outcomes[id(run)] = list(outcomes)

    def _p_values(self) -> None:
        groups: list[list[Figure]] = []
        for figure in self.figures:
            if figure.kind != "p":
                continue
            if groups and self._listed_p(groups[-1][-1], figure):
                groups[-1].append(figure)
            else:
                groups.append([figure])
        for figures in groups:
            figure = figures[0]
            run = self._run_before(figure)
            stop = run.last if run is not None else -1
            row = [phrase for phrase in self._outcomes_before(figure, max(stop, 0)) if phrase.first > stop]
            texts = [phrase.text for phrase in row]
            time: tuple[float, str] | None = None
            if not texts and run is not None:
                last = self._figure_before(figure, run)
                texts = [last.outcome] if last.outcome is not None else []
                named = list(dict.fromkeys(member.outcome for member in run.figures if member.outcome is not None))
                if len(named) == len(figures):
                    texts = named
                distinct = {member.time for member in run.figures}
                time = last.time if len(distinct) == 1 or last is not run.figures[-1] else None
            if not texts and self.context.outcome is not None:
                texts = [self.context.outcome]
            for number, member in enumerate(figures):
                member.measure = "p_value"
                member.time = time
                if texts:
                    member.outcome = texts[number] if len(texts) == len(figures) else texts[-1]

    def _listed_p(self, one: Figure, two: Figure) -> bool:
        """Whether two P values stand in one list: "(P = .71 and P = .64, respectively)"."""
        if one.p is two.p:
            return True
        between = self.atoms[one.last + 1 : two.first]
        return 0 < len(between) <= 2 and all(atom.word in ("and", ",") for atom in between)

    def _run_before(self, figure: Figure) -> Run | None:
        found = None
        for run in self.runs:
            if run.first < figure.first:
                found = run
        return found

    def _figure_before(self, figure: Figure, run: Run) -> Figure:
        found = run.figures[0]
        for member in run.figures:
            if member.first < figure.first:
                found = member
        return found
