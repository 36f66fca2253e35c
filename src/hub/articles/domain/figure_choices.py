"""What an editor still has to say before a figure in the text becomes a result of the study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hub.articles.domain.figure_names import Names
from hub.articles.domain.figure_texts import texts_of
from hub.articles.enums import FigureState
from hub.articles.models import ArticlePage, PageFigure
from hub.studies.domain import read_passage
from hub.studies.domain.result_from_print import measure_of_print
from hub.studies.enums import CONTRASTS, ArmRole, Measure, TimeUnit
from hub.studies.models import Arm, Outcome
from hub.studies.results.printed_figures import EVERYBODY, ReadFigure

TIMED = (Measure.SURVIVAL_PROBABILITY, Measure.CUMULATIVE_INCIDENCE)


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its name in the form, its label, the options as value and words, and what was read."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str = ""


@dataclass(frozen=True)
class MakeResult:
    """How a figure becomes a result.

    Attributes
    ----------
    choices
        What a result needs beside its print and its time; what the text says is chosen already.
    needs_time
        Whether it holds at a point of time.
    time
        The number of that point as read; its unit is among the choices.
    """

    choices: tuple[Choice, ...]
    needs_time: bool
    time: str

    @property
    def is_known(self) -> bool:
        """Whether the text says everything, so that one click is enough; which arm goes first it never says."""
        said = all(choice.chosen for choice in self.choices) and (self.time or not self.needs_time)
        return bool(said) and all(choice.name != "comparator" for choice in self.choices)

    @property
    def words(self) -> str:
        """What was chosen, in words."""
        said = {choice.name: dict(choice.options).get(choice.chosen, "") for choice in self.choices}
        time = f"at {self.time} {said['time_unit']}" if self.time else ""
        return ", ".join(part for part in (f"{said['outcome']} {time}".strip(), said["arm"]) if part)


def choices_to_make(page: ArticlePage, figures: Sequence[PageFigure]) -> Mapping[tuple[str, int], MakeResult]:
    """Return, by field and start, how those untied figures become results that can be stored as one."""
    untied = {(figure.field, figure.start) for figure in figures if figure.state == FigureState.UNTIED}
    if page.study is None or not untied:
        return {}
    outcomes, arms = list(page.study.outcomes.all()), list(page.study.arms.all())
    names = Names(outcomes, arms)
    fields = {field for field, _ in untied}
    return {
        (field, read.start): _make(read, names, outcomes, arms)
        for field, text in texts_of(page).items()
        if field in fields and outcomes
        for read in read_passage(text).figures
        if (field, read.start) in untied and measure_of_print(read)
    }


def figure_at(page: ArticlePage, field: str, start: int) -> ReadFigure | None:
    """Return the figure that begins at a place of a field's plain text, as it is read."""
    text = next((text for name, text in texts_of(page).items() if name == field), "")
    return next((read for read in read_passage(text).figures if read.start == start), None)


def _make(read: ReadFigure, names: Names, outcomes: Sequence[Outcome], arms: Sequence[Arm]) -> MakeResult:
    measure = measure_of_print(read)
    needs_time = measure in TIMED or read.time is not None
    named = tuple((str(outcome.pk), outcome.name) for outcome in outcomes)
    choices = [Choice("outcome", "Outcome", named, _only(names.outcomes(read.outcome)))]
    choices += _contrast(arms) if measure in CONTRASTS else [_arm(read, names, arms)]
    if needs_time:
        units = tuple((unit.value, str(unit.label)) for unit in TimeUnit)
        choices.append(Choice("time_unit", "Unit of time", units, read.time_unit))
    return MakeResult(tuple(choices), needs_time, f"{read.time:g}" if read.time is not None else "")


def _arm(read: ReadFigure, names: Names, arms: Sequence[Arm]) -> Choice:
    """Offer the arms and everybody; a text that names none may still mean one of several."""
    options = (*_options(arms), (EVERYBODY, "all participants"))
    if len(arms) == 1:
        return Choice("arm", "Arm", options, str(arms[0].pk))
    return Choice("arm", "Arm", options, _only(names.arms(read.arm)))


def _contrast(arms: Sequence[Arm]) -> list[Choice]:
    first = [str(arm.pk) for arm in arms if arm.role == ArmRole.EXPERIMENTAL]
    rest = [str(arm.pk) for arm in arms if arm.role != ArmRole.EXPERIMENTAL]
    chosen = (first[0], rest[0]) if len(first) == len(rest) == 1 else ("", "")
    options = _options(arms)
    return [Choice("arm", "Arm", options, chosen[0]), Choice("comparator", "Compared with", options, chosen[1])]


def _options(arms: Sequence[Arm]) -> tuple[tuple[str, str], ...]:
    return tuple((str(arm.pk), arm.label) for arm in arms)


def _only(found: frozenset[int] | None) -> str:
    return str(next(iter(found))) if found and len(found) == 1 else ""
