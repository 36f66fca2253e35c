"""What each figure measures."""

import itertools

from evidence.claims.atoms.atom import Part
from evidence.claims.attribution.phrase import Phrase
from evidence.claims.attribution.runs import Run
from evidence.claims.attribution.times import Times
from evidence.claims.figures.durations import MOVES
from evidence.claims.figures.figure import Figure
from evidence.claims.lexicon import COMPETING, COMPETING_HEADS, SURVIVAL_WORDS, words

_INCIDENCES = words("incidence incidences")
_AT_ONCE = 12  # atoms
_MORTALITIES = ("treatment-related mortality", "transplant-related mortality")
_WITHOUT_RELAPSE = ("without relapse", "without progression", "in remission", "nonrelapse", "non-relapse")
_SAID_BEFORE = 20


class Measures(Times):
    """Finds measures."""

    _incidence_at: int | None = None  # where the sentence first speaks of one; behind its end where it does not

    def _as_change(self, run: Run, outcomes: list[str]) -> list[str]:
        """Call what "rose by 6.4 points" a change."""
        place = run.figures[0].first - 1
        if run.kind != "mean" or self.words[place] != "by" or not outcomes:
            return outcomes
        moved = any(self.words[at] in MOVES for at in range(place - 1, max(place - 4, -1), -1))
        return [f"{outcome} change" if moved and "change" not in outcome else outcome for outcome in outcomes]

    def _mark_baselines(self, run: Run) -> None:
        """Read "rose from 381 to 436 m": the first figure is of the beginning."""
        if run.kind != "mean":
            return
        for one, two in itertools.pairwise(run.figures):
            between = self.atoms[one.last + 1 : two.first]
            if self.words[one.first - 1] == "from" and between and between[-1].word == "to" and one.outcome:
                one.outcome, one.time = f"{one.outcome} at baseline", None

    def _measure(self, figure: Figure, cumulative: bool, alive: bool) -> str:
        if figure.kind == "ratio":
            return figure.label or "hazard_ratio"
        if figure.label == "difference":
            return "difference"
        if figure.kind in ("time", "nr") and figure.outcome is None and figure.first < 6 and self.words[0] == "at":
            return "follow_up"
        if figure.kind == "time" and figure.error is not None and figure.error_label != "SE":
            median = "median" in self.words[max(figure.first - _SAID_BEFORE, 0) : figure.first]
            return "mean" if figure.interval is None and not median else "median_time"
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
        if figure.estimate is not None and (figure.estimate.value or 0) < 0:
            return "mean"  # a change in percent: no share of people is below nought
        words = (figure.outcome or "").lower()
        alive = alive or words in self.context.survivals
        if alive or (any(word in SURVIVAL_WORDS for word in words.replace("-", " ").split()) and "survival" in words):
            return "survival_probability"
        if cumulative:
            return "cumulative_incidence"
        return "cumulative_incidence" if self._competes(figure, words) else "proportion"

    def _competes(self, figure: Figure, words: str) -> bool:
        """Relapse and death without relapse at a time, or beside a hazard ratio, are cumulative incidences."""
        pieces = set(words.split())
        if figure.numerator is not None or words.startswith("without "):
            return False
        late = figure.time is not None and (
            figure.time[1] == "years" or (figure.time[1] in ("days", "months") and figure.time[0] >= 100)
        )
        spread = figure.interval is not None or figure.error is not None
        if (
            not COMPETING.isdisjoint(pieces)
            or words in _MORTALITIES
            or any(cause in words for cause in _WITHOUT_RELAPSE)
        ):
            told = "nrm" in pieces or "relapse" in words or spread or figure.time is not None
            return told or self._beside_hazard(figure)
        if not COMPETING_HEADS.isdisjoint(pieces):
            return late or self._of_incidence(figure)
        if "mortality" in pieces:
            return (late and "specific" in words) or figure.error is not None
        return False

    def _beside_hazard(self, figure: Figure) -> bool:
        """Whether a hazard ratio follows at once."""
        near = self.near.between(figure.last, figure.last + _AT_ONCE)
        return any(other.label == "hazard_ratio" for other in near)

    def _of_incidence(self, figure: Figure) -> bool:
        """Whether the text calls the figure an incidence: "the incidence of grade II-IV acute GVHD was 31%"."""
        if self._incidence_at is None:
            self._incidence_at = next(
                (at for at, word in enumerate(self.words) if word in _INCIDENCES), len(self.words)
            )
        return self._incidence_at < figure.first

    def _finish(self, figure: Figure) -> None:
        """Settle the arm where the text names none."""
        if figure.measure == "follow_up":
            figure.outcome = "follow-up"
            figure.time = None
        if figure.measure in ("median_time", "hazard_ratio", "count"):
            figure.time = None
        if figure.measure in ("hazard_ratio", "odds_ratio", "risk_ratio") or figure.measure == "difference":
            figure.arm = self._ratio_arm(figure)
        elif figure.arm is None and len(self.context.arms.treated) == 1:
            figure.arm = self.context.arms.treated[0]
        elif figure.arm is None:
            unclear = self._part_of_pair(figure)
            figure.arm = None if unclear else "all"

    def _together(self, phrases: list[Phrase]) -> str | None:
        """Read "death and serious infections occurred in 12%" as one outcome."""
        one, two = phrases
        if two.first != one.last + 2 or self.words[one.last + 1] != "and" or self._alive(one) or self._alive(two):
            return None
        return self.phrases.quote(one.first, two.last)

    def _give(
        self, run: Run, outcomes: list[str], times: list[tuple[float, str]], own: int, phrases: list[Phrase]
    ) -> int:
        """Give outcomes and times out over a run; returns over how many of its places they vary."""
        figures = run.figures
        count = len(figures)
        size = own or (len(outcomes) if self._inner(run, len(outcomes)) else count)
        if len(outcomes) > 1 and size != count and self._outer(run, len(outcomes)):
            size = 1  # "3-year EFS and OS were 53% vs 47% and 69% vs 65%": outcomes outside, whatever the arms
        many_outcomes = len(outcomes) > 1 and (size == len(outcomes) or self._outer(run, len(outcomes)))
        many_times = len(times) > 1 and size == len(times)
        both = len(times) > 1 and len(outcomes) > 1 and size == len(times) * len(outcomes)
        whole = self._together(phrases) if len(phrases) == len(outcomes) == 2 >= count else None
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
                figure.outcome = whole or outcomes[-1]
            if many_times:
                figure.time = times[within]
            elif len(times) == 1 or (times and count == 1) or (times and size == 1 and len(times) > 1):
                figure.time = times[-1]
        if (many_outcomes and size == len(outcomes)) or many_times:
            return size
        return 1

    def _inner(self, run: Run, outcomes: int) -> bool:
        """Whether "a and b vs c and d" runs over arms outside and outcomes inside."""
        if outcomes < 2 or len(run.figures) % outcomes or len(run.figures) == outcomes:
            return False
        return all((joint == "versus") != bool((at + 1) % outcomes) for at, joint in enumerate(run.joints))

    def _outer(self, run: Run, outcomes: int) -> bool:
        """Whether "a vs b, and c vs d" runs over outcomes outside and arms inside."""
        count = len(run.figures)
        if count % outcomes or count == outcomes:
            return False
        inner = count // outcomes
        if "versus" not in run.joints:  # "PFS and OS were 71%, 59% (P<0.01), and 86%, 81% (P<0.01), respectively"
            parted = [Part.P in self.parts[one.last : two.first] for one, two in itertools.pairwise(run.figures)]
            return outcomes > 1 and all(parted[at] == (not (at + 1) % inner) for at in range(count - 1))
        return all((run.joints[at] == "versus") == bool((at + 1) % inner) for at in range(count - 1))
