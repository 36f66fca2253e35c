"""What readers say of an article in four statements, and what editors may see of it."""
