"""store: cases kept in one SQLite file, or in memory, behind one interface."""
