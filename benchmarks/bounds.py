"""How often the true gap lies from gap_low to gap_high, and how far these are apart.

    scripts/bench bounds
    scripts/bench bounds --modes car --intervals 30 --errors 5 --units 1 --seeds 3

Units move second by second (movers.py): the gap of these ways is the truth. Then the fixes are thinned to one in 10, 30
or 60 s and scattered, and scored with their bounds. A row for each mode, interval and error: for each detection range
and time the share of places with the truth within the bounds, and their mean distance, among the places that the truth
or the thinned tracks have seen; then the lowest share by kind of place (anywhere, at a crossing, along a street). Exits
with 1 where a share is below 0.9.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from blindspot.benchmarks.movers import BLOCK, SIDE, STREETS, WHEN, fixes_every, way
from blindspot.engine.places.places import point_places
from blindspot.engine.score.bounds import gap_bounds, uncertainty
from blindspot.engine.score.detection import Detection, rates
from blindspot.engine.score.evidence import Evidence
from blindspot.engine.score.question import question_of
from blindspot.engine.score.score import gaps_alone
from blindspot.engine.timing.watch import Watch
from blindspot.engine.tracks.tracks import Tracks

MODES = ("foot", "park", "bicycle", "car", "road")
INTERVALS = (1, 10, 30, 60)
"""seconds"""
ERRORS = (0.0, 5.0, 10.0)
"""metres"""
DETECTION = ((25.0, 30.0), (50.0, 0.0), (50.0, 30.0), (50.0, 120.0), (100.0, 30.0))
"""metres, seconds"""
HOURS, REVISIT = 4, 3600.0
KINDS = ("anywhere", "crossing", "street")
ENOUGH = 0.9
ROUNDING = 1e-6


@dataclass(frozen=True)
class Calibration:
    """The share of places with the truth within the bounds: of all, and (3,) of each of KINDS; distance: the mean of
    gap_high - gap_low; off: the mean of |gap - truth|; places: how many count."""

    share: float
    by_kind: np.ndarray
    distance: float
    off: float
    places: int


def places_of(mode: str, seed: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """(n, 2) places in metres, and (n,) the indices of their KINDS."""
    rng = np.random.default_rng(seed)
    step = SIDE[mode] / 24
    anywhere = np.stack(np.meshgrid(*[np.arange(24) * step] * 2), -1).reshape(-1, 2) + rng.uniform(0, step, (576, 2))
    inner = np.arange(2, STREETS - 2)
    crossings = np.stack(np.meshgrid(inner, inner), -1).reshape(-1, 2) * BLOCK
    crossings = crossings + rng.uniform(-8, 8, crossings.shape)
    streets = rng.integers(1, STREETS - 2, (200, 2)) * BLOCK
    streets = streets + np.column_stack([rng.uniform(30, 60, 200), rng.uniform(-8, 8, 200)])
    turned = rng.random(200) < 0.5
    streets[turned] = streets[turned][:, ::-1]
    parts = [anywhere] if mode in ("park", "road") else [anywhere, crossings, streets]
    return np.concatenate(parts), np.repeat(np.arange(len(parts)), [len(part) for part in parts])


def evidence_of(tracks: Tracks, places: np.ndarray, reach: float, time: float, revisit: float = REVISIT) -> Evidence:
    """The evidence of a day without night. places: (n, 2) metres."""
    watch, units = Watch(0.0, 0.0, frozenset(range(7)), "UTC"), len(tracks.unit_names)
    question = question_of(np.sort(tracks.t), watch, revisit, WHEN, float(tracks.t.max())).question
    detection = Detection(np.full(units, reach), rates(np.full(units, time)), 0.0, tracks.usual_top_speeds)
    return Evidence(tracks, detection, point_places(*places.T), np.ones(len(places)), question, watch)


def calibrated(
    mode: str,
    ways: list[np.ndarray],
    interval: int,
    error: float,
    reach: float,
    time: float,
    seed: int = 0,
    correlated: bool = True,
    revisit: float = REVISIT,
) -> Calibration:
    """The bounds of the ways, thinned and scattered, against the truth. reach, time: of detection, metres and s."""
    places, kind = places_of(mode)
    truth = gaps_alone(evidence_of(fixes_every(ways, 1, 0.0, 0), places, reach, time, revisit))
    evidence = evidence_of(fixes_every(ways, interval, error, seed, correlated), places, reach, time, revisit)
    gap = gaps_alone(evidence)
    bounds = gap_bounds(evidence, gap, gap, uncertainty(evidence.tracks, error))
    seen = (truth < 0.999) | (gap < 0.999)
    within = (bounds.low <= truth + ROUNDING) & (truth <= bounds.high + ROUNDING)
    by_kind = np.array([within[seen & (kind == k)].mean() if (seen & (kind == k)).any() else np.nan for k in range(3)])
    distance, off = (bounds.high - bounds.low)[seen], np.abs(gap - truth)[seen]
    return Calibration(float(within[seen].mean()), by_kind, float(distance.mean()), float(off.mean()), int(seen.sum()))


def print_table(
    modes: Sequence[str],
    intervals: Sequence[int],
    errors: Sequence[float],
    units: int,
    seeds: int,
    correlated: bool,
    revisit: float,
) -> float:
    """Prints a row for each mode, interval and error. Returns the lowest share of places within their bounds."""
    heads = [f"{reach:g} m {time:g} s" for reach, time in DETECTION]
    print(
        f"{'mode':8}{'every':>6}{'error':>7}"
        + "".join(f"{head:>14}" for head in heads)
        + "".join(map("{:>10}".format, KINDS))
    )
    lowest = 1.0
    for mode in modes:
        ways = [[way(mode, HOURS * 3600, 1000 * seed + unit) for unit in range(units)] for seed in range(seeds)]
        for interval in intervals:
            for error in errors:
                cells, kinds = [], []
                for reach, time in DETECTION:
                    found = [
                        calibrated(mode, own, interval, error, reach, time, seed, correlated, revisit)
                        for seed, own in enumerate(ways)
                    ]
                    share, distance = (np.mean([getattr(one, name) for one in found]) for name in ("share", "distance"))
                    cells.append(f"{share:>8.3f} {distance:.3f}")
                    kinds.append(np.mean([one.by_kind for one in found], axis=0))
                    lowest = min(lowest, float(share))
                by_kind = "".join(f"{share:>10.3f}" for share in np.min(kinds, axis=0))
                print(f"{mode:8}{interval:>4} s{error:>5g} m" + "".join(cells) + by_kind, flush=True)
    return lowest


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--modes", nargs="+", choices=MODES, default=MODES)
    parser.add_argument("--intervals", nargs="+", type=int, default=INTERVALS, help="seconds from fix to fix")
    parser.add_argument("--errors", nargs="+", type=float, default=ERRORS, help="radius of 68 %% of the fixes, metres")
    parser.add_argument("--units", type=int, default=4)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--revisit", type=float, default=REVISIT, help="seconds")
    parser.add_argument("--independent", action="store_true", help="errors that are not correlated in time")
    given = parser.parse_args()
    lowest = print_table(
        *(given.modes, given.intervals, given.errors, given.units, given.seeds, not given.independent, given.revisit)
    )
    print(f"Lowest share of places with the true gap within the bounds: {lowest:.3f} (at least {ENOUGH})")
    return int(lowest < ENOUGH)


if __name__ == "__main__":
    raise SystemExit(main())
