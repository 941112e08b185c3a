"""A page for the public: unlike a report, it does not hold the record of its run."""

from pathlib import Path

from ...engine.errors import UserError
from ..base import tr
from ..run import Run


def write_public_file(run: Run, name: str, path: str, data: bytes) -> None:
    """Writes a file that is handed out. It carries no record of the run: that holds the names, extents and parameters
    of patrols, plans and launch sites. name: of the output. Raises UserError where it cannot be written."""
    staged = run.stage(path)
    try:
        Path(path if staged is None else staged.path).write_bytes(data)
    except OSError as error:
        raise UserError(
            tr(
                "{name} could not be written to {path}: {reason}. Choose another file.",
                name=name,
                path=path,
                reason=error.strerror,
            )
        ) from error
