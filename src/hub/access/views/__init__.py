"""The gate page and the media behind it."""
