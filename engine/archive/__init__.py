"""Years of fixes as a folder of GeoParquet files, one a local day: written once, read day by day."""
