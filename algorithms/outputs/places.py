"""Places as an output layer (the fields of PLACES, place_id, and the result fields), and their labels in reports."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ...engine.places.names import Nearest, called
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


def place_labels(scored: PlacesToScore, nearest: Nearest | None) -> Callable[[int], str]:
    """Returns a function for the label of a place: its place_id, and its name where PLACES has a field of names, or
    what it is near to where a demand layer has one. nearest: of the places."""
    texts = scored.names

    def label(place: int) -> str:
        ident = scored.ids(place, place + 1)[0]
        near = None if nearest is None else nearest.name[place]
        text = called(None if texts is None else texts[place], near)
        return f"{text} ({ident})" if text else ident

    return label
