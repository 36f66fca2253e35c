"""Contributions: one-off and monthly gifts by Stripe Checkout, and pledges by invoice."""
