"""Output layers. All sinks are opened before any layer is written."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsFeatureSink, QgsFields, QgsWkbTypes

from ...engine.errors import UserError
from ...engine.language import tr
from ...engine.progress import Cancelled, Progress, part
from ...engine.text import counted
from ...layers.arrow_writer import ArrowWriter
from ...layers.sinks import write
from ...layers.styling import style_when_loaded
from ...layers.vector_files import complete, create_index, indexed_later, table_of
from ...layers.written_content import WrittenContent
from ..labels import label_of
from ..run import Run
from .carried import complete_layer
from .tree_result import tree_result

Batch = tuple[Iterable[bytes | None], Sequence[Sequence]]
"""WKB of each feature, and the columns in the order of the fields."""
Rows = tuple[QgsFields, Iterable[bytes | None], Sequence[Sequence]]
"""All rows of a layer: fields, WKB and columns."""


@dataclass(frozen=True)
class OutputLayer:
    """A layer to be written.

    batches: returns its rows in batches; rows: the total number of rows; style: a name in resources/styles; order:
    layers with a higher number are drawn on top; times: the start and end field for the temporal controller, if any;
    ours: whether no field comes from an input layer; note: what the name and the legend of the layer say of its
    content, if anything; effort: of writing a row, compared with a row of another layer of the same run.
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
    ours: bool = True
    note: str = ""
    effort: float = 1.0

    @property
    def work(self) -> float:
        """The effort of writing all rows."""
        return self.effort * self.rows

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


@dataclass
class Opened:
    """A layer with its open sink. file: the file in which it is staged, empty where the sink writes directly; left_out:
    how many rows were not written, because they have no geometry; content: of a layer in memory, None where it has
    to be read from what was written."""

    layer: OutputLayer
    sink: QgsFeatureSink | None
    destination: str
    file: str
    left_out: int = 0
    content: WrittenContent | None = None

    def write(self, progress: Progress) -> None:
        """Writes the rows and closes the sink. Raises UserError where not all of them are in the file."""
        layer = self.layer
        written = 0.75 if self.file and indexed_later(self.file, layer.kind) else 0.98
        writing = part(progress, 0, written)
        writer = (
            ArrowWriter.for_file(self.file, layer.fields, layer.kind, layer.crs, layer.rows) if layer.ours else None
        )
        if writer is None:
            self._write_to_sink(writing)
            self.sink = None  # closed when its last reference is gone
        else:
            self.sink = None
            create_index(self.file)  # the GDAL of pyogrio fills it more quickly than an older one creates it
            writer.append(self.file, table_of(self.file), layer.batches(), layer.rows, writing)
        if self.file:
            complete(self.file, layer.kind, layer.rows - self.left_out, part(progress, written, 1))
        progress(1.0)

    def _write_to_sink(self, progress: Progress) -> None:
        done, total = 0, self.layer.rows or 1
        for shapes, columns in self.layer.batches():
            count = len(columns[0])
            if self.needs_geometries:
                shapes, columns = self._placed(list(shapes), columns)
            if self.content is not None:
                shapes = list(shapes)
                self.content.add(shapes, columns)
            now = part(progress, done / total, (done + count) / total)
            try:
                write(self.sink, shapes, columns, now)
            except UserError as error:
                raise UserError(
                    tr(
                        "{name} ({destination}): {error} Is the disk full?",
                        name=self.layer.name,
                        destination=self.destination,
                        error=error,
                    )
                ) from error
            done += count

    @property
    def needs_geometries(self) -> bool:
        """Whether the file cannot hold rows without a geometry: FlatGeobuf cannot. Older GDAL drops them and says
        nothing, newer GDAL fails."""
        path = self.file or self.destination
        return path.lower().endswith(".fgb") and self.layer.kind != Qgis.WkbType.NoGeometry

    def _placed(self, shapes: list[bytes | None], columns: Sequence[Sequence]) -> Batch:
        """The rows that have a geometry. The others are counted."""
        kept = [row for row, shape in enumerate(shapes) if shape is not None]
        if len(kept) == len(shapes):
            return shapes, columns
        self.left_out += len(shapes) - len(kept)
        return [shapes[row] for row in kept], [[column[row] for row in kept] for column in columns]


