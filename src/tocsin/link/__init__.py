"""link: Claims → links, incidents, origins and entities."""
