"""What can be done with impact updates."""
