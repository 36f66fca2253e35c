"""What a reader must be told about how a comparison was made."""

from __future__ import annotations

from django.utils.translation import ngettext

from hub.studies.domain import display
from hub.studies.domain.words import word
from hub.studies.enums import ArmRole
from hub.studies.models import Study


def caveat_for(study: Study) -> str:
    """Return what a comparison with a historical control cannot rule out.

    Returns
    -------
    str
        Empty unless one arm is experimental and another a historical control.
    """
    arms = list(study.arms.all())
    controls = [word(arm.label) for arm in arms if arm.role == ArmRole.HISTORICAL_CONTROL]
    if not controls or not any(arm.role == ArmRole.EXPERIMENTAL for arm in arms):
        return ""
    sentence = ngettext(
        "Not a randomised comparison: %(controls)s is a historical control. Differences between the groups may come "
        "from how patients were selected, from changes over time such as better supportive care, or from different "
        "follow-up, and cannot be put down to the treatment alone.",
        "Not a randomised comparison: %(controls)s are historical controls. Differences between the groups may come "
        "from how patients were selected, from changes over time such as better supportive care, or from different "
        "follow-up, and cannot be put down to the treatment alone.",
        len(controls),
    )
    return sentence % {"controls": display.listed(controls)}
