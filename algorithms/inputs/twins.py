"""Coincident places and demand features in the log."""

from collections.abc import Sequence

from ...engine.places.twins import demand_twins, place_twins
from ...layers.features import Features
from ..run import Run


def report_twins(run: Run, places: Features | None, demand: Sequence[Features]) -> None:
    """Warns of features of PLACES and of the demand layers that lie on top of each other, and so count several
    times."""
    if places is not None:
        run.warn(*place_twins(places.name, places.geometry, places.names))
    run.warn(
        *demand_twins(
            [some.name for some in demand], [some.geometry for some in demand], [some.names for some in demand]
        )
    )
