"""The domain: arrays in, arrays out. Knows nothing of QGIS and runs in any Python that has what requirements.txt lists.

The packages follow the data flow: timing, tracks, places, score, spots, plan, gain. CONTRIBUTING.md says what each
holds. The Python interface on GeoDataFrames, for notebooks, can be imported from here: prepare_tracks, score_gaps,
find_blind_spots, plan_routes, check_plan, export_missions and import_geozones.
Coordinates are metres in a local projected CRS, and times are float64 seconds since the Unix epoch (UTC), unless stated
otherwise.
"""

from importlib import import_module

_CHAIN = (
    ("prepare_tracks", "tracks"),
    ("score_gaps", "gaps"),
    ("find_blind_spots", "spots"),
    ("plan_routes", "routes"),
    ("import_geozones", "zones"),
    ("check_plan", "plans"),
    ("export_missions", "plans"),
)
"""Each function of the Python interface, and its module in `chain`."""

__all__ = (
    *("check_plan", "export_missions", "find_blind_spots", "import_geozones", "plan_routes", "prepare_tracks"),
    "score_gaps",
)


def __getattr__(name: str):
    """Imports the functions of the Python interface at first use, so that importing one package does not load all."""
    for function, module in _CHAIN:
        if name == function:
            return getattr(import_module(f".chain.{module}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted([*globals(), *__all__])
