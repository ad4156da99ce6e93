"""Logs of what was done: plain tables and exports of time trackers."""
