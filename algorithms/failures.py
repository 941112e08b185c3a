"""Unexpected errors, as a sentence for the user and a trace for a report."""

import platform
import re
import traceback
from pathlib import Path

from qgis.core import Qgis

from ..engine.language import tr

PACKAGE = Path(__file__).resolve().parent.parent
OUT_OF_MEMORY = re.compile(r"bad_alloc|bad alloc|cannot allocate memory|out of memory|unable to allocate", re.I)
STEPS = (
    ("layers/sinks", tr("writing the outputs")),
    ("algorithms/outputs", tr("writing the outputs")),
    ("engine/places", tr("making the places")),
    ("engine/tracks", tr("making the tracks")),
    ("engine/score", tr("scoring the places")),
    ("engine/effort", tr("measuring the effort")),
    ("engine/spots", tr("finding the blind spots")),
    ("engine/sweep", tr("sweeping areas")),
    ("engine/solver", tr("searching for a plan")),
    ("engine/plan", tr("planning the routes")),
    ("engine/airspace", tr("making ways around no-fly zones")),
    ("engine/gain", tr("flying the plan over the evidence")),
    ("engine/pages", tr("making the report")),
    ("layers/terrain", tr("reading the terrain")),
    ("layers/fix", tr("reading the fixes")),
    ("layers/arrow", tr("reading the fixes")),
    ("layers", tr("reading the layers")),
)
"""Where in the package an error was raised, and what is done there."""


def is_out_of_memory(error: BaseException) -> bool:
    """Whether memory ran out. Libraries in C++ report it as other errors, whose text says so."""
    return isinstance(error, MemoryError) or bool(OUT_OF_MEMORY.search(str(error)))


def out_of_memory(error: BaseException) -> str:
    """The message for a run that ran out of memory."""
    return tr(
        "There is not enough memory{error}. Use larger cells (CELL_SIZE) or sample points further apart "
        "(SAMPLE_SPACING), a smaller area, or fewer fixes (a shorter period, a selection, or a filter), or close other "
        "programs. No result was made.",
        error=_while(error),
    )


def unexpected(error: BaseException, algorithm: str, version: str) -> tuple[str, str]:
    """The message for an error that has no message of its own, and the trace for the log."""
    sentence = tr(
        "An unexpected error occurred{while_doing}: {kind}: {error}. This is a mistake in "
        "Blindspot, or an input of a kind that it does not know. Please report it, with the log of this run.",
        while_doing=_while(error),
        kind=type(error).__name__,
        error=error,
    )
    facts = tr(
        "Blindspot {version}, {algorithm}, QGIS {qgis_version}, Python {python_version}",
        version=version,
        algorithm=algorithm,
        qgis_version=Qgis.version(),
        python_version=platform.python_version(),
    )
    return sentence, f"{facts}\n{''.join(traceback.format_exception(error)).strip()}"


def _while(error: BaseException) -> str:
    """What was being done, such as ' while scoring the places'; empty where it is not known."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        try:
            inside = path.resolve().relative_to(PACKAGE).as_posix()
        except ValueError:
            continue
        for start, step in STEPS:
            if inside.startswith(start):
                return tr(" while {step}", step=step)
    return ""
