"""Times of a run, and what each of its figures measures."""

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.groups import Groups
from evidence.claims.attribution.phrase import Phrase
from evidence.claims.attribution.runs import Run
from evidence.claims.figures.figure import TIMES, Figure
from evidence.claims.lexicon import BE, COMPETING, COMPETING_HEADS, SURVIVAL_WORDS


def tells_survival(phrase: Phrase) -> bool:
    """Whether a phrase names a probability of surviving, or of staying free of something."""
    return bool(phrase.words & SURVIVAL_WORDS) or "-free" in phrase.text


class Measures(Groups):
    """Finds times and measures."""

    def _times(self, run: Run, start: int, stop: int, phrases: list[Phrase]) -> list[tuple[float, str]]:
        """The time points of a run: before or inside its outcome, before the figure, or right behind it."""
        first = run.figures[0].first
        row: list[tuple[float, str]] = []
        at = first - 1
        gap = 0
        while at >= start:
            time = self._time_at(at)
            if time is not None:
                if not row or gap <= 3:
                    row.insert(0, time)
                gap = 0
            elif row:
                gap += 1
                if gap > 3:
                    break
                if self.part(at) == Part.WORD and self.word(at) not in ("and", "or", "at", "to", "-"):
                    break
            at -= 1
        if row:
            return row
        return self._times_after(run, stop)

    def _times_after(self, run: Run, stop: int) -> list[tuple[float, str]]:
        figure = run.figures[-1]
        row: list[tuple[float, str]] = []
        for at in range(figure.last + 1, min(figure.last + 9, stop)):
            time = self._time_at(at)
            if time is not None and (
                self.word(at - 1) in ("at", "by", "after", "and", ",", "within") or self.part(at) == Part.TIME
            ):
                row.append(time)
            elif self.part(at) in (Part.SEMICOLON, Part.LABEL, Part.P) or (
                self.word(at) in BE and self.word(at) != "remained"
            ):
                break
        return row

    def _times_behind_each(self, run: Run) -> list[tuple[float, str]]:
        """Read "89% at 1 year and 71% at 3 years": a time behind every figure."""
        row: list[tuple[float, str]] = []
        for figure in run.figures:
            at = figure.last + 1
            if self.word(at) not in ("at", "by", "after"):
                return []
            time = self._time_at(at + 1)
            if time is None:
                return []
            row.append(time)
        return row

    def _time_at(self, place: int) -> tuple[float, str] | None:
        if not 0 <= place < len(self.atoms):
            return None
        atom = self.atoms[place]
        if atom.value is None or atom.unit is None or atom.unit not in TIMES:
            return None
        if atom.part != Part.TIME:
            if atom.part != Part.NUMBER or any(figure.estimate is atom for figure in self.figures):
                return None
            before = self.word(place - 1)
            follows = self.phrases.in_chunk(place + 1) and any(phrase.first == place + 1 for phrase in self.outcomes)
            if not (before in ("at", "by", "after", "within", "to", "and", "of") or follows):
                return None
            if before == "of" and self.word(place - 2) in ("follow-up", "followup"):
                return None
        if self.word(place + 1) in ("follow-up", "followup", "intervals", "interval", "treatment", "therapy", "of"):
            return None
        return atom.value, atom.unit

    def _measure(self, figure: Figure, cumulative: bool, alive: bool, start: int) -> str:
        if figure.measure is not None:
            return figure.measure
        if figure.kind == "ratio":
            return figure.label or "hazard_ratio"
        if figure.label == "difference":
            return "difference"
        if figure.kind in ("time", "nr") and figure.outcome is None and figure.first < 6 and self.word(0) == "at":
            return "follow_up"
        if figure.kind in ("time", "nr"):
            return "median_time"
        if figure.kind == "rate":
            return "rate"
        if figure.kind == "mean":
            return "difference" if figure.label == "difference" else "mean"
        if figure.kind == "count" and figure.estimate is None and figure.denominator is None:
            return "count"
        if figure.numerator is not None and figure.kind != "percent":
            alive = alive or (figure.outcome or "").endswith(("-free", "alive"))
            return "survival_probability" if alive and figure.time is not None else "proportion"
        words = (figure.outcome or "").lower()
        if alive or (any(word in SURVIVAL_WORDS for word in words.replace("-", " ").split()) and "survival" in words):
            return "survival_probability"
        if cumulative:
            return "cumulative_incidence"
        return "cumulative_incidence" if self._competes(figure, words) else "proportion"

    def _competes(self, figure: Figure, words: str) -> bool:
        """Relapse and death without relapse at a time, or beside a hazard ratio, are cumulative incidences."""
        pieces = set(words.split())
        if figure.numerator is not None:
            return False
        late = figure.time is not None and (
            figure.time[1] == "years" or (figure.time[1] in ("days", "months") and figure.time[0] >= 100)
        )
        ratio = any(other.label == "hazard_ratio" and 0 < other.first - figure.last < 12 for other in self.figures)
        competing = (
            bool(pieces & COMPETING)
            or words in ("treatment-related mortality", "transplant-related mortality")
            or "without relapse" in words
            or "without progression" in words
            or "in remission" in words
            or "nonrelapse" in words
            or "non-relapse" in words
        )
        if competing:
            return "nrm" in pieces or "relapse" in words or late or ratio or figure.time is not None
        if pieces & COMPETING_HEADS:
            return late
        return False

    def _finish(self, figure: Figure) -> None:
        """Settle the arm where the text names none."""
        if figure.measure == "follow_up":
            figure.outcome = "follow-up"
            figure.time = None
        if figure.measure in ("median_time", "hazard_ratio", "odds_ratio", "risk_ratio", "count", "mean"):
            figure.time = None
        if figure.measure in ("hazard_ratio", "odds_ratio", "risk_ratio") or figure.measure == "difference":
            figure.arm = self._ratio_arm(figure)
        elif figure.arm is None and len(self.context.arms.treated) == 1:
            figure.arm = self.context.arms.treated[0]
        elif figure.arm is None:
            unclear = self._part_of_pair(figure)
            figure.arm = None if unclear else "all"

    def _give(self, run: Run, outcomes: list[str], times: list[tuple[float, str]], own: int) -> int:
        """Give outcomes and times out over a run; returns over how many of its places they vary."""
        figures = run.figures
        count = len(figures)
        size = own or count
        many_outcomes = len(outcomes) > 1 and (size == len(outcomes) or self._outer(run, len(outcomes)))
        many_times = len(times) > 1 and size == len(times)
        both = len(times) > 1 and len(outcomes) > 1 and size == len(times) * len(outcomes)
        for number, figure in enumerate(figures):
            within = number % size
            if both:
                figure.outcome = outcomes[within // len(times)]
                figure.time = times[within % len(times)]
                continue
            if many_outcomes and size == len(outcomes):
                figure.outcome = outcomes[within]
            elif many_outcomes:
                figure.outcome = outcomes[number * len(outcomes) // count]
            elif outcomes:
                figure.outcome = outcomes[-1]
            if many_times:
                figure.time = times[within]
            elif len(times) == 1 or (times and count == 1) or (times and size == 1 and len(times) > 1):
                figure.time = times[-1]
        if (many_outcomes and size == len(outcomes)) or many_times:
            return size
        return 1

    def _outer(self, run: Run, outcomes: int) -> bool:
        """Whether "a vs b, and c vs d" runs over outcomes outside and arms inside."""
        count = len(run.figures)
        if count % outcomes or count == outcomes or "versus" not in run.joints:
            return False
        inner = count // outcomes
        return all((run.joints[at] == "versus") == bool((at + 1) % inner) for at in range(count - 1))
