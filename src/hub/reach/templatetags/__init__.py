"""Reach on the pages of other apps."""
