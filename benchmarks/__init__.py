"""The peers and the limits, side by side on the same work in the same run. Run them with scripts/bench."""
