"""Commands of the suggestions app."""
