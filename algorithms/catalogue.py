"""The list of algorithms, in the order of the workflow. It can be read without importing any of them or QGIS."""

from dataclasses import dataclass

PATROLS, GAPS, SPOTS, DRONES, MISSIONS, RESULTS = "patrols", "gaps", "spots", "drones", "missions", "results"
PUBLIC = "public"
"""The ids of the groups."""


@dataclass(frozen=True)
class Entry:
    """One algorithm: its id, which is also the name of its module in this package, its class, its title and its group
    in the toolbox.

    The id and the title repeat the ID and TITLE of the class, so that an algorithm whose packages are missing can
    still be listed. A test keeps them equal.
    """

    id: str
    class_name: str
    title: str
    group: str


CATALOGUE = (
    Entry("preparetracks", "PrepareTracks", "Prepare tracks", PATROLS),
    Entry("makearchive", "MakeArchive", "Make an archive", PATROLS),
    Entry("patroleffort", "PatrolEffort", "Patrol effort", PATROLS),
    Entry("effortarchive", "EffortArchive", "Patrol effort of an archive", PATROLS),
    Entry("scoregaps", "ScoreGaps", "Score gaps", GAPS),
    Entry("scorearchive", "ScoreArchive", "Score an archive", GAPS),
    Entry("sightlines", "Sightlines", "Lines of sight", GAPS),
    Entry("coverageprofile", "CoverageProfile", "Coverage profile", GAPS),
    Entry("profilearchive", "ProfileArchive", "Coverage profile of an archive", GAPS),
    Entry("findblindspots", "FindBlindSpots", "Find blind spots", SPOTS),
    Entry("spotstability", "SpotStability", "Stability of blind spots", SPOTS),
    Entry("planroutes", "PlanRoutes", "Plan drone routes", DRONES),
    Entry("plannights", "PlanNights", "Plan many nights", DRONES),
    Entry("sweepareas", "SweepAreas", "Sweep areas", DRONES),
    Entry("importgeozones", "ImportGeozones", "Import geozones", MISSIONS),
    Entry("checkplan", "CheckPlan", "Check a plan", MISSIONS),
    Entry("exposure", "ExposureOfPlan", "Exposure of places", MISSIONS),
    Entry("exportmissions", "ExportMissions", "Export missions", MISSIONS),
    Entry("importflight", "ImportFlight", "Import flight logs", MISSIONS),
    Entry("compareflight", "CompareFlight", "Compare flights", MISSIONS),
    Entry("assessplan", "AssessPlan", "Assess a plan", RESULTS),
    Entry("report", "Report", "Report", RESULTS),
    Entry("repeatrun", "RepeatRun", "Repeat a run", RESULTS),
    Entry("publish", "Publish", "Publish a layer", PUBLIC),
    Entry("equityaudit", "EquityAudit", "Equity audit", PUBLIC),
    Entry("consult", "ConsultResidents", "Consult residents", PUBLIC),
    Entry("readanswers", "ReadAnswers", "Read residents' answers", PUBLIC),
    Entry("consulteffect", "ConsultationEffect", "Effect of a consultation", PUBLIC),
    Entry("impactassessment", "ImpactAssessment", "Impact assessment", PUBLIC),
    Entry("verifytrail", "VerifyTrail", "Verify the audit trail", PUBLIC),
)


def group_of(algorithm: str) -> str:
    """The id of the group of the algorithm with this id; empty where it is not listed."""
    return next((entry.group for entry in CATALOGUE if entry.id == algorithm), "")
