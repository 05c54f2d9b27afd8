"""From figures to a data set, and from a data set to page, paper and spreadsheet."""
