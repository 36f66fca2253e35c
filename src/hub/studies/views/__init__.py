"""Pages of the admin about studies, besides their forms."""
