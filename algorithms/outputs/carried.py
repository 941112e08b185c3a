"""What outputs carry besides their features or pixels: their style, and the record of the run (provenance)."""

import os
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsProcessingOutputLayerDefinition,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ...engine.language import tr
from ...engine.progress import Cancelled, Progress
from ...layers.content import Content, content_of
from ...layers.crs import crs_name
from ...layers.file_styles import save_raster_style, save_style, style_beside, user_styles
from ...layers.pixels import pixels_of
from ...layers.provenance_files import first_table, store_in_database, store_in_file, store_in_layer
from ...layers.staging import STYLED
from ...layers.vector_files import unsynchronised
from ..run import Run
from .destinations import destination_of


@dataclass(frozen=True)
class Place:
    """Where an output was written. path, table: of its file, which may be staged; final: of its file in the end;
    layer: in memory; provider, uri: of a database. All are empty where rows were added to an existing layer."""

    name: str
    path: str = ""
    table: str = ""
    final: str = ""
    layer: QgsMapLayer | None = None
    provider: str = ""
    uri: str = ""

    @classmethod
    def of(cls, run: Run, name: str, destination: str, staged: str) -> "Place":
        """The place of a vector output that is written and closed."""
        value = run.parameters.get(name)
        if staged:
            goal = destination_of(run.algorithm.parameterDefinition(name), value, run.context)
            return cls(name, staged, first_table(staged), goal.path if goal is not None else destination)
        if isinstance(value, QgsProcessingOutputLayerDefinition) and value.useRemapping():
            return cls(name)
        layer = run.context.temporaryLayerStore().mapLayer(destination)
        if layer is not None:
            return cls(name, layer=layer)
        goal = destination_of(run.algorithm.parameterDefinition(name), value, run.context)
        if goal is None:
            return cls(name)
        if goal.path:
            return cls(name, goal.path, goal.table or first_table(goal.path), goal.path)
        return cls(name, provider=goal.provider, uri=goal.uri)

    def written(self) -> AbstractContextManager:
        """While something is written to the file."""
        return unsynchronised() if self.path != self.final else nullcontext()

    def opened(self) -> QgsVectorLayer | None:
        """The vector layer that was written; None where it cannot be opened."""
        if self.layer is not None:
            return self.layer
        options = QgsVectorLayer.LayerOptions(False)  # without a style
        options.skipCrsValidation = True  # asks the user for no CRS
        options.forceReadOnly = bool(self.path) and not self.path.lower().endswith(".gpkg")  # reads texts once less
        uri, provider = self.uri, self.provider or "ogr"
        if self.path:
            parts = {"path": self.path, **({"layerName": self.table} if self.table else {})}
            uri = QgsProviderRegistry.instance().encodeUri("ogr", parts)
        layer = QgsVectorLayer(uri, self.name, provider, options) if uri else None
        return layer if layer is not None and layer.isValid() else None


def complete_layer(
    run: Run,
    name: str,
    destination: str,
    staged: str,
    style: str,
    times: tuple[str, str],
    progress: Progress,
    note: str = "",
    written: Content | None = None,
    zone: str = "",
) -> bool:
    """Saves the style of a vector output in its file, and the record of the run at the end of the run. written: the
    content, where it is known and need not be read from the layer; zone: in whose local time the layer plays. Warns
    where the record cannot be stored. Returns whether a style of the user stays the default."""
    try:
        place = Place.of(run, name, destination, staged)
        layer = place.opened()
        if layer is None:
            if place.path or place.uri:
                run.warn(_not_stored(name, tr("it could not be opened again")))
            return False
        content = content_of(layer, progress) if written is None else written
        crs = layer.crs()
        with place.written():
            kept = bool(style) and place.layer is None and _styled(run, place, layer, style, times, note, zone)
    except Cancelled:
        raise
    except Exception as error:  # the output is written, and must not be lost for what it carries
        run.warn(_not_stored(name, str(error)))
        return False
    run.at_end(lambda: _store(run, place, {"features": len(content), "content": content.digest}, crs))
    return kept


def complete_raster(
    run: Run,
    name: str,
    destination: str,
    path: str,
    style: str,
    crs: QgsCoordinateReferenceSystem,
    progress: Progress,
) -> bool:
    """The same for a raster file."""
    place = Place(name, path, final=destination)
    pixels = pixels_of(path, progress)
    owner = style_beside(destination)
    if style and not owner and not _taken(run, place):
        with suppress(OSError):  # the raster stays without a style
            save_raster_style(path, style)
    run.at_end(lambda: _store(run, place, {"pixels": pixels}, crs))
    return owner == "?"


def _styled(
    run: Run, place: Place, layer: QgsMapLayer, style: str, times: tuple[str, str], note: str, zone: str
) -> bool:
    """Saves the style, with a note in the legend. Returns whether a style of the user stays the default."""
    if not place.path:
        return False
    owner = style_beside(place.final)
    if owner or (place.final.lower().endswith(STYLED) and _taken(run, place)):
        return owner == "?"
    users = user_styles(place.final, place.table)
    return save_style(place.path, place.table, layer, style, *times, users, note, zone)


def _taken(run: Run, place: Place) -> bool:
    """Whether another output of this run with the same name, such as a raster, has the .qml file."""
    goal = Path(place.final).with_suffix(".qml")
    folder = os.path.normcase(goal.parent)
    others = [one for one in run.staged if one.path != place.path]
    return any(
        os.path.normcase(Path(one.given).parent) == folder and (one.folder / goal.name).exists() for one in others
    )


def _store(run: Run, place: Place, found: dict, layer_crs: QgsCoordinateReferenceSystem | None) -> None:
    """Stores the record. Called at the end of the run."""
    definition = run.algorithm.parameterDefinition(place.name)
    run.made[place.name] = found
    try:
        record = {**run.record(place.name), "output": {"name": place.name, **found}}
        if layer_crs is not None and layer_crs.isValid():
            record["crs"] = crs_name(layer_crs)
        algorithm = run.algorithm.displayName().lstrip("0123456789 ")  # without its place in the toolbox
        said = tr(
            "Made by Blindspot {blindspot}, {algorithm}, on {made}.",
            blindspot=record["blindspot"],
            algorithm=algorithm,
            made=record["made"],
        )
        title = tr("{name}: {text}", name=algorithm, text=definition.description())
        why = ""
        if place.layer is not None:
            store_in_layer(place.layer, record, said, title)
        elif place.path:
            with place.written():
                why = store_in_file(place.path, place.table, record, said, title, layer_crs)
            if place.table and place.path != place.final:
                Path(f"{place.path}.aux.xml").unlink(missing_ok=True)  # newer GDAL leaves one
        elif place.uri:
            why = store_in_database(place.provider, place.uri, record, said, title, layer_crs)
    except Exception as error:  # as above
        why = str(error) or type(error).__name__
    if why:
        run.warn(_not_stored(place.name, why))


def _not_stored(name: str, why: str) -> str:
    return tr(
        "{name} does not carry the record of this run ({why}). It is complete, but "
        "later steps cannot tell how it was made.",
        name=name,
        why=why.rstrip(".") or tr("unknown error"),
    )
