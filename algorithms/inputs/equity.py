"""What an audit of equity is made of: neighbourhoods with residents, scored places, effort and flights."""

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...engine.equity.bootstrap import FEWEST
from ...engine.equity.gaps import Scored
from ...engine.equity.neighbourhoods import Neighbourhoods
from ...engine.equity.overflights import Overflights, overflights, slow, within
from ...engine.equity.overlay import Overlay
from ...engine.errors import UserError
from ...engine.exposure.legs import Legs
from ...engine.progress import Progress, part
from ...engine.text import alternatives, counted
from ...engine.timing.timezones import EARLIEST, check_timezone
from ...layers.crs import crs_of_source
from ...layers.features import Features
from ...layers.flights import Flights, read_flights
from ...layers.stop_windows import stop_windows
from ..base import tr
from ..run import Block, Run
from .camera import CameraInput
from .exposed import local_offsets, views_of

COUNTS, SHARES, PERCENT = range(3)
"""What the fields of groups hold."""
FLIGHTS, DAYS = range(2)
"""What is independent of each other."""
POPULATION = ("residents", "population", "pop", "inhabitants")
"""What a field of residents may be called."""
NOON, DAY = 43_200.0, 86_400.0
LEFT_OUT = 0.05
"""Share of the hours or minutes outside of all neighbourhoods from which on there is a warning."""


@dataclass(frozen=True)
class Audited:
    """What was read, in a metric CRS. scored, hours (n,), flights: None where not given; view: sentences on the camera;
    lines: f arrays (m, 2 or more), for the map; notes: warnings for the report; outside: of all hours of patrols and
    seconds of flights, how much is in no neighbourhood."""

    crs: QgsCoordinateReferenceSystem
    neighbourhoods: Neighbourhoods
    scored: Scored | None
    hours: np.ndarray | None
    flights: Overflights | None
    lines: list[np.ndarray]
    view: str
    notes: list[str]


