"""Compare flights: what was flown, against what was planned."""

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
)

from ..engine.drones.flight_plan import FlightPlan
from ..engine.errors import UserError
from ..engine.flown.comparison import Comparison, Criteria, compared
from ..engine.flown.pairing import Pairs, paired
from ..engine.flown.remaining import RemainingSpot, drones_now, remaining_spots
from ..engine.flown.track import FlownTrack
from ..engine.pages.flight_page import finding, page
from ..engine.text import counted, listed
from ..engine.zones.zones import Zones
from ..layers.crs import crs_name, crs_of_source
from ..layers.files import check_writable
from ..layers.flight_plan import read_flight_plan
from ..layers.flown_tracks import read_tracks
from .base import BlindspotAlgorithm, tr
from .inputs.background import BackgroundInput
from .inputs.before_run import has_nothing
from .inputs.fixes import LINE, POINT
from .inputs.no_fly import NoFlyInput
from .inputs.parameters import metres, number
from .inputs.planned_spots import AS_PLANNED, PlannedSpotsInput
from .inputs.privacy import PrivacyInput
from .inputs.taken import empty_as_made
from .outputs.comparison import (
    DRONES_HELP,
    OTHERS,
    REMAINING_HELP,
    SORTIES_HELP,
    STOPS_HELP,
    drones_layer,
    remaining_layers,
    sorties_layer,
    stops_layer,
)
from .outputs.layers import Outputs
from .outputs.report import input_name, report_facts, write_page
from .run import Run

SPOTS, BACKGROUND = PlannedSpotsInput(), BackgroundInput()
NO_FLY = NoFlyInput(
    "Polygons with their heights and times. The time that the drones were inside is counted. Empty: those of the plan, "
    "as its record names them.",
    clears=False,
    buffers=False,
)
PRIVACY = PrivacyInput(
    rules=False,
    help_text="Homes, schools, clinics, places of worship. The time that the drones were over them is counted. Empty: "
    "those of the plan, as its record names them.",
)
TOLERANCE, SERVED, SWATH = 15.0, 90.0, 60.0
READ, COMPARED = 0.3, 0.8


