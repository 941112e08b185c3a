"""Fixes of walking units, for the tests of archives."""

from pathlib import Path

import numpy as np

from blindspot.engine.archive.dataset import Archive
from blindspot.engine.archive.writing import ArchiveWriter, Written
from blindspot.engine.tracks.fixes import Fixes

HELSINKI, UTM_35 = "Europe/Helsinki", "EPSG:32635"
START = 1_767_218_400.0  # 2026-01-01 00:00 in Helsinki
COLUMNS = ("x", "y", "t", "unit", "row")


def walks(t: np.ndarray, units: int = 2, seed: int = 0, names: tuple[str, ...] = ()) -> Fixes:
    """Each unit has a fix at each time, in an order that is not that of time or unit."""
    rng = np.random.default_rng(seed)
    t = np.asarray(t, float)
    code, at = np.repeat(np.arange(units), len(t)), np.tile(t, units)
    order = rng.permutation(len(at))
    x, y = 500_000 + rng.normal(0, 300, len(at)), 6_600_000 + rng.normal(0, 300, len(at))
    names = names or tuple(f"U{i}" for i in range(units))
    return Fixes(x, y, at[order], code[order], np.arange(len(at)) + 10, names)


def some(fixes: Fixes, index) -> Fixes:
    columns = [getattr(fixes, name)[index] for name in COLUMNS]
    return Fixes(*columns, fixes.unit_names, None if fixes.accuracy is None else fixes.accuracy[index])


def write(folder, *parts: Fixes, replace: bool = False, timezone: str = HELSINKI, **numbers) -> Written:
    with ArchiveWriter(str(folder), UTM_35, timezone) as writer:
        for part in parts:
            writer.add(part, **numbers)
        return writer.commit(replace=replace)


def table(*parts: Fixes) -> list[tuple]:
    """All rows, sorted: the values themselves, to the last bit."""
    rows = []
    for part in parts:
        names = [part.unit_names[code] for code in part.unit]
        columns = (part.x, part.y, part.t, part.row)
        rows += zip(names, *(column.tolist() for column in columns), strict=True)
    return sorted(rows)


def read(folder) -> list[tuple]:
    archive = Archive.open(str(folder))
    return table(*(archive.fixes(day) for day in archive.days))


def files(folder) -> dict[str, tuple[int, bytes]]:
    """Each file of a day, with its inode, which another file would not have, and its content."""
    found = Path(folder).glob("date=*/*")
    return {path.parent.name: (path.stat().st_ino, path.read_bytes()) for path in found}
