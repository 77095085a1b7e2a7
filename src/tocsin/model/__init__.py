"""The nouns. Frozen dataclasses, one noun a file; every stage speaks only in these."""
