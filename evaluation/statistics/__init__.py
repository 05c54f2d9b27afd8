"""What the rows add up to: each function is one aggregate query that returns a dataclass."""
