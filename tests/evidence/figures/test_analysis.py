"""Figures of a whole analysis say whose they are, how they were computed, and with which confidence."""

import pytest

from evidence.estimators import analyse
from evidence.figures import draw_hazard_ratios, draw_incidence, draw_survival
from tests.evidence.datasets import load
from tests.evidence.factories import table_of


def test_survival_is_drawn_for_every_arm() -> None:
    words = draw_survival(analyse(load("ovarian")), title="Ovarian cancer").text_alternative

    assert words.startswith("Ovarian cancer. Kaplan–Meier with 95% confidence bands (")
    assert all(f"{arm}: 13 people" in words for arm in load("ovarian").arms)


def test_incidence_is_drawn_for_one_cause_or_all() -> None:
    analysis = analyse(load("mgus2"))

    assert draw_incidence(analysis).text_alternative.count(" people, ") == 4
    assert draw_incidence(analysis, cause="first").text_alternative.count(" people, ") == 2


def test_incidence_refuses_causes_that_are_not_there() -> None:
    with pytest.raises(ValueError, match="one kind of event, so survival says it all"):
        draw_incidence(analyse(load("ovarian")))
    with pytest.raises(ValueError, match="There is no event 'third'; there are first, second"):
        draw_incidence(analyse(load("mgus2")), cause="third")


@pytest.mark.parametrize(("name", "head"), [("ovarian", "{arm}"), ("made_three_arms", "Arm")])
def test_hazard_ratios_state_their_confidence_and_counts(name: str, head: str) -> None:
    analysis = analyse(load(name))

    words = draw_hazard_ratios(analysis).text_alternative

    assert words.startswith("95% CI, Cox, ")
    for ratio in analysis.hazard_ratios:
        arms = {arm.arm: f"{arm.survival.events.sum()}/{arm.n}" for arm in analysis.arms}
        counts = f"({head.format(arm=ratio.arm)} {arms[ratio.arm]}, {ratio.reference} {arms[ratio.reference]})"
        assert f"{ratio.arm} to {ratio.reference}: {ratio.value:.2f}" in words
        assert counts in words


def test_hazard_ratios_need_two_arms() -> None:
    with pytest.raises(ValueError, match="they need two arms"):
        draw_hazard_ratios(analyse(table_of([(1, 1), (2, 0)])))
