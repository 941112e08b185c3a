"""The styles that are made in code, by their name."""

from collections.abc import Callable

from qgis.core import QgsVectorLayer

from .classes import style_effort, style_gains, style_gaps, style_stability, style_visited
from .consulted import style_answers, style_consulted_areas, style_effect
from .equity import style_equity
from .exposed import style_exposed_areas, style_exposed_places
from .flown import style_compared, style_drones_now, style_flown, style_flown_stops, style_remaining
from .geozones import style_geozones
from .patrols import style_outages, style_rejected, style_tracks
from .published import style_published
from .routes import style_routes
from .sight import style_sight_points, style_visible, style_walks, style_watcher_lines
from .spots import style_spots
from .stops import style_unserved, style_waypoints
from .violations import style_violations

BUILDERS: dict[str, Callable[[QgsVectorLayer, str], None]] = {
    "places": style_gaps,
    "gain": style_gains,
    "effort": style_effort,
    "spots": style_spots,
    "stability": style_stability,
    "visited": style_visited,
    "routes": style_routes,
    "exposed_places": style_exposed_places,
    "exposed_areas": style_exposed_areas,
    "published": style_published,
    "consulted_areas": style_consulted_areas,
    "answers": style_answers,
    "consulted_effect": style_effect,
    "equity": style_equity,
    "waypoints": style_waypoints,
    "unserved": style_unserved,
    "violations": style_violations,
    "tracks": style_tracks,
    "outages": style_outages,
    "rejected": style_rejected,
    "flown": style_flown,
    "compared": style_compared,
    "flown_stops": style_flown_stops,
    "remaining": style_remaining,
    "drones_now": style_drones_now,
    "geozones": style_geozones,
    "visible": style_visible,
    "walks": style_walks,
    "watcher_lines": style_watcher_lines,
    "sight_points": style_sight_points,
}
"""Each sets the renderer and the labels of a layer. The text is the time zone of the run, in whose local time nights
are named. Other styles are in resources/styles."""
