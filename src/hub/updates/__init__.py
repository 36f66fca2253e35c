"""Impact updates: what contributions and suggestions led to, as a page and a mail."""
