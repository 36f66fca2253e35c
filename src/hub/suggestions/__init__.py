"""Content suggestions of readers, and what editors decide about them."""
