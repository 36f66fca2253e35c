"""Template tags of the public tool."""
