"""Fixes, and the tracks that are left of them once receiver errors are out."""
