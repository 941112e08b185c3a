"""The chain over GeoDataFrames, without QGIS: fixes to tracks, scored places, blind spots and drone routes.

`from blindspot.engine import prepare_tracks, score_gaps, find_blind_spots, plan_routes`. Parameters have the names of
the algorithms' in lower case, and their units; columns have the names of the outputs' fields.
"""
