"""What drones' cameras see of homes, schools and other places, and for how long."""
