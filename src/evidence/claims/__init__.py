"""Reading printed results: what a clinical text claims, figure by figure, each with its place in the text."""

from evidence.claims.claim import Claim, ClaimMeasure, Group, Printed, PrintedInterval, PrintedP, TimePoint
from evidence.claims.reading import read

__all__ = ["Claim", "ClaimMeasure", "Group", "Printed", "PrintedInterval", "PrintedP", "TimePoint", "read"]
