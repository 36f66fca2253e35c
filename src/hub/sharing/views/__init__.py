"""What readers follow, cite and take along."""
