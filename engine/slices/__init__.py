"""Scores of more fixes than fit into memory: time is cut into slices, and what is computed of each is joined."""
