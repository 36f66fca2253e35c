"""Count reach without knowing readers, and report it without showing a small group."""
