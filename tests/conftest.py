from hypothesis import settings
from postgres import postgres_url

__all__ = ["postgres_url"]

# A slow machine is no failure, and a red run can be had again.
settings.register_profile("planner", deadline=None, derandomize=True)
settings.load_profile("planner")
