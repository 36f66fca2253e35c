"""Slips of the pen in printed trials, and an oracle that tells which of them any reader could detect.

The oracle works forward, by brute force over true values: a changed print is detectable if no estimate, standard error
or count in reach prints as it does. The checks work backward, from print to what it may stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from printed_trials import Passage

from evidence.estimators.intervals import limits
from evidence.estimators.proportion import proportion_limits
from evidence.results import IntervalMethod
from evidence.results.proportions import ProportionInterval

Key = tuple[str, str]
Changes = dict[Key, str]

Z = {95.0: 1.959964, 90.0: 1.644854}


def swapped_digits(text: str, rng: np.random.Generator) -> str | None:
    """Swap two neighbouring digits that differ."""
    pairs = [
        place for place in range(len(text) - 1) if text[place : place + 2].isdigit() and text[place] != text[place + 1]
    ]
    if not pairs:
        return None
    place = int(rng.choice(pairs))
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def other_digit(text: str, rng: np.random.Generator) -> str | None:
    """Put another digit for one, the first included."""
    places = [place for place, letter in enumerate(text) if letter.isdigit()]
    place = int(rng.choice(places))
    digit = str(rng.choice([digit for digit in "123456789" if digit != text[place]]))
    return text[:place] + digit + text[place + 1 :]


def moved_point(text: str, rng: np.random.Generator) -> str | None:
    """Move the decimal point by one place."""
    dot = "·" if "·" in text else "."
    number, decimals = value(text), len(text.partition(dot)[2])
    if number == 0:
        return None
    if rng.random() < 0.5 and number * 10 <= 100:
        return f"{number * 10:.{max(0, decimals - 1)}f}".replace(".", dot)
    return f"{number / 10:.{decimals + 1}f}".replace(".", dot)


def value(text: str) -> float:
    """Read a printed number."""
    return float(text.replace("·", "."))


def slips(passage: Passage, rng: np.random.Generator) -> Iterator[tuple[str, Changes]]:
    """Draw one slip of every kind that the passage has room for."""
    slots, figures = passage.slots, passage.figures
    kinds = {
        kind: [key for key, figure in figures.items() if figure.kind == kind]
        for kind in ("survival", "incidence", "course", "ratio", "count", "median")
    }
    curves = kinds["survival"] + kinds["incidence"]

    def one(keys: list[str]) -> str:
        return str(rng.choice(keys))

    digits = {"two digits swapped": swapped_digits, "another digit": other_digit, "decimal point moved": moved_point}
    for name, slip in digits.items():
        for what, keys in (("survival or incidence", curves), ("ratio", kinds["ratio"])):
            key = one(keys)
            yield f"{what}: {name}", _one(slots, (key, "value"), slip, rng)
        key, part = one(curves + kinds["ratio"] + kinds["count"]), str(rng.choice(["low", "high"]))
        yield f"limit: {name}", _one(slots, (key, part), slip, rng)
    key = one(curves)
    yield "limits in wrong order", {(key, "low"): slots[key, "high"], (key, "high"): slots[key, "low"]}
    partner = figures[key].partner
    parts = ("low", "high")
    yield (
        "intervals of two arms swapped",
        {(k, p): slots[o, p] for k, o in ((key, partner), (partner, key)) for p in parts},
    )
    yield "interval copied from the other arm", {(key, p): slots[partner, p] for p in parts}
    key = one(kinds["incidence"])
    yield (
        "one minus Kaplan–Meier as incidence",
        dict(zip(((key, "value"), (key, "low"), (key, "high")), passage.wrong_incidence[key], strict=True)),
    )
    yield (
        "two times swapped",
        {("course 0", "value"): slots["course 2", "value"], ("course 2", "value"): slots["course 0", "value"]},
    )
    if kinds["count"]:
        key = one(kinds["count"])
        yield "count: two digits swapped", _one(slots, (key, "count"), swapped_digits, rng)
        yield "count: another digit", _one(slots, (key, "count"), other_digit, rng)
        yield "percentage of the other arm's people", {(key, "value"): passage.other_share[key]}
        yield "number of people: two digits swapped", _one(slots, (key, "n"), swapped_digits, rng)
    key = one(["group 0", "group 1"])
    yield "size of an arm: two digits swapped", _one(slots, (key, "n"), swapped_digits, rng)
    key = one(kinds["ratio"])
    yield "P: decimal point moved", _one(slots, (key, "p"), _moved_p, rng)
    inverse = f"{1 / value(slots[key, 'value']):.2f}" if value(slots[key, "value"]) else slots[key, "value"]
    yield "ratio of the other arm", {(key, "value"): inverse}
    if kinds["median"]:
        yield "median: two digits swapped", _one(slots, ("median", "value"), swapped_digits, rng)
        yield "median: decimal point moved", _one(slots, ("median", "value"), moved_point, rng)
    yield "deaths: another digit", _one(slots, ("deaths", "all"), other_digit, rng)


def _moved_p(text: str, rng: np.random.Generator) -> str | None:
    label, sign, number = text.partition(" = ")
    return None if not sign else f"{label}{sign}{moved_point(number, rng)}"


def _one(
    slots: dict[Key, str], key: Key, slip: Callable[[str, np.random.Generator], str | None], rng: np.random.Generator
) -> Changes:
    changed = slip(slots[key], rng)
    return {} if changed is None else {key: changed}


def is_detectable(passage: Passage, changes: Changes) -> bool:
    """Tell whether no true values print as the changed passage does."""
    changed = passage.changed(changes)
    slots = changed.slots
    touched = {key for key, _ in changes}
    for key in touched:
        kind = changed.figures[key].kind
        if kind in {"survival", "incidence"} and not _curve_prints(changed, key, None):
            return True
        if kind == "ratio" and not _ratio_prints(changed, key):
            return True
        if kind == "count" and not _count_prints(changed, key):
            return True
        if kind == "median" and not value(slots[key, "low"]) <= value(slots[key, "value"]) <= value(slots[key, "high"]):
            return True
        if kind == "group" and _arm_is_too_small(changed, key):
            return True
        if kind == "deaths":
            return value(slots[key, "all"]) != value(slots[key, "0"]) + value(slots[key, "1"])
    return _sums_wrong(changed, touched) or ("course 0" in touched and _rises(changed))


def _ranges(text: str, scale: float) -> list[tuple[float, float]]:
    """Give what a number was rounded from, and what it was cut off from."""
    number, unit = value(text), 10.0 ** -len(text.replace("·", ".").partition(".")[2])
    return [((number - unit / 2) / scale, (number + unit / 2) / scale), (number / scale, (number + unit) / scale)]


def _curve_prints(passage: Passage, key: str, n: float | None) -> bool:
    """Tell whether some probability, standard error and method print as this; with at most `n` people behind them."""
    figure, slots = passage.figures[key], passage.slots
    printed = [_ranges(slots[key, part], 100) for part in ("value", "low", "high")]
    width = (value(slots[key, "high"]) - value(slots[key, "low"])) / 100
    if width <= 0:
        return False
    errors = np.exp(np.linspace(np.log(width / 12), np.log(width / 1.5), 1600))
    for way in (0, 1):
        (p_low, p_high), low, high = (ranges[way] for ranges in printed)
        for p in np.linspace(max(p_low, 1e-6), min(p_high, 1 - 1e-6), 7):
            if not 0 < p < 1:
                continue
            enough = errors if n is None else errors[p * (1 - p) / errors**2 <= n]
            for method in IntervalMethod:
                for mirrored in (False, True) if figure.kind == "incidence" else (False,):
                    share = np.full(enough.size, 1 - p if mirrored else p)
                    with np.errstate(over="ignore", invalid="ignore"):
                        lower, upper = limits(share, enough, method=method, confidence_level=figure.level / 100)
                    if mirrored:
                        lower, upper = 1 - upper, 1 - lower
                    fits = (lower >= low[0]) & (lower <= low[1]) & (upper >= high[0]) & (upper <= high[1])
                    if fits.any():
                        return True
    return False


def _ratio_prints(passage: Passage, key: str) -> bool:
    """Tell whether some ratio and standard error print as this, with a P value within a factor of 6 of Wald's."""
    from math import erfc

    slots, z = passage.slots, Z[passage.figures[key].level]
    printed = [_ranges(slots[key, part], 1) for part in ("value", "low", "high")]
    sign, _, number = slots[key, "p"].partition(" ")[2].partition(" ")
    p = value(number)
    errors = np.exp(np.linspace(np.log(0.02), np.log(3), 4000))
    for way in (0, 1):
        centre, low, high = (ranges[way] for ranges in printed)
        for ratio in np.linspace(max(centre[0], 1e-6), max(centre[1], 1e-6), 9):
            lower, upper = ratio * np.exp(-z * errors), ratio * np.exp(z * errors)
            fits = (lower >= low[0]) & (lower <= low[1]) & (upper >= high[0]) & (upper <= high[1])
            for error in errors[fits]:
                wald = erfc(abs(np.log(ratio)) / error / 2**0.5)
                if (sign == "<" and wald < 6 * p) or (sign == "=" and p / 6 < wald < 6 * p):
                    return True
    return False


