"""What was read of a file, and what is odd about it."""
