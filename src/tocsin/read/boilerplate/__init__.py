"""Which stretches of a text are not the article's own prose, of which kind, and why."""
