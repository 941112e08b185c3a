"""rejected/: the rows of a source that could not be used, in a file for each source.

Columns: source (name of the file), source_id (int64), unit, time (timestamp[us, UTC], null where there is none),
reason, x and y as read (double, null where there is none), crs (of x and y).
"""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..provenance.content import content_hash
from .arrow_library import arrow
from .day_file import TICKS

FOLDER = "rejected"
UNFIT = re.compile(r"[^\w.-]+")
"""Characters that a name of a file should not have."""
FARTHEST = 9e12
"""s since the epoch; a later time does not fit into microseconds."""


@dataclass(frozen=True)
class RejectedRows:
    """n rows of one source that could not be used.

    source: the name of the file; crs: of x and y, as read, (n,), NaN where there is no position; t: (n,) s since the
    epoch, NaN where there is none; unit: (n,) codes into unit_names; source_id: (n,); reason: (n,) texts.
    """

    source: str
    crs: str
    x: np.ndarray
    y: np.ndarray
    t: np.ndarray
    unit: np.ndarray
    unit_names: tuple[str, ...]
    source_id: np.ndarray
    reason: np.ndarray

    def __len__(self) -> int:
        return len(self.source_id)

    @property
    def file(self) -> str:
        """A name for the file that depends on nothing but the source and the rows: the same source read again gives the
        same file."""
        rows = (self.x, self.y, self.t, self.unit, self.unit_names, self.source_id, self.reason)
        return f"{UNFIT.sub('_', self.source)[:60]}-{content_hash(*rows)[:12]}.parquet"

    def write(self, path: Path) -> None:
        pa = arrow()
        known = np.abs(self.t) < FARTHEST  # not so where NaN
        ticks = np.rint(np.where(known, self.t, 0.0) * TICKS).astype(np.int64)
        names = np.array(self.unit_names, object)
        table = pa.table(
            {
                "source": pa.array([self.source] * len(self), pa.string()),
                "source_id": pa.array(self.source_id.astype(np.int64)),
                "unit": pa.array(names[self.unit], pa.string()),
                "time": pa.array(ticks, mask=~known).cast(pa.timestamp("us", "UTC")),
                "reason": pa.array(self.reason.tolist(), pa.string()),
                "x": pa.array(self.x, mask=np.isnan(self.x)),
                "y": pa.array(self.y, mask=np.isnan(self.y)),
                "crs": pa.array([self.crs] * len(self), pa.string()),
            }
        )
        pa.parquet.write_table(table, path, compression="zstd")
