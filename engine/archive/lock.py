"""The lock of an archive: one run writes to it at a time. It is the operating system's, so it ends with the process."""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import UserError
from ..language import tr
from ..progress import Progress, quiet

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None
    import msvcrt

FILE = ".lock"
"""It stays in the archive: if it were deleted, two runs could hold locks on two files of the same name."""
STEP = 0.1
"""Seconds between two attempts."""


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
        until = time.monotonic() + self.wait
        try:
            handle = os.open(self.folder / FILE, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise self._no_lock(error) from None
        try:
            while not self._taken(handle):
                if time.monotonic() >= until:
                    raise UserError(
                        tr(
                            "Another run is writing to the archive {folder}. Wait until it has ended, then run this "
                            "again.",
                            folder=self.folder,
                        )
                    )
                self.progress(0.0)
                time.sleep(STEP)
        except BaseException:
            os.close(handle)
            raise
        self.handle = handle

    def release(self) -> None:
        if self.handle >= 0:
            handle, self.handle = self.handle, -1
            if fcntl is None:
                os.lseek(handle, 0, os.SEEK_SET)
                msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
            os.close(handle)

    def _taken(self, handle: int) -> bool:
        """Whether the lock is ours now; False where another process has it."""
        try:
            if fcntl is None:
                os.lseek(handle, 0, os.SEEK_SET)
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except (BlockingIOError, PermissionError):
            return False
        except OSError as error:
            raise self._no_lock(error) from None

    def _no_lock(self, error: OSError) -> UserError:
        return UserError(
            tr(
                "The archive {folder} cannot be locked for writing: {reason}. Choose a folder that you can write to, "
                "on a disk of this computer.",
                folder=self.folder,
                reason=error.strerror,
            )
        )
