"""Following and sharing: feeds, citations, preview images and articles as PDF."""
