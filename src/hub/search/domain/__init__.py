"""Indexing, reading a question, and answering it."""
