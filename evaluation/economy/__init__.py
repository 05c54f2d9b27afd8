"""What employment in associations costs and saves whom: pure functions over frozen facts."""
