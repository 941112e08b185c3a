"""Parameters that several algorithms share, and the reading of them."""
