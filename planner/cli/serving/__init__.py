"""The plan as a page on this machine alone, planned again when its files change."""
