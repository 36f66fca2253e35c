"""What readers and finance staff meet."""
