"""A treasurer's task passes to a successor, with what is open shown to both."""
