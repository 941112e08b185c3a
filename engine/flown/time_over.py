"""How long a track is over places, and inside no-fly zones."""
