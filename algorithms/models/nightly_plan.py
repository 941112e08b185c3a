"""The model Nightly plan: from the fixes of patrols to the flights of a night, and what these gain."""

from .model import Model, Step

QUESTION = (
    *("INPUT", "TIME_FIELD", "UNIT_FIELD", "TIMEZONE", "AREA", "DEMAND", "DEMAND_WEIGHTS"),
    *("REVISIT", "WATCH_START", "WATCH_END", "BUILDINGS", "WATCHERS", "CELL_SIZE", "DETECTION_RANGE"),
)
BUILDINGS = ("BUILDINGS", "HEIGHT_FIELD", "BUILDING_HEIGHT")
FLEET = ("LAUNCH_SITES", "NO_FLY", "PRIVACY", "DRONES", "START", "TIME_LIMIT", "MAX_ITERATIONS", "SEED", *BUILDINGS)


class NightlyPlan(Model):
    """Four steps: scores, spots, routes, gain."""

    ID = "nightlyplan"
    TITLE = "Nightly plan"
    HELP = """<p>Tonight's flights from the fixes of your patrols, in one run: the gaps are scored, the blind spots are
found, routes of the drones to them are planned, and what these would gain is computed.</p>
<p>With <b>Buildings</b>, patrols and drones see only what no wall hides from them. Their heights count for drones
alone.</p>
<p>All other parameters have their usual values. To change them, open a copy of the model in the designer (right click
on it in the Processing toolbox), or run the four algorithms one after the other.</p>"""
    ADVANCED = ("CELL_SIZE", "DETECTION_RANGE", "WATCHERS", *BUILDINGS, "TIME_LIMIT", "MAX_ITERATIONS", "SEED")
    NEEDED = ("INPUT",)
    RESULTS = ("routes",)
    STEPS = (
        Step(
            "scoregaps",
            "Score gaps",
            "How likely is it that something happens here and no patrol notices it in time?",
            QUESTION,
            (("OUTPUT", "Scored places"),),
        ),
        Step(
            "findblindspots",
            "Find blind spots",
            "The fewest places that hold half of the priority, as spots.",
            (),
            (("OUTPUT", "Blind spots"),),
            (("INPUT", "scoregaps", "OUTPUT"),),
        ),
        Step(
            "planroutes",
            "Plan drone routes",
            "Where and when to fly, so that most of the gaps is closed. The watch is that of the scores.",
            FLEET,
            (("ROUTES", "Routes"), ("WAYPOINTS", "Waypoints"), ("UNSERVED", "Spots that are not visited")),
            (("BLIND_SPOTS", "findblindspots", "OUTPUT"), ("SCORED", "scoregaps", "OUTPUT")),
        ),
        Step(
            "assessplan",
            "Assess a plan",
            "What the gaps would be if these routes were flown in every watch. The report can be shared.",
            ("INPUT", "AREA", "DEMAND", "WATCHERS", *BUILDINGS),
            (("OUTPUT", "Gaps before and after"), ("HTML", "Report")),
            (("ROUTES", "planroutes", "ROUTES"),),
        ),
    )
