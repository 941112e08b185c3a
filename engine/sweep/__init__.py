"""Coverage paths over polygons and along lines."""