@dataclass(frozen=True)
class EquityInput(Block):
    """NEIGHBOURHOODS with their fields, PLACES, EFFORT, ROUTES, WAYPOINTS, REASON_FIELD, NO_REASON, STOP_SPEED,
    INDEPENDENT and TIMEZONE."""

    camera: CameraInput

    def check(self, run: Run) -> None:
        self._timezone(run)
        if not any(run.given(name) for name in ("PLACES", "EFFORT", "ROUTES")):
            raise UserError(tr("Give ROUTES, EFFORT or PLACES: without them there is nothing to audit."))
        for name, layer in (("WAYPOINTS", "ROUTES"), ("REASON_FIELD", "ROUTES")):
            if run.given(name) and not run.given(layer):
                raise UserError(tr("{name} has no effect without {layer}.", name=name, layer=layer))

    def read(self, run: Run) -> Audited:
        source = run.source("NEIGHBOURHOODS")
        crs, note = crs_of_source(source, run.transform_context)
        run.say(note)
        progress = run.doing(tr("Reading the neighbourhoods."), 0.0, 0.1)
        notes: list[str] = []
        given = self._neighbourhoods(run, crs, notes)
        progress(0.3)
        scored = self._scored(run, crs, given, notes) if run.given("PLACES") else None
        progress(0.7)
        hours = self._hours(run, crs, given, notes) if run.given("EFFORT") else None
        progress(1.0)
        flights, lines, view = None, [], ""
        if run.given("ROUTES"):
            progress = run.doing(tr("Measuring the flights."), 0.1, 0.6)
            flights, lines, view = self._flights(run, crs, given, notes, progress)
        run.warn(*notes)
        return Audited(crs, given, scored, hours, flights, lines, view, notes)

    def _neighbourhoods(self, run: Run, crs: QgsCoordinateReferenceSystem, notes: list[str]) -> Neighbourhoods:
        features = run.features(run.source("NEIGHBOURHOODS"), crs, name="NEIGHBOURHOODS")
        if not len(features):
            raise UserError(tr("{name} (NEIGHBOURHOODS) has no polygon that can be used.", name=features.name))
        field = run.field("NAME_FIELD")
        names = features.texts(field) if field else features.names or [""] * len(features)
        of_residents = _population_field(run, features)
        residents = _from_zero(features, of_residents)
        unknown = int(np.isnan(residents).sum())
        if unknown:
            notes.append(
                tr(
                    "{neighbourhoods} no number of residents: nobody is taken to live there.",
                    neighbourhoods=counted(unknown, "neighbourhood has", "neighbourhoods have"),
                )
            )
        residents = np.nan_to_num(residents)
        if not residents.any():
            raise UserError(
                tr(
                    "Nobody lives in the neighbourhoods by the field {field} (POPULATION_FIELD). Choose the field with "
                    "the number of residents.",
                    field=of_residents,
                )
            )
        groups = [self._group(run, features, field, residents, notes) for field in _group_fields(run)]
        figure = features.numbers(run.field("RANK_FIELD")) if run.field("RANK_FIELD") else None
        if figure is not None and not np.isfinite(figure[residents > 0]).any():
            notes.append(tr("RANK_FIELD has no number where anybody lives, so neighbourhoods are not ranked."))
            figure = None
        return Neighbourhoods(
            features.geometry,
            np.array([name or None for name in names], object),
            residents,
            np.array(groups, float).reshape(-1, len(features)),
            tuple(_group_fields(run)),
            figure,
        )

    def _group(self, run: Run, features: Features, field: str, residents: np.ndarray, notes: list[str]) -> np.ndarray:
        """(n,) residents of a group; NaN where not known."""
        kind, found = run.choice("GROUPS_ARE"), _from_zero(features, field)
        limit, unit = {COUNTS: (residents, 1.0), SHARES: (1.0, residents), PERCENT: (100.0, residents / 100)}[kind]
        more = int((found > limit * (1 + 1e-9)).sum())
        if more:
            notes.append(
                tr(
                    "{field} is more than all residents in {neighbourhoods}; all residents are taken there. Is "
                    "GROUPS_ARE right?",
                    field=field,
                    neighbourhoods=counted(more, "neighbourhood"),
                )
            )
        return np.minimum(found, limit) * unit

    def _scored(self, run: Run, crs: QgsCoordinateReferenceSystem, given: Neighbourhoods, notes: list[str]) -> Scored:
        features = run.features(run.source("PLACES"), crs, name="PLACES")
        assessed = features.has("gap_before") and features.has("gap_after")
        if not assessed and not features.has("gap"):
            raise UserError(
                tr(
                    "{name} (PLACES) has neither a field gap nor the fields gap_before and gap_after. Give the output "
                    "of Score gaps or of Assess a plan.",
                    name=features.name,
                )
            )
        overlay = Overlay.of(features.geometry, given.area)
        if not len(overlay.place):
            raise UserError(tr("No place of {name} (PLACES) lies in a neighbourhood.", name=features.name))
        demand = features.numbers("demand") if features.has("demand") else np.ones(len(features))
        without = float(np.isnan(features.numbers("gap_before" if assessed else "gap")).mean())
        if without:
            notes.append(
                tr(
                    "{share:.0%} of the places have no gap, as in a published layer, and are left out. What is said of "
                    "gaps is about the others, which patrols visit more. Give the scored places themselves.",
                    share=without,
                )
            )
        return Scored(
            overlay,
            np.nan_to_num(demand),
            features.numbers("gap_before" if assessed else "gap"),
            features.numbers("gap_after") if assessed else None,
            features.numbers("patrol_found") if features.has("patrol_found") else None,
        )

    def _hours(
        self, run: Run, crs: QgsCoordinateReferenceSystem, given: Neighbourhoods, notes: list[str]
    ) -> np.ndarray:
        features = run.features(run.source("EFFORT"), crs, name="EFFORT")
        if not features.has("hours"):
            raise UserError(
                tr("{name} (EFFORT) has no field hours. Give the output of Patrol effort.", name=features.name)
            )
        hours = np.nan_to_num(features.numbers("hours"))
        found = Overlay.of(features.geometry, given.area).sums(hours, len(given))
        outside = 1 - found.sum() / hours.sum() if hours.sum() > 0 else 0.0
        if outside > LEFT_OUT:
            notes.append(tr("{share:.0%} of the hours of patrols are outside of all neighbourhoods.", share=outside))
        return found

    def _flights(
        self,
        run: Run,
        crs: QgsCoordinateReferenceSystem,
        given: Neighbourhoods,
        notes: list[str],
        progress: Progress,
    ) -> tuple[Overflights, list[np.ndarray], str]:
        field = run.field("REASON_FIELD")
        routes = read_flights(run.source("ROUTES"), crs, run.transform_context, field)
        run.note_input("ROUTES", content=routes.content)
        notes += routes.notes
        views, seen, warned = views_of(self.camera.read(run), routes)
        run.say(*seen)
        notes += warned
        legs = Legs.of(routes.lines, views)
        at_stop = slow(legs, run.number("STOP_SPEED"))
        if run.given("WAYPOINTS"):
            windows, without, content = stop_windows(run.source("WAYPOINTS"), routes)
            run.note_input("WAYPOINTS", content=content)
            at_stop = within(legs, windows)
            if without:
                notes.append(
                    tr(
                        "WAYPOINTS has none of {routes}: all of their time counts as on the way.",
                        routes=counted(without, "route"),
                    )
                )
        elif not at_stop.any():
            notes.append(
                tr(
                    "No flight is slower than STOP_SPEED, so its stops are not known. Sweeps do not stop: "
                    "give WAYPOINTS, or raise STOP_SPEED."
                )
            )
        silent = _without_reason(routes, run.text("NO_REASON")) if field else None
        unit = self._units(run, routes, notes)
        progress(0.1)
        found = overflights(legs, at_stop, given.area, silent, unit, part(progress, 0.1, 1))
        over, whole = found.over.sum(), found.seconds.sum()
        if whole and not over:
            notes.append(tr("No flight is over a neighbourhood."))
        elif 1 - over / whole > LEFT_OUT:
            notes.append(
                tr("{share:.0%} of the time in the air is outside of all neighbourhoods.", share=1 - over / whole)
            )
        return found, routes.lines, " ".join(seen)

    def _units(self, run: Run, routes: Flights, notes: list[str]) -> np.ndarray:
        """(f,) the unit of each flight, of those that are independent of each other."""
        count = len(routes.lines)
        if run.choice("INDEPENDENT") == FLIGHTS:
            unit = np.arange(count)
        elif len(np.unique(routes.night)) > 1:
            unit = np.unique(routes.night, return_inverse=True)[1].ravel()
        else:
            begins = np.array([line[0, 3] for line in routes.lines])
            local = begins + local_offsets(begins, self._timezone(run))
            day = np.where(begins >= EARLIEST, np.floor((local - NOON) / DAY), 0)
            unit = np.unique(day, return_inverse=True)[1].ravel()
        units = int(unit.max()) + 1
        if units < FEWEST:
            notes.append(
                tr(
                    "There are {units} that are independent of each other. That is too few for intervals "
                    "of groups and of the concentration index.",
                    units=counted(units, "flight") if run.choice("INDEPENDENT") == FLIGHTS else counted(units, "night"),
                )
            )
        return unit

    def _timezone(self, run: Run) -> str:
        timezone = run.text("TIMEZONE").strip() or "UTC"
        check_timezone(timezone)
        return timezone


