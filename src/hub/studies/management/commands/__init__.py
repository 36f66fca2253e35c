"""Commands of the studies app."""
