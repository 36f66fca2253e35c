from dataclasses import fields

import pytest

from evidence.estimators import cumulative_incidence, kaplan_meier
from evidence.estimators.cox import cox_hazard_ratio
from evidence.estimators.presets import PRESETS, Preset, R
from tests.evidence.datasets import load
from tests.evidence.factories import table_of
from tests.evidence.reference import number, rows

WORKED_EXAMPLE = table_of([(1, 1), (1.5, 1), (2, 1), (2.5, 1), (3, 2)] + [(5, 0)] * 25)


@pytest.mark.parametrize(
    ("key", "survival", "incidence", "ties"),
    [
        ("sas", "log-log, Greenwood", "log-log, Aalen", "Breslow"),
        ("r", "log, Greenwood", "log, delta", "Efron"),
        ("tidycmprsk", "log, Greenwood", "log-log, Aalen", "Efron"),
    ],
)
def test_preset_gives_its_packages_methods(key: str, survival: str, incidence: str, ties: str) -> None:
    preset = PRESETS[key]

    free = kaplan_meier(WORKED_EXAMPLE, "a", interval=preset.survival_interval)
    relapse = cumulative_incidence(
        WORKED_EXAMPLE, "a", "relapse", variance=preset.incidence_variance, interval=preset.incidence_interval
    )

    assert (free.interval_name, relapse.interval_name, preset.ties) == (survival, incidence, ties)


def test_preset_of_r_gives_the_limits_that_survfit_prints() -> None:
    curve = kaplan_meier(load("lung"), "men", interval=R.survival_interval)

    for row in rows("survival.csv"):
        if (row["set"], row["arm"]) == ("lung", "men"):
            interval = curve.at(float(row["time"])).interval
            assert interval is None or interval.low == pytest.approx(number(row["log low"]), rel=1e-9)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.name)
def test_preset_fits_the_hazard_ratio(preset: Preset) -> None:
    ratio = cox_hazard_ratio(load("veteran"), "test", "standard", ties=preset.ties)

    assert preset.ties in ratio.method


def test_no_two_presets_are_the_same() -> None:
    methods = [
        tuple(getattr(preset, field.name) for field in fields(preset) if field.name != "name")
        for preset in PRESETS.values()
    ]

    assert len(set(methods)) == len(methods)
