"""The file formats for missions, in the order of the parameter FORMAT."""

from .qgc_plan import PLAN
from .qgc_wpl import WAYPOINTS

FORMATS = (PLAN, WAYPOINTS)
