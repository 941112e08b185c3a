"""The cells that have a fix, found day by day."""

from dataclasses import dataclass

import numpy as np

from ..archive.day import Day, DaySource
from ..places.grid import Lattice
from ..progress import Progress, quiet
from ..provenance.fingerprint import fingerprint
from ..tracks.tracks import TrackRules, tracks_from_fixes
from .kept import Kept
from .workers import Workers


@dataclass(frozen=True)
class FixCells:
    """Cells of a lattice, (k,) columns and rows, of which no two are alike."""

    column: np.ndarray
    row: np.ndarray


@dataclass(frozen=True)
class Asked:
    """source: of the fixes; rules: to clean them; lattice: the cells."""

    source: DaySource
    rules: TrackRules
    lattice: Lattice


def cells_of_day(asked: Asked, day: Day, progress: Progress = quiet) -> FixCells:
    """The cells with a fix of a day that is kept when its tracks are made."""
    tracks, _ = tracks_from_fixes(asked.source.fixes(day), asked.rules, progress)
    return FixCells(*_distinct(*asked.lattice.cell_at(tracks.x, tracks.y)))


def cells_of_days(
    source: DaySource,
    rules: TrackRules,
    lattice: Lattice,
    kept: Kept | None,
    workers: Workers,
    progress: Progress = quiet,
) -> tuple[np.ndarray, np.ndarray]:
    """(k,) x and y of the centres of all cells with a fix of the source, in metres. kept: where the cells of days are
    kept; None for nowhere."""
    keys = [fingerprint("cells", rules, lattice, day.content) for day in source.days]
    found = {} if kept is None else {i: kept.load(key, FixCells) for i, key in enumerate(keys)}
    missing = [number for number in range(len(keys)) if found.get(number) is None]

    def done(number: int, cells: FixCells) -> None:
        found[missing[number]] = cells
        if kept is not None:
            kept.save(keys[missing[number]], cells)

    days = [source.days[number] for number in missing]
    workers.run(cells_of_day, Asked(source, rules, lattice), days, done, progress)
    columns, rows = (np.concatenate([getattr(each, name) for each in found.values()]) for name in ("column", "row"))
    return lattice.centres(*_distinct(columns, rows))


def _distinct(column: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    if not len(column):
        return column, row
    width = int(np.ptp(column)) + 1
    found = np.unique((row - row.min()) * width + column - column.min())
    return found % width + column.min(), found // width + row.min()
