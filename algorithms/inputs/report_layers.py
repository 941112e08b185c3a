"""Reads the results of a report: each layer into a part of it."""

from collections import Counter
from dataclasses import dataclass, fields, replace

import numpy as np
import shapely
from qgis.core import QgsCoordinateReferenceSystem

from ...engine.drones.flight_plan import Routes, Waypoints, reason_text
from ...engine.errors import UserError
from ...engine.language import tr_again
from ...engine.pages.report_content import GainPart, GapsOf, GapsPart, PatrolsPart, PlanPart, SpotsPart
from ...engine.pages.watch_of_flights import watch_numbers
from ...engine.places.names import Nearest
from ...engine.places.place_names import PlaceName, PlaceNames
from ...engine.progress import Progress, part
from ...engine.provenance.record import chain, name_of
from ...engine.score.coverage_profile import SLOTS, Profile
from ...layers.crs import crs_of_source
from ...layers.features import Features
from ...layers.field_columns import field_columns
from ...layers.flight_plan import read_flight_plan
from ..base import tr
from ..run import Run
from .carried_records import Carried, carried_by
from .evidence import SCORING
from .report_records import ResultRecords

VISIT = frozenset(("hover", "follow_start", "sweep_start"))
"""Actions of waypoints at which a visit begins."""
SPATIAL = ("SCORED", "SPOTS", "ASSESSED", "VISITED", "ROUTES")


