"""The domain: arrays in, arrays out. Runs in any Python with numpy, scipy, pandas and shapely; knows nothing of QGIS.

The rooms follow the flow: clocks and instants, fixes, tracks, watch, grid, places, demand, passes, gap, idleness and
score, choice and spots; then aircraft, airspace, sweep, stops, network, search, flight, schedule, plan and check;
assess and nights ask what a plan is worth.
Coordinates are metres in a local projected CRS; times are float64 seconds since the Unix epoch (UTC) unless said
otherwise.
"""
