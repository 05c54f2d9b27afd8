"""Open places beside people: reasons for and against, without a score and without money."""
