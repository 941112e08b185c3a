"""Import flight logs: the tracks that drones have really flown."""

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
)

from ..engine.flown.flights import reason_text
from ..engine.flown.track import FlownTrack, numbered, tracks_of
from ..engine.progress import part
from ..engine.text import counted
from ..layers.crs import WGS84, crs_name, metric_crs, transform_xy
from ..layers.sinks import MOMENT, REAL, TEXT, WHOLE, fields_of, moments, values
from .base import BlindspotAlgorithm, tr
from .inputs.flight_files import FlightFilesInput, ReadFile
from .inputs.parameters import metres
from .inputs.time_zone import settle_shown_zone
from .outputs.flown import FLOWN_HELP, flown_layer
from .outputs.layers import OutputLayer, write_layers
from .run import Run

FILES = FlightFilesInput()
READING = 0.8
"""Share of the bar for reading the files."""
ABOVE_TAKEOFF = 1


class ImportFlight(BlindspotAlgorithm):
    """blindspot:importflight"""

    ID = "importflight"
    TITLE = "Import flight logs"
    SUMMARY = "Reads the logs of drones as tracks of what was really flown."
    TAGS = (
        "drone",
        "uav",
        "log",
        "ardupilot",
        "px4",
        "ulog",
        "dataflash",
        "dji",
        "airdata",
        "srt",
        "gpx",
        "kml",
        "kmz",
    )
    BASIC = ("INPUT", "LABELS", "TIMEZONE")
    BLOCKS = (FILES,)
    HELP = """<p>Reads the logs of drones: ArduPilot (.bin, .tlog), PX4 (.ulg), DJI (CSV, subtitles), GPX, KML and KMZ.
Each flight, from take-off to landing, becomes a track with its times in M and its height in Z. No other program has to
be installed.</p>
<p>Give the tracks to <b>Compare flights</b> to see what of the plan was flown, and what is still to be flown. Give them
to <b>Assess a plan</b> instead of the routes of a plan, flown as dated, to see how much the flights have closed.</p>
<p>A log is cleaned as fixes are: positions at (0, 0), before the receiver had a position, with a time that goes back,
or that the drone cannot have reached, are rejected with a reason, and so is the time on the ground. Where the log says
when the motors were armed, that divides it into flights; else the time on the ground does.</p>
<p>Serial numbers, names of pilots and names of files do not become part of the results.</p>"""

    def declare(self):
        FILES.add(self)
        self.add(
            QgsProcessingParameterEnum(
                "HEIGHTS", tr("Heights"), [tr("Above sea level where the log has them"), tr("Above take-off")], False, 0
            ),
            "What Z is measured from. The field z_ref says it for each track. Heights above sea level of consumer "
            "drones can be tens of metres off; those above take-off are good to a few metres.",
        )
        self.add(
            metres("SWATH", "Swath (m)", None, 0.01, optional=True, decimals=1),
            "Width of the strip that the camera sees, for the field swath_m: Assess a plan takes half of it as the "
            "detection range. Empty: not known.",
        )
        self.add(
            QgsProcessingParameterFeatureSink("OUTPUT", tr("Flown tracks"), Qgis.ProcessingSourceType.VectorLine),
            FLOWN_HELP,
            keeps="ZM",
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                "REJECTED", tr("Rejected positions"), Qgis.ProcessingSourceType.VectorPoint, None, True, True
            ),
            "The positions that are in no track, as points (WGS 84). Fields: log_file (its number in the list of "
            "flight logs), time, reason, height_m. Positions on the ground are not errors.",
        )
        self.add_numbers(
            ("FLIGHT_COUNT", "Flights"),
            ("POSITION_COUNT", "Positions in flights"),
            ("REJECTED_COUNT", "Positions rejected"),
            ("FLIGHT_MINUTES", "Minutes flown"),
        )
        self.add_texts()

    def compute(self, run):
        files = FILES.read(run, part(run.doing(tr("Reading the flight logs."), 0, READING), 0, 1))
        crs = _crs(run, files)
        tracks = _tracks(run, files, crs)
        return _written(run, files, tracks, crs)


