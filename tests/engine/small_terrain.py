"""Small terrains with known ground."""

import numpy as np
from scipy.ndimage import gaussian_filter

from blindspot.engine.sight.terrain import Terrain

SIZE = 10.0


def hills(smooth=3.0, relief=60.0, cells=(80, 90), seed=0):
    """A terrain of random hills. relief: standard deviation in metres before smoothing."""
    heights = gaussian_filter(np.random.default_rng(seed).normal(size=cells), smooth) * relief
    return Terrain(heights.astype(np.float32), 1000.0, 2000.0, SIZE, 1.7, 1.0)


def flat(height=100.0, **changes):
    heights = np.full((60, 60), height, np.float32)
    return Terrain(heights, *(changes.get(name, usual) for name, usual in PLAIN.items()))


PLAIN = {"left": 0.0, "bottom": 0.0, "size": SIZE, "eye": 1.7, "target": 1.0}
