"""Patrol effort: hours, kilometres and visits by cell or zone."""
