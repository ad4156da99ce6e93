"""A plan as text for people and programs: renderers take a plan and return text, they never write or print."""
