"""What an exposure is measured from: the flights of a plan with their camera, the places and the neighbourhoods."""

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...engine.drones.camera import SensorCamera
from ...engine.exposure.exposure import Neighbourhoods, Places
from ...engine.exposure.legs import Legs, View
from ...engine.pages.exposure_page import Described
from ...engine.tables import geometries_of
from ...engine.text import counted
from ...engine.timing.timezones import EARLIEST, check_timezone, clock_changes
from ...engine.zones.privacy import PrivacyAreas
from ...layers.crs import crs_of_source
from ...layers.flights import Flights, read_flights
from ...layers.waypoint_lines import lines_by_waypoints
from ..base import tr
from ..run import Block, Run
from .camera import USUAL_SWATH, CameraInput
from .privacy import PrivacyInput


@dataclass(frozen=True)
class ExposedPlan:
    """The flights, places and neighbourhoods in a metric CRS. night, altitude: (r,) of the routes; described: what the
    report calls them; notes: warnings for the report."""

    crs: QgsCoordinateReferenceSystem
    legs: Legs
    night: np.ndarray
    altitude: np.ndarray
    places: Places
    neighbourhoods: Neighbourhoods
    described: Described
    notes: list[str]


@dataclass(frozen=True)
class ExposedInput(Block):
    """ROUTES, WAYPOINTS, PRIVACY, AREAS, NAME_FIELD, CAMERA and TIMEZONE of an exposure."""

    privacy: PrivacyInput
    camera: CameraInput

    def check(self, run: Run) -> None:
        self._timezone(run)

    def read(self, run: Run) -> ExposedPlan:
        source = run.source("ROUTES")
        crs, note = crs_of_source(source, run.transform_context)
        run.say(note)
        progress = run.doing(tr("Reading the plan and the places."), 0.0, 0.2)
        routes = read_flights(source, crs, run.transform_context)
        run.note_input("ROUTES", content=routes.content)
        notes = list(routes.notes)
        lines = routes.lines
        if run.given("WAYPOINTS"):
            lines, moved, content = lines_by_waypoints(run.source("WAYPOINTS"), routes, crs, run.transform_context)
            run.note_input("WAYPOINTS", content=content)
            notes += moved
        progress(0.3)
        camera = self.camera.read(run)
        views, seen, warned = views_of(camera, routes)
        run.say(*seen)
        notes += warned
        places = self._places(run, crs)
        progress(0.6)
        neighbourhoods = self._neighbourhoods(run, crs)
        progress(1.0)
        if not len(places) and not len(neighbourhoods):
            notes.append(tr("PRIVACY and AREAS have no feature that can be used, so only the flights are measured."))
        run.warn(*notes)
        timezone = self._timezone(run)
        begins = np.array([line[0, 3] for line in lines])
        described = Described(
            places,
            neighbourhoods,
            run.number("PRIVACY_BUFFER"),
            " ".join(seen),
            local_offsets(begins, timezone),
            bool((begins >= EARLIEST).all()),
            timezone,
        )
        return ExposedPlan(
            crs, Legs.of(lines, views), routes.night, routes.altitude, places, neighbourhoods, described, notes
        )

    def _places(self, run: Run, crs: QgsCoordinateReferenceSystem) -> Places:
        layers = self.privacy.places(run, crs)
        shape = geometries_of([shape for layer in layers for shape in layer.shapes])
        name = np.array([name for layer in layers for name in layer.names], object)
        kind = np.repeat(np.arange(len(layers)), [len(layer.shapes) for layer in layers])
        area = PrivacyAreas.around(shape, run.number("PRIVACY_BUFFER")).area if len(shape) else shape
        return Places(shape, area, name, kind, tuple(layer.layer for layer in layers))

    def _neighbourhoods(self, run: Run, crs: QgsCoordinateReferenceSystem) -> Neighbourhoods:
        source = run.source("AREAS")
        if source is None:
            return Neighbourhoods(np.zeros(0, object), np.zeros(0, object))
        features = run.features(source, crs, name="AREAS")
        field = run.field("NAME_FIELD")
        names = features.texts(field) if field else features.names or [""] * len(features)
        return Neighbourhoods(features.geometry, np.array([name or None for name in names], object))

    def _timezone(self, run: Run) -> str:
        timezone = run.text("TIMEZONE").strip() or "UTC"
        check_timezone(timezone)
        return timezone


def views_of(camera: SensorCamera | None, routes: Flights) -> tuple[list[View], list[str], list[str]]:
    """The view of each route, sentences on what it is, and warnings."""
    height, swath = routes.altitude, np.nan_to_num(routes.swath, nan=USUAL_SWATH)
    known = height > 0 if camera is not None else np.zeros(len(height), bool)
    views = [
        _view(camera, high) if some else View.of_swath(wide)
        for high, some, wide in zip(height.tolist(), known.tolist(), swath.tolist(), strict=True)
    ]
    said, warned = [], []
    if known.any():
        said += CameraInput().sentences(camera, float(height[known].min()), float(height[known].max()))
    if not known.all():
        widths = np.unique(swath[~known])
        text = " – ".join(f"{width:.3g}" for width in dict.fromkeys((widths[0], widths[-1])))
        said.append(tr("Without a camera, the view is a circle as wide as the swath, {swath} m.", swath=text))
        if camera is not None:
            count = counted(int((~known).sum()), "route has", "routes have")
            warned.append(tr("{routes} no field altitude_m, so CAMERA has no effect on them.", routes=count))
        if np.isnan(routes.swath[~known]).any():
            usual = f"{USUAL_SWATH:g}"
            warned.append(tr("Routes without a field swath_m are taken to have a swath of {usual} m.", usual=usual))
    return views, said, warned


def _view(camera: SensorCamera, height: float) -> View:
    """What the image shows from `height` m."""
    return View.of_footprint(camera.view(height)) if camera.tilt else View.of_image(*camera.footprint(height))


def local_offsets(begins: np.ndarray, timezone: str) -> np.ndarray:
    """(r,) s from the times of each route to local time: 0 for routes without dates."""
    dated = begins >= EARLIEST
    found = np.zeros(len(begins))
    if dated.any():
        changes = clock_changes(timezone, float(begins[dated].min()), float(begins[dated].max()))
        found[dated] = changes.offset[np.searchsorted(changes.at, begins[dated], side="right")]
    return found
