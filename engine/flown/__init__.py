"""Logs of flights as tracks, and how a flight differs from its plan."""
