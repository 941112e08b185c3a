"""Lines of charts and maps as SVG paths."""

import numpy as np


def svg_path(xy: np.ndarray, most: int | None = None) -> str:
    """A path through (n, 2) points in pixels, n at least 1. most: where there are more, so many evenly chosen ones, the
    first and the last among them."""
    if most is not None and len(xy) > most:
        xy = xy[np.unique(np.linspace(0, len(xy) - 1, most).round().astype(int))]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in xy.tolist())
