"""Tables too large to read row by row, and databases: one interface, behind which only sums come into Python."""
