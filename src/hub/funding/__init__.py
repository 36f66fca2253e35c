"""Who pays for the hub, and the independence statement written from it."""
