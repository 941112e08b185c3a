"""The domain code: arrays in, arrays out. It needs numpy, scipy, pandas and shapely, and does not import QGIS.

The packages follow the data flow. timing, tracks and places describe the input; solver solves the orienteering problem;
drones describes aircraft and flight plans. score computes the gap, check verifies a flight plan, airspace finds ways
around no-fly zones. effort, spots and sweep compute patrol effort, blind spots and coverage paths. plan makes the
flight plan, gain computes what it is worth, and pages writes reports.
Coordinates are metres in a local projected CRS, and times are float64 seconds since the Unix epoch (UTC), unless stated
otherwise.
"""
