"""Shortest paths around no-fly zones."""
