"""The file formats for missions, in the order of the parameter FORMAT."""

from .gpx import GPX
from .kml import KML
from .litchi import LITCHI
from .qgc_plan import PLAN
from .qgc_wpl import WAYPOINTS
from .wpml import WPML

FORMATS = (PLAN, WAYPOINTS, WPML, KML, GPX, LITCHI)
