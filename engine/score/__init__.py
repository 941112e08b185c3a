"""Passes to the gap score: exposure, gap, gap_low, idleness, visits, reasons."""
