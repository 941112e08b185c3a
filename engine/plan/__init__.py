"""Planning: stops, the network of paths between them, flights and their schedule."""
