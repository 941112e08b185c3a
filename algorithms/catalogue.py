"""The list of algorithms, in the order of the workflow. It can be read without importing any of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One algorithm: its id, which is also the name of its module in this package, its class and its title.

    The id and the title repeat the ID and TITLE of the class, so that an algorithm whose packages are missing can
    still be listed. A test keeps them equal.
    """

    id: str
    class_name: str
    title: str


CATALOGUE = (
    Entry("preparetracks", "PrepareTracks", "1 Prepare tracks"),
    Entry("scoregaps", "ScoreGaps", "2 Score gaps"),
    Entry("findblindspots", "FindBlindSpots", "3 Find blind spots"),
    Entry("planroutes", "PlanRoutes", "4 Plan drone routes"),
    Entry("assessplan", "AssessPlan", "5 Assess a plan"),
    Entry("plannights", "PlanNights", "6 Plan many nights"),
    Entry("sweepareas", "SweepAreas", "Sweep areas"),
    Entry("coverageprofile", "CoverageProfile", "Coverage profile (when are the gaps?)"),
    Entry("patroleffort", "PatrolEffort", "Patrol effort (hours, kilometres, visits)"),
    Entry("spotstability", "SpotStability", "Stability of blind spots"),
    Entry("report", "Report", "Report"),
    Entry("repeatrun", "RepeatRun", "Repeat a run (is the result reproducible?)"),
)
