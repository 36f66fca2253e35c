"""Finding: full-text search with facets, by results, and the hub's synonyms."""
