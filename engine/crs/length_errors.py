"""How much lengths in a projection differ from those on the ground, wherever there are positions."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..language import tr, tr_plural
from ..text import listed

CELL = 1e5  # m; the scale of a projection hardly changes within
MOST_CELLS = 100_000  # counted in an array; among more, those in use are sorted
CHUNK = 250_000  # positions processed at once
STEP = 100.0  # m, over which the scale is measured
MAX_DISTORTION = 0.01  # relative error of lengths; above it, a projection is not true to scale
APART = 1e6  # m between two places that are named
MOST_NAMED = 3
MOST_SHOWN = 10.0  # relative error; a larger one is given as more than this
A, E2 = 6_378_137.0, 6.694379990141317e-3  # WGS 84: semi-major axis in m, squared eccentricity


@dataclass(frozen=True)
class Samples:
    """k places where the positions lie: x, y: (k,) metres in the projection; count: (k,) positions; of: (n,) the place
    of each position, empty where it was not asked for."""

    x: np.ndarray
    y: np.ndarray
    count: np.ndarray
    of: np.ndarray

    @property
    def steps(self) -> tuple[np.ndarray, np.ndarray]:
        """x, y: (3k,) the places, then STEP east and STEP north of them, to be transformed to longitude, latitude."""
        return np.r_[self.x, self.x + STEP, self.x], np.r_[self.y, self.y, self.y + STEP]


@dataclass(frozen=True)
class LengthErrors:
    """The relative errors of lengths, at (k,) samples: error: of the worst direction, above 0 where lengths come out
    too long; lon, lat: degrees."""

    samples: Samples
    error: np.ndarray
    lon: np.ndarray
    lat: np.ndarray

    @property
    def worst(self) -> float:
        return float(np.abs(self.error).max(initial=0.0))

    @property
    def any_wrong(self) -> bool:
        """Whether lengths are wrong by more than MAX_DISTORTION anywhere."""
        return self.worst > MAX_DISTORTION

    @property
    def wrong(self) -> np.ndarray:
        """(n,) whether lengths at each position are wrong by more than MAX_DISTORTION."""
        return (np.abs(self.error) > MAX_DISTORTION)[self.samples.of]

    def places(self) -> list[int]:
        """The samples to name: the worst ones, far from each other."""
        chosen: list[int] = []
        for i in np.argsort(-np.abs(self.error), kind="stable").tolist():
            if abs(self.error[i]) <= MAX_DISTORTION or len(chosen) == MOST_NAMED:
                break
            away = [
                np.hypot(self.samples.x[i] - self.samples.x[j], self.samples.y[i] - self.samples.y[j]) for j in chosen
            ]
            if min(away, default=np.inf) >= APART:
                chosen.append(i)
        return chosen


def errors_where(x: np.ndarray, y: np.ndarray, to_degrees: Callable) -> LengthErrors:
    """The errors wherever there are positions. x, y: (n,) finite metres; to_degrees: x, y to longitude, latitude.

    The middles of cells tell whether lengths are true; only if they may be wrong, every position is looked at.
    """
    rough = cells_of(x, y)
    errors = length_errors(rough, *to_degrees(*rough.steps))
    if errors.worst <= MAX_DISTORTION / 2:
        return errors
    samples = samples_of(x, y)
    return length_errors(samples, *to_degrees(*samples.steps))


def cells_of(x: np.ndarray, y: np.ndarray) -> Samples:
    """The middle of each cell of CELL metres with positions, without telling which position lies in which. x, y: (n,)
    finite metres."""
    nothing = np.zeros(0, int)
    if not len(x):
        return Samples(x, y, nothing, nothing)
    west, east, south, north = x.min(), x.max(), y.min(), y.max()
    if max(east - west, north - south) <= CELL:
        middle = np.array([(west + east) / 2]), np.array([(south + north) / 2])
        return Samples(*middle, np.array([len(x)]), np.broadcast_to(np.int8(0), len(x)))
    columns, rows = int((east - west) // CELL) + 1, int((north - south) // CELL) + 1
    if columns * rows > MOST_CELLS:
        return samples_of(x, y)
    count = np.zeros(columns * rows, np.int64)
    for start in range(0, len(x), CHUNK):
        some = slice(start, start + CHUNK)
        column = ((x[some] - west) * (1 / CELL)).astype(np.int32)
        row = ((y[some] - south) * (1 / CELL)).astype(np.int32)
        count += np.bincount(
            np.minimum(row, rows - 1) * columns + np.minimum(column, columns - 1), minlength=len(count)
        )
    used = np.flatnonzero(count)
    middle = west + (used % columns + 0.5) * CELL, south + (used // columns + 0.5) * CELL
    return Samples(*middle, count[used], nothing)


def samples_of(x: np.ndarray, y: np.ndarray) -> Samples:
    """The mean position in each cell of CELL metres. x, y: (n,) finite metres."""
    column, row = (np.floor((values - values.min(initial=0.0)) / CELL) for values in (x, y))
    _, of, count = np.unique(row * (column.max(initial=0.0) + 1) + column, return_inverse=True, return_counts=True)
    of = of.reshape(-1)  # NumPy 2.0 gave it another shape
    return Samples(np.bincount(of, x) / count, np.bincount(of, y) / count, count, of)


def length_errors(samples: Samples, lon: np.ndarray, lat: np.ndarray) -> LengthErrors:
    """The errors at the samples. lon, lat: (3k,) degrees of `samples.steps`.

    The ground lengths of the two steps make the matrix from the map to the ground; its singular values are the axes of
    Tissot's ellipse (Snyder, Map Projections: A Working Manual, 1987, p. 20-26). Samples without a finite
    longitude and latitude are off by infinity.
    """
    lon, lat = np.reshape(lon, (3, -1)), np.reshape(lat, (3, -1))
    sine = np.sin(np.radians(lat[0]))
    prime = A / np.sqrt(1 - E2 * sine**2)
    meridian = prime * (1 - E2) / (1 - E2 * sine**2)
    east = np.radians((lon[1:] - lon[0] + 180) % 360 - 180) * prime * np.cos(np.radians(lat[0]))
    north = np.radians(lat[1:] - lat[0]) * meridian
    ground = np.stack([east, north]).transpose(2, 0, 1) / STEP
    known = np.isfinite(ground).all(axis=(1, 2))
    axes = np.ones((len(known), 2))
    if known.any():
        axes[known] = np.linalg.svd(ground[known], compute_uv=False)
    with np.errstate(divide="ignore"):
        longest, shortest = 1 / axes[:, 1] - 1, 1 / axes[:, 0] - 1
    error = np.where(np.abs(longest) >= np.abs(shortest), longest, shortest)
    return LengthErrors(samples, np.where(known, error, np.inf), lon[0], lat[0])


def length_errors_text(errors: LengthErrors, what: str, units: list[str]) -> str:
    """The sentence for the log; what: the positions, such as fixes; units: the names of those that lie where lengths
    are wrong."""
    if not errors.any_wrong:
        return tr(
            "Lengths are true within {worst:.2g} % wherever there are {what}.", worst=errors.worst * 100, what=what
        )
    wrong, total = int(errors.wrong.sum()), int(errors.samples.count.sum())
    places = tr("; ").join(
        tr(
            "{percent} around latitude {lat:.1f}, longitude {lon:.1f}",
            percent=_percent(errors.error[i]),
            lat=errors.lat[i],
            lon=errors.lon[i],
        )
        for i in errors.places()
    )
    named = ""
    if any(units):
        names = listed(units, MOST_NAMED)
        named = tr_plural(" of the unit {names}", " of the units {names}", len(units), names=names)
    return tr(
        "Lengths are wrong by more than 1 % at {wrong:,} of {total:,} {what}{named}: {places}. The data lie too far "
        "apart for one projection; distances, speeds and ranges there are wrong by as much. Run each area by itself.",
        wrong=wrong,
        total=total,
        what=what,
        named=named,
        places=places,
    )


def _percent(error: float) -> str:
    """Such as: up to 61 % too long."""
    if error > MOST_SHOWN:
        return tr("more than {most_shown:.0f} times too long", most_shown=MOST_SHOWN)
    if error > 0:
        return tr("up to {error:.0f} % too long", error=error * 100)
    return tr("up to {error:.0f} % too short", error=-error * 100)
