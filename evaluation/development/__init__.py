"""Feedback and what is done about it: the inbox, the problem log, development actions and their figures."""
