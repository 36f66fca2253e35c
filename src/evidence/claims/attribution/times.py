"""The time points that a run of figures holds at."""

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.groups import Groups
from evidence.claims.attribution.phrase import Phrase
from evidence.claims.attribution.runs import Run
from evidence.claims.figures.figure import TIMES, Figure
from evidence.claims.lexicon import BE, COMPETING, COMPETING_HEADS, DISPENSABLE, INTRODUCES, SURVIVAL_WORDS

Time = tuple[float, str]

_TIMED = frozenset(("percent", "share", "difference", "mean"))
_AT = frozenset(("at", "by", "after", "within", "and", ","))
_BEFORE_TIME = frozenset(("at", "by", "after", "within", "to", "and", "of", "follow-up", "first", "from"))
_PREDICATE = 9  # from a verb to four atoms behind what it tells: "were alive at 5 years"
_NO_POINT = frozenset(("follow-up", "followup", "intervals", "interval", "treatment", "therapy"))
# "at 36 weeks of postmenstrual age", "at 2 years of follow-up"
_OF_WHICH = frozenset(
    ("follow-up", "followup", "age", "postmenstrual", "corrected", "gestation", "life", "treatment", "therapy")
)
_BETWEEN_TIMES = frozenset(("and", "or", "at", "to", "-"))


