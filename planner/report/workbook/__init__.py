"""The plan as a workbook: the same figures, in cells that go on calculating."""
