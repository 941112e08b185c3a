"""Check a plan: everything that must hold before drones fly it."""

from qgis.core import Qgis, QgsProcessingParameterFeatureSink, QgsProcessingParameterFileDestination

from ..layers.crs import crs_name
from ..layers.files import check_writable
from .base import BlindspotAlgorithm, tr
from .inputs.background import BackgroundInput
from .inputs.preflight import PreflightInput
from .outputs.check_report import CheckReport
from .outputs.layers import Outputs
from .outputs.report import write_page
from .outputs.violations import LINES_HELP, VIOLATIONS_HELP, violation_layers
from .run import Run

PREFLIGHT, BACKGROUND = PreflightInput(), BackgroundInput()
MESSAGES = 10
"""Violations that the log tells one by one."""


class CheckPlan(BlindspotAlgorithm):
    """blindspot:checkplan"""

    ID = "checkplan"
    TITLE = "Check a plan"
    SUMMARY = "Can these routes be flown as they are? Zones, heights, battery, distances between drones."
    TAGS = ("drone", "uav", "preflight", "check", "safety", "geofence", "no-fly", "rally", "reserve", "separation")
    BASIC = (*PreflightInput.BASIC, "WIND_SPEED", "WIND_FROM", "BACKGROUND")
    BLOCKS = (PREFLIGHT, BACKGROUND)
    AS_MADE = PREFLIGHT.as_made
    HELP = """<p>Can these routes be flown as they are? Every rule is checked again, from the layers alone: along whole
legs, in three dimensions and in time, and not only at the waypoints. Check a plan after you have moved a waypoint, when
the wind, the battery or the airspace are not those it was planned with, and before you export it.</p>
<p><b>What is checked</b>: no-fly zones between their limits and while they are in force, also those that begin while a
drone is in the air; the geofence; privacy places; the height above the closest point of the surface; the battery after
landing, and after a return from the worst point of each sortie (with rally points or a return height); the distance
between drones in space and time; times between take-offs and landings; range; launch sites; DJI's rules for docks; and
whether routes, waypoints and their fields describe the same flight.</p>
<p>Empty parameters have the values that the plan was made with, as its record says: then an unedited plan has no
violations. Enter others to see what they change, such as the wind of tonight: the times and the battery of all sorties
are then computed again.</p>
<p><b>Edited plans.</b> Move waypoints on the map; edits need not be saved. Times and battery follow from the new
positions, as they would be flown. Heights stay as they are above the ground. Where waypoints or vertices were added or
deleted, routes and waypoints no longer match, which is a violation: plan again instead.</p>
<!-- more -->
<p><b>Heights.</b> The height above ground is measured to the closest point of the surface (European open category):
beside a cliff that is the cliff, not the ground straight below. A plan that was made without terrain can be checked
over a terrain: its heights are then taken to be above the launch site.</p>
<p><b>Zones.</b> Limits above sea level are compared with heights above sea level, which need a terrain. Without it they
count as no limit, so that the zone is in the way at all heights. A plan without dates is checked against all zones, as
if they were always in force.</p>
<p><b>Return.</b> When the link is lost or the battery is low, a drone climbs to its return height, flies straight to
the nearest rally point, or to its launch site where there are none, and lands. Reserve must be left after that, from
every point of a sortie until it begins to land. Whether the straight way back crosses a zone is not checked.</p>
<p><b>What a plan serves</b> is not checked here: a plan whose waypoints were moved may be safe, and miss a blind spot.
The panel checks that after each edit.</p>
<p>VIOLATION_COUNT lets a model continue only with a sound plan; LEAST_RESERVE and CLOSEST_APPROACH let it compare
plans.</p>
<!-- /more -->
<p>A check finds what breaks the rules it knows. The operator is responsible for permission, current airspace
restrictions, obstacles and weather.</p>"""

    def declare(self):
        PREFLIGHT.add(self)
        BACKGROUND.add(self)
        for name, title, kind, help_text, shown in (
            ("VIOLATIONS", "Violations", Qgis.ProcessingSourceType.VectorPoint, VIOLATIONS_HELP, True),
            ("VIOLATION_LINES", "Stretches with violations", Qgis.ProcessingSourceType.VectorLine, LINES_HELP, False),
        ):
            self.add(QgsProcessingParameterFeatureSink(name, tr(title), kind, None, True, shown), help_text)
        self.add(
            QgsProcessingParameterFileDestination("HTML", tr("Report"), tr("HTML files (*.html)"), None, True, True),
            "The result as an HTML page to read, print and file with the flight: the violations, a map, the battery "
            "along each sortie, the closest approach of each pair of drones, what was checked with which limits, and "
            "what was not. It contains the names of the layers, but no paths.",
        )
        self.add_numbers(
            ("VIOLATION_COUNT", "Violations"),
            ("LEAST_RESERVE", "Least that is left of a battery (%)"),
            ("CLOSEST_APPROACH", "Least distance between two drones (m, in three dimensions)"),
            ("ROUTE_COUNT", "Routes"),
        )
        self.add_texts()

    def compute(self, run):
        found = PREFLIGHT.read(run)
        report, path = CheckReport(run, found), run.file("HTML")
        text = report.page(BACKGROUND.draws(run, found.crs)) if path else ""
        _say(run, report)
        if path:
            check_writable(path, "The report")
        opened = Outputs.opened_for(run, *violation_layers(found))
        if path:
            write_page(run, path, text)
        closest = report.closest
        return {
            **opened.write(0.95),
            **({"HTML": path} if path else {}),
            "VIOLATION_COUNT": len(found.violations),
            "LEAST_RESERVE": report.least_reserve,
            **({} if closest is None else {"CLOSEST_APPROACH": closest}),
            "ROUTE_COUNT": len(found.plan.routes),
            "CRS": crs_name(found.crs),
        }


def _say(run: Run, report: CheckReport) -> None:
    """Tells the finding and the first violations."""
    violations = report.found.violations
    first, *others = report.sentences
    (run.warn if violations else run.say)(first)
    run.warn(*[one.message for one in violations[:MESSAGES]])
    if len(violations) > MESSAGES:
        run.warn(tr("{more} more are in VIOLATIONS.", more=len(violations) - MESSAGES))
    run.say(*others)
    left_out = [tr("{rule} ({why})", rule=row.rule, why=row.why) for row in report.checks if row.found is None]
    if left_out:
        run.say(tr("Not checked: {rules}.", rules=tr("; ").join(left_out)))
