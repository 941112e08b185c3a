"""Reads a layer of flown tracks, and any other lines with times in M, as tracks."""

from dataclasses import dataclass

import numpy as np
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsFeatureRequest, QgsProcessingFeatureSource, QgsWkbTypes

from ..engine.drones.flight_plan import ABOVE_SEA, ABOVE_SITE
from ..engine.errors import UserError
from ..engine.flown.track import FlownTrack, profile_of
from ..engine.geometry import MAX_COORDINATE
from ..engine.language import tr
from ..engine.provenance.content import add_numbers, new_digest
from ..engine.text import counted
from ..engine.timing.timezones import EARLIEST, LATEST
from .attributes import is_null, text_of
from .crs import require_crs, transform_xy
from .kinds import line_vertices

FIELDS = ("drone", "sortie", "z_ref", "battery", "battery_start", "battery_end", "log_format", "log_file", "labelled")


@dataclass(frozen=True)
class ReadTracks:
    """tracks: in the requested CRS; notes: what was left out; content: the hash of what was read."""

    tracks: list[FlownTrack]
    notes: list[str]
    content: str


def read_tracks(source: QgsProcessingFeatureSource, crs: QgsCoordinateReferenceSystem, transform_context) -> ReadTracks:
    """The tracks of a layer, transformed to `crs`. Raises UserError for a layer without M values, and where no track
    can be used."""
    name = source.sourceName()
    require_crs(source.sourceCrs(), name, source.wkbType())
    if not QgsWkbTypes.hasM(source.wkbType()):
        raise UserError(
            tr(
                "The lines of {name} have no M values, so the times of the flights are unknown. Use the flown tracks "
                "of Import flight logs.",
                name=name,
            )
        )
    index = {field: source.fields().lookupField(field) for field in FIELDS}
    has_z = QgsWkbTypes.hasZ(source.wkbType())
    digest, tracks, left_out = new_digest(), [], 0
    flags = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
    for feature in source.getFeatures(QgsFeatureRequest(), flags):
        geometry = feature.geometry()
        flat = line_vertices(geometry)
        add_numbers(digest, flat)
        z = np.array([vertex.z() for vertex in geometry.vertices()]) if has_z and len(flat) else np.zeros(len(flat))
        line = _usable(flat, z if len(z) == len(flat) else np.zeros(len(flat)))
        if len(line):
            x, y = transform_xy(line[:, 0], line[:, 1], source.sourceCrs(), crs, transform_context)
            good = np.isfinite(x) & np.isfinite(y)
            line = np.column_stack([x, y, line[:, 2:]])[good]
        if len(line) < 2:
            left_out += 1
            continue
        values = {field: None if at < 0 or is_null(feature[at]) else feature[at] for field, at in index.items()}
        tracks.append(_track(line, values, has_z, len(tracks) + 1))
    notes = []
    if left_out:
        lines = counted(left_out, "line has", "lines have")
        notes.append(tr("{name}: {lines} no usable positions and times, and is left out.", name=name, lines=lines))
    if not tracks:
        raise UserError(
            tr(
                "{name} has no track with positions and times (M in epoch seconds). {notes}",
                name=name,
                notes=" ".join(notes),
            )
        )
    return ReadTracks(tracks, notes, digest.hexdigest())


def _usable(flat: np.ndarray, z: np.ndarray) -> np.ndarray:
    """(n, 4) the vertices with a position and a time that rises. flat: (m, 3) x, y, M."""
    line = np.column_stack([flat[:, :2], np.nan_to_num(z), flat[:, 2]])
    placed = (np.abs(line[:, :2]) <= MAX_COORDINATE).all(axis=1)
    line = line[placed & (line[:, 3] >= EARLIEST) & (line[:, 3] <= LATEST)]
    if len(line):
        line = line[np.r_[True, np.diff(np.maximum.accumulate(line[:, 3])) > 0]]
    return line


def _track(line: np.ndarray, values: dict, has_z: bool, number: int) -> FlownTrack:
    def whole(field: str, otherwise: int) -> int:
        value = values[field]
        return int(value) if isinstance(value, (int, float)) and np.isfinite(value) else otherwise

    z_ref = text_of(values["z_ref"]) if values["z_ref"] is not None else None
    if z_ref not in (ABOVE_SEA, ABOVE_SITE):
        z_ref = ABOVE_SITE if has_z and np.ptp(line[:, 2]) > 0 else None
    battery = profile_of(values["battery"] if isinstance(values["battery"], str) else None)
    ends = [values[field] for field in ("battery_start", "battery_end")]
    if not len(battery) and all(isinstance(end, (int, float)) for end in ends):
        battery = np.array([[0.0, ends[0]], [line[-1, 3] - line[0, 3], ends[1]]])
    return FlownTrack(
        line,
        z_ref,
        whole("log_file", 0),
        text_of(values["log_format"]) if values["log_format"] is not None else "",
        battery,
        drone=whole("drone", number),
        sortie=whole("sortie", 1),
        labelled=whole("labelled", 0) == 1,
    )
