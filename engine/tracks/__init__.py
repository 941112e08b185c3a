"""Fixes, and the tracks that remain after receiver errors are removed.

Fixes (`fixes`) are looked at as they are read: strays in position and in time are set apart (`strays`) before a CRS is
chosen. Then, in `tracks`: fixes of a unit at one time become one (`simultaneous`, `coarse_clock`), outliers are dropped
(`outliers`); rejected fixes may be those of a second receiver (`receivers`); the rest is split into tracks. Units that
record the same patrol are found in these (`teams`, from `identical_units` and `companions`).
"""
