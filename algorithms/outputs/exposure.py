"""The layers of an exposure: places and neighbourhoods."""

import numpy as np
import shapely
from qgis.core import Qgis

from ...engine.exposure.exposure import Exposure
from ...layers.sinks import REAL, TEXT, WHOLE, fields_of, values
from ..inputs.exposed import ExposedPlan
from .layers import OutputLayer

OUTPUT_HELP = (
    "The privacy places with their surroundings (MultiPolygon), also those that no drone comes near. Fields: "
    "place_name, kind (the name of its layer), over_s (seconds that drones are over it), view_s (seconds that the "
    "image shows some of the place itself), passes (how often the image shows it without a break), nights (in how many "
    "nights), worst_s (seconds in view in the night with the most), lowest_m (altitude of the lowest flight that shows "
    "it), seen_share (share of its surroundings that the image shows at some time, 0 to 1), area_m2."
)
AREAS_HELP = (
    "The neighbourhoods (MultiPolygon). Fields: area_name, drone_min (minutes that drones are over it), min_per_km2 "
    "(the same for each square kilometre), night_min (minutes a night), share (of all minutes in the air, 0 to 1), "
    "privacy_min (minutes of drone_min over privacy places), seen_km2 (ground that the image shows at some time), "
    "seen_share (its share of the neighbourhood, 0 to 1), area_km2."
)


def place_layer(read: ExposedPlan, found: Exposure) -> OutputLayer:
    """OUTPUT."""
    of, places = found.places, read.places
    fields = fields_of(
        ("place_name", TEXT),
        ("kind", TEXT),
        ("over_s", REAL),
        ("view_s", REAL),
        ("passes", WHOLE),
        ("nights", WHOLE),
        ("worst_s", REAL),
        ("lowest_m", REAL),
        ("seen_share", REAL),
        ("area_m2", REAL),
    )
    size = shapely.area(places.area)
    columns = [
        places.name.tolist(),
        [places.kinds[kind] for kind in places.kind.tolist()],
        *(values(column) for column in (of.over_s, of.view_s, of.passes, of.nights, of.worst_s, of.lowest_m)),
        values(np.divide(of.seen_m2, size, out=np.zeros(len(size)), where=size > 0)),
        values(size),
    ]
    rows = fields, multipolygons(places.area), columns
    return OutputLayer.of("OUTPUT", rows, Qgis.WkbType.MultiPolygon, read.crs, "exposed_places", 3)


def area_layer(read: ExposedPlan, found: Exposure) -> OutputLayer:
    """NEIGHBOURHOODS."""
    of, nights = found.neighbourhoods, max(len(found.nights), 1)
    fields = fields_of(
        ("area_name", TEXT),
        ("drone_min", REAL),
        ("min_per_km2", REAL),
        ("night_min", REAL),
        ("share", REAL),
        ("privacy_min", REAL),
        ("seen_km2", REAL),
        ("seen_share", REAL),
        ("area_km2", REAL),
    )
    minutes, km2, total = of.drone_s / 60, of.size_m2 / 1e6, max(found.seconds.sum(), 1e-9)
    columns = [
        read.neighbourhoods.name.tolist(),
        *map(
            values,
            (
                minutes,
                minutes / km2,
                minutes / nights,
                of.drone_s / total,
                of.privacy_s / 60,
                of.seen_m2 / 1e6,
                of.seen_m2 / of.size_m2,
                km2,
            ),
        ),
    ]
    rows = fields, multipolygons(read.neighbourhoods.area), columns
    return OutputLayer.of("NEIGHBOURHOODS", rows, Qgis.WkbType.MultiPolygon, read.crs, "exposed_areas", 1)


def multipolygons(shapes: np.ndarray) -> list[bytes]:
    """The WKB of the polygons of shapes as multipolygons."""
    return [shapely.multipolygons(_singles(shape)).wkb for shape in shapes]


def _singles(shape: shapely.Geometry) -> list[shapely.Polygon]:
    parts = shapely.get_parts(shape).tolist()
    return [one for each in parts for one in (_singles(each) if each.geom_type.startswith("Multi") else [each])]
