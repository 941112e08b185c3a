"""Checks that files can be written."""

import tempfile
from pathlib import Path

from ..engine.errors import UserError
from ..engine.language import tr


def check_writable(path: str, name: str) -> None:
    """Raises UserError where a file cannot be opened for writing. name: of the output, for the message. An existing
    file is left unchanged. GDAL's virtual files (/vsimem/ and so on) are not checked."""
    if path.startswith("/vsi"):
        return
    file = Path(path)
    existed = file.exists()
    try:
        with file.open("ab"):
            pass
    except OSError as error:
        raise UserError(
            tr(
                "{name} could not be written to {path}: {reason}. Check that the folder exists, and that the "
                "file is not open in another program. Choose another file, or first remove its layer.",
                name=name,
                path=path,
                reason=error.strerror,
            )
        ) from error
    if not existed:
        file.unlink()


def is_writable_folder(folder: Path) -> bool:
    """Whether files can be written to a folder, which is made where there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
