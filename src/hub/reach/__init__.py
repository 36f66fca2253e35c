"""Reach and completed reads, counted without cookies, and reports for editors and funders."""
