"""A consultation of residents: what they are shown, how their answers are read, and what these change."""
