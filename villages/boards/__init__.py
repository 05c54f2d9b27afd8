"""The steps of the model as an association's board: their template, and boards made of it."""
