"""Places (cells, points, lines and zones) and their demand."""