class CompareFlight(BlindspotAlgorithm):
    """blindspot:compareflight"""

    ID = "compareflight"
    TITLE = "Compare flights"
    SUMMARY = "What of a plan was flown, how closely, and what is still to be flown?"
    TAGS = ("drone", "uav", "log", "flown", "planned", "deviation", "debrief", "remaining", "battery", "report")
    BASIC = ("FLOWN", "ROUTES", "WAYPOINTS", "BLIND_SPOTS", "PRIVACY", "NO_FLY", "BACKGROUND")
    BLOCKS = (SPOTS, NO_FLY, PRIVACY, BACKGROUND)
    AS_MADE = SPOTS.as_made
    HELP = """<p>Compares flown tracks (Import flight logs) with the plan: which stops were served and which were
missed, how far the drones were from the planned lines, how late they were, how much battery was left, and how long they
were over privacy places and inside no-fly zones.</p>
<p>A point is served if a drone stayed within the <b>Tolerance</b> of it for the planned time; a line, if it was flown
along; an area, if its sweep path was flown along, or its area was seen in another way. Where only a part was flown, it
counts as served from the <b>Least share of a served stop</b> on.</p>
<p>A track with a label (Drone and sortie of each flight) belongs to that sortie. The others are matched by place and,
where the plan has dates, by time; the log says how. Heights are compared above the take-off point of each, so it does
not matter what they are measured from.</p>
<p><b>Still to be flown</b> is a layer of blind spots, and <b>Drones now</b> one of launch sites: give them to Plan
drone routes, with the fields drones and battery_pct for Drones and Battery at each launch site, and the rest of the
night is planned from where the drones are, with what their batteries hold. Leave Battery at each launch site empty if
the batteries are changed first.</p>"""

    def declare(self):
        self.add(
            QgsProcessingParameterFeatureSource("FLOWN", tr("Flown tracks"), [LINE]),
            "The tracks of Import flight logs, or other lines with epoch seconds in M.",
        )
        self.add(
            QgsProcessingParameterFeatureSource("ROUTES", tr("Drone routes"), [LINE]),
            "The output Routes of the plan. Of Plan many nights take one night, with a filter such as night = 1.",
        )
        self.add(
            QgsProcessingParameterFeatureSource("WAYPOINTS", tr("Waypoints"), [POINT]),
            "The output Waypoints of the same plan.",
        )
        SPOTS.add(self)
        self.add(
            metres("TOLERANCE", "Tolerance (m)", TOLERANCE, 0.1, decimals=1),
            "How far from the planned place or line a drone may be and still serve it. Receivers err by a few metres.",
        )
        self.add(
            number("SERVED_SHARE", "Least share of a served stop (%)", SERVED, 1, 100),
            "A stop counts as served if at least this share of its hover time, line or area was flown.",
        )
        PRIVACY.add(self)
        NO_FLY.add(self)
        BACKGROUND.add(self)
        empty_as_made(self.declared, AS_PLANNED, tr("the drone routes"))
        any_kind, line, point = (
            getattr(Qgis.ProcessingSourceType, kind) for kind in ("VectorAnyGeometry", "VectorLine", "VectorPoint")
        )
        for name, title, kind, optional, shown, help_text in (
            ("OUTPUT", "Flown and planned", line, False, True, SORTIES_HELP),
            ("STOPS", "Stops", point, True, True, STOPS_HELP),
            ("REMAINING", "Still to be flown", any_kind, True, True, REMAINING_HELP),
            ("REMAINING_LINES", "Still to be flown: lines beside areas", line, True, False, "As above."),
            ("REMAINING_POINTS", "Still to be flown: points beside others", point, True, False, "As above."),
            ("DRONES", "Drones now", point, True, True, DRONES_HELP),
        ):
            keeps = "ZM" if name == "OUTPUT" else ""
            sink = QgsProcessingParameterFeatureSink(name, tr(title), kind, None, optional, shown)
            self.add(sink, help_text, keeps=keeps)
        self.add(
            QgsProcessingParameterFileDestination("HTML", tr("Report"), tr("HTML files (*.html)"), None, True, True),
            "The result as an HTML page to read, print and share: a map, height and battery over time, the sorties and "
            "the stops.",
        )
        self.add_numbers(
            ("STOP_COUNT", "Stops of the plan"),
            ("SERVED_COUNT", "Stops served"),
            ("MISSED_COUNT", "Stops not served"),
            ("REMAINING_PRIORITY", "Priority of what is still to be flown"),
            ("LARGEST_DEVIATION", "Largest distance from the planned lines (m)"),
            ("RMS_DEVIATION", "RMS distance from the planned lines (m)"),
            ("PRIVACY_SECONDS", "Seconds over privacy places"),
            ("ZONE_SECONDS", "Seconds inside no-fly zones"),
        )
        self.add_texts()

    def check(self, run):
        for name in ("FLOWN", "ROUTES", "WAYPOINTS"):
            source = run.source(name)
            if source is not None and has_nothing(source):
                raise UserError(
                    tr(
                        "{layer} ({name}) has no feature. If you use a selection or a filter, check what it leaves.",
                        layer=source.sourceName(),
                        name=name,
                    )
                )
        return super().check(run)

    def compute(self, run):
        plan, tracks, crs = _read(run)
        spots = SPOTS.read(run, crs)
        pairs = paired(plan.routes, tracks)
        zones = NO_FLY.zones(run, crs, min(track.start for track in tracks), max(track.end for track in tracks))
        areas = PRIVACY.read(run, crs).area
        run.doing(tr("Comparing {tracks}.", tracks=counted(len(tracks), "track")), READ, COMPARED)(0.0)
        criteria = Criteria(run.number("TOLERANCE"), run.number("SERVED_SHARE") / 100, SWATH)
        found = compared(plan, tracks, pairs, criteria, areas, zones)
        remaining = remaining_spots(found, spots)
        _say_pairs(run, plan, tracks, pairs)
        return _written(run, found, remaining, zones, crs)


def _read(run: Run) -> tuple[FlightPlan, list[FlownTrack], QgsCoordinateReferenceSystem]:
    """The plan and the tracks, in the metric CRS of the plan."""
    routes, waypoints, flown = (run.source(name) for name in ("ROUTES", "WAYPOINTS", "FLOWN"))
    crs, note = crs_of_source(routes, run.transform_context)
    run.say(*filter(None, [note if not run.given("BLIND_SPOTS") else ""]))  # else it is said of the spots
    progress = run.doing(tr("Reading the plan and the tracks."), 0, READ)
    read = read_flight_plan(routes, waypoints, None, crs, run.transform_context, progress)
    run.warn(*read.notes)
    keys = list(zip(read.plan.routes.drone.tolist(), read.plan.routes.sortie.tolist(), strict=True))
    if len(set(keys)) < len(keys):
        raise UserError(
            tr(
                "{name} has several routes of the same drone and sortie, as plans of many nights have. Take one night, "
                "with a filter such as night = 1.",
                name=routes.sourceName(),
            )
        )
    tracks = read_tracks(flown, crs, run.transform_context)
    run.note_input("FLOWN", content=tracks.content)
    run.warn(*tracks.notes)
    return read.plan, tracks.tracks, crs


