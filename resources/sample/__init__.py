"""The simulated sample city: its generator, and the GeoPackage that it made."""