@dataclass(frozen=True)
class ReportLayers:
    """Reads the layers of a run in one metric CRS."""

    run: Run
    records: ResultRecords
    crs: QgsCoordinateReferenceSystem

    @classmethod
    def of(cls, run: Run, records: ResultRecords) -> "ReportLayers":
        """Raises UserError where no result is given."""
        first = next((source for source in map(run.source, SPATIAL) if source is not None), None)
        if first is None:
            raise UserError(
                tr(
                    "No result is given. Give at least one of: scored places, blind spots, drone routes, gaps before "
                    "and after."
                )
            )
        crs, note = crs_of_source(first, run.transform_context)
        run.say(note)
        return cls(run, records, crs)

    def gaps(self, progress: Progress) -> GapsPart | None:
        """Scored places."""
        read = self._features("SCORED", progress)
        if read is None:
            return None
        gap, demand = self._numbers(read, "gap"), self._numbers(read, "demand", 1.0)
        if not np.isfinite(gap).any():
            raise UserError(tr("{name} has no place with a gap. Give the output of Score gaps.", name=read.name))
        low = self._numbers(read, "gap_low", np.nan)
        priority = self._numbers(read, "priority", np.nan)
        priority = np.where(np.isfinite(priority), priority, demand * gap)
        cell, names = self._cell("SCORED", read), _names(read, "place_id")
        patrols = self._numbers(read, "gap_patrols", np.nan)
        watched = (patrols, self._watchers()) if np.isfinite(patrols).any() else (None, None)
        high = self._numbers(read, "gap_high", np.nan)
        high = high if np.isfinite(high).any() else None
        return GapsPart(read.geometry, cell, demand, gap, low, priority, names, *watched, high)

    def _watchers(self) -> int | None:
        """How many posts and cameras counted in the scored places; None where it is not recorded."""
        count = ((self._record("SCORED") or {}).get("results") or {}).get("WATCHERS_USED")
        return count if isinstance(count, int) else None

    def gain(self, gaps: GapsPart | None, progress: Progress) -> GainPart | None:
        """Gaps before and after. gaps: the scored places, whose names are taken."""
        read = self._features("ASSESSED", progress)
        if read is None:
            return None
        names, record = _names(read, "place_id"), self._record("ASSESSED")
        low = self._numbers(read, "gain_low", np.nan)
        drones = np.isfinite(low).any()
        if record is not None:
            drones = name_of(record) == "plannights" or bool(record["inputs"].get("ROUTES"))
        every = record is not None and name_of(record) == "assessplan" and record["parameters"].get("REPEAT") == 0
        if gaps is not None and list(gaps.names.ids) == list(names.ids):
            names = gaps.names
        numbers = (self._numbers(read, name) for name in ("gap_before", "gap_after"))
        return GainPart(
            read.geometry,
            self._cell("ASSESSED", read),
            self._numbers(read, "demand", 1.0),
            *(GapsOf(gap) for gap in numbers),
            low,
            names,
            drones,
            every,
        )

    def spots(self, progress: Progress) -> SpotsPart | None:
        """Blind spots with what is known of their visits; those of the first night where the layer has several."""
        read = self._features("SPOTS", part(progress, 0, 0.5))
        visited = self._features("VISITED", part(progress, 0.5, 1))
        if read is None and visited is None:
            return None
        visits, times, after = {}, {}, {}
        for layer in (read, visited):
            if layer is None or not layer.has("visits"):
                continue
            ids = layer.ids("spot_id")
            visits |= dict(zip(ids, layer.column("visits"), strict=True))
            times |= dict(zip(ids, layer.texts("times") if layer.has("times") else [""] * len(ids), strict=True))
            after |= dict(zip(ids, self._numbers(layer, "gap_after", np.nan).tolist(), strict=True))
        read = visited if read is None else read
        names, count = _names(read, "spot_id"), len(read)
        rank, priority = self._numbers(read, "rank", np.nan), self._numbers(read, "priority", np.nan)
        order = np.lexsort((np.arange(count), -np.nan_to_num(priority), np.where(np.isnan(rank), np.inf, rank)))
        if read.has("night"):
            night = self._numbers(read, "night")
            order = order[night[order] == np.nanmin(night)] if count else order
        ids, why = read.ids("spot_id"), read.texts("why") if read.has("why") else [""] * count
        gap = self._numbers(read, "gap" if read.has("gap") else "gap_before", np.nan)
        first = order.tolist()
        return SpotsPart(
            read.geometry[order],
            rank[order],
            priority[order],
            gap[order],
            self._numbers(read, "area_m2", np.nan)[order],
            [_without_rank(names(i), rank[i]) for i in first],
            [why[i] for i in first],
            [None if visits.get(ids[i]) is None else int(visits[ids[i]]) for i in first],
            [times.get(ids[i], "") for i in first],
            np.array([after.get(ids[i], np.nan) for i in first], float),
        )

    def plan(self, progress: Progress) -> PlanPart | None:
        """The drone routes of the first night, with the visits by their waypoints."""
        routes = self.run.source("ROUTES")
        if routes is None:
            return None
        others = self.run.source("WAYPOINTS"), self.run.source("UNSERVED")
        read = read_flight_plan(routes, *others, self.crs, self.run.transform_context, progress)
        self.run.warn(*read.notes)
        if not len(read.plan.routes):
            return None
        night = watch_numbers(read.plan.routes.start, self.records.asked)
        first = _subset(read.plan.routes, np.flatnonzero(night == night.min()))
        left = read.plan.unserved
        unserved = None
        if others[1] is not None:
            names = [name or str(ident or "") for name, ident in zip(left.spot_name, left.spot_id, strict=True)]
            unserved = [
                *zip(
                    names, left.priority.tolist(), [reason_text(why) if why else "" for why in left.reason], strict=True
                )
            ]
        return PlanPart(
            first, len(np.unique(night)), [_visits(first, i, read.plan.waypoints) for i in range(len(first))], unserved
        )

    def profile(self) -> Profile | None:
        """The coverage profile of all places together."""
        source = self.run.source("PROFILE")
        if source is None:
            return None
        names = ("weekday", "hour", "gap", "unit_hours", "watch_hours")
        missing = [name for name in names if source.fields().lookupField(name) < 0]
        if missing:
            raise UserError(
                tr("PROFILE has no field {field}. Choose the table that Coverage profile has made.", field=missing[0])
            )
        if source.fields().lookupField("place_id") >= 0:
            self.run.warn(
                tr("The coverage profile has a profile for each place. The report shows one of all places only.")
            )
            return None
        table = {name: np.array(column, float) for name, column in field_columns(source, names).items()}
        slot = np.nan_to_num((table["weekday"] - 1) * 24 + table["hour"], nan=-1).astype(int)
        columns = []
        for name in names[2:]:
            column = np.full(SLOTS, np.nan)
            known = (slot >= 0) & (slot < SLOTS)
            column[slot[known]] = table[name][known]
            columns.append(column)
        gap, unit_hours, watch_hours = columns
        return Profile(gap, unit_hours, np.nan_to_num(watch_hours)) if np.isfinite(gap).any() else None

    def patrols(self) -> PatrolsPart | None:
        """Tracks, outages and rejected fixes. Units are counted, and not named."""
        tracks, outages, rejected = map(self.run.source, ("TRACKS", "OUTAGES", "REJECTED"))
        if tracks is None and outages is None and rejected is None:
            return None
        found = PatrolsPart()
        if tracks is not None:
            table = field_columns(tracks, ("unit", "fixes", "distance_m", "duration_s"))
            found = replace(
                found,
                tracks=len(table["unit"]),
                units=len(set(table["unit"])),
                fixes=int(_total(table["fixes"])),
                kilometres=_total(table["distance_m"]) / 1000,
                hours=_total(table["duration_s"]) / 3600,
            )
        if outages is not None:
            seconds = field_columns(outages, ("duration_s",))["duration_s"]
            found = replace(found, outages=len(seconds), outage_hours=_total(seconds) / 3600)
        if rejected is not None:
            counts = Counter(str(reason or "") for reason in field_columns(rejected, ("reason",))["reason"])
            listed = [
                (tr_again(reason) if reason else tr("no reason given"), count)
                for reason, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
            ]
            found = replace(found, rejected=listed)
        return found

    def _features(self, name: str, progress: Progress) -> Features | None:
        source = self.run.source(name)
        return None if source is None else self.run.features(source, self.crs, progress, name)

    def _numbers(self, read: Features, name: str, default: float | None = None) -> np.ndarray:
        """A field's numbers. default: of a layer without it; None: such a layer is an error."""
        if not read.has(name) and default is not None:
            return np.full(len(read), default)
        return read.numbers(name)

    def _record(self, name: str) -> dict | None:
        found = self.records.carried.get(name)
        return None if found is None else found.record

    def _cell(self, name: str, read: Features) -> float:
        """The size of the cells; 0 where the places are no cells."""
        record = self._record(name)
        found = None if record is None else next((one for one in chain(record) if name_of(one) in SCORING), None)
        if found is not None:
            size = found["parameters"].get("CELL_SIZE")
            return 0.0 if found["inputs"].get("PLACES") else float(size or 0)
        area = shapely.area(read.geometry)
        alike = len(area) > 1 and area.min() > 0 and np.ptp(area) <= 1e-6 * area.max()
        return float(np.sqrt(area[0])) if alike else 0.0


