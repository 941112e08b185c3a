"""Instants, time zones, and the hours that are watched."""
