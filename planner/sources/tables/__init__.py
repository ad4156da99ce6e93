"""Texts and cells: whatever a table is written in, as columns of text, days and numbers."""
