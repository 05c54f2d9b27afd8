"""Volunteer work beside paid work."""
