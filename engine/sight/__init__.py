"""Sight: what can be seen from where. Walls and terrain that hide, and watchers that do not move."""