@dataclass(frozen=True)
class Outputs:
    """Opened layers, in the order in which they are written."""

    run: Run
    opened: list[Opened]

    @classmethod
    def opened_for(cls, run: Run, *layers: OutputLayer) -> "Outputs":
        """Opens the sinks of all requested layers. Raises QgsProcessingException where one cannot be opened; nothing is
        written then."""
        opened = []
        for layer in layers:
            sink, destination, file = run.sink(layer.name, layer.fields, layer.kind, layer.crs)
            if sink is not None:
                in_memory = layer.ours and run.context.temporaryLayerStore().mapLayer(destination) is not None
                content = WrittenContent(layer.fields) if in_memory else None
                opened.append(Opened(layer, sink, destination, file, content=content))
            del sink  # the only reference is in `opened`
        return cls(run, opened)

    def write(self, start: float, end: float = 1.0) -> dict[str, str]:
        """Writes all layers, filling the progress bar from `start` to `end`; returns their destinations by name. Raises
        Cancelled once the user cancels."""
        total = sum(one.layer.work for one in self.opened) or 1
        results, done = {}, 0
        for one in self.opened:
            layer, here = one.layer, start + (end - start) * done / total
            title = label_of(self.run.algorithm.parameterDefinition(layer.name).description())
            self.run.bar.tell(tr("Writing {layer}: {count}.", layer=title, count=counted(layer.rows, "row")))
            share, kept = self.run.progress(here, here + (end - start) * layer.work / total), False
            try:
                one.write(part(share, 0, 0.9))
                end_share = part(share, 0.9, 1)
                kept = complete_layer(
                    self.run,
                    layer.name,
                    one.destination,
                    one.file,
                    layer.style,
                    layer.times,
                    end_share,
                    layer.note,
                    one.content and one.content.content(),
                    self._zone,
                )
            except Cancelled:
                if not one.file and self.run.parameters.get(layer.name):
                    self.run.warn(
                        tr(
                            "{name} holds only some of its rows: {destination}. Delete it.",
                            name=layer.name,
                            destination=one.destination,
                        )
                    )
                raise
            if one.left_out:
                self.run.warn(
                    tr(
                        "{name}: {rows} no geometry. A FlatGeobuf file "
                        "cannot hold rows without one, so they are missing in it. Choose a GeoPackage (.gpkg) to keep "
                        "them.",
                        name=layer.name,
                        rows=counted(one.left_out, "row has", "rows have"),
                    )
                )
            done += layer.work
            style = "" if kept else layer.style  # a style that the user has saved is loaded with the layer
            style_when_loaded(
                self.run.context,
                one.destination,
                style,
                layer.order,
                *layer.times,
                layer.note,
                zone=self._zone,
                result=tree_result(self.run, layer.name, QgsWkbTypes.geometryType(layer.kind), layer.order),
            )
            results[layer.name] = one.destination
        self.run.progress(start, end)(1.0)
        return results

    @cached_property
    def _zone(self) -> str:
        """The time zone of the run, in whose local time layers play: of an algorithm without one, that of the routes
        that it takes; empty where there is none."""
        if self.run.has("TIMEZONE"):
            return self.run.text("TIMEZONE").strip()
        routes = self.run.record(self.opened[0].layer.name)["inputs"].get("ROUTES") if self.opened else None
        made = (routes[0].get("record") if routes else None) or {}
        return str((made.get("parameters") or {}).get("TIMEZONE") or "")


def write_layers(run: Run, start: float, *layers: OutputLayer) -> dict[str, str]:
    """Opens all layers and then writes them, filling the bar from `start`; returns their destinations by name."""
    return Outputs.opened_for(run, *layers).write(start)
