"""Aircraft, spec sheets, and the flight plan."""
