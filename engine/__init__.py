"""The domain: arrays in, arrays out. Runs in any Python with numpy, scipy, pandas and shapely; knows nothing of QGIS.

The rooms follow the flow: instants, fixes, tracks, watch, grid, places, demand, passes, gap, spots, then stops, routes
and the plan.
Coordinates are metres in a local projected CRS; times are float64 seconds since the Unix epoch (UTC) unless said
otherwise.
"""
