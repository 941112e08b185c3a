"""Reads layers of drone routes as flights (positions and times), and counts invalid routes."""

from dataclasses import dataclass, field

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from ..engine.errors import UserError
from ..engine.geometry import MAX_COORDINATE
from ..engine.language import tr
from ..engine.provenance.content import add_numbers, add_texts, new_digest
from ..engine.text import counted
from ..engine.timing.timezones import LATEST
from .attributes import is_null, text_of
from .crs import require_crs, transform_xy
from .kinds import line_vertices

NO_LINE = "no geometry"
NO_TIME = tr("a vertex without a usable position or time (M, in seconds)")
NOT_RISING = tr("times (M) that don't rise from vertex to vertex")
TEXTS = ("drone", "sortie", "launch_site", "spots")
SAME_SPOT = 0.01  # metres, within which two vertices may have the same time


@dataclass(frozen=True)
class Flights:
    """f valid flights.

    lines: f arrays (m, 4) of x, y, z in metres in the requested CRS, and time in seconds; drone, sortie, site, spots
    (the names of those served): (f,) texts, empty where unknown; swath: (f,) metres, NaN where unknown; notes: which
    routes were left out, and why; content: the hash of what was read; altitude: (f,) metres above the ground, NaN where
    unknown; night: (f,) numbers of the nights of a plan of many, 1 where unknown; reason: (f,) texts, empty where a
    flight has none, if a field of reasons was asked for.
    """

    lines: list[np.ndarray]
    drone: list[str]
    sortie: list[str]
    site: list[str]
    spots: list[str]
    swath: np.ndarray
    notes: list[str]
    content: str = ""
    altitude: np.ndarray = field(default_factory=lambda: np.zeros(0))
    night: np.ndarray = field(default_factory=lambda: np.zeros(0, int))
    reason: tuple[str, ...] = ()


def read_flights(
    source: QgsProcessingFeatureSource,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
    reason_field: str = "",
) -> Flights:
    """The routes of a source, transformed to `crs`. Invalid routes are left out and counted. reason_field: of the
    reasons of the flights; empty for none.

    Raises UserError for a layer that cannot hold routes, and where no valid route is left.
    """
    name = source.sourceName()
    require_crs(source.sourceCrs(), name, source.wkbType())
    if not QgsWkbTypes.hasM(source.wkbType()):
        raise UserError(
            tr(
                "The lines of {name} have no M values, so the times of the flight are unknown. Use the output Routes "
                "of "
                "Plan drone routes, or lines whose M values are epoch seconds, or seconds from 0.",
                name=name,
            )
        )
    index = {name: source.fields().lookupField(name) for name in (*TEXTS, "swath_m")}
    more = [source.fields().lookupField(name) for name in ("altitude_m", "night")]
    why = source.fields().lookupField(reason_field) if reason_field else -1
    request = QgsFeatureRequest().setSubsetOfAttributes([i for i in (*index.values(), *more, why) if i >= 0])
    digest = new_digest()
    lines, attributes, others, reasons, left_out = [], [], [], [], dict.fromkeys((NO_LINE, NO_TIME, NOT_RISING), 0)
    for feature in source.getFeatures(request, Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks):
        line = _line(feature.geometry())
        add_numbers(digest, line)
        if len(line):
            x, y = transform_xy(line[:, 0], line[:, 1], source.sourceCrs(), crs, transform_context)
            line = np.column_stack([x, y, line[:, 2:]])
        fault = _fault(line)
        if fault:
            left_out[fault] += 1
            continue
        lines.append(line)
        attributes.append(_attributes(feature, index))
        reasons.append(text_of(feature[why]).strip() if why >= 0 else "")
        others.append([_positive(feature[i]) if i >= 0 else np.nan for i in more])
    notes = [
        tr(
            "{name}: {routes} left out: {fault}.",
            name=name,
            routes=counted(count, "route"),
            fault=fault,
        )
        for fault, count in left_out.items()
        if count
    ]
    if not lines and not notes:
        raise no_routes(name)
    if not lines:
        raise UserError(tr("{name} has no valid route. {why}", name=name, why=" ".join(notes)))
    add_texts(digest, (value for row in attributes for value in row))
    add_texts(digest, reasons if why >= 0 else ())
    *texts, swath = zip(*attributes, strict=True)
    altitude, night = np.array(others, float).T
    night = np.nan_to_num(night, nan=1).astype(int)
    return Flights(
        lines, *map(list, texts), np.array(swath, float), notes, digest.hexdigest(), altitude, night, tuple(reasons)
    )


def no_routes(name: str) -> UserError:
    """For a layer of routes without features. name: of the layer."""
    return UserError(
        tr(
            "{name} has no valid route. A plan in which no spot can be visited has none: its layer of spots that are "
            "not visited says why. If you use a selection or a filter, check what it leaves.",
            name=name,
        )
    )


def _line(geometry: QgsGeometry) -> np.ndarray:
    """(n, 4) x, y, z, M of a line, curves segmentized; z is 0. Parts are flown one after the other."""
    return np.insert(line_vertices(geometry), 2, 0.0, axis=1)


def _fault(line: np.ndarray) -> str:
    """Why a line is not a valid flight; empty where it is."""
    if not len(line):
        return NO_LINE
    placed = (np.abs(line[:, :2]) <= MAX_COORDINATE).all()
    if not placed or not np.isfinite(line).all() or line[:, 3].max() > LATEST:
        return NO_TIME
    length, duration = np.hypot(*np.diff(line[:, :2], axis=0).T), np.diff(line[:, 3])
    return NOT_RISING if np.any(duration < 0) or np.any((duration == 0) & (length > SAME_SPOT)) else ""


def _attributes(feature: QgsFeature, index: dict[str, int]) -> tuple:
    """TEXTS and the swath of a route."""
    *texts, swath = (feature[i] if i >= 0 else None for i in index.values())
    return *map(text_of, texts), _positive(swath)


def _positive(value) -> float:
    """A number above 0; NaN for anything else."""
    return float(value) if not is_null(value) and isinstance(value, (int, float)) and value > 0 else np.nan
