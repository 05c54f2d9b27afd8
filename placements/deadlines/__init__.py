"""Everything that will lapse, by day and euros; reminders of it by mail, and as a calendar."""