def records_of(run: Run, names: tuple[str, ...]) -> ResultRecords:
    """The records of the layers that are given. To be called in the thread of the layers."""
    found: dict[str, Carried] = {}
    for name in names:
        layer = run.vector_layer(name)
        if layer is not None:
            found[name] = carried_by(layer, True)
    return ResultRecords(found)


def _names(read: Features, ident: str) -> PlaceNames:
    """What places or spots are called. ident: the field that identifies them."""
    count = len(read)
    points = shapely.get_coordinates(shapely.centroid(read.geometry)) if count else np.empty((0, 2))
    names = read.texts("spot_name") if read.has("spot_name") else read.names
    nearest = None
    if read.has("near"):
        metres = read.numbers("near_m") if read.has("near_m") else np.zeros(count)
        near = np.array([text or None for text in read.texts("near")] + [None], object)[:-1]
        nearest = Nearest(near, np.nan_to_num(metres))
    return PlaceNames(*points.T, read.ids(ident), names, nearest)


def _without_rank(name: PlaceName, rank: float) -> PlaceName:
    """The name without an identifier that is the rank."""
    return replace(name, ident="") if name.ident == f"{rank:g}" else name


def _subset(routes: Routes, which: np.ndarray) -> Routes:
    columns = {one.name: getattr(routes, one.name) for one in fields(routes)}
    lines = columns.pop("line")
    kept = {name: column[which] for name, column in columns.items()}
    return Routes(**kept, line=tuple(lines[i] for i in which.tolist()))


def _visits(routes: Routes, route: int, waypoints: Waypoints) -> list[tuple[float, str]]:
    """The visits of a route: seconds as in M, and what is visited."""
    line = routes.line[route]
    own = (waypoints.drone == routes.drone[route]) & (waypoints.sortie == routes.sortie[route])
    found = []
    for i in np.flatnonzero(own).tolist():
        at = float(waypoints.vertex[i, 3])
        if waypoints.action[i] in VISIT and waypoints.spot_id[i] and line[0, 3] - 1 <= at <= line[-1, 3] + 1:
            found.append((at, str(waypoints.spot_name[i] or waypoints.spot_id[i])))
    return found


def _total(column: list) -> float:
    return float(sum(value for value in column if isinstance(value, (int, float))))
