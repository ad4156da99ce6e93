"""A plan and what came of it so far: where we stand, why, and the best use of what is left."""