def _say_pairs(run: Run, plan: FlightPlan, tracks: list[FlownTrack], pairs: Pairs) -> None:
    """Says which track is which sortie, and how that was found."""
    routes = plan.routes
    named, matched, missed = [], [], []
    for row, own in enumerate(pairs.tracks):
        sortie = f"{routes.drone[row]}/{routes.sortie[row]}"
        if not len(own):
            missed.append(sortie)
        for index in own.tolist():
            (named if pairs.by_label[index] else matched).append(sortie)
    for text, sorties in (
        (tr("Matched with their sortie by label: {sorties}."), named),
        (tr("Matched with their sortie by place and time: {sorties}."), matched),
        (tr("Not flown: {sorties}."), missed),
    ):
        if sorties:
            run.say(text.format(sorties=listed(sorties, 20)))
    if len(pairs.alone):
        names = [f"{tracks[index].drone}/{tracks[index].sortie}" for index in pairs.alone.tolist()]
        run.warn(tr("Tracks that fit no sortie of the plan: {names}.", names=listed(names, 20)))
    if not any(map(len, pairs.tracks)):
        run.warn(
            tr(
                "No track fits the plan. Are these the logs of this plan, and is it the right night? If so, name the "
                "sortie of each flight in Import flight logs."
            )
        )


def _written(
    run: Run, found: Comparison, remaining: list[RemainingSpot], zones: Zones, crs: QgsCoordinateReferenceSystem
) -> dict:
    names = [name or tr("zone {number}", number=number) for number, name in enumerate(zones.name, 1)]
    sentences, path = finding(found, remaining, names), run.file("HTML")
    run.say(*sentences)
    text = ""
    if path:
        run.doing(tr("Making the report."), COMPARED, 0.9)(0.0)
        check_writable(path, "The report")
        title = tr("What was flown: {name}", name=input_name(run, "ROUTES"))
        facts = report_facts(run, [], len(found.stops), crs)
        facts = [(label, value) for label, value in facts if label != tr("Places")]
        notes = _notes(found)
        text = page(title, found, remaining, sentences, notes, names, facts, BACKGROUND.draws(run, crs))
    spots = remaining_layers(remaining, crs, {name for name in OTHERS.values() if run.parameters.get(name)})
    if spots[0].kind == Qgis.WkbType.GeometryCollection:
        run.warn(
            tr(
                "Points, lines or areas are left together: REMAINING holds them as geometry collections, which the map "
                "does not show. Ask for REMAINING_LINES and REMAINING_POINTS too."
            )
        )
    layers = [
        sorties_layer(found, names, crs),
        stops_layer(found, crs),
        *spots,
        drones_layer(drones_now(found), crs),
    ]
    opened = Outputs.opened_for(run, *(layer for layer in layers if run.parameters.get(layer.name)))
    if path:
        write_page(run, path, text)
    every = [sortie.off_line for sortie in found.sorties if sortie.flown]
    off = np.array(every).reshape(-1, 2)
    return {
        **opened.write(0.9),
        **({"HTML": path} if path else {}),
        "STOP_COUNT": len(found.stops),
        "SERVED_COUNT": found.served_count,
        "MISSED_COUNT": len(found.stops) - found.served_count,
        "REMAINING_PRIORITY": float(sum(spot.priority for spot in remaining)),
        **({"LARGEST_DEVIATION": float(off[:, 0].max())} if len(off) else {}),
        **({"RMS_DEVIATION": float(np.sqrt(np.mean(off[:, 1] ** 2)))} if len(off) else {}),
        "PRIVACY_SECONDS": float(found.privacy),
        "ZONE_SECONDS": float(found.in_zones.sum()),
        "CRS": crs_name(crs),
    }


def _notes(found: Comparison) -> list[str]:
    """Warnings for the report."""
    missing = [sortie for sortie in found.sorties if sortie.flown and not np.isfinite(sortie.off_height[1])]
    if not missing:
        return []
    flights = counted(len(missing), "sortie has", "sorties have")
    return [tr("{flights} no heights in the log, so heights are not compared.", flights=flights)]
