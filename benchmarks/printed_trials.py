"""Trials made up, computed by the library and printed as papers print them, to try the checks on.

Every passage is a list of pieces, some of which are slots: the printed strings that a slip of the pen can change. With
it goes what each slot belongs to, so that an oracle can tell whether a changed print could still be right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import floor

import numpy as np

from evidence.estimators import (
    cox_hazard_ratio,
    cumulative_incidence,
    kaplan_meier,
    log_rank,
    odds_ratio,
    proportion,
    quantile_time,
)
from evidence.results import IntervalMethod, VarianceMethod
from evidence.results.proportions import ProportionInterval
from evidence.tables import EventTable

ARMS = (
    ("Tolimab", "placebo"),
    ("veraxitinib", "docetaxel"),
    ("early surgery", "observation"),
    ("BLX-27", "standard care"),
)
RESPONSES = ("complete response", "overall response", "grade 3 or 4 neutropenia", "febrile neutropenia")
CAUSES = ("censored", "relapse", "death in remission")


@dataclass(frozen=True)
class Slot:
    """A printed string: whose, and which part of it."""

    figure: str
    part: str
    text: str


Piece = str | Slot


@dataclass(frozen=True)
class Figure:
    """What an oracle needs to know of a printed figure beside its strings."""

    kind: str
    arm: str = ""
    n: int = 0
    level: float = 95.0
    partner: str = ""
    time: float = 0.0


@dataclass
class Passage:
    """A text in pieces, with its figures."""

    pieces: list[Piece] = field(default_factory=list)
    figures: dict[str, Figure] = field(default_factory=dict)
    wrong_incidence: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    other_share: dict[str, str] = field(default_factory=dict)

    def render(self) -> tuple[str, dict[tuple[str, str], tuple[int, int]]]:
        """Give the text, and where each slot stands in it."""
        text, places = "", {}
        for piece in self.pieces:
            if isinstance(piece, Slot):
                places[piece.figure, piece.part] = (len(text), len(text) + len(piece.text))
                text += piece.text
            else:
                text += piece
        return text, places

    @property
    def slots(self) -> dict[tuple[str, str], str]:
        """The printed strings by figure and part."""
        return {(piece.figure, piece.part): piece.text for piece in self.pieces if isinstance(piece, Slot)}

    def changed(self, changes: dict[tuple[str, str], str]) -> Passage:
        """Give the same with other strings in some slots."""
        pieces = [
            replace(piece, text=changes.get((piece.figure, piece.part), piece.text))
            if isinstance(piece, Slot)
            else piece
            for piece in self.pieces
        ]
        return Passage(pieces, self.figures, self.wrong_incidence, self.other_share)


@dataclass(frozen=True)
class Style:
    """How one paper prints."""

    decimals: int
    cut: bool
    dot: str
    before: str
    between: str
    p: str
    level: float

    def number(self, value: float, decimals: int) -> str:
        """Print a number, rounded or cut off."""
        if self.cut:
            value = floor(value * 10**decimals + 1e-9) / 10**decimals
        return f"{value:.{decimals}f}".replace(".", self.dot)

    def p_value(self, p: float) -> str:
        """Print a P value."""
        if p < 0.001:
            return f"{self.p} < 0{self.dot}001"
        decimals = 2 if p >= 0.095 else 3
        return f"{self.p} = {p:.{decimals}f}".replace(".", self.dot)


def style(rng: np.random.Generator) -> Style:
    """Draw a typography."""
    level = 95.0 if rng.random() < 0.9 else 90.0
    before = str(rng.choice(["{}% CI, ", "{}% CI ", "{}% CI: ", "{}%CI ", "{}% confidence interval "])).format(
        f"{level:g}"
    )
    return Style(
        decimals=int(rng.choice([0, 1, 1, 1, 2])),
        cut=bool(rng.random() < 0.1),
        dot="·" if rng.random() < 0.15 else ".",
        before=before,
        between=str(rng.choice(["–", "–", "-", " to ", ", "])),
        p=str(rng.choice(["P", "p"])),
        level=level,
    )


@dataclass(frozen=True)
class Trial:
    """Two arms with disease-free time, its cause, and survival time, in years."""

    arms: tuple[str, str]
    disease_free: EventTable
    overall: EventTable
    landmark: int


def trial(rng: np.random.Generator) -> Trial:
    """Draw a trial: exponential relapse and death, staggered entry, uniform follow-up."""
    arms = ARMS[rng.integers(len(ARMS))]
    landmark = int(rng.integers(1, 5))
    free, overall = [], []
    hazard, death = rng.uniform(0.05, 0.5), rng.uniform(0.02, 0.25)
    effect = np.exp(rng.normal(0, 0.4))
    n = int(np.exp(rng.uniform(np.log(25), np.log(400))))
    for arm, factor in enumerate((effect, 1.0)):
        people = max(20, n + int(rng.integers(-5, 6)))
        relapse = rng.exponential(1 / (hazard * factor), people)
        dead = rng.exponential(1 / (death * factor), people)
        after = relapse + rng.exponential(1 / (3 * death), people)
        follow_up = rng.uniform(landmark * 0.5, landmark * 3, people)
        first = np.minimum(relapse, dead)
        died = np.where(relapse < dead, after, dead)
        for person in range(people):
            time = min(first[person], follow_up[person])
            cause = 0 if follow_up[person] < first[person] else 1 if relapse[person] < dead[person] else 2
            free.append((arm, _days(time), cause))
            ended = min(died[person], follow_up[person])
            overall.append((arm, _days(ended), int(died[person] <= follow_up[person])))
    return Trial(arms, _table(arms, free, CAUSES), _table(arms, overall, ("censored", "death")), landmark)


def _days(years: float) -> float:
    return max(1, round(years * 365.25)) / 365.25


def _table(arms: tuple[str, str], people: list[tuple[int, float, int]], causes: tuple[str, ...]) -> EventTable:
    times = np.array(sorted({time for _, time, _ in people}))
    counts = np.zeros((2, times.size, len(causes)), dtype=np.int64)
    for arm, time, cause in people:
        counts[arm, np.searchsorted(times, time), cause] += 1
    return EventTable(arms, causes, times, counts, "years")


def passage(rng: np.random.Generator) -> Passage | None:
    """Print a trial; None where it has no figures to print."""
    made, how, out = trial(rng), style(rng), Passage()
    if not all(made.overall.of(arm).times[-1] > made.landmark for arm in made.arms):
        return None
    if min(made.disease_free.of(arm).times[-1] for arm in made.arms) <= made.landmark:
        return None
    method = list(IntervalMethod)[rng.integers(len(IntervalMethod))]
    try:
        _groups(out, made)
        _survival(out, made, how, method, "dfs", "disease-free survival", made.disease_free, rng)
        _survival(out, made, how, method, "os", "overall survival", made.overall, rng)
        _incidence(out, made, how, method, rng)
        _course(out, made, how)
        _ratio(out, made, how)
        _responses(out, made, how, rng)
        _median(out, made, how, method)
        _deaths(out, made)
    except (ValueError, TypeError):
        return None
    return out


def _say(out: Passage, *pieces: Piece) -> None:
    out.pieces += pieces


def _groups(out: Passage, made: Trial) -> None:
    first, second = (made.overall.of(arm).n for arm in made.arms)
    _say(out, f"A total of {first + second} patients were randomly assigned to {made.arms[0]} (n = ")
    _say(out, Slot("group 0", "n", str(first)), f") or {made.arms[1]} (n = ", Slot("group 1", "n", str(second)), "). ")
    for place, arm in enumerate(made.arms):
        out.figures[f"group {place}"] = Figure("group", arm, made.overall.of(arm).n)


def _estimate(
    out: Passage, how: Style, key: str, figures: tuple[float, float, float], *, unit: str = "%"
) -> list[Piece]:
    """Print an estimate with its interval."""
    scale, decimals = (100, how.decimals) if unit == "%" else (1, 2 if not unit else 1)
    value, low, high = (how.number(scale * figure, decimals) for figure in figures)
    between = how.between
    mark = "%" if unit == "%" else f" {unit}" if unit else ""
    return [
        Slot(key, "value", value),
        f"{mark} ({how.before}",
        Slot(key, "low", low),
        between,
        Slot(key, "high", high),
        ")",
    ]


def _survival(
    out: Passage,
    made: Trial,
    how: Style,
    method: IntervalMethod,
    short: str,
    name: str,
    table: EventTable,
    rng: np.random.Generator,
) -> None:
    printed = []
    for place, arm in enumerate(made.arms):
        curve = kaplan_meier(table, arm, interval=method, confidence_level=how.level / 100)
        at = curve.at(made.landmark)
        if at.interval is None:
            raise ValueError("There is no interval.")
        key = f"{short} {place}"
        out.figures[key] = Figure("survival", arm, table.of(arm).n, how.level, f"{short} {1 - place}", made.landmark)
        printed.append(_estimate(out, how, key, (at.value, at.interval.low, at.interval.high)))
    _pair(out, f"{made.landmark}-year {name}", printed, made.arms, rng)


def _pair(
    out: Passage, what: str, printed: Sequence[list[Piece]], arms: Sequence[str], rng: np.random.Generator
) -> None:
    """Print two arms in one of the ways of speaking."""
    way, (one, two) = rng.integers(4), printed
    if way == 0:
        _say(out, f"The {what} was ", *one, f" in the {arms[0]} group and ", *two, f" in the {arms[1]} group. ")
    elif way == 1:
        _say(out, f"The {what} was ", *one, f" with {arms[0]} versus ", *two, f" with {arms[1]}. ")
    elif way == 2:
        _say(out, f"In the {arms[0]} arm, {what} was ", *one, f"; in the {arms[1]} arm, it was ", *two, ". ")
    else:
        _say(out, f"The {what} was ", *one, f" for {arms[0]} compared with ", *two, f" for {arms[1]}. ")


def _incidence(out: Passage, made: Trial, how: Style, method: IntervalMethod, rng: np.random.Generator) -> None:
    names = {"relapse": "relapse", "death in remission": "non-relapse mortality"}
    variance = VarianceMethod.AALEN if rng.random() < 0.5 else VarianceMethod.DELTA
    for cause, name in names.items():
        printed = []
        for place, arm in enumerate(made.arms):
            curve = cumulative_incidence(
                made.disease_free, arm, cause, interval=method, variance=variance, confidence_level=how.level / 100
            )
            at = curve.at(made.landmark)
            if at.interval is None:
                raise ValueError("There is no interval.")
            key = f"{'cir' if cause == 'relapse' else 'nrm'} {place}"
            other = f"{key[:3]} {1 - place}"
            n = made.disease_free.of(arm).n
            out.figures[key] = Figure("incidence", arm, n, how.level, other, made.landmark)
            printed.append(_estimate(out, how, key, (at.value, at.interval.low, at.interval.high)))
            out.wrong_incidence[key] = _one_minus(made, how, method, arm, cause)
        _pair(out, f"{made.landmark}-year cumulative incidence of {name}", printed, made.arms, rng)


def _one_minus(made: Trial, how: Style, method: IntervalMethod, arm: str, cause: str) -> tuple[str, str, str]:
    """Print one minus Kaplan–Meier of one cause, the other taken as censored."""
    table, place = made.disease_free, made.disease_free.cause(cause)
    counts = np.stack([table.counts.sum(axis=2) - table.counts[:, :, place], table.counts[:, :, place]], axis=2)
    curve = kaplan_meier(
        EventTable(table.arms, ("censored", cause), table.times, counts, "years"), arm, interval=method
    )
    at = curve.at(made.landmark)
    if at.interval is None:
        raise ValueError("There is no interval.")
    value, low, high = (100 * (1 - figure) for figure in (at.value, at.interval.high, at.interval.low))
    return how.number(value, how.decimals), how.number(low, how.decimals), how.number(high, how.decimals)


def _course(out: Passage, made: Trial, how: Style) -> None:
    """Print one arm's overall survival at three other times."""
    curve, arm = kaplan_meier(made.overall, made.arms[0]), made.arms[0]
    years = [made.landmark / 4, made.landmark / 2, 0.75 * made.landmark]
    months = [round(12 * year) for year in years]
    slots: list[Piece] = []
    for place, month in enumerate(months):
        key = f"course {place}"
        out.figures[key] = Figure("course", arm, time=month)
        slots += [Slot(key, "value", how.number(100 * curve.at(month / 12).value, how.decimals)), "%"]
        slots += [", " if place == 0 else " and " if place == 1 else ""]
    _say(out, f"With {arm}, overall survival at {months[0]}, {months[1]} and {months[2]} months was ", *slots, ". ")


