"""What aircraft can do, and the flight plan that they are given."""
