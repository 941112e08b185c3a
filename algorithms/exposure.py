"""Exposure: how long drones are over homes, schools and other places, and how much their cameras show."""

from qgis.core import (
    Qgis,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
)

from ..engine.errors import UserError
from ..engine.exposure.exposure import Exposure, exposure
from ..engine.pages.exposure_page import finding, page
from ..engine.text import counted
from ..layers.crs import crs_name
from ..layers.files import check_writable
from .base import BlindspotAlgorithm, tr
from .inputs.before_run import has_nothing
from .inputs.camera import NAMES as CAMERA_NAMES
from .inputs.camera import CameraInput, camera_of
from .inputs.exposed import ExposedInput, ExposedPlan
from .inputs.parameters import any_field
from .inputs.privacy import PrivacyInput
from .inputs.taken import empty_as_made
from .inputs.time_zone import timezone_parameter
from .outputs.exposure import AREAS_HELP, OUTPUT_HELP, area_layer, place_layer
from .outputs.layers import Outputs
from .outputs.report import input_name, report_facts, write_page
from .run import Run

LINE, POINT, POLYGON = (
    Qgis.ProcessingSourceType.VectorLine,
    Qgis.ProcessingSourceType.VectorPoint,
    Qgis.ProcessingSourceType.VectorPolygon,
)
PRIVACY = PrivacyInput(
    rules=False,
    help_text="Homes, schools, clinics, places of worship: points, lines or polygons that drones should not watch. "
    "Each layer is a kind of place in the report.",
)
CAMERA = CameraInput(side=False, front=False)
EXPOSED = ExposedInput(PRIVACY, CAMERA)


class ExposureOfPlan(BlindspotAlgorithm):
    """blindspot:exposure"""

    ID = "exposure"
    TITLE = "Exposure of places"
    SUMMARY = "How long are drones over homes, schools and neighbourhoods, and how much do their cameras show?"
    TAGS = (
        "drone",
        "privacy",
        "camera",
        "footprint",
        "homes",
        "schools",
        "neighbourhood",
        "equity",
        "report",
        "approval",
    )
    BASIC = ("ROUTES", "WAYPOINTS", "PRIVACY", "PRIVACY_BUFFER", "AREAS", "NAME_FIELD", "CAMERA")
    BLOCKS = (PRIVACY, CAMERA, EXPOSED)
    AS_MADE = (camera_of("ROUTES", "TIMEZONE"),)
    HELP = """<p>How long are drones over homes, schools, clinics and places of worship, and how long does the camera
show them? How are the flights distributed over the neighbourhoods? Run this before a plan is approved, and attach the
page to the decision.</p>
<p>The input is a plan: the routes of Plan drone routes or Plan many nights, also after you have edited them on the map.
The camera is that of the plan, as recorded in its routes, unless you choose another one.</p>
<p><b>Over a place</b>: the drone is above it, or within the distance to privacy places of it, as the planner counts it.
<b>In view</b>: the image shows some of the place itself. While a drone flies, its image is a rectangle along the
course. While it hovers, climbs or descends, its heading is not known, and the circle around the image counts. So the
time in view is an upper bound of what a camera that looks straight down shows; a camera that is tilted sees more.
Without a camera the view is a circle as wide as the swath. Walls, roofs and trees are not modelled: what is in view
may be hidden.</p>
<!-- more -->
<p>Times are exact for straight legs flown at constant speed, and add up over drones: two drones over a school for a
minute are two minutes. Where places overlap, a moment of a drone counts once in the totals and for each kind of place,
and for every place in the layer. The altitude is that of the route; the ground is taken to be level.</p>
<p>The ground that the camera shows at some time (FOOTPRINT_KM2) is the union of all images along the routes. Areas of
neighbourhoods may overlap; then each counts what lies in it.</p>
<p>With a plan of many nights, minutes are sums over all nights, and the layers also have the night with the most, or
the minutes a night.</p>
<p>The results are about places. They contain no data about persons.</p><!-- /more -->"""

    def declare(self):
        self.add(
            QgsProcessingParameterFeatureSource("ROUTES", tr("Drone routes"), [LINE]),
            "The output Routes of Plan drone routes or Plan many nights: lines whose M values are seconds.",
        )
        self.add(
            QgsProcessingParameterFeatureSource("WAYPOINTS", tr("Waypoints"), [POINT], None, True),
            "Of the same plan, if you have moved waypoints on the map: the flights then go by them, at the planned "
            "speeds. Empty: the flights go along the routes.",
        )
        PRIVACY.add(self)
        self.add(
            QgsProcessingParameterFeatureSource("AREAS", tr("Neighbourhoods"), [POLYGON], None, True),
            "Polygons by which the minutes and the ground in view are summed: neighbourhoods, districts, beats.",
        )
        self.add(
            any_field("NAME_FIELD", "Name field of the neighbourhoods", "AREAS"),
            "The field with the names of the neighbourhoods. Empty: the field called name, if there is one.",
        )
        CAMERA.add(self)
        empty_as_made(self.declared, CAMERA_NAMES, tr("the drone routes"))
        self.add(
            timezone_parameter("Time zone"),
            "Time zone of the hours in the report: an IANA name such as Asia/Shanghai. Empty: as recorded in the drone "
            "routes; otherwise UTC.",
        )
        self.add(QgsProcessingParameterFeatureSink("OUTPUT", tr("Exposure of places"), POLYGON), OUTPUT_HELP)
        self.add(
            QgsProcessingParameterFeatureSink("NEIGHBOURHOODS", tr("Exposure of neighbourhoods"), POLYGON, None, True),
            AREAS_HELP,
        )
        self.add(
            QgsProcessingParameterFileDestination("HTML", tr("Report"), tr("HTML files (*.html)"), None, True, True),
            "The result as an HTML page to read, print and share: charts by kind of place, neighbourhood and hour, and "
            "the places most in view. It contains the names of places and layers, but no paths and no persons.",
        )
        self.add_numbers(
            ("PRIVACY_MINUTES", "Minutes over privacy places, of all drones"),
            ("PRIVACY_MINUTES_NIGHT", "Minutes over privacy places in the night with the most"),
            ("VIEW_MINUTES", "Minutes with a privacy place in view, of all drones"),
            ("PLACES_IN_VIEW", "Privacy places that come into view"),
            ("PLACE_COUNT", "Privacy places"),
            ("FOOTPRINT_KM2", "Ground that the camera shows (km²)"),
            ("PRIVACY_KM2", "Of these, surroundings of privacy places (km²)"),
            ("DRONE_MINUTES", "Minutes in the air, of all drones"),
            ("NIGHT_COUNT", "Nights with flights"),
        )
        self.add_texts()

    def check(self, run):
        routes = run.source("ROUTES")
        if routes is not None and has_nothing(routes):
            raise UserError(
                tr(
                    "{name} has no route, so nothing is exposed. If you use a selection or a filter, check what it "
                    "leaves.",
                    name=routes.sourceName(),
                )
            )
        if not run.given("AREAS") and not run.parameters.get("PRIVACY"):
            raise UserError(
                tr("Give PRIVACY, AREAS or both: without places and neighbourhoods there is nothing to measure.")
            )
        return super().check(run)

    def compute(self, run):
        read = EXPOSED.read(run)
        text = tr("Measuring the exposure to {routes}.", routes=counted(len(read.night), "route"))
        progress = run.doing(text, 0.2, 0.8)
        found = exposure(read.legs, read.night, read.altitude, read.places, read.neighbourhoods, progress)
        progress(1.0)
        return _written(run, read, found)


