"""What readers and editors meet."""
