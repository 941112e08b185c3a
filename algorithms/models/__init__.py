"""Models that the plugin brings: chains of its algorithms for the model designer."""
