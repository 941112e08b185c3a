"""Timestamps, time zones, and the watch: the hours that are scored."""
