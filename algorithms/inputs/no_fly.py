"""No-fly zones: the parameters, and the airspace outside the zones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingParameterMultipleLayers

from ...engine.airspace.airspace import MIN_CLEARANCE, SITE_ROOM, Airspace, airspace_around, clearance_notes
from ...engine.airspace.zoned import FlightHeights, by_height, time_notes, zone_names, zoned_airspace
from ...engine.errors import UserError
from ...engine.text import counted, listed
from ...engine.zones.zones import Zones
from ...layers.features import Features, LayerSource
from ...layers.zones import zones_of
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import metres

AROUND = "PLANNED_AROUND"
"""The result in the record of a run: the numbers, from 0, of the zones that the plan was made around."""
MOST_NOTED = 20
"""Zones of which the log says in which nights they count."""


@dataclass(frozen=True)
class NoFlyInput(Block):
    """NO_FLY, NO_FLY_BUFFER where something keeps away from the zones, and, for drones, CLEARANCE. zones_help,
    distance_help: the help texts of the first two."""

    zones_help: str = (
        "Polygons that no drone may enter. Holes in the polygons may be entered. Ordinary polygons count at all "
        "heights and times. The fields of Import geozones are understood: limits of height (lower_m, lower_ref, "
        "upper_m, upper_ref) and times of validity (valid_from, valid_to, schedule). Then a zone above or below all "
        "flights is not in the way, nor is one that is not in force while sorties near it are in the air. Limits above "
        "sea level need Terrain, times need Start; without these, and where the fields cannot be read, zones count as "
        "in the way."
    )
    distance_help: str = "Distance that drones keep from no-fly zones."
    clears: bool = True
    """whether there is CLEARANCE"""
    buffers: bool = True
    """whether there is NO_FLY_BUFFER; without it only `zones` can be read"""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        polygon = Qgis.ProcessingSourceType.VectorPolygon
        algorithm.add(
            QgsProcessingParameterMultipleLayers("NO_FLY", tr("No-fly zones"), polygon, None, True),
            self.zones_help,
        )
        if self.buffers:
            algorithm.add(
                metres("NO_FLY_BUFFER", "Distance to no-fly zones (m)", 0),
                self.distance_help,
            )
        if self.clears:
            algorithm.add(
                metres("CLEARANCE", "Least distance to no-fly zones (m)", MIN_CLEARANCE, decimals=1),
                tr(
                    "Drones keep at least this distance from no-fly zones, even where Distance to no-fly zones is "
                    "less: positions err by a few metres, and no drone can be held to a slit between zones that touch. "
                    "A spot within it, or a part of a spot, is not visited. Around a launch site that is itself nearer "
                    "to a zone, only Distance to no-fly zones counts within {room:g} times this distance.",
                    room=SITE_ROOM,
                ),
            )

    def prepare(self, run: Run) -> None:
        run.prepare_layers("NO_FLY")

    def zones(
        self, run: Run, crs: QgsCoordinateReferenceSystem, begins: float | None = None, ends: float | None = None
    ) -> Zones:
        """All zones of NO_FLY in `crs`, with their heights and times. begins, ends: s since the epoch, the span in
        which times matter; None where there are no dates: all zones then count as in force. Says in the log what of
        their fields cannot be read."""
        found, dated = Zones.always([]), 0
        for index, layer in enumerate(run.layers("NO_FLY")):
            read = zones_of(_features(run, layer, index, crs), crs, run.transform_context, begins, ends)
            run.say(*read.notes)
            run.warn(*read.doubts)
            found, dated = found + read.zones, dated + read.dated
        if dated and (begins is None or ends is None):
            run.say(_no_dates(dated))
        return found

    def read(
        self,
        run: Run,
        crs: QgsCoordinateReferenceSystem,
        sites: np.ndarray | None = None,
        heights: FlightHeights | None = None,
        begins: float | None = None,
        ends: float | None = None,
    ) -> Airspace:
        """The airspace outside those zones that are always in the way, with their buffer. Says in the log where
        CLEARANCE counts, and which zones are not in the way by their heights.

        sites: (s, 2) launch sites in `crs`; heights: of the flights, None where there are none, and all zones count at
        all heights and times; begins, ends: as for `zones`.
        """
        zones = self.zones(run, crs, begins, ends)
        buffer, clearance = run.number("NO_FLY_BUFFER"), run.number("CLEARANCE") if self.clears else 0.0
        if heights is None:
            if limited := int((~zones.unlimited).sum()):
                run.say(_all_count(limited))
            airspace = airspace_around(zones.polygon, buffer, clearance, sites)
        else:
            found = by_height(zones, heights, sites, max(buffer, clearance))
            said, doubts = found.notes(zones)
            run.say(*said)
            run.warn(*doubts)
            airspace = zoned_airspace(zones, found, buffer, clearance, sites)
        run.say(*clearance_notes(airspace))
        return airspace


def note_zones(run: Run, airspace: Airspace) -> None:
    """Says which zones were not in the way of a plan by their times, and notes for the record which the plan was made
    around. airspace: that the plan was made in."""
    zoning = airspace.zoning
    if zoning is None or zoning.plain:
        return
    run.say(*time_notes(airspace))
    run.facts[AROUND] = np.flatnonzero(zoning.around).tolist()


def note_nights(run: Run, airspaces: Sequence[Airspace]) -> None:
    """Says in which nights the plan goes around the zones that have times. airspaces: of the nights, in their order."""
    zoning = next((one.zoning for one in airspaces if one.zoning is not None), None)
    if zoning is None:
        return
    for row in np.flatnonzero(zoning.timed & zoning.near & zoning.here)[:MOST_NOTED].tolist():
        nights = [str(night) for night, one in enumerate(airspaces, 1) if one.zoning and one.zoning.around[row]]
        name = zone_names(zoning.zones, np.array([row]))
        if nights:
            run.say(tr("No-fly zone {name} is planned around in night {nights}.", name=name, nights=listed(nights, 20)))
        else:
            run.say(tr("No-fly zone {name} is not in the way by time in any night.", name=name))


def recorded_airspace(run: Run, airspace: Airspace) -> Airspace:
    """The airspace that a plan was made in, by its record."""
    rows, zoning = run.recorded(AROUND), airspace.zoning
    if not rows or zoning is None:
        return airspace
    return airspace.around(np.isin(np.arange(len(zoning.zones)), rows))


def _features(run: Run, layer: LayerSource, index: int, crs: QgsCoordinateReferenceSystem) -> Features:
    """The polygons of a layer of no-fly zones. Raises UserError where a zone cannot be read, because no zone may be
    ignored."""
    features = run.features(layer, crs, of=("NO_FLY", index))
    if len(features) and shapely.get_dimensions(features.geometry).min() < 2:
        raise UserError(
            tr(
                "The NO_FLY layer {name} contains points or lines, but a zone needs an area. Buffer them into "
                "polygons first, by the distance that drones must keep.",
                name=features.name,
            )
        )
    if features.lost or features.flat or features.partial:
        zones = counted(features.lost + features.flat + features.partial, "zone")
        raise UserError(
            tr(
                "{zones} of the NO_FLY layer {name} cannot be read: no area, parts without one, or outside the "
                "valid area of the CRS. Repair or delete them, because a plan must not ignore a zone.",
                zones=zones,
                name=features.name,
            )
        )
    return features


def _all_count(limited: int) -> str:
    zones = counted(limited, "no-fly zone has", "no-fly zones have")
    return tr(
        "{zones} limits of height or times of validity. A path has neither height nor time, so all zones count.",
        zones=zones,
    )


def _no_dates(dated: int) -> str:
    zones = counted(dated, "no-fly zone with times of validity counts", "no-fly zones with times of validity count")
    return tr("{zones} as in force, because the plan has no date (START is empty).", zones=zones)
