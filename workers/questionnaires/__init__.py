"""Asking people: who has to be asked, by which paper or link, and keeping what they answered out of sight."""
