"""DJI's custom flight areas: the file in which docks take no-fly zones.

The format is that of DJI's Cloud API (feature set "custom flight area", and the classes FlightAreaJson,
FlightAreaFeature and FeatureProperty of its demo): a FeatureCollection whose features are polygons without holes, of at
most 255 corners, or circles of at least 10 m. It has neither heights nor times, so a zone in it is in force at
all of them.
"""

import json
import math
import re
from collections.abc import Sequence
from uuid import NAMESPACE_OID, uuid5

import numpy as np
import shapely

from ..errors import UserError
from ..language import tr
from ..strict_json import parsed_json
from .fields import NONE
from .file_text import decoded
from .geozone import Geozone
from .json_fields import position
from .shapes import EARTH_RADIUS
from .zones import AGL

MOST_CORNERS = 255
LEAST_RADIUS = 10.0
NO_FLY, FENCE = "nfz", "dfence"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
DECIMALS = 9
"""Of degrees: a tenth of a millimetre."""
SLACK = 0.001
"""m by which polygons are widened before they are simplified or rounded."""
MOST_SHOWN = 20


def flight_areas(zones: Sequence[Geozone], ceiling: float) -> tuple[bytes, int, int]:
    """A file of no-fly zones, how many areas it has, and how many of them had to be simplified. Each contains the zone
    that it stands for.

    Zones of no restriction, and those that begin above `ceiling` m above the ground, are left out. Rows that differ in
    their times only become one area.
    """
    found, simplified = {}, 0
    for zone in zones:
        if not in_the_way(zone, ceiling):
            continue
        for geometry, radius, changed in _areas(zone):
            identity = str(uuid5(NAMESPACE_OID, json.dumps([geometry, radius])))
            simplified += changed and identity not in found
            properties = {"subType": "Circle", "radius": radius} if radius else {"radius": 0}
            found[identity] = {
                "id": identity,
                "type": "Feature",
                "geofence_type": NO_FLY,
                "geometry": geometry,
                "properties": properties | {"enable": True},
            }
    content = {"type": "FeatureCollection", "features": list(found.values())}
    return (json.dumps(content) + "\n").encode(), len(found), simplified


def in_the_way(zone: Geozone, ceiling: float) -> bool:
    """Whether a zone restricts drones, and begins at or below `ceiling` m above the ground, or may do so."""
    above = zone.lower is not None and zone.lower_ref == AGL and zone.lower > ceiling
    return zone.restriction != NONE and not above


def _areas(zone: Geozone) -> list[tuple[dict, float, bool]]:
    """Geometries, the radius of each (0 for polygons), and whether it was simplified."""
    if zone.circle is not None:
        lon, lat, radius = zone.circle
        up = math.ceil(max(radius, LEAST_RADIUS) * 10.0) / 10.0
        return [({"type": "Point", "coordinates": [lon, lat]}, up, False)]
    found = []
    for part in shapely.get_parts(zone.shape):
        ring, changed = outer_ring(part)
        found.append(({"type": "Polygon", "coordinates": [ring.tolist()]}, 0.0, changed))
    return found


def outer_ring(polygon: shapely.Polygon) -> tuple[np.ndarray, bool]:
    """(n, 2) a closed ring of at most MOST_CORNERS corners around a polygon, holes filled, and whether it had to be
    simplified."""
    whole = shapely.Polygon(polygon.exterior)
    ring = _rounded(whole)
    if len(ring) <= MOST_CORNERS:
        return ring, False
    middle = np.array(whole.envelope.centroid.coords[0])
    scale = np.radians(1.0) * EARTH_RADIUS * np.array([max(np.cos(np.radians(middle[1])), 0.01), 1.0])
    flat = shapely.transform(whole, lambda at: (at - middle) * scale)
    hull = flat.convex_hull
    width, best = 0.25, None
    while best is None and width < 0.2 * np.sqrt(hull.area):
        # no corner of the simplified outline is farther than `width` from the widened one, so it stays outside
        wider = shapely.buffer(flat, width + SLACK, join_style="mitre", mitre_limit=2.0)
        simple = shapely.Polygon(shapely.simplify(shapely.Polygon(wider.exterior), width).exterior)
        if len(simple.exterior.coords) <= MOST_CORNERS and simple.is_valid and shapely.contains_properly(simple, flat):
            best = simple
        width *= 1.5
    if best is None:
        best = shapely.simplify(shapely.buffer(hull, SLACK, join_style="mitre"), 0.0)
    if len(best.exterior.coords) > MOST_CORNERS:
        best = shapely.buffer(shapely.minimum_rotated_rectangle(hull), SLACK, join_style="mitre")
    return _rounded(shapely.transform(best, lambda at: at / scale + middle)), True


