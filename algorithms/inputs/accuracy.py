"""The accuracy of fixes, by a field."""

from dataclasses import replace

import numpy as np

from ...engine.language import tr
from ...engine.tables import usable_numbers
from ...engine.tracks.position_error import accuracy_of
from ..run import Run
from ..value_types import MAX_DISTANCE
from .fix_report import CleanFixes


def read_accuracy(run: Run, fixes: CleanFixes, otherwise: float) -> tuple[np.ndarray, int]:
    """(n,) the accuracy of the fixes of the tracks in metres, and how many have none of their own in ACCURACY_FIELD and
    get `otherwise`. fixes: with the fixes as they were read (FixInput.keep_fixes)."""
    given = fixes.read.fixes
    if given.accuracy is not None:
        usable, wrong = usable_numbers(given.accuracy, MAX_DISTANCE)
        given = replace(given, accuracy=usable)
        if wrong:
            run.warn(
                tr(
                    "{wrong:,} values of ACCURACY_FIELD are infinite or too large to be meant, and are not used.",
                    wrong=wrong,
                )
            )
    return accuracy_of(fixes.tracks, given, fixes.rejected, otherwise)
