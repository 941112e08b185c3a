"""Keeps pyproj usable in the threads of QGIS.

From version 3.7 on, pyproj keeps one PROJ context for each thread of the operating system, but destroys it with the
Python state of the thread and then still points to it. QGIS makes a new Python state for each run in the same thread,
so the second run there would crash (pyproj issues 1509 and 1541).
"""

_kept: list = []  # one for each thread of QGIS's pool, until QGIS ends


def keep_pyproj_context() -> None:
    """Keeps the PROJ context that pyproj has made in this thread. To be called in the thread, after pyproj was used.
    Does nothing where pyproj has none, or is of another kind."""
    try:
        from pyproj import _context
    except ImportError:
        return
    local = getattr(_context, "_CONTEXT_MANAGER_LOCAL", None)
    made = getattr(local, "context_manager", None)
    if made is not None and not any(made is one for one in _kept):
        _kept.append(made)