class Times(Groups):
    """Finds times."""

    def _times_of(self, run: Run, start: int, stop: int, phrases: list[Phrase]) -> list[Time]:
        if run.kind not in _TIMED:
            return []
        behind = phrases[-1].last + 4 if phrases and phrases[-1].first > run.figures[-1].last else 0
        return self._times(run, start, stop, behind)

    def _times(self, run: Run, start: int, stop: int, behind: int) -> list[Time]:
        """The time points of a run: before or inside its outcome, before the figure, or right behind it."""
        row: list[Time] = []
        gap = 0
        ended = False  # whether a semicolon has parted the times from the figure
        for at in range(run.figures[0].first - 1, start - 1, -1):
            time = self._time_at(at)
            ended = ended or (self.parts[at] == Part.SEMICOLON and not row)
            if time is not None:
                if not row or gap <= 3:
                    row.insert(0, time)
                gap = 0
            elif row:
                gap += 1
                if gap > 3 or (self.parts[at] == Part.WORD and self.words[at] not in _BETWEEN_TIMES):
                    break
        if ended and row:  # "24% and 18% at month 36; 30% and 27% at month 60"
            return self._times_after(run, stop, behind) or row
        return row or self._times_after(run, stop, behind)

    def _times_after(self, run: Run, stop: int, behind: int) -> list[Time]:
        figure = run.figures[-1]
        row: list[Time] = []
        for at in range(figure.last + 1, min(max(figure.last + 9, behind), stop)):
            time = self._time_at(at)
            if time is not None and (self.words[at - 1] in _AT or self.parts[at] == Part.TIME):
                if "-" in self.words[at] and self.chunky[at + 1]:
                    break  # "and 30-day readmission": of what follows
                row.append(time)
            elif self.parts[at] == Part.COMMA and self.parts[at + 1] == Part.NUMBER and self.atoms[at + 1].unit is None:
                break  # "68 died, 41 of them within 30 days"
            elif self.parts[at] in (Part.SEMICOLON, Part.LABEL, Part.P) or (
                self.words[at] in BE and self.words[at] != "remained" and not behind - _PREDICATE < at < behind
            ):
                break
        return row

    def _times_behind(self, run: Run) -> list[Time]:
        """Read "89% at 1 year and 71% at 3 years", "28% vs 8% at week 24 and 33% vs 12% at week 48"."""
        if len(run.figures) < 2 or run.kind not in _TIMED:
            return []
        before = [self._time_at(figure.first - 1) for figure in run.figures]
        if None not in before and len(set(before)) == len(before):  # "at 12 weeks 20%, at 24 weeks 33%"
            return [time for time in before if time is not None]
        behind = [self._time_behind(figure) for figure in run.figures]
        ends = [number for number, time in enumerate(behind) if time is not None]
        if (
            ends == [0] and self.parts[run.figures[0].last + 1] != Part.COMMA
        ):  # "82% at 1 year in X, 70% in Y": one time for all
            return [time for time in behind[:1] if time is not None] * len(behind)
        if len(ends) < 2 or ends[-1] != len(behind) - 1:
            return []
        size = ends[0] + 1
        if [size * (number + 1) - 1 for number in range(len(ends))] != ends:
            return []
        return [time for time in behind if time is not None for _ in range(size)]

    def _time_behind(self, figure: Figure) -> Time | None:
        at = figure.last + 1
        while self.parts[at] in (Part.COMMA, Part.CLOSE) or self.words[at] == "respectively":
            at += 1
        if self.words[at] not in ("at", "by", "after"):
            return None
        return self._time_at(at + 1)

    def _time_at(self, place: int) -> Time | None:
        if not 0 <= place < len(self.atoms):
            return None
        atom = self.atoms[place]
        if atom.value is None or atom.unit is None or atom.unit not in TIMES:
            return None
        if atom.part != Part.TIME:
            if atom.part != Part.NUMBER or any(figure.estimate is atom for figure in self.figures):
                return None
            before = self.words[place - 1]
            follows = self.chunky[place + 1] and any(phrase.first == place + 1 for phrase in self.outcomes)
            if not (before in _BEFORE_TIME or follows):
                return None
            if before == "of" and self.words[place - 2] in ("follow-up", "followup"):
                return None
        elif atom.unit in ("minutes", "hours") and "-" in atom.word:
            return None  # "6-minute walk distance": part of the name
        elif "-" in atom.word and self._qualifies(place + 1):
            return None
        opener, close = self._around(place) or (place, place)
        if close - opener > 5 and not any(opener < at < close for at in self.figure_places):
            return None  # within a definition: "success (no fever at day 5 and no relapse)"
        following = self.words[place + 1]
        if following in _NO_POINT:
            return None
        if following == "of" and self.words[place + 2] not in _OF_WHICH and self.parts[place + 2] != Part.NUMBER:
            return None
        return atom.value, atom.unit

    def _qualifies(self, place: int) -> bool:
        """Whether a time like "day-1" belongs to a noun that is no outcome: "day-1 surgery"."""
        if not self.chunky[place] or self.words[place] in INTRODUCES or self.words[place] in DISPENSABLE:
            return False
        return bool(self.outcomes) and not any(phrase.first <= place <= phrase.last for phrase in self.outcomes)

    def _carried(self, run: Run, outcomes: list[str], phrases: list[Phrase], elliptic: bool) -> list[Time]:
        """The times that hold on: of the run before in the sentence, or of the same outcome in an earlier one."""
        if run.kind not in _TIMED:
            return []
        if self._corresponds(run):
            return self.context.times or self.context.last_times
        if self.done:
            same = outcomes == self.run_outcomes[id(self.done[-1])]
            if self._says_respectively(run) and len(self.context.times) == len(run.figures) > 1:
                return self.context.times
            lasting = any(self._alive(phrase) or phrase.cumulative for phrase in phrases)
            lasting = lasting or self._competes_on(run, phrases)
            plain = run.kind in ("percent", "difference") and (not phrases or lasting or elliptic)
            return self.context.times if same or plain else []
        if not outcomes:
            return []
        lasting = outcomes[-1].lower() in self.context.survivals
        untold = not phrases and run.kind == "percent"
        time = self.context.time_of.get(outcomes[-1]) if lasting or untold else None
        return [time] if time is not None else []

    def _competes_on(self, run: Run, phrases: list[Phrase]) -> bool:
        """Read "mortality at 3 years was 17% v 26%, whereas relapse was 32% v 25%": incidences that compete."""
        cumulative = any(figure.measure == "cumulative_incidence" for figure in self.done[-1].figures)
        return cumulative and any(phrase.words & (COMPETING | COMPETING_HEADS) for phrase in phrases)

    def _corresponds(self, run: Run) -> bool:
        """Read "4-year survival was 60%; corresponding mortality was 14%": at the times of the figures before."""
        start = self.done[-1].last + 1 if self.done else 0
        return "corresponding" in self.words[start : run.first]

    def _alive(self, phrase: Phrase) -> bool:
        """Whether a phrase names a probability of surviving, or of staying free of something."""
        name = phrase.text.lower()
        if not SURVIVAL_WORDS.isdisjoint(phrase.words) or "-free" in name or name.startswith(("free from", "free of")):
            if " " not in name:
                self.context.survivals.add(name)  # "event-free survival (pEFS)" explains pEFS
            return True
        return name in self.context.survivals

    def _share_time(self, run: Run) -> None:
        """Give an odds or risk ratio the time of the figures that it compares."""
        before = self.done[-1] if self.done else None
        if before is None or not run.figures[0].in_bracket or before.kind not in _TIMED:
            return
        for figure in run.figures:
            times = {other.time for other in before.figures if other.outcome == figure.outcome}
            if figure.label in ("odds_ratio", "risk_ratio") and len(times) == 1:
                figure.time = times.pop()

    def _keep_times(self, run: Run) -> None:
        """Remember at which time an outcome was told."""
        for figure in run.figures:
            if figure.outcome is not None and run.kind in ("percent", "share"):
                same = {other.time for other in run.figures if other.outcome == figure.outcome}
                self.context.time_of[figure.outcome] = figure.time if len(same) == 1 else None
