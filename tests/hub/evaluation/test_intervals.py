import csv
from pathlib import Path

import pytest

from hub.evaluation.domain.intervals import incomplete_beta, mean_interval, mean_of_levels, t_quantile, wilson_interval

REFERENCE = Path(__file__).parent / "reference"


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open() as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("student_t.csv"), ids=lambda row: f"df={row['df']}, p={row['p']}")
def test_t_quantile_equals_r(row: dict[str, str]) -> None:
    assert t_quantile(float(row["p"]), int(row["df"])) == pytest.approx(float(row["quantile"]), rel=1e-9)


@pytest.mark.parametrize(("probability", "df"), [(0.5, 4), (1.0, 4), (0.2, 4), (0.975, 0)])
def test_t_quantile_out_of_range_is_refused(probability: float, df: int) -> None:
    with pytest.raises(ValueError, match="must"):
        t_quantile(probability, df)


@pytest.mark.parametrize("row", rows("wilson.csv"), ids=lambda row: f"{row['successes']} of {row['n']}")
def test_wilson_interval_equals_r(row: dict[str, str]) -> None:
    interval = wilson_interval(int(row["successes"]), int(row["n"]))

    assert (interval.low, interval.high) == pytest.approx((float(row["low"]), float(row["high"])), abs=1e-9)
    assert (interval.method, interval.confidence_level) == ("Wilson score", 0.95)


@pytest.mark.parametrize("row", rows("mean.csv"), ids=lambda row: row["counts"])
def test_mean_interval_equals_r_cut_off_at_the_ends_of_the_scale(row: dict[str, str]) -> None:
    counts = [int(count) for count in row["counts"].split()]

    interval = mean_interval(counts)

    assert interval is not None
    assert mean_of_levels(counts) == pytest.approx(float(row["mean"]))
    assert interval.low == pytest.approx(max(float(row["low"]), 1), abs=1e-9)
    assert interval.high == pytest.approx(min(float(row["high"]), 5), abs=1e-9)
    assert interval.method == "Student's t, within the scale"


@pytest.mark.parametrize("counts", [(0, 0, 0, 0, 7), (0, 0, 1, 0, 0)])
def test_mean_interval_all_answers_the_same_is_none(counts: tuple[int, ...]) -> None:
    assert mean_interval(counts) is None


def test_incomplete_beta_at_the_ends_is_nil_and_one() -> None:
    assert (incomplete_beta(2, 3, 0.0), incomplete_beta(2, 3, 1.0)) == (0.0, 1.0)


@pytest.mark.parametrize("x", [0.1, 0.5, 0.9])
def test_incomplete_beta_of_one_and_one_is_the_identity(x: float) -> None:
    assert incomplete_beta(1, 1, x) == pytest.approx(x)


def test_incomplete_beta_without_convergence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.evaluation.domain.intervals._MOST_STEPS", 2)

    with pytest.raises(ArithmeticError, match="did not converge"):
        incomplete_beta(2.5, 0.5, 0.5)
