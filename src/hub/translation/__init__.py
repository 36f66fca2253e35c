"""Translation: every article in the reader's language, with no figure changed."""
