"""What only a desktop has."""
