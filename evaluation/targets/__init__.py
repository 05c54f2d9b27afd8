"""A programme's chosen indicators with start values and targets: setting them, and how far it has come."""
