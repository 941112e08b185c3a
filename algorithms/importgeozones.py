"""Import geozones: a file of UAS geographical zones or airspaces as a layer of no-fly zones."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import shapely
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..engine.errors import UserError
from ..engine.text import counted, shortened
from ..engine.zones.fields import NONE
from ..engine.zones.file_text import MOST_BYTES
from ..engine.zones.flight_areas import faults, flight_areas
from ..engine.zones.geozone import Geozone, GeozoneFile
from ..engine.zones.read_geozones import OPENAIR, read_geozones
from ..engine.zones.zones import AGL
from ..engine.zones.zones import WGS84 as WGS84_HEIGHT
from .base import BlindspotAlgorithm, tr
from .inputs.parameters import metres
from .outputs.geozones import geozones_layer, write_flight_areas
from .outputs.layers import write_layers
from .run import Run

WGS84 = "EPSG:4326"
LOW = 120.0
"""m above the ground, below which drones usually stay."""
OUTPUT_HELP = """One row for each area, height layer and period of a zone (MultiPolygon, EPSG:4326). Fields: zone_id,
name, country, class (of airspace, in OpenAir), restriction (PROHIBITED, REQ_AUTHORIZATION, CONDITIONAL, USPACE, or
NO_RESTRICTION), reason, lower_m and upper_m (metres; null: no limit), lower_ref and upper_ref (what they are measured
from: AGL the ground, AMSL mean sea level, WGS84 the ellipsoid), valid_from and valid_to (UTC; null: no limit), schedule
(the hours of the week in which the zone is in force between the two, UTC, such as MON TUE 08:00-17:00; ANY SS-SR;
null: all hours; SR and SS are sunrise and sunset, BMCT and EECT the start and the end of civil twilight), conditions,
message, authority, contact, note (what was assumed). Use it as No-fly zones in other algorithms."""


class ImportGeozones(BlindspotAlgorithm):
    """blindspot:importgeozones"""

    ID = "importgeozones"
    TITLE = "Import geozones"
    SUMMARY = "Reads UAS geographical zones and airspaces as no-fly zones with heights and times."
    TAGS = (
        "geozone",
        "uas",
        "airspace",
        "no-fly",
        "ed-318",
        "ed-269",
        "openair",
        "ctr",
        "dji",
        "drone",
        "uav",
        "fence",
    )
    BASIC = ("INPUT", "AREA", "CLASSES")
    HELP = """<p>Reads a file of UAS geographical zones (ED-318 or ED-269, as authorities publish them) or of airspaces
