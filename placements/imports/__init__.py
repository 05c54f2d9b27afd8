"""A register brought in: read, checked, compared with what is known, applied, undone."""
