"""The lock of an archive: one run writes to it at a time. It is the operating system's, so it ends with the process."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from .. import file_lock
from ..errors import UserError
from ..language import tr
from ..progress import Progress, quiet

FILE = ".lock"
"""It stays in the archive: if it were deleted, two runs could hold locks on two files of the same name."""


@dataclass
class ArchiveLock:
    """folder: of the archive; wait: how long to wait for another run, in seconds; progress: called while waiting, so
    that the user can cancel."""

    folder: Path
    wait: float = 0.0
    progress: Progress = quiet
    handle: int = field(default=-1, init=False)

    def acquire(self) -> None:
        """Raises UserError where another run holds the lock for longer than `wait`, or the folder cannot be locked."""
        try:
            handle = os.open(self.folder / FILE, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise self._no_lock(error) from None
        try:
            if not file_lock.lock(handle, self.wait, self.progress):
                raise UserError(
                    tr(
                        "Another run is writing to the archive {folder}. Wait until it has ended, then run this again.",
                        folder=self.folder,
                    )
                )
        except OSError as error:
            os.close(handle)
            raise self._no_lock(error) from None
        except BaseException:
            os.close(handle)
            raise
        self.handle = handle

    def release(self) -> None:
        if self.handle >= 0:
            handle, self.handle = self.handle, -1
            file_lock.close(handle)

    def _no_lock(self, error: OSError) -> UserError:
        return UserError(
            tr(
                "The archive {folder} cannot be locked for writing: {reason}. Choose a folder that you can write to, "
                "on a disk of this computer.",
                folder=self.folder,
                reason=error.strerror,
            )
        )
