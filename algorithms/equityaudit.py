"""Equity audit: gaps, patrols and drones by neighbourhood and by group of residents."""

from qgis.core import (
    Qgis,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..engine.equity.audit import Audit, Rules, audit
from ..engine.equity.watching import Resampling
from ..engine.errors import UserError
from ..engine.pages.equity_finding import Asked, finding
from ..engine.pages.equity_page import page
from ..layers.files import check_writable
from .base import BlindspotAlgorithm, tr
from .inputs.before_run import has_nothing
from .inputs.camera import NAMES as CAMERA_NAMES
from .inputs.camera import CameraInput, camera_of
from .inputs.equity import Audited, EquityInput
from .inputs.parameters import any_field, number, numeric_field, whole
from .inputs.retention import refuse_expired
from .inputs.taken import empty_as_made
from .inputs.time_zone import timezone_parameter
from .outputs.equity import GROUPS_HELP, OUTPUT_HELP, figures, group_table, neighbourhood_layer
from .outputs.layers import Outputs
from .outputs.report import input_name, report_facts, write_page
from .run import Run

LINE, POINT, POLYGON = (
    Qgis.ProcessingSourceType.VectorLine,
    Qgis.ProcessingSourceType.VectorPoint,
    Qgis.ProcessingSourceType.VectorPolygon,
)
CAMERA = CameraInput(side=False, front=False)
EQUITY = EquityInput(CAMERA)


class EquityAudit(BlindspotAlgorithm):
    """blindspot:equityaudit"""

    ID = "equityaudit"
    TITLE = "Equity audit"
    SUMMARY = "Who is patrolled, who is flown over, and who lives in gaps, for each resident?"
    TAGS = (
        *("equity", "fairness", "bias", "gini", "lorenz", "neighbourhood", "residents", "income", "drone"),
        *("transparency", "oversight", "report"),
    )
    BASIC = (
        *("NEIGHBOURHOODS", "NAME_FIELD", "POPULATION_FIELD", "GROUP_FIELDS", "GROUPS_ARE", "RANK_FIELD"),
        *("ROUTES", "WAYPOINTS", "REASON_FIELD", "EFFORT", "PLACES"),
    )
    BLOCKS = (CAMERA, EQUITY)
    AS_MADE = (camera_of("ROUTES", "TIMEZONE"),)
    HELP = """<p>How are patrols, gaps and drone flights shared among neighbourhoods and groups of residents? Run it for
a plan before it is approved, and for the flights of a year when the public asks.</p>
<p>The page answers, in plain words and with numbers: who is flown over more, for each resident; whether poorer
neighbourhoods are filmed more than richer ones; what share of the flights has no recorded reason; over whom drones pass
on their way; how long homes are in view; who lives in gaps; and whether the plan makes it more or less even.</p>
<p>Give what you have: <b>Drone routes</b> (planned, or flown: Import flight logs), <b>Patrol effort</b>, and <b>Scored
places</b>. The output of Assess a plan as scored places also shows the gaps before and after the plan.</p>
<!-- more -->
<p><b>Over or under.</b> The minutes over each neighbourhood are compared with its share of all residents, of the area
or of the demand. Minutes of one flight are not independent of each other, so flights are counted, each with its
minutes. Neighbourhoods that differ by more than chance are called over or under; of those, the accepted share of false
discoveries is expected to be wrong. Flights of one night that follow one plan are not independent either: choose nights
then.</p>
<p><b>Gini</b> is 0 if every resident has the same, and near 1 if one has all. The <b>concentration index</b> is below 0
if what is measured falls on neighbourhoods with a low figure, such as a low income. Their intervals are found by
drawing flights again; for hours of patrols by drawing neighbourhoods. Few flights are never spread evenly, so the Gini
coefficient of what was flown is always above that of the practice behind it, whose interval is given beside it.</p>
<p><b>Groups.</b> A group has the mean of the rates of the neighbourhoods in which it lives. Nobody knows from this who
was in view: within a neighbourhood all residents count as having the same.</p>
<p><b>At a stop</b> is the time from the first to the last waypoint of a spot, or without waypoints the time slower than
the stop speed. All other time is on the way. A drone passes over a neighbourhood if it has no stop there.</p>
<p>The results are about neighbourhoods. They contain no data about persons, but small neighbourhoods and small groups
can point to persons: publish only what your rules allow.</p><!-- /more -->"""

    def declare(self):
        self._declare_neighbourhoods()
        self.add(
            QgsProcessingParameterFeatureSource("ROUTES", tr("Drone routes"), [LINE], None, True),
            "Planned or flown: the output Routes of Plan drone routes or Plan many nights, or the tracks of Import "
            "flight logs. Lines whose M values are seconds, one for each flight.",
        )
        self.add(
            QgsProcessingParameterFeatureSource("WAYPOINTS", tr("Waypoints"), [POINT], None, True),
            "Of the same plan: they say when a drone is at a spot. Empty: it is at a stop while it is slower than the "
            "stop speed.",
        )
        self.add(
            any_field("REASON_FIELD", "Field with the reason of the flight", "ROUTES"),
            "Field of the drone routes with the recorded reason, such as the number of a call. Flights without one are "
            "counted. Empty: reasons are not looked at.",
        )
        self.add(
            QgsProcessingParameterFeatureSource("EFFORT", tr("Patrol effort"), [POLYGON], None, True),
            "The output of Patrol effort: cells or zones with the field hours. Hours of a cell on a border are divided "
            "by area.",
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                "PLACES", tr("Scored places"), [Qgis.ProcessingSourceType.VectorAnyGeometry], None, True
            ),
            "The output of Score gaps, or of Assess a plan with the gaps before and after. A field patrol_found (0 to "
            "1: the share of the priority that rests on what patrols themselves found) is shown as well.",
        )
        self._declare_rules()
        self.add(QgsProcessingParameterFeatureSink("OUTPUT", tr("Equity of neighbourhoods"), POLYGON), OUTPUT_HELP)
        self.add(
            QgsProcessingParameterFeatureSink(
                "GROUPS", tr("Equity of groups"), Qgis.ProcessingSourceType.Vector, None, True, False
            ),
            GROUPS_HELP,
        )
        self.add(
            QgsProcessingParameterFileDestination("HTML", tr("Report"), tr("HTML files (*.html)"), None, True, True),
            "The result as an HTML page for the public: answers in words, a Lorenz curve, a map and tables. It has the "
            "names of neighbourhoods and layers, but no paths and no persons.",
        )
        self._declare_figures()

    def _declare_neighbourhoods(self) -> None:
        self.add(
            QgsProcessingParameterFeatureSource("NEIGHBOURHOODS", tr("Neighbourhoods"), [POLYGON]),
            "Polygons with the number of residents, such as census tracts.",
        )
        self.add(
            any_field("NAME_FIELD", "Name field of the neighbourhoods", "NEIGHBOURHOODS"),
            "Empty: the field called name, if there is one.",
        )
        kind = Qgis.ProcessingFieldParameterDataType.Numeric
        self.add(
            numeric_field("POPULATION_FIELD", "Field with the number of residents", "NEIGHBOURHOODS"),
            "Residents of each neighbourhood. Empty: the field called residents, population, pop or inhabitants.",
        )
        self.add(
            QgsProcessingParameterField(
                "GROUP_FIELDS", tr("Fields with groups of residents"), None, "NEIGHBOURHOODS", kind, True, True
            ),
            "One field for each group of residents that is to be compared with all others. A null means that it is not "
            "known.",
        )
        self.add(
            QgsProcessingParameterEnum(
                "GROUPS_ARE",
                tr("Fields of groups hold"),
                [tr("Numbers of residents"), tr("Shares, 0 to 1"), tr("Percentages, 0 to 100")],
                False,
                0,
            ),
            "What the fields of groups hold.",
        )
        self.add(
            numeric_field("RANK_FIELD", "Field to rank neighbourhoods by, such as income", "NEIGHBOURHOODS"),
            "For the concentration index, and for thirds of the residents: those who live where the figure is low, "
            "middle and high. Empty: neighbourhoods are not ranked.",
        )

    def _declare_rules(self) -> None:
        self.add(
            QgsProcessingParameterString("NO_REASON", tr("Entries that are no reason"), None, False, True),
            "Entries of the field of reasons that count as none, separated by commas, such as Unknown, N/A. Upper and "
            "lower case are the same. An empty entry is never a reason.",
        )
        self.add(
            number("STOP_SPEED", "Stop speed (m/s)", 1.0, 0.0, 50.0, decimals=1),
            "Without waypoints, a drone that is slower over ground is at a stop. The climb at the start and the "
            "descent at the end are not stops.",
        )
        self.add(
            QgsProcessingParameterEnum(
                "EXPECTED",
                tr("Flights are expected to follow"),
                [tr("Residents"), tr("Area"), tr("Demand of the scored places")],
                False,
                0,
            ),
            "What the minutes over each neighbourhood are compared with. Demand that rests on what patrols found "
            "repeats where patrols went.",
        )
        self.add(
            QgsProcessingParameterEnum(
                "INDEPENDENT", tr("Independent of each other are"), [tr("Flights"), tr("Nights")], False, 0
            ),
            "What is drawn again for intervals, and counted once in tests. Nights are those of a plan of many nights, "
            "otherwise from noon to noon.",
        )
        self.add(
            number("MIN_GAP", "Gap of at least (0 to 1)", 0.5, 0, 1, decimals=2),
            "Residents live in a gap where the gap of the scored places is at least this.",
        )
        self.add(
            number("TIMES_FLOWN", "How often the flights are flown", 1.0, 0, 1_000_000, decimals=1),
            "In the time of the patrol effort, for the comparison of patrols alone with patrols and drones together: a "
            "plan of one night beside the patrols of 30 nights is flown 30 times.",
        )
        self.add(
            number("FALSE_DISCOVERIES", "Accepted share of false discoveries (%)", 5.0, 0.1, 50.0, decimals=1),
            "Of the neighbourhoods called over or under, the share that may be wrong (Benjamini and Hochberg).",
        )
        self.add(
            number("CONFIDENCE", "Confidence of intervals (%)", 95.0, 50.0, 99.9, decimals=1),
            "How often the intervals hold the true value.",
        )
        self.add(
            whole("DRAWS", "Number of draws", 1000, 0, 100_000),
            "How often flights or neighbourhoods are drawn again. 0: no intervals of Gini and of groups.",
        )
        self.add(whole("SEED", "Seed", 0), "With the same seed the intervals are the same.")
        CAMERA.add(self)
        empty_as_made(self.declared, CAMERA_NAMES, tr("the drone routes"))
        self.add(
            timezone_parameter("Time zone"),
            "Time zone of the nights: an IANA name such as Asia/Shanghai. Empty: as recorded in the drone routes; "
            "otherwise UTC.",
        )

    def _declare_figures(self) -> None:
        self.add_numbers(
            ("NEIGHBOURHOOD_COUNT", "Neighbourhoods"),
            ("RESIDENTS", "Residents"),
            ("FLIGHT_COUNT", "Flights"),
            ("DRONE_MINUTES", "Minutes in the air, of all flights"),
            ("GINI_PATROL", "Gini coefficient of hours of patrols"),
            ("GINI_PATROL_LOW", "Its lower end"),
            ("GINI_PATROL_HIGH", "Its upper end"),
            ("GINI_DRONES", "Gini coefficient of minutes of drones, as flown"),
            ("GINI_PRACTICE", "Gini coefficient of the practice behind the flights"),
            ("GINI_PRACTICE_LOW", "Its lower end, of the practice"),
            ("GINI_PRACTICE_HIGH", "Its upper end, of the practice"),
            ("GINI_BY_CHANCE", "Gini coefficient of drones that chance alone would give"),
            ("GINI_TOGETHER", "Gini coefficient of patrols and drones together"),
            ("CONCENTRATION_DRONES", "Concentration index of minutes of drones"),
            ("CONCENTRATION_PATROL", "Concentration index of hours of patrols"),
            ("LOW_TO_HIGH", "Minutes of drones for each resident: lowest third by highest third"),
            ("NO_REASON_SHARE", "Share of the minutes without a recorded reason"),
            ("NO_REASON_FLIGHTS", "Flights without a recorded reason"),
            ("OVER_COUNT", "Neighbourhoods flown over more than expected"),
            ("UNDER_COUNT", "Neighbourhoods flown over less than expected"),
            ("PASSING_SHARE", "Share of the minutes over neighbourhoods without a stop"),
            ("RESIDENTS_IN_GAPS", "Residents who live in gaps"),
            ("RESIDENTS_IN_GAPS_AFTER", "Residents who live in gaps with the plan"),
        )
        self.add_texts()

    def check(self, run):
        for name in ("NEIGHBOURHOODS", "ROUTES", "EFFORT", "PLACES"):
            source = run.source(name) if run.given(name) else None
            if has_nothing(source):
                raise UserError(
                    tr(
                        "{layer} ({name}) has no features. If you use a selection or a filter, check what it leaves.",
                        layer=source.sourceName(),
                        name=name,
                    )
                )
        if run.choice("EXPECTED") == 2 and not run.given("PLACES"):
            raise UserError(
                tr("EXPECTED is the demand of the scored places, but PLACES is empty. Give the scored places.")
            )
        return super().check(run)

    def compute(self, run):
        refuse_expired(run, "PLACES", "EFFORT", "ROUTES")
        read = EQUITY.read(run)
        resampling = Resampling(run.whole("DRAWS"), run.number("CONFIDENCE") / 100, run.whole("SEED"))
        rules = Rules(
            resampling,
            run.number("FALSE_DISCOVERIES") / 100,
            run.number("MIN_GAP"),
            run.choice("EXPECTED"),
            run.number("TIMES_FLOWN"),
        )
        progress = run.doing(tr("Comparing the neighbourhoods."), 0.6, 0.85)
        found = audit(read.neighbourhoods, rules, read.scored, read.hours, read.flights, progress)
        progress(1.0)
        return _written(run, read, found)


def _written(run: Run, read: Audited, found: Audit) -> dict:
    """Writes the layers and the page; returns all results."""
    asked = Asked(run.field("RANK_FIELD"), run.choice("INDEPENDENT") == 1, read.view)
    sentences, path = finding(found, asked), run.file("HTML")
    run.say(*sentences)
    layers = [neighbourhood_layer(read.crs, found)]
    if run.parameters.get("GROUPS"):
        layers.append(group_table(read.crs, found))
    text = ""
    if path:
        title = tr("Equity audit: {name}", name=input_name(run, "NEIGHBOURHOODS"))
        facts = report_facts(run, [], len(found.neighbourhoods), read.crs)
        notes = [run.labels.in_report(note) for note in read.notes]
        text = page(title, found, asked, sentences, read.lines, notes, facts)
        check_writable(path, "The report")
    opened = Outputs.opened_for(run, *layers)
    if path:
        write_page(run, path, text)
    return {**opened.write(0.85), **({"HTML": path} if path else {}), **figures(read.crs, found)}