def _crs(run: Run, files: list[ReadFile]) -> QgsCoordinateReferenceSystem:
    """The metric CRS of all flights. Settles the zone in which their times are shown."""
    wgs84 = QgsCoordinateReferenceSystem(WGS84)
    flown = [(each.found.log, np.concatenate(each.found.flights)) for each in files]
    lon, lat = (np.concatenate([getattr(log, name)[index] for log, index in flown]) for name in ("lon", "lat"))
    crs, note = metric_crs(wgs84, lon, lat, run.transform_context)
    run.say(*filter(None, [note]))
    settle_shown_zone(run, lon, lat, tr("the flights"))
    return crs


def _tracks(run: Run, files: list[ReadFile], crs: QgsCoordinateReferenceSystem) -> list[FlownTrack]:
    wgs84 = QgsCoordinateReferenceSystem(WGS84)

    def place(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return transform_xy(lon, lat, wgs84, crs, run.transform_context)

    takeoff = run.choice("HEIGHTS") == ABOVE_TAKEOFF
    found = [track for file in files for track in tracks_of(file.found, file.number, place, takeoff)]
    labels = FILES.labels(run, len(found))
    tracks = numbered(found, labels)
    swath = run.optional_number("SWATH")
    flat = sum(track.z_ref is None for track in tracks)
    if flat:
        run.warn(
            tr(
                "{flights} no heights in the log; Z is 0 there.",
                flights=counted(flat, "flight has", "flights have"),
            )
        )
    for track in sorted(tracks, key=lambda track: (track.drone, track.sortie)):
        run.say(track.sentence())
    return tracks if swath is None else [track.with_swath(swath) for track in tracks]


def _written(run: Run, files: list[ReadFile], tracks: list[FlownTrack], crs: QgsCoordinateReferenceSystem) -> dict:
    rejected = _rejected_rows(files)
    wgs84 = QgsCoordinateReferenceSystem(WGS84)
    destinations = write_layers(
        run,
        READING,
        flown_layer(tracks, crs),
        OutputLayer.of("REJECTED", rejected, Qgis.WkbType.Point, wgs84, "rejected", 3),
    )
    return {
        **destinations,
        "FLIGHT_COUNT": len(tracks),
        "POSITION_COUNT": sum(len(track.line) for track in tracks),
        "REJECTED_COUNT": len(rejected[1]),
        "FLIGHT_MINUTES": sum(track.duration for track in tracks) / 60,
        "CRS": crs_name(crs),
    }


def _rejected_rows(files: list[ReadFile]):
    """(fields, WKB, columns) of REJECTED."""
    fields = fields_of(("log_file", WHOLE), ("time", MOMENT), ("reason", TEXT), ("height_m", REAL))
    shapes, columns = [], [[], [], [], []]
    for file in files:
        log, reason = file.found.log, file.found.rejected
        index = np.flatnonzero(reason != "")
        lon, lat = log.lon[index], log.lat[index]
        placed = np.isfinite(lon) & np.isfinite(lat) & (np.abs(lat) <= 90) & (np.abs(lon) <= 360)
        own = np.full(len(index), None, object)
        if placed.any():
            own[placed] = shapely.to_wkb(shapely.points(lon[placed], lat[placed]))
        shapes += own.tolist()
        t = np.where(np.abs(log.t[index]) < 1e11, log.t[index], np.nan)
        height = np.where(np.isfinite(log.above_takeoff[index]), log.above_takeoff[index], log.above_sea[index])
        columns[0] += [file.number] * len(index)
        columns[1] += moments(t)
        columns[2] += [reason_text(one) for one in reason[index]]
        columns[3] += values(np.where(np.isfinite(height), height, np.nan))
    return fields, shapes, columns
