"""Tokens into atoms: the smallest pieces that mean something."""
