"""The arms that a text speaks of: many names, few arms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hub.studies.enums import ArmRole
from hub.studies.results.printed_figures import EVERYBODY, ReadFigure
from hub.studies.results.proposal import ProposedArm

_WORD = re.compile(r"[^\W_]+")
_EMPTY_WORDS = frozenset(
    {"the", "a", "an", "group", "groups", "arm", "arms", "cohort", "plus", "and", "with", "alone", "only", "therapy",
     "treatment", "patients", "infants", "children", "adults", "regimen", "recipients", "added", "to", "of", "given",
     "in", "who"}
)  # fmt: skip
_ONLY_A_ROLE = frozenset({"control", "controls", "comparator"})
_COMPARATOR = frozenset({"placebo", "standard", "usual", *_ONLY_A_ROLE})
_HISTORICAL = frozenset({"historical", "historic"})


@dataclass(frozen=True)
class Arms:
    """The arms of a text, and which of them each name is."""

    rows: tuple[ProposedArm, ...]
    by_name: Mapping[str, str]

    def row_of(self, name: str | None) -> str:
        """Give the row of an arm by its name in the text; empty where it is not said."""
        if name == EVERYBODY:
            return EVERYBODY
        return self.by_name.get(name or "", "")

    def pair(self) -> tuple[ProposedArm, ProposedArm] | None:
        """Give the experimental arm and the other, where there are two and the text tells which is which."""
        if len(self.rows) != 2:
            return None
        first, second = sorted(self.rows, key=lambda row: row.role != ArmRole.EXPERIMENTAL)
        told = first.role == ArmRole.EXPERIMENTAL and second.role not in ("", ArmRole.EXPERIMENTAL)
        return (first, second) if told else None


def propose_arms(figures: Sequence[ReadFigure], sizes: Mapping[str, int]) -> Arms:
    """Gather the names of arms into rows.

    Names with the same words, in any order, are one arm. A name whose words are part of just one other's, or that says
    no more than "control", is taken for that arm unless both have a figure of the same thing; the row says so.
    """
    names = list(dict.fromkeys([*sizes, *(figure.arm for figure in figures if figure.arm)]))
    spoken: dict[frozenset[str], list[str]] = {}
    for name in names:
        if name != EVERYBODY:
            spoken.setdefault(_words(name), []).append(name)
    keys = list(spoken)
    home = {key: _home(key, keys, spoken, figures) for key in keys}
    kept = [key for key in keys if home[key] == key]
    rows = {key: f"arm-{place}" for place, key in enumerate(kept, start=1)}
    proposed = [_row(rows[key], key, [name for other in keys if home[other] == key for name in spoken[other]], sizes)
                for key in kept]  # fmt: skip
    by_name = {name: rows[home[key]] for key, spelled in spoken.items() for name in spelled}
    return Arms(tuple(_with_roles(proposed)), by_name)


def _words(name: str) -> frozenset[str]:
    words = [word.lower() for word in _WORD.findall(name)]
    return frozenset(word for word in words if word not in _EMPTY_WORDS) or frozenset(words)


def _home(
    key: frozenset[str],
    keys: Sequence[frozenset[str]],
    spoken: Mapping[frozenset[str], list[str]],
    figures: Sequence[ReadFigure],
) -> frozenset[str]:
    """Give the arm that a name belongs to: its own, or the only other one that it can be short for."""
    if key <= _ONLY_A_ROLE:
        others = [other for other in keys if other & (_COMPARATOR | _HISTORICAL) and not other <= _ONLY_A_ROLE]
    else:
        others = [other for other in keys if key < other]
    if len(others) != 1 or _both_have(spoken[key], spoken[others[0]], figures):
        return key
    return others[0]


def _both_have(names: Sequence[str], others: Sequence[str], figures: Sequence[ReadFigure]) -> bool:
    """Tell whether two names have a figure of the same thing, so that they are of two arms."""

    def things(of: Sequence[str]) -> set[tuple[object, ...]]:
        return {(each.measure, each.outcome, each.time, each.time_unit) for each in figures if each.arm in of}

    return bool(things(names) & things(others))


def _row(row: str, key: frozenset[str], names: Sequence[str], sizes: Mapping[str, int]) -> ProposedArm:
    known = list(dict.fromkeys(sizes[name] for name in names if name in sizes))
    label = next((name for name in names if _words(name) == key), names[0])
    also = [name for name in names if _words(name) != key]
    notes = [f"Also called “{'”, “'.join(also)}” in the text."] if also else []
    if len(known) != 1:
        notes.append("To complete: how many people." if not known else "The text states more than one size.")
    return ProposedArm(row, label, known[0] if len(known) == 1 else None, _role(key), " ".join(notes))


def _role(words: frozenset[str]) -> str:
    if words & _HISTORICAL:
        return ArmRole.HISTORICAL_CONTROL.value
    return ArmRole.COMPARATOR.value if words & _COMPARATOR else ""


def _with_roles(rows: Sequence[ProposedArm]) -> list[ProposedArm]:
    """Beside one control, the only other arm is the experimental one."""
    if len(rows) == 2 and sum(not row.role for row in rows) == 1:
        return [row if row.role else replace(row, role=ArmRole.EXPERIMENTAL.value) for row in rows]
    return list(rows)
