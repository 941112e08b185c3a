"""Scores of places from passes: exposure, gap, gap_low, idleness, visits, reasons."""
