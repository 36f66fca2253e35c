"""What anybody may ask the hub about print."""
