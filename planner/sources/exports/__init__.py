"""Exports: which table of a file is meant, whose it is, and which of its columns is what."""
