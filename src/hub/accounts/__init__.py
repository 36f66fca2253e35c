"""Editors' sign-in by allauth: throttled, with a second factor, and the only way into the admin."""
