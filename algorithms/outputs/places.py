"""Places as an output layer (the fields of PLACES, place_id, and the result fields), and their names in reports."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import shapely

from ...engine.places.names import Nearest
from ...engine.places.place_names import Districts, PlaceNames
from ...layers.sinks import TEXT, fields_of
from ..inputs.places import PlacesToScore
from .layers import Batch, OutputLayer

PLACES_AT_ONCE = 10_000  # a row of Python objects needs ten times the memory of its numbers


def places_layer(
    scored: PlacesToScore,
    fields: Sequence[tuple],
    columns: Callable[[int, int], Sequence[Sequence]],
    style: str,
    name: str = "OUTPUT",
    note: str = "",
) -> OutputLayer:
    """The layer of all places. fields: (name, type) of the result fields; columns: returns their values for the places
    start:end; note: for the name and the legend of the layer."""

    def batches() -> Iterator[Batch]:
        for start in range(0, len(scored), PLACES_AT_ONCE):
            end = min(start + PLACES_AT_ONCE, len(scored))
            own = scored.own_columns(start, end)
            yield scored.wkb(start, end), (*own, scored.ids(start, end), *columns(start, end))

    joined = scored.fields(fields_of(("place_id", TEXT), *fields))
    ours = scored.features is None
    order = 1 if style == "gain" else 0  # above the gaps that it is based on
    kind, crs = scored.wkb_type(), scored.crs
    layer = OutputLayer(name, joined, kind, crs, batches, len(scored), style, order=order, ours=ours)
    return replace(layer, note=note)


def place_names(scored: PlacesToScore, nearest: Nearest | None) -> PlaceNames:
    """What the places are called in reports. nearest: the nearest named demand feature of each; None where there is no
    named one."""
    points = shapely.get_coordinates(shapely.centroid(scored.targets))
    area, districts = scored.area, None
    if area is not None and area.names is not None:
        districts = Districts(area.geometry, area.names)
    return PlaceNames(*points.T, scored.ids(0, len(scored)), scored.names, nearest, districts)
