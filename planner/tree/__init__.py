"""Targets, forecast, room and expectation on every node of the traffic."""
