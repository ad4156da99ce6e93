"""Many goals: one function makes the plan of one, and an engine maps it over all of them."""
