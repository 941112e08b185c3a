"""Partial results that are kept in a folder, so that a later run need not compute them again.

A result is a dataclass of arrays, numbers and texts; each is a file of its own, whose name is the fingerprint of all
that it depends on. A file is written beside its place and then moved there, so it is whole or not there at all, also
where a run is killed, and two runs that write the same file write the same. A file that cannot be read is as one that
is not there.
"""

import json
import os
import time
import zipfile
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_args
from uuid import uuid4

import numpy as np

from ..errors import UserError
from ..language import tr

ABOUT = "about"
KEY = "its key"
"""The name under which a file has its own key, so that a copy under another name is not taken for it."""
UNUSED = 100 * 86400.0
"""Seconds after which a file that no run has used is deleted."""


class Kept:
    """A folder of partial results."""

    def __init__(self, folder: str | Path):
        self.folder = Path(folder)

    def path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.npz"

    def load(self, key: str, kind: type):
        """The result with a key, of a dataclass `kind`; None where there is none that can be read."""
        path = self.path(key)
        try:
            with np.load(path, allow_pickle=False) as file:
                columns = {name: file[name] for name in file.files}
            os.utime(path)
            about = json.loads(str(columns[ABOUT]))
            return _made(kind, columns, about, "") if about.pop(KEY) == key else None
        except (OSError, ValueError, KeyError, TypeError, StopIteration, EOFError, zipfile.BadZipFile):
            return None

    def has(self, key: str) -> bool:
        """Whether there is a file with the key, which may turn out to be damaged."""
        return self.path(key).exists()

    def save(self, key: str, result) -> None:
        """Keeps a result. Raises UserError where it cannot be written."""
        path = self.path(key)
        arrays, about = {}, {KEY: key}
        _collect(result, "", arrays, about)
        staged = path.with_name(f".{uuid4().hex}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with staged.open("wb") as file:
                np.savez(file, **{ABOUT: np.array(json.dumps(about))}, **arrays)
            os.replace(staged, path)
        except OSError as error:
            raise UserError(
                tr(
                    "Partial results could not be written to {folder}: {reason}. Make room on the disk, or choose "
                    "another folder as PARTIALS.",
                    folder=self.folder,
                    reason=error.strerror,
                )
            ) from error
        finally:
            staged.unlink(missing_ok=True)

    def clean(self) -> None:
        """Deletes what runs that were killed have left, and what has not been used for long."""
        now = time.time()
        for path in (*self.folder.glob("*/.*.part"), *self.folder.glob("*/*.npz")):
            try:
                age = now - path.stat().st_mtime
                if age > (UNUSED if path.suffix == ".npz" else UNUSED / 100):
                    path.unlink()
            except OSError:
                continue  # another run was faster, or the file is in use


def _collect(value, name: str, arrays: dict[str, np.ndarray], about: dict) -> None:
    if is_dataclass(value):
        for each in fields(value):
            _collect(getattr(value, each.name), f"{name}.{each.name}" if name else each.name, arrays, about)
    elif isinstance(value, np.ndarray):
        arrays[name] = value
    else:
        about[name] = value


def _made(kind: type, arrays: dict[str, np.ndarray], about: dict, name: str):
    values = {}
    for each in fields(kind):
        own = f"{name}.{each.name}" if name else each.name
        if own in arrays:
            values[each.name] = arrays[own]
        elif own in about:
            values[each.name] = tuple(about[own]) if isinstance(about[own], list) else about[own]
        else:  # a dataclass, which may be None as well
            inner = next(one for one in (*get_args(each.type), each.type) if is_dataclass(one))
            values[each.name] = _made(inner, arrays, about, own)
    return kind(**values)
