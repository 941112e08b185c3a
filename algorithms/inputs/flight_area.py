"""Where drones may be and where they return to: geofence, rally points, heights, DJI docks."""

from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMultipleLayers,
)

from ...engine.check.flight_area import ABORT_EDGE, DOCK_EDGE, FlightArea
from ...engine.errors import UserError
from ...engine.tables import geometries_of
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import metres

POINT, POLYGON = Qgis.ProcessingSourceType.VectorPoint, Qgis.ProcessingSourceType.VectorPolygon
MAX_AGL = 120.0
"""m above the closest point of the surface: the open category of the European Union, Regulation (EU) 2019/947."""


@dataclass(frozen=True)
class FlightAreaInput(Block):
    """GEOFENCE, RALLY, RETURN_HEIGHT, MAX_AGL and DOCKS."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterMultipleLayers("GEOFENCE", tr("Geofence"), POLYGON, None, True),
            "Polygons that drones must not leave, also not between two waypoints. Several polygons count together. "
            "Empty: no geofence.",
        )
        algorithm.add(
            QgsProcessingParameterFeatureSource("RALLY", tr("Rally points"), [POINT], None, True),
            "Points to which a drone returns instead of its launch site. A return to launch ends at the nearest of "
            "them, and Reserve must be left after it, from the worst point of each sortie: also where the launch site "
            "is nearer, because whether it counts is a setting of the autopilot. Empty: drones return to their launch "
            "site.",
        )
        algorithm.add(
            metres("RETURN_HEIGHT", "Return height above the launch site (m)", None, optional=True),
            "The height at which a drone returns when it must. With it, or with rally points, Reserve must be left "
            "after a straight return from the worst point of each sortie. Over terrain the way back must be 15 m "
            "above the ground. Empty: as high as the sortie flies.",
        )
        algorithm.add(
            metres("MAX_AGL", "Maximum height above ground (m)", MAX_AGL, 0.01),
            "Height that no drone may exceed, from the closest point of the surface, which is not straight below "
            "beside a cliff. 120 m is the limit of the open category in the European Union.",
        )
        algorithm.add(
            QgsProcessingParameterBoolean("DOCKS", tr("Launch sites are DJI docks"), False),
            tr(
                "Checks what DJI requires of custom flight areas, which are the geofence and the no-fly zones: a dock "
                "lies inside the geofence and outside of the zones, {edge:g} m from any edge or more, and no drone "
                "comes within {abort:g} m of an edge, where it would abort its task and return.",
                edge=DOCK_EDGE,
                abort=ABORT_EDGE,
            ),
        )

    def prepare(self, run: Run) -> None:
        run.prepare_layers("GEOFENCE")

    def read(self, run: Run, crs: QgsCoordinateReferenceSystem) -> FlightArea:
        """The geofence, the rally points and the docks, in `crs`. Raises UserError where a geofence is given, but has
        no polygon that can be used."""
        fences = []
        for index, layer in enumerate(run.layers("GEOFENCE")):
            features = run.features(layer, crs, of=("GEOFENCE", index))
            if len(features) and shapely.get_dimensions(features.geometry).min() < 2:
                raise UserError(
                    tr("The GEOFENCE layer {name} has points or lines; it must have polygons.", name=features.name)
                )
            fences += features.geometry.tolist()
        if run.layers("GEOFENCE") and not fences:
            raise UserError(tr("GEOFENCE has no usable polygon, so no flight is inside it. Choose another layer."))
        rally, names, source = np.zeros((0, 2)), (), run.source("RALLY")
        if source is not None:
            features = run.features(source, crs, name="RALLY")
            rally = shapely.get_coordinates(shapely.centroid(features.geometry)).reshape(-1, 2)
            names = tuple(name or None for name in features.names or [None] * len(features))
            if not len(rally):
                run.warn(tr("RALLY has no usable point: drones return to their launch site."))
        return FlightArea(geometries_of(fences), rally, names, run.optional_number("RETURN_HEIGHT"), run.flag("DOCKS"))
