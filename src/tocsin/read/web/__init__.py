"""web: fetching pages, guarded against servers and addresses that mean harm, and polite to all others."""
