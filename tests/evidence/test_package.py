"""The public names of the library, and that importing it costs next to nothing."""

import subprocess
import sys

import pytest

import evidence

PUBLIC = {
    "AdverseEventCounts",
    "AdverseEventRow",
    "AdverseEventTable",
    "Analysis",
    "ArmAnalysis",
    "BadRowsError",
    "ConfidenceInterval",
    "Contrast",
    "CountFit",
    "CumulativeIncidence",
    "DARK",
    "DataSource",
    "DifferenceInterval",
    "Effect",
    "Estimate",
    "EventTable",
    "Grades",
    "GroupTest",
    "IncidenceRate",
    "IndirectComparison",
    "IntervalMethod",
    "IntervalReading",
    "LIGHT",
    "Measure",
    "NumberNeededToTreat",
    "OddsRatioInterval",
    "OneSampleTest",
    "OneSampleVariance",
    "PRESETS",
    "Picture",
    "PlottedAdverseEvent",
    "PlottedContrast",
    "PlottedCurve",
    "PlottedEstimate",
    "PlottedMark",
    "PlottedPatient",
    "Preset",
    "PrintedEstimate",
    "PrintedNumber",
    "PrintedRatio",
    "Proportion",
    "ProportionInterval",
    "PublishedPrecision",
    "QuantileTime",
    "Quantity",
    "R",
    "Range",
    "RangedValue",
    "RateInterval",
    "RateRatioInterval",
    "Reconstruction",
    "ReconstructionFit",
    "ReferenceShape",
    "ReferenceSurvival",
    "RestrictedMean",
    "RiskTest",
    "SAS",
    "Stratum",
    "SurvivalCurve",
    "TIDYCMPRSK",
    "Theme",
    "Ties",
    "VarianceMethod",
    "adverse_events",
    "analyse",
    "anchored_comparison",
    "cox_hazard_ratio",
    "cumulative_incidence",
    "cumulative_incidences",
    "draw_adverse_events",
    "draw_curves",
    "draw_estimates",
    "draw_forest",
    "draw_hazard_ratios",
    "draw_incidence",
    "draw_survival",
    "draw_swimmer",
    "dump",
    "gray_test",
    "incidence_difference",
    "incidence_rate",
    "incidence_rate_from_counts",
    "incidence_ratio",
    "indirect_comparison",
    "kaplan_meier",
    "load",
    "log_rank",
    "matching_counts",
    "merge",
    "number_needed_from_risks",
    "number_needed_to_treat",
    "odds_ratio",
    "one_sample_log_rank",
    "plotted_adverse_events",
    "proportion",
    "published_precision",
    "quantile_time",
    "rate_ratio",
    "read_adverse_events",
    "read_curve_points",
    "read_dated_events",
    "read_events",
    "read_numbers_at_risk",
    "reconstruct",
    "reproducing_counts",
    "restricted_mean",
    "restricted_mean_difference",
    "reverse_kaplan_meier",
    "risk_difference",
    "risk_ratio",
    "survival_difference",
    "survival_ratio",
}


def test_public_names_are_just_these() -> None:
    assert set(evidence.__all__) == PUBLIC
    assert set(dir(evidence)) == PUBLIC


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_name_leads_to_something_documented(name: str) -> None:
    assert getattr(evidence, name).__doc__


def test_functions_are_functions_and_not_the_modules_of_the_same_name() -> None:
    assert all(callable(getattr(evidence, name)) for name in PUBLIC if name.islower() and name != "reconstruct")


def test_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="module 'evidence' has no attribute 'hazard'"):
        evidence.hazard  # noqa: B018 - looking it up is the test


@pytest.mark.parametrize(
    "statement",
    [
        "import evidence",
        "from evidence import EventTable, analyse, kaplan_meier, read_events",
        "from evidence import LIGHT, PlottedEstimate, draw_curves, draw_estimates",
    ],
)
def test_import_loads_neither_database_nor_drawing(statement: str) -> None:
    heavy = "sorted({'altair', 'duckdb', 'vl_convert', 'pandas', 'scipy', 'django'} & set(sys.modules))"

    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {statement}; print({heavy})"], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
