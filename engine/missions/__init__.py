"""From sorties to the files that ground stations load, and a strict check of each format."""
