"""Exclusive locks on open files. They are the operating system's, so they end with the process."""

import os
import time

from .progress import Progress, quiet

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None
    import msvcrt

STEP = 0.1
"""Seconds between two attempts."""


def lock(handle: int, wait: float = 0.0, progress: Progress = quiet, at: int = 0) -> bool:
    """Locks an open file. Returns whether it is ours; False where another process holds it for longer than `wait`
    seconds. progress: called while waiting, so that the user can cancel; at: the byte that Windows locks, less than
    2 GiB, which may lie behind the end of the file: no other process can read it. Raises OSError where the disk has no
    locks."""
    until = time.monotonic() + wait
    while not _taken(handle, at):
        if time.monotonic() >= until:
            return False
        progress(0.0)
        time.sleep(STEP)
    return True


def close(handle: int, at: int = 0) -> None:
    """Closes a file that `lock` has locked, which ends the lock."""
    if fcntl is None:
        os.lseek(handle, at, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
    os.close(handle)


def _taken(handle: int, at: int) -> bool:
    try:
        if fcntl is None:
            os.lseek(handle, at, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except (BlockingIOError, PermissionError):
        return False
