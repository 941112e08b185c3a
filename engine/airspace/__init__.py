"""Shortest ways around no-fly zones."""
