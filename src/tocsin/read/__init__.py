"""read: bytes → Documents."""
