"""Template tags of the hub's frame."""
