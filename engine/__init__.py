"""The domain: arrays in, arrays out. Knows nothing of QGIS and runs in any Python that has what requirements.txt lists.

The rooms follow the flow: timing, tracks, places, score, spots, plan, gain. CONTRIBUTING.md says what lives in each.
Coordinates are metres in a local projected CRS; times are float64 seconds since the Unix epoch (UTC) unless said
otherwise.
"""
