"""A generated city for the benchmark of lines of sight: blocks of buildings around courtyards, and vehicles on its
streets. The same for the same seed."""

import numpy as np
import shapely

BLOCK, STREET = (115.0, 80.0), 16.0  # metres: the sides of a block, and the width of the streets between blocks
DEPTH = 13.0  # metres of a building, from the street to the courtyard
TURN = np.radians(11.0)  # of the whole city: nothing is in line with the axes
OPEN = 0.1  # share of the blocks without buildings
EDGES = 3.6  # buildings of a block, about
SPEED, INTERVAL, SCATTER = 8.0, 15.0, 4.0  # m/s, seconds, metres


def pitch() -> np.ndarray:
    """(2,) from one street to the next, in metres."""
    return np.array(BLOCK) + STREET


def buildings(count: int, seed: int) -> tuple[np.ndarray, tuple[int, int]]:
    """(n,) about as many buildings, in metres, and how many blocks there are along either side."""
    rng = np.random.default_rng(seed)
    across = int(np.ceil(np.sqrt(count / (EDGES * (1 - OPEN)) * pitch()[1] / pitch()[0])))
    blocks = (across, int(np.ceil(count / (EDGES * (1 - OPEN)) / across)))
    column, row = (np.ravel(at) for at in np.meshgrid(*map(np.arange, blocks)))
    built = rng.random(len(column)) >= OPEN
    x0, y0 = column[built] * pitch()[0] + STREET / 2, row[built] * pitch()[1] + STREET / 2
    x1, y1 = x0 + BLOCK[0], y0 + BLOCK[1]
    gap = rng.choice([0.0, 0.0, 3.0, 8.0], (len(x0), 4)).T  # between neighbours; without one they share a wall
    sides = [
        shapely.box(x0, y0, x1 - gap[0], y0 + DEPTH),
        shapely.box(x1 - DEPTH, y0 + DEPTH + gap[1], x1, y1),
        shapely.box(x0 + gap[2], y1 - DEPTH, x1 - DEPTH - gap[2], y1),
        shapely.box(x0, y0 + DEPTH + gap[3], x0 + DEPTH, y1 - DEPTH),
    ]
    kept = rng.random((len(x0), 4)).T < EDGES / 4
    parts = np.concatenate([side[some] for side, some in zip(sides, kept, strict=True)])
    return shapely.transform(parts, _turned), blocks


def drives(fixes: int, units: int, blocks: tuple[int, int], seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(units, fixes / units) seconds, x and y: vehicles that drive along streets and turn at random, with the scatter
    of their receivers."""
    rng = np.random.default_rng(seed)
    each = fixes // units
    corners = int(each * INTERVAL * SPEED / pitch().min()) + 2
    at = rng.integers(0, np.array(blocks) + 1, (units, 2))
    heading = rng.integers(0, 4, units)
    steps = np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])
    way = np.empty((units, corners, 2))
    for number in range(corners):
        way[:, number] = at
        heading = (heading + rng.choice([0, 0, 0, 1, 3], units)) % 4
        out = ((at + steps[heading] < 0) | (at + steps[heading] > blocks)).any(axis=1)
        heading[out] = (heading[out] + 2) % 4
        at = at + steps[heading]
    way *= pitch()
    along = np.cumsum(np.hypot(*np.diff(way, axis=1).transpose(2, 0, 1)), axis=1)
    seconds = np.arange(each) * INTERVAL
    x, y = np.empty((2, units, each))
    for unit in range(units):
        for out, column in ((x, 0), (y, 1)):
            out[unit] = np.interp(seconds * SPEED, np.r_[0, along[unit]], way[unit, :, column])
    x, y = _turned(np.column_stack([x.ravel(), y.ravel()])).T + rng.normal(0, SCATTER, (2, x.size))
    return np.tile(seconds, units), x, y


def samples(count: int, blocks: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """About as many points of a square grid over the city."""
    width, height = pitch() * blocks
    cell = np.sqrt(width * height / count)
    x, y = np.meshgrid(np.arange(cell / 2, width, cell), np.arange(cell / 2, height, cell))
    return tuple(_turned(np.column_stack([x.ravel(), y.ravel()])).T)


def _turned(xy: np.ndarray) -> np.ndarray:
    return xy @ np.array([[np.cos(TURN), np.sin(TURN)], [-np.sin(TURN), np.cos(TURN)]])
