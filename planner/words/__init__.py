"""Figures and days as people say them, the same in every sentence."""
