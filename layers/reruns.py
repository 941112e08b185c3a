"""What a rerun of the same question does with the layers of the earlier run, as the user has chosen once."""

from qgis.core import QgsSettings

KEY = "blindspot/reruns"
"""Key in the user's settings; the value is one of the two below."""
BESIDE, REPLACE = 0, 1


def reruns_replace() -> bool:
    """Whether a rerun replaces the layers of the earlier run. Unless the user has said so, it does not: a result may be
    the only copy of somebody's work, as layers in memory are."""
    return QgsSettings().value(KEY, BESIDE, type=int) == REPLACE
