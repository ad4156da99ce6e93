"""Traffic and effort as users have them, read into a History."""
