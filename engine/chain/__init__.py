"""The Python interface: from fixes to tracks, scored places, blind spots and drone routes as GeoDataFrames, without
QGIS.

`from blindspot.engine import prepare_tracks, score_gaps, find_blind_spots, plan_routes`. Parameters have the names and
units of the algorithms' parameters, in lower case; columns have the names of the output layers' fields.
"""
