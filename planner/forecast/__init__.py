"""Business as usual: what the period brings if effort goes on as it was."""
