"""Parameters that several algorithms share, and the code that reads them."""
