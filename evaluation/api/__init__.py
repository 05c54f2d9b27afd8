"""What the city's own programs read: the catalogue, published figures and reports, by a key."""
