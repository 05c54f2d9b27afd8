"""From an answer to work that is done: needs, sources, states, pictures, houses, orders."""
