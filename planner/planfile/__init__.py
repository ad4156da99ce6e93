"""Edge in: plan.json -> MadePlan."""
