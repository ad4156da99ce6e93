"""What the files at hand are, for a first goal file."""
