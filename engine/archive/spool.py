"""Rows on their way to the days of an archive: kept in files, one a day, so that the memory does not depend on how many
there are."""

import struct
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from .rows import NUMBERS, Rows

HEADER = struct.Struct("<qB")
"""How many rows a block has, and which of NUMBERS as bits."""
FIXED = (("x", "<f8"), ("y", "<f8"), ("t", "<f8"), ("unit", "<i4"), ("source_id", "<i8"))


@dataclass
class Spool:
    """folder: for the files; codes: of the names of units, over all days."""

    folder: Path
    codes: dict[str, int] = field(default_factory=dict)

    def add(self, rows: Rows, day: np.ndarray) -> None:
        """Keeps rows. day: (n,) the number of the local day of each."""
        if not len(rows):
            return
        code = np.array([self.codes.setdefault(name, len(self.codes)) for name in rows.unit_names], "<i4")
        rows = Rows(rows.x, rows.y, rows.t, code[rows.unit], rows.source_id, (), *(getattr(rows, n) for n in NUMBERS))
        order = slice(None) if np.all(day[1:] >= day[:-1]) else np.argsort(day, kind="stable")
        rows, day = (rows if isinstance(order, slice) else rows.take(order)), day[order]
        starts = np.flatnonzero(np.r_[True, day[1:] != day[:-1]]).tolist()
        for start, end in zip(starts, [*starts[1:], len(day)], strict=True):
            self._append(rows, slice(start, end), int(day[start]))

    def days(self) -> list[int]:
        """The numbers of all days that have rows, rising."""
        return sorted(int(path.stem) for path in self.folder.glob("*.rows"))

    def size(self, day: int) -> int:
        """Bytes of a day."""
        return self._path(day).stat().st_size

    def take(self, day: int) -> list[Rows]:
        """The rows of a day as blocks, in the order in which they came; names of units are sorted."""
        names = list(self.codes)
        by_name = np.argsort(np.array(names, object), kind="stable")
        rank = np.empty(len(names), np.int32)
        rank[by_name] = np.arange(len(names))
        unit_names = tuple(names[index] for index in by_name.tolist())
        blocks = []
        with self._path(day).open("rb") as file:
            while header := file.read(HEADER.size):
                count, flags = HEADER.unpack(header)
                kinds = FIXED + tuple((name, "<f8") for bit, name in enumerate(NUMBERS) if flags >> bit & 1)
                columns = {name: np.fromfile(file, kind, count) for name, kind in kinds}
                columns["unit"] = rank[columns["unit"]]
                blocks.append(Rows(**columns, unit_names=unit_names))
        return blocks

    def drop(self, day: int) -> None:
        """Deletes the rows of a day."""
        self._path(day).unlink()

    def _append(self, rows: Rows, index: slice, day: int) -> None:
        given = [name for name in NUMBERS if getattr(rows, name) is not None]
        flags = sum(1 << NUMBERS.index(name) for name in given)
        with self._path(day).open("ab") as file:
            file.write(HEADER.pack(len(rows.t[index]), flags))
            for name, kind in (*FIXED, *((name, "<f8") for name in given)):
                file.write(np.ascontiguousarray(getattr(rows, name)[index], kind).data)

    def _path(self, day: int) -> Path:
        return self.folder / f"{day}.rows"