def _ratio(out: Passage, made: Trial, how: Style) -> None:
    contrast = cox_hazard_ratio(made.overall, *made.arms, confidence_level=how.level / 100)
    p = log_rank(made.overall).p
    if contrast.value is None or contrast.interval is None or contrast.interval.low is None:
        raise ValueError("There is no ratio.")
    figures = (contrast.value, contrast.interval.low, contrast.interval.high or 0.0)
    n = sum(made.overall.of(arm).n for arm in made.arms)
    out.figures["hr"] = Figure("ratio", n=n, level=how.level)
    pieces = _estimate(out, how, "hr", figures, unit="")
    _say(out, "The hazard ratio for death was ", *pieces[:-1], "; ", Slot("hr", "p", how.p_value(p)), "). ")


def _responses(out: Passage, made: Trial, how: Style, rng: np.random.Generator) -> None:
    name, method = str(rng.choice(RESPONSES)), list(ProportionInterval)[rng.integers(len(ProportionInterval))]
    people = [made.overall.of(arm).n for arm in made.arms]
    # Some could not be evaluated.
    people = [n - int(rng.integers(0, 4)) for n in people]
    counts = [int(rng.binomial(n, rng.uniform(0.15, 0.85))) for n in people]
    shares, printed = [], []
    for place, (arm, count, n) in enumerate(zip(made.arms, counts, people, strict=True)):
        made_share = proportion(count, n, arm=arm, outcome=name, interval=method, confidence_level=how.level / 100)
        shares.append(made_share)
        key = f"response {place}"
        if made_share.interval is None:
            raise ValueError("There is no interval.")
        out.figures[key] = Figure("count", arm, n, how.level, f"response {1 - place}")
        figures = (made_share.value, made_share.interval.low or 0.0, made_share.interval.high or 1.0)
        value, *rest = _estimate(out, how, key, figures)
        count_slots: list[Piece] = [Slot(key, "count", str(count)), " of ", Slot(key, "n", str(n))]
        printed.append([*count_slots, " patients (", value, f"%; {how.before}", *rest[1:]])
        out.other_share[key] = how.number(100 * min(1.0, count / people[1 - place]), how.decimals)
    _pair(out, f"{name} rate", printed, made.arms, rng)
    contrast = odds_ratio(*shares, confidence_level=how.level / 100)
    if contrast.value and contrast.interval and contrast.interval.low and contrast.p:
        out.figures["or"] = Figure("ratio", level=how.level, n=0)
        figures = (contrast.value, contrast.interval.low, contrast.interval.high or 0.0)
        pieces = _estimate(out, how, "or", figures, unit="")
        _say(
            out, f"The odds ratio for {name} was ", *pieces[:-1], "; ", Slot("or", "p", how.p_value(contrast.p)), "). "
        )


def _median(out: Passage, made: Trial, how: Style, method: IntervalMethod) -> None:
    curve = kaplan_meier(made.disease_free, made.arms[0], interval=method, confidence_level=how.level / 100)
    median = quantile_time(curve)
    limits = median.interval
    if median.value is None or limits is None or limits.low is None or limits.high is None:
        return
    out.figures["median"] = Figure("median", made.arms[0])
    figures = tuple(12 * time for time in (median.value, limits.low, limits.high))
    pieces = _estimate(out, how, "median", figures, unit="months")
    _say(out, "Median disease-free survival was ", *pieces, f" in the {made.arms[0]} group. ")


def _deaths(out: Passage, made: Trial) -> None:
    died = [int(made.overall.of(arm).counts[:, 1].sum()) for arm in made.arms]
    _say(out, Slot("deaths", "all", str(sum(died))), " patients died (", Slot("deaths", "0", str(died[0])))
    _say(
        out, f" in the {made.arms[0]} group and ", Slot("deaths", "1", str(died[1])), f" in the {made.arms[1]} group)."
    )
    out.figures["deaths"] = Figure("deaths")