def _population_field(run: Run, features: Features) -> str:
    """The field with the number of residents. Raises UserError where none is given or found."""
    given = run.field("POPULATION_FIELD")
    found = given or next((name for name in POPULATION if features.has(name)), "")
    if not found:
        raise UserError(
            tr(
                "{name} has no field called {names}. Choose the field with the number of residents (POPULATION_FIELD).",
                name=features.name,
                names=alternatives(POPULATION),
            )
        )
    if not given:
        run.say(tr("The residents are those of the field {field}.", field=found))
    return found


def _group_fields(run: Run) -> list[str]:
    """The fields of groups; none where not given."""
    return run.parameters.get("GROUP_FIELDS") or []


def _without_reason(routes: Flights, words: str) -> np.ndarray:
    """(f,) whether a flight has no recorded reason. words: texts, separated by commas, that are none."""
    none = {"", *(word.strip().casefold() for word in words.split(","))}
    return np.array([reason.casefold() in none for reason in routes.reason], bool)


def _from_zero(features: Features, field: str) -> np.ndarray:
    """(n,) numbers, NaN where there is none. Raises UserError where one is below 0."""
    found = features.numbers(field)
    if (found < 0).any():
        raise UserError(
            tr(
                "The field {field} of {name} has a number below 0: {value:g}. Numbers of residents are 0 or more.",
                field=field,
                name=features.name,
                value=float(np.nanmin(found)),
            )
        )
    return np.where(np.isfinite(found), found, np.nan)
