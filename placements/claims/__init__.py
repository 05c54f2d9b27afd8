"""Claims for wage subsidy and supplements: what is due, what it asks, sending it and what comes of it."""
