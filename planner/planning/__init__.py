"""The use case: a goal and its history in, a plan out."""
