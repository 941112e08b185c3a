"""The gain of a plan: assessment, rotation over nights, mixtures of plans."""
