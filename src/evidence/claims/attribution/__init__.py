"""Figures to what they are about: measure, outcome, arm and time."""
