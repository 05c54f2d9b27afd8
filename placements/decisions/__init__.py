"""Decisions on wage subsidy and on the municipality's own supports."""
