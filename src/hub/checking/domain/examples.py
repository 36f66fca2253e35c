"""Made-up passages to try the tool with: one that holds, and two that do not."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub.checking.results import Example, Question

EXAMPLES = (
    Example(
        title=_("Two groups over two years"),
        shows=_("Everything fits."),
        question=Question(
            "In this made-up trial, 120 patients were randomised to examplinib (n = 60) or placebo (n = 60). At 24 "
            "months, overall survival was 81.4% (95% CI 69.0–89.2) in the examplinib group and 66.2% (95% CI "
            "52.7–76.7) in the placebo group (hazard ratio 0.52, 95% CI 0.27–1.00; P = 0.05). An objective response "
            "occurred in 33 of 60 patients (55%) with examplinib and in 21 of 60 (35%) with placebo."
        ),
    ),
    Example(
        title=_("One group after four years"),
        shows=_("An interval that cannot belong to its estimate."),
        question=Question(
            "In this made-up study, 48 patients with relapsed disease received samplemab. Median follow-up was 51 "
            "months. At 4 years, disease-free survival was 26.5% (95% CI 47.3–74.5) and overall survival was 91.2% "
            "(95% CI 79.8–96.3)."
        ),
    ),
    Example(
        title=_("Remissions in two arms"),
        shows=_("A percentage that its counts do not give."),
        question=Question(
            "In this made-up trial, 45 patients were assigned to testocel and 45 to standard care. Complete remission "
            "was reached by 34 of 45 patients (81%) in the testocel group and by 25 of 45 patients (56%) in the "
            "standard-care group. Grade 3 or higher infections occurred in 9 of 45 (20%) and 11 of 45 (24%), "
            "respectively."
        ),
    ),
)
INSTANCE = EXAMPLES[1]
"""The one that stands, marked, beside the empty form."""
