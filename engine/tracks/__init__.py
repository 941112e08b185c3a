"""Fixes, and the tracks that remain after receiver errors are removed."""
