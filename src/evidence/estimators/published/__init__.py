"""Printed estimates in, what they give away out: precision, interval methods and counts."""

from evidence.estimators.published.counts import matching_counts, reproducing_counts
from evidence.estimators.published.precision import published_precision

__all__ = ["matching_counts", "published_precision", "reproducing_counts"]
