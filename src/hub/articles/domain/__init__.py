"""Verbs: what can be done with articles, and what a page shows."""
