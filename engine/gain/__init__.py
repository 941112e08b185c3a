"""What a plan is worth: assessment, rotation over nights, mixtures of plans."""
