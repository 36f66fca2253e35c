"""The public names of the library, and that importing it costs next to nothing."""

import subprocess
import sys

import pytest

import evidence

PUBLIC = {
    "DARK",
    "LIGHT",
    "BadRowsError",
    "ConfidenceInterval",
    "CumulativeIncidence",
    "Estimate",
    "EventTable",
    "IntervalMethod",
    "Picture",
    "PlottedCurve",
    "PlottedEstimate",
    "QuantileTime",
    "SurvivalCurve",
    "Theme",
    "VarianceMethod",
    "cumulative_incidence",
    "draw_curves",
    "draw_estimates",
    "kaplan_meier",
    "merge",
    "quantile_time",
    "read_csv",
}


def test_public_names_are_just_these() -> None:
    assert set(evidence.__all__) == PUBLIC
    assert set(dir(evidence)) == PUBLIC


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_name_leads_to_something_documented(name: str) -> None:
    assert getattr(evidence, name).__doc__


def test_functions_are_functions_and_not_the_modules_of_the_same_name() -> None:
    assert all(callable(getattr(evidence, name)) for name in ("kaplan_meier", "cumulative_incidence", "quantile_time"))


def test_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="module 'evidence' has no attribute 'hazard'"):
        evidence.hazard  # noqa: B018 - looking it up is the test


@pytest.mark.parametrize(
    "statement",
    [
        "import evidence",
        "from evidence import EventTable, kaplan_meier, read_csv",
        "from evidence import LIGHT, PlottedEstimate, draw_curves, draw_estimates",
    ],
)
def test_import_loads_neither_database_nor_drawing(statement: str) -> None:
    heavy = "sorted({'altair', 'duckdb', 'vl_convert', 'pandas', 'django'} & set(sys.modules))"

    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {statement}; print({heavy})"], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
