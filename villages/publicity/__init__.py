"""A village's page for everybody, and the model described."""
