"""Pages that everybody may read: the rules in force, and how accessible the pages are."""
