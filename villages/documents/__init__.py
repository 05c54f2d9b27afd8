"""Papers: brought, kept encrypted, given out, removed."""
