"""A study's table of facts: what a reader checks before believing a figure."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from hub.articles.results import Fact
from hub.studies.domain import ama_reference, display, printing
from hub.studies.domain.words import word
from hub.studies.enums import ArmRole
from hub.studies.models import Arm, Study

NBSP = printing.NBSP
REGISTERS = {
    "NCT": "https://clinicaltrials.gov/study/{}",
    "ISRCTN": "https://www.isrctn.com/{}",
}


def facts_of(study: Study) -> tuple[Fact, ...]:
    """Return the facts that are known, in reading order."""
    facts = [
        Fact(pgettext("of a study", "Design"), str(study.get_design_display())),
        Fact(pgettext("of a study", "Phase"), str(study.get_phase_display()) if study.phase else ""),
        Fact(pgettext("of a study", "Condition"), word(study.condition)),
        Fact(pgettext("of a study", "Population"), word(study.population)),
        *(Fact(_arm_role(arm), _arm(arm)) for arm in study.arms.all()),
        Fact(gettext("Median follow-up"), follow_up(study)),
        Fact(pgettext("of a study", "Registration"), study.registry_id, register_link(study.registry_id)),
        Fact(pgettext("of a study", "Data"), word(study.data_note)),
        Fact(
            pgettext("of a study", "Published as"),
            ama_reference(study.primary_reference) if study.primary_reference else "",
        ),
    ]
    return tuple(fact for fact in facts if fact.text)


def follow_up(study: Study) -> str:
    """Return the follow-up with its spread, as printed: “4.2 years (range 3.2–6.0)”."""
    if not study.follow_up_printed:
        return ""
    text = _length(study.follow_up_printed, study.follow_up_unit)
    if not (study.follow_up_low_printed and study.follow_up_high_printed):
        return text
    spread = f"{study.get_follow_up_spread_display()} " if study.follow_up_spread else ""
    # English keeps the characters as they are stored.
    low, high = (_number(end) for end in (study.follow_up_low_printed, study.follow_up_high_printed))
    return f"{text} ({spread}{low}–{high})"


def _number(printed: str) -> str:
    return printed if printing.is_english() else printing.number(printed)


def _length(printed: str, unit: str) -> str:
    """Return a length of time, in English with its unit as it is stored."""
    return f"{printed}{NBSP}{unit}" if printing.is_english() else display.duration(printed, unit)


def register_link(registry_id: str) -> str:
    """Return the public record of a registered trial, or nothing for a register that is not known."""
    for prefix, address in REGISTERS.items():
        if registry_id.startswith(prefix):
            return address.format(registry_id)
    return ""


def _arm_role(arm: Arm) -> str:
    names = {
        ArmRole.EXPERIMENTAL: gettext("Experimental arm"),
        ArmRole.COMPARATOR: gettext("Comparator arm"),
    }
    return names.get(ArmRole(arm.role)) or str(arm.get_role_display())


def _arm(arm: Arm) -> str:
    return f"{upper_first(word(arm.label))} (n{NBSP}={NBSP}{printing.count(arm.n)})"


def upper_first(text: str) -> str:
    """Return text with a capital at its start and everything else as it is."""
    return text[:1].upper() + text[1:]
