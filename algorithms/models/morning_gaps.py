"""The model Morning gaps: yesterday's fixes into the archive, and the blind spots of the last weeks."""

from .model import Model, Step

QUESTION = (
    *("AREA", "LAST_NIGHTS", "WATCH_START", "WATCH_END", "REVISIT", "DEMAND", "DEMAND_WEIGHTS"),
    *("CELL_SIZE", "DETECTION_RANGE", "BUILDINGS", "WATCHERS"),
)


class MorningGaps(Model):
    """Three steps: archive, scores, spots."""

    ID = "morninggaps"
    TITLE = "Morning gaps"
    HELP = """<p>Every morning: the new files of fixes go into the archive, the gaps of the last nights are scored, and
the blind spots are found. Days that the archive already has are not computed again, so that this takes a minute,
however long the archive is.</p>
<p>All other parameters have their usual values. To change them, open a copy of the model in the designer (right click
on it in the Processing toolbox), or run the three algorithms one after the other.</p>"""
    ADVANCED = ("CELL_SIZE", "DETECTION_RANGE", "WATCHERS", "BUILDINGS")
    NEEDED = ("FOLDER", "AREA")
    RESULTS = ("archive",)
    STEPS = (
        Step(
            "makearchive",
            "Make an archive",
            "Adds the new files. Fixes that the archive has already are left out.",
            ("FOLDER", "TIME_FIELD", "UNIT_FIELD", "TIMEZONE", "X_FIELD", "Y_FIELD"),
            (("ARCHIVE", "Archive"),),
        ),
        Step(
            "scorearchive",
            "Score an archive",
            "The gaps of the last nights. What earlier runs have computed is used.",
            QUESTION,
            (("OUTPUT", "Scored places"),),
            (("ARCHIVE", "makearchive", "ARCHIVE"),),
        ),
        Step(
            "findblindspots",
            "Find blind spots",
            "The fewest places that hold half of the priority, as spots.",
            (),
            (("OUTPUT", "Blind spots"),),
            (("INPUT", "scorearchive", "OUTPUT"),),
        ),
    )
