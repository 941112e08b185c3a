"""Several files in a folder that are written together or not at all."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..engine.errors import UserError
from ..engine.language import tr

REPLACED = "replaced"
READ_AT_MOST = 40_000_000


def existing(folder: str, names: list[str]) -> dict[str, bytes | None]:
    """The files of these names that a folder has already, with their contents; None for what is no file, cannot be
    read or is too large to be a mission."""
    found: dict[str, bytes | None] = {}
    for name in names:
        path = Path(folder) / name
        if not os.path.lexists(path):
            continue
        try:
            sound = path.is_file() and not path.is_symlink() and path.stat().st_size <= READ_AT_MOST
            found[name] = path.read_bytes() if sound else None
        except OSError:
            found[name] = None
    return found


@dataclass(frozen=True)
class StagedFiles:
    """Files that lie complete in a temporary folder inside of their destination, until `install` moves them. made:
    folders that did not exist before, the outermost first."""

    folder: Path
    staging: Path
    made: tuple[Path, ...]

    @classmethod
    def written(cls, folder: str, files: Mapping[str, bytes]) -> "StagedFiles":
        """Writes files, by name, for a folder, which is made where it does not exist. Raises UserError where they
        cannot be written; nothing is left then."""
        goal, made = Path(folder), []
        try:
            for one in [*reversed(goal.parents), goal]:
                if not one.exists():
                    one.mkdir()
                    made.append(one)
            staging = Path(tempfile.mkdtemp(prefix=".blindspot-", dir=goal))
        except OSError as error:
            _remove(made)
            raise _not_written(folder, error) from error
        staged = cls(goal, staging, tuple(made))
        try:
            for name, data in files.items():
                (staging / name).write_bytes(data)
        except OSError as error:
            staged.discard()
            raise _not_written(folder, error) from error
        return staged

    def final(self, text: str) -> str:
        """An error message with the destination instead of the temporary folder."""
        return text.replace(str(self.staging), str(self.folder))

    def install(self) -> None:
        """Moves all files to the folder. Raises UserError where one cannot be moved; the folder is then as before."""
        kept, moved = self.staging / REPLACED, []

        def move(source: Path, goal: Path) -> None:
            os.replace(source, goal)
            moved.append((source, goal))

        try:
            files = sorted(file for file in self.staging.iterdir() if file.is_file())
            kept.mkdir()
            for file in files:
                goal = self.folder / file.name
                if os.path.lexists(goal):
                    move(goal, kept / file.name)
                move(file, goal)
        except OSError as error:
            for source, goal in reversed(moved):
                os.replace(goal, source)
            self.discard()
            raise _not_written(str(self.folder), error) from error
        shutil.rmtree(self.staging, ignore_errors=True)

    def discard(self) -> None:
        """Deletes what was written and not moved, and the folders that were made for it."""
        shutil.rmtree(self.staging, ignore_errors=True)
        _remove(self.made)


def _remove(made) -> None:
    for folder in reversed(made):
        try:
            folder.rmdir()  # only an empty one
        except OSError:
            return


def _not_written(folder: str, error: OSError) -> UserError:
    return UserError(
        tr(
            "The missions could not be written to {folder}: {reason}. No file there has been changed. Choose another "
            "FOLDER.",
            folder=folder,
            reason=error.strerror,
        )
    )
