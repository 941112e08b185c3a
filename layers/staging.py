"""Files that are written in a folder of their own beside their destination, and moved there once they are complete."""

import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ..engine.errors import UserError
from ..engine.language import tr

NOT_A_PLAIN_FILE = re.compile(r"^(.{3,}?:|/vsi)|\|")  # a provider, a URL, a virtual file of GDAL, or a layer of a file
REPLACED = "replaced"
SIDECAR = ".provenance.json"
"""Follows the name of a file: the record of the run that made it."""
SEVERAL_TABLES = (".sqlite", ".db", ".gdb")
"""Files of several tables whose records lie beside them."""

# Files that may lie beside a data set and that belong to it, by its suffix. They replace the suffix, or follow it. The
# .prj beside a .csv is not among them: it may belong to a shapefile of the same name.
SIDE_FILES = {
    ".shp": (".shx", ".dbf", ".prj", ".cpg", ".qix", ".qpj", ".sbn", ".sbx", ".idm", ".ind"),
    ".tab": (".dat", ".map", ".id", ".ind"),
    ".mif": (".mid",),
    ".gml": (".xsd", ".gfs"),
    ".csv": (".csvt",),
}
APPENDED = {
    ".gpkg": ("-wal", "-shm", "-journal"),
    ".sqlite": ("-wal", "-shm", "-journal"),
    ".tif": (".aux.xml", ".ovr", ".msk"),
    ".tiff": (".aux.xml", ".ovr", ".msk"),
}
STYLED = (".shp", ".fgb", ".geojson", ".json", ".gml", ".kml", ".tab", ".tif", ".tiff")
"""Files whose style lies beside them, with the ending .qml. Files of one name share it."""
STYLE_OWNER = re.compile(r"<!-- Written by Blindspot with (.+?): replaced with it\. -->")
"""At the end of a .qml file that was written with an output. QGIS leaves it out when the user saves the style."""
NO_HYPHENS = "-&#45;"
"""Stands for two hyphens, which a comment in XML may not hold."""


@dataclass(frozen=True)
class StagedFile:
    """An output file that is being written. given: its destination, as given by the user; folder: a temporary folder on
    the same disk, in which the file is written under its own name.

    Until `install` is called, an older file at the destination is unchanged.
    """

    given: str
    folder: Path

    @classmethod
    def beside(cls, destination: str) -> "StagedFile | None":
        """A staged file for a destination. None where the destination is not a file of its own (a database, a memory
        layer, a device) or its folder does not exist; it is then written directly. Raises UserError where an older file
        cannot be replaced."""
        if not destination or NOT_A_PLAIN_FILE.search(destination):
            return None
        target = Path(destination)
        if os.path.lexists(target) and not target.is_file():
            return None
        try:
            folder = Path(tempfile.mkdtemp(prefix=".blindspot-", dir=target.parent))
        except OSError:
            return None
        staged = cls(destination, folder)
        if target.is_file():
            try:
                os.rename(target, target)  # fails on Windows while another program has the file open
                if not os.access(target, os.W_OK):
                    raise PermissionError(None, tr("it is write-protected"))
            except OSError as error:
                staged.discard()
                raise UserError(_not_replaced(destination, error)) from error
        return staged

    @property
    def path(self) -> str:
        """Where the file is written."""
        return str(self.folder / Path(self.given).name)

    def final(self, text: str) -> str:
        """A text such as a layer's identifier or an error message, with the destination instead of `path`."""
        for written in (self.path, Path(self.path).as_posix()):
            text = text.replace(written, self.given)
        return text

    def install(self) -> None:
        """Moves what was written to the destination, and removes an older file with its side files. Raises UserError
        where this is not possible; the older files are then as they were, and the new ones are deleted."""
        target, kept, moved = Path(self.given), self.folder / REPLACED, []
        written = sorted(self.folder.iterdir(), key=lambda file: file.name == target.name)  # the main file last
        goals = [target.parent / file.name for file in written]

        def move(source: Path, goal: Path) -> None:
            os.replace(source, goal)
            moved.append((source, goal))

        try:
            kept.mkdir()
            for file, goal in zip(written, goals, strict=True):
                if goal.is_file():
                    shutil.copymode(goal, file)
            older = {*_side_files(target), *goals[:-1]} if goals else set()
            for file in older:
                if os.path.lexists(file):
                    move(file, kept / file.name)
            for file, goal in zip(written, goals, strict=True):
                move(file, goal)
        except OSError as error:
            for source, goal in reversed(moved):
                os.replace(goal, source)
            raise UserError(_not_replaced(self.given, error)) from error
        finally:
            self.discard()

    def discard(self) -> None:
        """Deletes what was written and not installed."""
        shutil.rmtree(self.folder, ignore_errors=True)


def style_mark(name: str) -> str:
    """What follows a style that is written with an output. name: of its file."""
    return f"<!-- Written by Blindspot with {name.replace('--', NO_HYPHENS)}: replaced with it. -->\n"


def style_owner(target: Path) -> str:
    """Whose style lies beside a file: the name of a file that it was written with by us, such as that of the target; a
    question mark where the user has saved it; empty where there is none."""
    try:
        text = target.with_suffix(".qml").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    found = STYLE_OWNER.search(text[-1000:])
    if found is None:
        return "?"
    owner = target.parent / found[1].replace(NO_HYPHENS, "--")
    if not owner.exists() or (target.exists() and owner.samefile(target)):  # it may differ in upper and lower case
        return target.name
    return owner.name


def _side_files(target: Path) -> list[Path]:
    """Files that may lie beside a data set and belong to it."""
    suffix = target.suffix.lower()
    found = [
        *(target.with_suffix(other) for other in SIDE_FILES.get(suffix, ())),
        *(target.with_name(target.name + end) for end in (*APPENDED.get(suffix, ()), SIDECAR)),
    ]
    if suffix in SEVERAL_TABLES and target.parent.is_dir():
        start = f"{target.name}."
        found += [one for one in target.parent.iterdir() if one.name.startswith(start) and one.name.endswith(SIDECAR)]
    if suffix in STYLED and style_owner(target) == target.name:
        found.append(target.with_suffix(".qml"))
    others = (target.with_suffix(other) for other in STYLED if other != suffix)
    if suffix in STYLED and not any(other.exists() for other in others):
        found.append(target.with_suffix(".qmd"))  # of QGIS: what the user wrote about the older file
    return found


def _not_replaced(destination: str, error: OSError) -> str:
    return tr(
        "{destination} could not be replaced: {reason}. It is unchanged. Close it in other programs, remove "
        "its layer from the project, or choose another file.",
        destination=destination,
        reason=error.strerror,
    )
