"""Whether coordinates fit their CRS, and how true lengths are in it."""
