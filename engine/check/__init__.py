"""The independent check of a flight plan. It shares no code with the planner."""
