"""The repository looks at itself. Each rule is a function over a folder, so that a test can plant a fault."""
