"""What editors see of translations."""
