"""What the public tool can do; views import these names and no deeper."""

from hub.checking.domain.examples import EXAMPLES, INSTANCE
from hub.checking.domain.explanations import by_group
from hub.checking.domain.links import BadLinkError, pack, unpack
from hub.checking.domain.reports import as_json, report_on

__all__ = ["EXAMPLES", "INSTANCE", "BadLinkError", "as_json", "by_group", "pack", "report_on", "unpack"]
