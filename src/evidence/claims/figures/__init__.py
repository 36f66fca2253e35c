"""Atoms into figures: an estimate with all that was printed around it."""
