"""What effort brought, learned from history: the posterior of every lever's curve as joint draws."""
