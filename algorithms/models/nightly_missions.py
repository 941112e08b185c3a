"""The model Nightly missions: from blind spots to files that ground stations load."""

from .model import Model, Step

BUILDINGS = ("BUILDINGS", "HEIGHT_FIELD", "BUILDING_HEIGHT")
FLEET = (
    *("BLIND_SPOTS", "LAUNCH_SITES", "NO_FLY", "PRIVACY", "TERRAIN", "AIRCRAFT", "DRONES", "SORTIES", "START"),
    *("PRIVACY_BUFFER", "PRIVACY_HEIGHT", "PRIVACY_BUDGET", *BUILDINGS, "TIME_LIMIT", "MAX_ITERATIONS", "SEED"),
)
RULES = ("LAUNCH_SITES", "NO_FLY", "PRIVACY", "TERRAIN", "GEOFENCE", "RALLY")
"""The layers of the check. What else the plan was made with is in its record."""
PLAN = (("ROUTES", "planroutes", "ROUTES"), ("WAYPOINTS", "planroutes", "WAYPOINTS"))


class NightlyMissions(Model):
    """Four steps: routes, check, exposure, missions."""

    ID = "nightlymissions"
    TITLE = "Nightly missions"
    HELP = """<p>From blind spots to the files that ground stations load, in one run: routes of the drones are planned
around no-fly zones and privacy places, the plan is checked, its exposure of privacy places is measured, and a mission
is written for each sortie.</p>
<p>No-fly zones may be the output of Import geozones, with heights and times; give a start then. A plan that breaks a
rule, such as a geofence that the planner does not know, is not exported: the run ends with the violations. Run Check a
plan to see each of them on the map.</p>
<p>All other parameters have their usual values. To change them, open a copy of the model in the designer (right click
on it in the Processing toolbox), or run the four algorithms one after the other.</p>"""
    ADVANCED = (
        *("PRIVACY_BUFFER", "PRIVACY_HEIGHT", "PRIVACY_BUDGET", *BUILDINGS, "TIME_LIMIT", "MAX_ITERATIONS", "SEED"),
        *("AREAS", "DJI_AIRCRAFT", "REPLACE"),
    )
    NEEDED = ("PRIVACY",)
    RESULTS = ("missions",)
    STEPS = (
        Step(
            "planroutes",
            "Plan drone routes",
            "Where and when to fly, so that most of the gaps is closed, around zones and privacy places.",
            FLEET,
            (("ROUTES", "Routes"), ("WAYPOINTS", "Waypoints"), ("UNSERVED", "Spots that are not visited")),
        ),
        Step(
            "checkplan",
            "Check a plan",
            "Every rule is checked again, with geofence and rally points. The report can be filed with the flight.",
            RULES,
            (("VIOLATIONS", "Violations"), ("HTML", "Report of the check")),
            PLAN,
        ),
        Step(
            "exposure",
            "Exposure of places",
            "How long drones are over privacy places and have them in view. For the approval.",
            ("PRIVACY", "PRIVACY_BUFFER", "AREAS"),
            (("OUTPUT", "Exposure of places"), ("HTML", "Report of the exposure")),
            PLAN,
        ),
        Step(
            "exportmissions",
            "Export missions",
            "A file for each sortie. A plan that breaks a rule is not exported.",
            (*RULES, "FORMAT", "AUTOPILOT", "DJI_AIRCRAFT", "REPLACE"),
            (("FOLDER", "Missions"), ("HTML", "List of missions")),
            PLAN,
        ),
    )
