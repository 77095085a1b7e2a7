"""registry: the explicit lists of readers, extractors, stores, engines and templates, and how each is built."""
