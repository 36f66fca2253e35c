"""Say who supports the hub and its articles."""

from hub.funding.domain.grants import article_funding, current_supports, funders_overview
from hub.funding.domain.loading import load_funding
from hub.funding.domain.required_parts import missing_funding
from hub.funding.domain.statement import independence_statement

__all__ = [
    "article_funding",
    "current_supports",
    "funders_overview",
    "independence_statement",
    "load_funding",
    "missing_funding",
]