def _written(run: Run, read: ExposedPlan, found: Exposure) -> dict:
    """Writes the layers and the page; returns all results."""
    sentences, path = finding(read.described, found), run.file("HTML")
    run.say(*sentences)
    layers = [place_layer(read, found)]
    if run.parameters.get("NEIGHBOURHOODS") and run.given("AREAS"):
        layers.append(area_layer(read, found))
    text = ""
    if path:
        title = tr("Exposure: {routes}", routes=input_name(run, "ROUTES"))
        facts = report_facts(run, [], len(read.places), read.crs)
        notes = [run.labels.in_report(note) for note in read.notes]
        text = page(title, read.described, found, sentences, notes, facts)
        check_writable(path, "The report")
    opened = Outputs.opened_for(run, *layers)
    if path:
        write_page(run, path, text)
    return {
        **opened.write(0.85),
        **({"HTML": path} if path else {}),
        "PRIVACY_MINUTES": float(found.over_any.seconds.sum()) / 60,
        "PRIVACY_MINUTES_NIGHT": float(found.by_night(found.over_any).max(initial=0.0)) / 60,
        "VIEW_MINUTES": float(found.view_any.seconds.sum()) / 60,
        "PLACES_IN_VIEW": int((found.places.view_s > 0).sum()),
        "PLACE_COUNT": len(read.places),
        "FOOTPRINT_KM2": found.footprint_m2 / 1e6,
        "PRIVACY_KM2": found.privacy_m2 / 1e6,
        "DRONE_MINUTES": float(found.seconds.sum()) / 60,
        "NIGHT_COUNT": len(found.nights),
        "CRS": crs_name(read.crs),
    }
