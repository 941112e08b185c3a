"""Random blocks with heights, and lines of sight traced through them in three dimensions."""

import numpy as np
import shapely


def random_blocks(rng: np.random.Generator, count: int, size: float = 400.0) -> tuple[np.ndarray, np.ndarray]:
    """(n,) rectangles, turned, some of which overlap; and (n,) heights in m."""
    middle = rng.uniform(0, size, (count, 2))
    half, turn = rng.uniform(4, 25, (count, 2)), rng.uniform(0, np.pi, count)
    corner = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])[None] * half[:, None]
    cos, sin = np.cos(turn)[:, None], np.sin(turn)[:, None]
    x = middle[:, :1] + corner[..., 0] * cos - corner[..., 1] * sin
    y = middle[:, 1:] + corner[..., 0] * sin + corner[..., 1] * cos
    return shapely.polygons(np.stack((x, y), axis=2)), rng.uniform(3, 60, count)


def seen_in_3d(blocks: np.ndarray, height: np.ndarray, place: np.ndarray, drone: np.ndarray, altitude: np.ndarray):
    """(k,) whether each drone, (k, 2) at (k,) m, sees a place on the ground outside all blocks, (k, 2); and (k,) m, how
    near the line of sight comes to the top of a block, or how near it passes a block."""
    rays = shapely.linestrings(np.stack((place, drone), axis=1))
    ray, block = shapely.STRtree(blocks).query(rays, predicate="dwithin", distance=0.5).T.reshape(-1, 2).T
    cut = shapely.intersection(rays[ray], blocks[block])
    points = shapely.points(place[ray])
    met = ~shapely.is_empty(cut) & (shapely.length(cut) > 0)
    length = shapely.length(rays[ray])
    share = np.where(met, shapely.distance(points, cut), np.inf) / np.maximum(length, 1e-9)
    above = altitude[ray] * share - height[block]  # where the line comes out of the block, on the side of the place
    hidden = np.zeros(len(place), bool)
    hidden[ray[met & (above < 0)]] = True
    close = np.full(len(place), np.inf)
    np.minimum.at(close, ray[met], np.minimum(np.abs(above[met]), shapely.length(cut)[met]))
    beside = ~met
    np.minimum.at(close, ray[beside], shapely.distance(rays[ray], blocks[block])[beside])
    return ~hidden, close
