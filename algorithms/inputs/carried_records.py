"""The record that an input layer carries, and what is wrong with it."""

import os
from dataclasses import dataclass

from qgis.core import QgsApplication, QgsMapLayer, QgsProviderRegistry

from ...engine.language import tr
from ...engine.provenance.record import name_of
from ...layers.features import layer_name
from ...layers.provenance_files import edited, stored
from ...layers.provenance_paths import absolute


@dataclass(frozen=True)
class Carried:
    """name: of the layer; record: None where it has none that can be read, with paths as they are now; warnings: what
    is wrong with the record, or that the layer was edited."""

    name: str
    record: dict | None
    warnings: tuple[str, ...] = ()

    def about(self, record: dict) -> str:
        """A run: the algorithm, when, and by which version."""
        title = title_of(record)
        made = str(record.get("made", ""))[:16].replace("T", " ")
        return tr(
            "the run of {title} on {made} UTC (Blindspot {blindspot})",
            title=title,
            made=made,
            blindspot=record.get("blindspot", "of an unknown version"),
        )


def title_of(record: dict) -> str:
    """The algorithm of a record, as the toolbox calls it."""
    algorithm = QgsApplication.processingRegistry().algorithmById(record["algorithm"])
    return algorithm.displayName().lstrip("0123456789 ") if algorithm else name_of(record)


def carried_by(layer: QgsMapLayer, check_edits: bool) -> Carried:
    """The record of a layer. check_edits: whether to compare its features with those that were written."""
    name, found = layer_name(layer), stored(layer)
    if found.record is None:
        return Carried(name, None, (found.problem,) if found.problem else ())
    sentence = edited(layer, found.record) if check_edits else ""
    return Carried(name, absolute(found.record, folder_of(layer)), (sentence,) if sentence else ())


def folder_of(layer: QgsMapLayer) -> str:
    """The folder of the file of a layer; empty where it has no file."""
    path = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("path") or ""
    return os.path.dirname(os.path.abspath(path)) if path and os.path.exists(path) else ""
