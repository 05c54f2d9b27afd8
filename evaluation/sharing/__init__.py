"""Published reports for those without an account: links by a secret, and what a program reads by its key."""
