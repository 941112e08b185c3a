"""Patrols for tests of slices: units that walk, stand for hours, fall silent and cross midnight, at any hour."""

from dataclasses import dataclass

import numpy as np

from blindspot.engine.timing.timezones import localize
from blindspot.engine.timing.watch import Watch
from blindspot.engine.tracks.fixes import Fixes

NIGHT = Watch(22 * 3600.0, 5 * 3600.0, timezone="Europe/Helsinki")


@dataclass(frozen=True)
class Patrols:
    """n fixes: x, y in metres, t in seconds since the epoch, unit codes into names."""

    x: np.ndarray
    y: np.ndarray
    t: np.ndarray
    unit: np.ndarray
    names: tuple[str, ...]

    def take(self, index: np.ndarray) -> "Patrols":
        return Patrols(self.x[index], self.y[index], self.t[index], self.unit[index], self.names)

    def fixes(self, since: float = -np.inf, until: float = np.inf) -> Fixes:
        """Those from `since` to `until`; the units are those that have any, as in a file of these alone."""
        some = np.flatnonzero((self.t >= since) & (self.t <= until))
        codes, unit = np.unique(self.unit[some], return_inverse=True)
        names = tuple(self.names[code] for code in codes)
        return Fixes(self.x[some], self.y[some], self.t[some], unit, some, names)


def patrols(seed: int, days: int, units: int = 6, start: str = "2026-02-03") -> Patrols:
    """Units of all kinds: walking, standing still for a night and a day, with silences of 5 min to 5 h."""
    rng = np.random.default_rng(seed)
    begin = float(localize(np.array([np.datetime64(start, "s").astype(float)]), "Europe/Helsinki").seconds[0])
    columns = []
    for unit in range(units):
        step = rng.choice([20.0, 60.0, 240.0])
        t = begin + np.cumsum(rng.uniform(0.5, 1.5, int(days * 86400 / step)) * step)
        stands = unit % 3 == 2
        speed = 0.0 if stands else rng.uniform(0.3, 1.5)
        heading = np.cumsum(rng.normal(0, 0.4, len(t)))
        moved = speed * np.diff(t, prepend=t[0])
        x, y = (
            np.abs((np.cumsum(way * moved) + rng.uniform(0, 900)) % 1800 - 900) - 450
            for way in (np.cos(heading), np.sin(heading))
        )
        silent = np.zeros(len(t), bool)
        for _ in range(days * 6):
            since = rng.uniform(t[0], t[-1])
            silent |= (t > since) & (t < since + rng.choice([300.0, 900.0, 2400.0, 3500.0, 18000.0]))
        columns.append(np.stack([x, y, t, np.full(len(t), unit)])[:, ~silent])
    x, y, t, unit = np.concatenate(columns, axis=1)
    return Patrols(x, y, t, unit.astype(int), tuple(f"unit {i}" for i in range(units)))
