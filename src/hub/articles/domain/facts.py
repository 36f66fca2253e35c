"""A study's table of facts: what a reader checks before believing a figure."""

from __future__ import annotations

from hub.articles.results import Fact
from hub.studies.domain import ama_reference
from hub.studies.models import Arm, Study

NBSP = "\u00a0"
REGISTERS = {
    "NCT": "https://clinicaltrials.gov/study/{}",
    "ISRCTN": "https://www.isrctn.com/{}",
}


def facts_of(study: Study) -> tuple[Fact, ...]:
    """Return the facts that are known, in reading order."""
    facts = [
        Fact("Design", study.get_design_display()),
        Fact("Phase", study.get_phase_display() if study.phase else ""),
        Fact("Condition", study.condition),
        Fact("Population", study.population),
        *(Fact(_arm_role(arm), f"{upper_first(arm.label)} (n{NBSP}={NBSP}{arm.n:,})") for arm in study.arms.all()),
        Fact("Median follow-up", follow_up(study)),
        Fact("Registration", study.registry_id, register_link(study.registry_id)),
        Fact("Data", study.data_note),
        Fact("Published as", ama_reference(study.primary_reference) if study.primary_reference else ""),
    ]
    return tuple(fact for fact in facts if fact.text)


def follow_up(study: Study) -> str:
    """Return the follow-up with its spread, as printed: “4.2 years (range 3.2–6.0)”."""
    if not study.follow_up_printed:
        return ""
    text = f"{study.follow_up_printed}{NBSP}{study.follow_up_unit}"
    if not (study.follow_up_low_printed and study.follow_up_high_printed):
        return text
    spread = f"{study.get_follow_up_spread_display()} " if study.follow_up_spread else ""
    return f"{text} ({spread}{study.follow_up_low_printed}–{study.follow_up_high_printed})"


def register_link(registry_id: str) -> str:
    """Return the public record of a registered trial, or nothing for a register that is not known."""
    for prefix, address in REGISTERS.items():
        if registry_id.startswith(prefix):
            return address.format(registry_id)
    return ""


def _arm_role(arm: Arm) -> str:
    role = arm.get_role_display()
    return role if role in {"Cohort", "Historical control"} else f"{role} arm"


def upper_first(text: str) -> str:
    """Return text with a capital at its start and everything else as it is."""
    return text[:1].upper() + text[1:]
