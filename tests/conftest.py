from followed_season import month, season
from hypothesis import settings
from postgres import postgres_url

__all__ = ["month", "postgres_url", "season"]

# A slow machine is no failure, and a red run can be had again.
settings.register_profile("planner", deadline=None, derandomize=True)
settings.load_profile("planner")
