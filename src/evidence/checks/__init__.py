"""What cannot be right in print: claims in, findings out, one module for each check."""

from evidence.checks.checking import CHECKS, check
from evidence.checks.context import AtRisk, Context, Events
from evidence.checks.finding import Finding, Level

__all__ = ["CHECKS", "AtRisk", "Context", "Events", "Finding", "Level", "check"]
