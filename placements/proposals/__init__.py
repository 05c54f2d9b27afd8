"""Proposals: making them, both sides' answers, and what becomes of them."""