(OpenAir) as a layer of no-fly zones with heights, times and restrictions. Choose this layer as No-fly zones in Plan
drone routes, Plan many nights or Sweep areas: a zone above the flight altitude, or not in force during the flights, is
not in the way.</p>
<p>No zone may be lost. If one zone of the file cannot be read, no zone is imported, and the message says which one and
why. Circles and arcs become polygons that contain them, and reach at most the Tolerance beyond them. Where a file
leaves something open, such as a limit or a time zone, the larger zone and the longer time are taken; the log counts
these cases, and the field note names some of them.</p>
<p>Zones with NO_RESTRICTION are imported, but have no effect on plans. All other zones are no-fly zones, also those
that only require an authorisation or set conditions: if you have the authorisation, delete the zone from the layer.</p>
<!-- more -->
<p>ED-318 files are checked against the rules of the published schema. What decides where, when or whether drones may
fly must be right; formal faults, such as an identifier of more than 7 characters, are listed in the log.</p>
<p>OpenAir: classes P become PROHIBITED; Q, E, F, G, W, TMZ and RMZ become CONDITIONAL; all others, such as R, CTR, C
and D, become REQ_AUTHORIZATION. Flight levels become heights above sea level in the standard atmosphere (1013.25 hPa):
on a day of low pressure they are lower, by about 8 m for each hPa. Heights without a unit are in feet, without a
reference above sea level. A limit that cannot be read counts as none. Outlines that cross themselves are filled, and
outlines without an area, such as cables, are widened by the Tolerance.</p>
<p>Custom flight areas are the JSON file in which DJI's docks take no-fly zones (Cloud API). It has neither heights
nor times: all zones are in force at all times, except those that begin above the Ceiling. A polygon of more than 255
corners is simplified outwards, and its holes are filled; circles have a radius of at least 10 m.</p>
<p>Saved in a GeoPackage, GeoJSON, FlatGeobuf or shapefile, the layer is understood as No-fly zones. Where a program
keeps only the dates of valid_from and valid_to, a zone is in force on the whole of its first and last day.</p>"""

    def declare(self):
        kinds = tr("Geozones") + " (*.json *.geojson *.txt *.air *.openair *.JSON *.TXT);;" + tr("All files") + " (*)"
        self.add(
            QgsProcessingParameterFile("INPUT", tr("File of geozones"), fileFilter=kinds),
            "ED-318 (GeoJSON), ED-269 (JSON) or OpenAir (text). The format is recognised by the content.",
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                "AREA", tr("Area of interest"), [Qgis.ProcessingSourceType.VectorPolygon], None, True
            ),
            "Only zones that meet these polygons become rows. Empty: all zones of the file. Choose it larger than the "
            "area of the flights.",
        )
        self.add(
            QgsProcessingParameterString("CLASSES", tr("Classes of airspace (OpenAir)"), "", False, True),
            "Only airspaces of these classes or types become rows, separated by commas, such as P,R,Q,CTR. Empty: all. "
            "Leave out only what does not concern drones, such as FIR or E.",
            takes_list=True,
        )
        self.add(
            metres("TOLERANCE", "Tolerance of circles and arcs (m)", 1, 0.01, decimals=2),
            "Circles and arcs become polygons that contain them and reach at most this far beyond them.",
        )
        self.add(
            metres("CEILING", "Ceiling of custom flight areas (m)", 120),
            "Zones that begin above this height above the ground are left out of Custom flight areas. Zones whose "
            "lower limit is measured from sea level are always in it.",
        )
        polygon = Qgis.ProcessingSourceType.VectorPolygon
        self.add(QgsProcessingParameterFeatureSink("OUTPUT", tr("Geozones"), polygon), OUTPUT_HELP)
        self.add(
            QgsProcessingParameterFileDestination(
                "FLIGHT_AREAS", tr("Custom flight areas (DJI)"), "JSON (*.json)", None, True, False
            ),
            "The zones as no-fly zones for DJI's docks: the JSON file of the Cloud API.",
        )
        self.add_numbers(
            ("ZONE_COUNT", "Zones of the file that are imported"),
            ("ROW_COUNT", "Rows: one for each area, height layer and period of a zone"),
            ("IN_THE_WAY", "Rows that restrict drones"),
            ("LEFT_OUT", "Zones of the file that are left out by their class or area"),
            ("FLIGHT_AREA_COUNT", "Custom flight areas"),
        )
        self.add_texts(
            (
                ("FORMAT", "Format of the file"),
                ("FILE_SHA256", "SHA-256 of the file, which tells its edition"),
                ("CRS", "CRS worked in"),
            )
        )

    def check(self, run):
        path = Path(run.algorithm.parameterAsFile(run.parameters, "INPUT", run.context)).expanduser()
        if not path.is_file():
            return tr("INPUT ({path}) is no file that exists. Choose a file of geozones.", path=shortened(path, 200))
        return super().check(run)

    def compute(self, run):
        read, digest = _read(run)
        chosen = _chosen(run, read)
        _report(run, read, chosen)
        layers = write_layers(run, 0.5, geozones_layer("OUTPUT", chosen.rows, QgsCoordinateReferenceSystem(WGS84)))
        return {
            **layers,
            **_flight_areas(run, chosen.rows),
            "ZONE_COUNT": chosen.zones,
            "ROW_COUNT": len(chosen.rows),
            "IN_THE_WAY": sum(row.restriction != NONE for row in chosen.rows),
            "LEFT_OUT": read.count - chosen.zones,
            "FORMAT": read.format,
            "FILE_SHA256": digest,
            "CRS": WGS84,
        }


@dataclass(frozen=True)
class Chosen:
    """The rows that are written, and how many zones of the file they belong to."""

    rows: Sequence[Geozone]
    zones: int


def _read(run: Run) -> tuple[GeozoneFile, str]:
    """The file of geozones, and its hash. Raises UserError where it cannot be read."""
    path = Path(run.algorithm.parameterAsFile(run.parameters, "INPUT", run.context)).expanduser()
    progress = run.doing(tr("Reading the geozones."), 0, 0.5)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UserError(
            tr("INPUT ({path}) cannot be read: {reason}.", path=shortened(path, 200), reason=error.strerror)
        ) from error
    read = read_geozones(data, run.number("TOLERANCE"), QgsApplication.locale(), _classes(run), progress)
    if read.format != OPENAIR and run.text("CLASSES").strip():
        run.warn(tr("CLASSES is not used, because {format} has no classes of airspace.", format=read.format))
    return read, sha256(data).hexdigest()


def _classes(run: Run) -> tuple[str, ...]:
    parts = run.text("CLASSES").replace(";", ",").upper().split(",")
    return tuple(part.strip() for part in parts if part.strip())


def _chosen(run: Run, read: GeozoneFile) -> Chosen:
    """The rows that meet AREA; all where it is empty."""
    source = run.source("AREA")
    if source is None:
        return Chosen(read.zones, read.count - read.left_out)
    area = shapely.union_all(run.features(source, QgsCoordinateReferenceSystem(WGS84), name="AREA").geometry)
    if area.is_empty:
        raise UserError(tr("AREA has no polygons. Choose another one, or leave it empty."))
    meet = shapely.intersects(area, [zone.shape for zone in read.zones])
    rows = [zone for zone, meets in zip(read.zones, meet, strict=True) if meets]
    return Chosen(rows, len({zone.number for zone in rows}))


def _report(run: Run, read: GeozoneFile, chosen: Chosen) -> None:
    """Says in the log what was read, and what was assumed."""
    whole, some = tr("{format}: {zones} imported in {rows}."), tr("{format}: {imported} of {zones} imported in {rows}.")
    run.say(
        (whole if chosen.zones == read.count else some).format(
            format=read.format,
            zones=counted(read.count, "zone"),
            imported=f"{chosen.zones:,}",
            rows=counted(len(chosen.rows), "row"),
        )
    )
    if read.left_out:
        run.warn(
            tr(
                "{zones} of other classes than CLASSES, and left out.",
                zones=counted(read.left_out, "zone is", "zones are"),
            )
        )
    outside = read.count - read.left_out - chosen.zones
    if outside:
        run.say(tr("{zones} outside AREA, and left out.", zones=counted(outside, "zone is", "zones are")))
    by_restriction = Counter(row.restriction for row in chosen.rows)
    for restriction, count in sorted(by_restriction.items(), key=lambda pair: -pair[1]):
        run.say(tr("{restriction}: {rows}.", restriction=restriction, rows=counted(count, "row")))
    if by_restriction[NONE]:
        run.say(tr("Rows with NO_RESTRICTION have no effect on plans."))
    low = sum(row.lower is None or (row.lower_ref == AGL and row.lower <= LOW) for row in chosen.rows)
    sea = sum(row.lower is not None and row.lower_ref != AGL for row in chosen.rows)
    low, high = (counted(count, "row begins", "rows begin") for count in (low, sea))
    run.say(tr("{low} at or below {height:g} m above the ground.", low=low, height=LOW))
    if sea:
        run.say(tr("{sea} at a height above sea level or the ellipsoid.", sea=high))
    timed = sum(bool(row.schedule) or row.valid_from is not None or row.valid_to is not None for row in chosen.rows)
    if timed:
        run.say(tr("{rows} in force at certain times only.", rows=counted(timed, "row is", "rows are")))
    if any(WGS84_HEIGHT in (row.lower_ref, row.upper_ref) for row in chosen.rows):
        run.say(
            tr(
                "Heights above the WGS 84 ellipsoid stay as they are. Where they meet heights above sea level, the "
                "height of the geoid is taken that makes the zone larger."
            )
        )
    run.warn(*read.remarks)
    if not chosen.rows:
        run.warn(tr("No zone is left. Choose a larger AREA or other CLASSES."))


def _flight_areas(run: Run, rows: Sequence[Geozone]) -> dict:
    """Writes the custom flight areas, if they are wanted, after they have passed their check."""
    path = run.file("FLIGHT_AREAS")
    if not path:
        return {"FLIGHT_AREA_COUNT": 0}
    content, count, simplified = flight_areas(rows, run.number("CEILING"))
    wrong = faults(content)
    if wrong:
        raise UserError(tr("FLIGHT_AREAS is not written, because it is not valid: {fault}", fault=wrong[0]))
    write_flight_areas(run, path, content)
    run.say(tr("FLIGHT_AREAS: {areas}.", areas=counted(count, "area")))
    if simplified:
        run.say(
            tr(
                "{areas} of FLIGHT_AREAS more than 255 corners, and were simplified outwards.",
                areas=counted(simplified, "area has", "areas have"),
            )
        )
    if any(row.restriction != NONE and row.lower is not None and row.lower_ref != AGL for row in rows):
        run.warn(
            tr(
                "FLIGHT_AREAS has no heights. Zones that begin at a height above sea level reach down to the ground "
                "in it; leave them out with AREA or CLASSES if they are far above the flights."
            )
        )
    if any(row.schedule or row.valid_from is not None or row.valid_to is not None for row in rows):
        run.warn(tr("FLIGHT_AREAS has no times: its zones are in force at all times."))
    return {"FLIGHT_AREAS": path, "FLIGHT_AREA_COUNT": count}
