"""Pages that people read: the home page, topics and articles, with everyone who made them."""
