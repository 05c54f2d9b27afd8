"""Answers from other survey tools: a file's columns, its rows as filled forms, bringing in, undoing."""
