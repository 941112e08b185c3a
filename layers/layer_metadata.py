"""The record of a run in QGIS's own layer metadata: shown in the properties of a layer, saved in projects and in
GeoPackages, and carried along when a layer is saved with its metadata (the default of Save Features As)."""

from collections.abc import Sequence
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem, QgsLayerMetadata
from qgis.PyQt.QtXml import QDomDocument

KEY = '"blindspot"'
"""What the text of every record holds."""


def metadata_with(
    record_text: str, sentence: str, title: str, crs: QgsCoordinateReferenceSystem | None = None
) -> QgsLayerMetadata:
    """Metadata with a record as the last entry of its history, after a sentence for people."""
    metadata = QgsLayerMetadata()
    metadata.setTitle(title)
    metadata.setType("dataset")
    if crs is not None and crs.isValid():
        metadata.setCrs(crs)
    metadata.setHistory([sentence, record_text])
    return metadata


def record_in(history: Sequence[str]) -> str:
    """The text of the last record in a history; empty where there is none."""
    texts = [entry.strip() for entry in history]
    return next((text for text in reversed(texts) if text.startswith("{") and KEY in text), "")


def record_in_qmd(path: Path) -> str:
    """The text of the last record in a metadata file of QGIS (.qmd); empty where there is none."""
    document = QDomDocument()
    try:
        document.setContent(path.read_bytes())
    except OSError:
        return ""
    root, metadata = document.documentElement(), QgsLayerMetadata()
    return record_in(metadata.history()) if not root.isNull() and metadata.readMetadataXml(root) else ""
