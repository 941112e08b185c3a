"""Output layers. All sinks are opened before any layer is written."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsFeatureSink, QgsFields

from ...layers.sinks import write
from ...layers.styling import style_when_loaded
from ..run import Run

Batch = tuple[Iterable[bytes | None], Sequence[Sequence]]
"""WKB of each feature, and the columns in the order of the fields."""
Rows = tuple[QgsFields, Iterable[bytes | None], Sequence[Sequence]]
"""All rows of a layer: fields, WKB and columns."""


@dataclass(frozen=True)
class OutputLayer:
    """A layer to be written.

    batches: returns its rows in batches; rows: the total number of rows; style: a name in resources/styles; order:
    layers with a higher number are drawn on top; times: the start and end field for the temporal controller, if any.
    """

    name: str
    fields: QgsFields
    kind: Qgis.WkbType
    crs: QgsCoordinateReferenceSystem
    batches: Callable[[], Iterable[Batch]]
    rows: int
    style: str = ""
    order: int = 0
    times: tuple[str, str] = ("", "")

    @classmethod
    def of(
        cls,
        name: str,
        rows: Rows,
        kind: Qgis.WkbType,
        crs: QgsCoordinateReferenceSystem,
        style: str = "",
        order: int = 0,
        times: tuple[str, str] = ("", ""),
    ) -> "OutputLayer":
        """A layer whose rows are written in one batch."""
        fields, shapes, columns = rows
        return cls(name, fields, kind, crs, lambda: [(shapes, columns)], len(columns[0]), style, order, times)


@dataclass(frozen=True)
class Outputs:
    """Opened layers, in the order in which they are written."""

    run: Run
    opened: list[tuple[QgsFeatureSink, str, OutputLayer]]

    @classmethod
    def opened_for(cls, run: Run, *layers: OutputLayer) -> "Outputs":
        """Opens the sinks of all requested layers. Raises QgsProcessingException where one cannot be opened; nothing is
        written then."""
        opened = []
        for layer in layers:
            sink, destination = run.sink(layer.name, layer.fields, layer.kind, layer.crs)
            if sink is not None:
                opened.append((sink, destination, layer))
        return cls(run, opened)

    def write(self, start: float, end: float = 1.0) -> dict[str, str]:
        """Writes all layers, filling the progress bar from `start` to `end`; returns their destinations by name."""
        total = sum(layer.rows for *_, layer in self.opened) or 1
        results, done = {}, 0
        while self.opened:
            sink, destination, layer = self.opened.pop(0)  # a sink is closed when its last reference is gone
            for shapes, columns in layer.batches():
                count = len(columns[0])
                here = start + (end - start) * done / total
                write(sink, shapes, columns, self.run.writing(here, here + (end - start) * count / total))
                done += count
            if layer.style:
                style_when_loaded(self.run.context, destination, layer.style, layer.order, *layer.times)
            results[layer.name] = destination
        self.run.writing(start, end)(1.0)
        return results


def write_layers(run: Run, start: float, *layers: OutputLayer) -> dict[str, str]:
    """Opens all layers and then writes them, filling the bar from `start`; returns their destinations by name."""
    return Outputs.opened_for(run, *layers).write(start)
