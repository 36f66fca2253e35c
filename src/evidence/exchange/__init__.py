"""Results in outside formats, and back."""

from evidence.exchange.json_format import dump, load

__all__ = ["dump", "load"]
