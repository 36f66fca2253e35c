"""Citations, feeds, pictures and PDF of articles."""
