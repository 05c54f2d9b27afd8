"""Month sheets on paper: printed empty, filled by hand, keyed back."""