def _rounded(polygon: shapely.Polygon) -> np.ndarray:
    """(n, 2) its closed ring, counter-clockwise."""
    ring = polygon.exterior
    return np.round(np.array(ring.coords)[:: 1 if ring.is_ccw else -1], DECIMALS)


def faults(data: bytes) -> list[str]:
    """What is wrong with a file of flight areas, a sentence each; empty for a good one."""
    try:
        document = parsed_json(decoded(data))
    except UserError as error:
        return [str(error)]
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or document.get("type") != "FeatureCollection":
        return [tr("The file is no FeatureCollection.")]
    found, seen = [], set()
    for index, feature in enumerate(features, 1):
        where = tr("Area {index:,}", index=index)
        if not isinstance(feature, dict):
            found.append(tr("{where} is no object.", where=where))
            continue
        found += [f"{where}: {fault}" for fault in _feature_faults(feature)]
        identity = feature.get("id")
        if isinstance(identity, str) and identity in seen:
            found.append(tr("{where} has the id of another area.", where=where))
        seen.add(identity if isinstance(identity, str) else None)
    return found[:MOST_SHOWN]


def _feature_faults(feature: dict) -> list[str]:
    found = []
    if not isinstance(feature.get("id"), str) or not UUID.fullmatch(feature["id"]):
        found.append(tr("its id is no UUID in small letters."))
    if feature.get("type") != "Feature":
        found.append(tr("its type is not Feature."))
    if feature.get("geofence_type") not in (NO_FLY, FENCE):
        found.append(tr("its geofence_type is neither nfz nor dfence."))
    properties, geometry = feature.get("properties"), feature.get("geometry")
    if not isinstance(properties, dict) or not isinstance(geometry, dict):
        return [*found, tr("it has no properties, or no geometry.")]
    if not isinstance(properties.get("enable"), bool):
        found.append(tr("its property enable is neither true nor false."))
    radius, kind = properties.get("radius"), geometry.get("type")
    number = isinstance(radius, (int, float)) and not isinstance(radius, bool)
    if kind == "Point":
        if properties.get("subType") != "Circle" or not number or not LEAST_RADIUS <= radius <= 1e7:
            found.append(tr("a point must be a Circle with a radius of at least 10 m."))
        if position(geometry.get("coordinates")) is None:
            found.append(tr("its centre is no longitude and latitude."))
        return found
    if kind != "Polygon":
        return [*found, tr("its geometry is neither a Polygon nor a Point.")]
    if "subType" in properties:
        found.append(tr("a polygon has no subType."))
    return found + _ring_faults(geometry.get("coordinates"))


def _ring_faults(rings) -> list[str]:
    if not isinstance(rings, list) or len(rings) != 1 or not isinstance(rings[0], list):
        return [tr("a polygon must have one ring.")]
    points = [position(point) for point in rings[0]]
    if not 4 <= len(points) <= MOST_CORNERS:
        return [tr("its ring has {count:,} corners; 4 to 255 are possible.", count=len(points))]
    if None in points:
        return [tr("a corner is no longitude and latitude.")]
    if points[0] != points[-1]:
        return [tr("its ring is not closed.")]
    return [] if shapely.Polygon(points).is_valid else [tr("its ring crosses itself.")]
