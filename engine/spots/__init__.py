"""Scored places to blind spots: selection, merging, partition, significance, stability."""
