"""Frozen facts that every stage shares: no I/O, no rendering, no decisions."""
