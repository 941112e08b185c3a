"""Random streets: buildings, units that move between them, and sample points. The same for the same seed."""

import os
from dataclasses import dataclass

import numpy as np
import shapely

from blindspot.engine.places.places import Places, point_places
from blindspot.engine.score.detection import Detection
from blindspot.engine.sight.sight import Sight
from blindspot.engine.sight.walls import walls_of
from blindspot.engine.tracks.tracks import Outages, Tracks

SEEDS = range(int(os.environ.get("BLINDSPOT_STREETS", "150")))  # 1000 for all
NO_OUTAGES = Outages(np.zeros(0, int), *[np.zeros(0)] * 6)


@dataclass(frozen=True)
class Street:
    buildings: np.ndarray
    height: np.ndarray
    sight: Sight
    tracks: Tracks
    places: Places
    detection: Detection


def random_street(seed: int) -> Street:
    """Every other street has integer coordinates, so that samples and fixes lie on walls, corners and lines of both.
    Buildings overlap, and some have courtyards. Three units have different ranges, and one of them sees from above."""
    rng = np.random.default_rng(seed)
    whole = seed % 2 == 0
    near = np.rint if whole else np.asarray
    buildings = []
    for _ in range(rng.integers(1, 9)):
        corner, size = near(rng.uniform(-40, 40, 2)), near(rng.uniform(3, 25, 2))
        shape = shapely.box(*corner, *(corner + size))
        if rng.random() < 0.3:
            shape = shape.difference(shapely.box(*(corner + size / 4), *(corner + size / 2)))
        if rng.random() < 0.5 and not whole:
            turn = rng.uniform(0, np.pi)
            matrix = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
            shape = shapely.transform(shape, lambda xy, corner=corner, matrix=matrix: (xy - corner) @ matrix + corner)
        buildings.append(shape)
    height = rng.choice([3.0, 8.0, 20.0, np.inf], len(buildings))
    tolerance = float(rng.choice([0.0, 0.0, 2.0, 5.0]))
    x, y = near(rng.uniform(-50, 50, (2, 8)))
    counts = rng.integers(2, 6, 3)
    at = near(rng.uniform(-60, 60, (counts.sum(), 2)))
    t = np.concatenate([np.cumsum(near(rng.uniform(3, 30, count))) for count in counts])
    offsets = np.r_[0, np.cumsum(counts)]
    tracks = Tracks(*at.T, t, np.repeat(np.arange(3), counts), offsets, tuple("abc"), NO_OUTAGES)
    detection = Detection(np.array([30.0, 60.0, 40.0]), np.ones(3), eye=np.array([0.0, 0.0, 12.0]))
    buildings = np.array(buildings, object)
    sight = Sight(walls_of(buildings, height), tolerance)
    return Street(buildings, height, sight, tracks, point_places(x, y), detection)
