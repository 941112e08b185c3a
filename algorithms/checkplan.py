"""Check a plan: everything that must hold before drones fly it."""

from qgis.core import Qgis, QgsProcessingParameterFeatureSink

from ..layers.crs import crs_name
from .base import BlindspotAlgorithm, tr
from .inputs.preflight import PreflightInput
from .outputs.violations import VIOLATIONS_HELP

PREFLIGHT = PreflightInput()
MESSAGES = 10
"""Violations that the log tells one by one."""


class CheckPlan(BlindspotAlgorithm):
    """blindspot:checkplan"""

    ID = "checkplan"
    TITLE = "Check a plan"
    SUMMARY = "Can these routes be flown as they are: zones, heights, battery, distances between drones?"
    TAGS = ("drone", "uav", "preflight", "check", "safety", "geofence", "no-fly", "rally", "reserve", "separation")
    BASIC = PreflightInput.BASIC
    BLOCKS = (PREFLIGHT,)
    AS_MADE = PREFLIGHT.as_made
    HELP = """<p>x</p>"""

    def declare(self):
        PREFLIGHT.add(self)
        self.add(
            QgsProcessingParameterFeatureSink(
                "VIOLATIONS", tr("Violations"), Qgis.ProcessingSourceType.VectorLine, None, True, True
            ),
            VIOLATIONS_HELP,
        )
        self.add_numbers(("VIOLATION_COUNT", "Violations"))
        self.add_texts()

    def compute(self, run):
        found = PREFLIGHT.read(run)
        run.say(*[one.message for one in found.violations])
        return {"VIOLATION_COUNT": len(found.violations), "CRS": crs_name(found.crs)}
