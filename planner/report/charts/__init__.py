"""Pictures: facts in, SVG text out, one file a chart. The same text works within a page and alone."""
