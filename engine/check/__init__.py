"""The independent check of a flight plan. Shares no code with the planner."""