def _count_prints(passage: Passage, key: str) -> bool:
    figure, slots = passage.figures[key], passage.slots
    count, n = (int(slots[key, part]) for part in ("count", "n"))
    if count > n or n == 0:
        return False
    for way in (0, 1):
        share, low, high = (_ranges(slots[key, part], 100)[way] for part in ("value", "low", "high"))
        if not share[0] - 1e-9 <= count / n <= share[1] + 1e-9:
            continue
        for method in ProportionInterval:
            made = proportion_limits(count, n, method=method, confidence_level=figure.level / 100)
            if (
                made
                and low[0] <= made[0] + 1e-9
                and made[0] <= low[1] + 1e-9
                and high[0] - 1e-9 <= made[1] <= high[1] + 1e-9
            ):
                return True
    return False


def _arm_is_too_small(passage: Passage, key: str) -> bool:
    """Tell whether an arm has too few people for one of its survival intervals."""
    n, arm = int(passage.slots[key, "n"]), passage.figures[key].arm
    curves = [name for name, figure in passage.figures.items() if figure.kind == "survival" and figure.arm == arm]
    return any(not _curve_prints(passage, name, n) for name in curves)


def _sums_wrong(passage: Passage, touched: set[str]) -> bool:
    """Tell whether survival and incidences of an arm that was touched do not add up to everybody."""
    for arm in ("0", "1"):
        keys = [f"{short} {arm}" for short in ("dfs", "cir", "nrm")]
        if touched & set(keys):
            ways = [_ranges(passage.slots[key, "value"], 100) for key in keys]
            totals = [(sum(way[i][0] for way in ways), sum(way[i][1] for way in ways)) for i in (0, 1)]
            if not any(low <= 1 <= high for low, high in totals):
                return True
    return False


def _rises(passage: Passage) -> bool:
    figures = [value(passage.slots[f"course {place}", "value"]) for place in range(3)]
    return figures != sorted(figures, reverse=True)
