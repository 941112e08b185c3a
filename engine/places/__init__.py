"""What is watched: cells, points, lines and zones, and how much each matters."""
