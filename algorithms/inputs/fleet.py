"""The drones and their launch sites."""

from dataclasses import dataclass

import numpy as np
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingParameterFeatureSource

from ...engine.errors import UserError
from ...engine.plan.plan import Fleet
from ...engine.text import counted
from ...layers.features import Features
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .before_run import all_zero, has_nothing
from .parameters import number, numeric_field, whole

POINT = Qgis.ProcessingSourceType.VectorPoint
MAX_DRONES = 1000
MAX_SORTIES = 200
"""Of all drones together. With more, keeping the drones apart would delay the last ones beyond the night."""


@dataclass(frozen=True)
class FleetInput(Block):
    """LAUNCH_SITES, DRONES, SORTIES, SWAP_TIME and DRONES_FIELD."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        """The drones and their launch sites."""
        algorithm.add(
            QgsProcessingParameterFeatureSource("LAUNCH_SITES", tr("Launch sites"), [POINT]),
            "Points where drones take off and land. A field called name, if there is one, names the sites in the "
            "outputs.",
        )
        algorithm.add(
            whole("DRONES", "Drones", 2, 1, MAX_DRONES),
            "Number of drones in total. Each drone uses one launch site for the whole night, which the solver chooses.",
        )
        algorithm.add(
            whole("SORTIES", "Sorties per drone", 1, 1, 100),
            "How many flights each drone may make, each on a full battery.",
        )
        algorithm.add(
            number("SWAP_TIME", "Time between sorties (min)", 5, decimals=1),
            "Time on the ground between landing and the next take-off, to swap the battery and check the drone.",
        )

    def add_details(self, algorithm: BlindspotAlgorithm) -> None:
        """Advanced parameters."""
        algorithm.add(
            numeric_field("DRONES_FIELD", "Drones at each launch site", "LAUNCH_SITES"),
            "The field with the number of drones at each site. The parameter Drones is then not used. Empty: the "
            "solver distributes the Drones over the sites.",
        )

    def add_battery(self, algorithm: BlindspotAlgorithm) -> None:
        """BATTERY_FIELD, for plans of one night."""
        algorithm.add(
            numeric_field("BATTERY_FIELD", "Battery at each launch site (%)", "LAUNCH_SITES"),
            "The field with the percentage in the batteries of the drones at each site, such as battery_pct of the "
            "drones that Compare flights writes. A null is a full battery. It counts for every sortie from the site: "
            "if batteries are swapped for full ones, plan the sorties after the first without this field. Empty: all "
            "batteries are full.",
        )

    def check(self, run: Run) -> None:
        source, field = run.source("LAUNCH_SITES"), run.field("DRONES_FIELD")
        if has_nothing(source):
            raise _no_site()
        if not field:
            _check_sorties(run.whole("DRONES"), run.whole("SORTIES"))
        elif all_zero(source, field):
            raise _no_drone(field)

    def read(self, run: Run, crs: QgsCoordinateReferenceSystem) -> Fleet:
        """The launch sites with their drones, in `crs`. Raises UserError where there is no site or no drone, or where
        there are too many sorties."""
        sites = run.features(run.source("LAUNCH_SITES"), crs, name="LAUNCH_SITES")
        fleet = self._fleet(run, sites)
        if not len(fleet.sites):
            raise _no_site()
        return fleet

    def _fleet(self, run: Run, sites: Features) -> Fleet:
        field = run.field("DRONES_FIELD")
        table = sites.with_columns(name=sites.texts("name") if sites.has("name") else [""] * len(sites))
        drones = _drones(run, sites, field) if field else run.whole("DRONES")
        sorties = run.whole("SORTIES")
        fleet = Fleet.from_table(table, drones, sorties, run.number("SWAP_TIME") * 60, battery_charge(run, sites))
        count = len(fleet.home)
        if field and not count:
            raise _no_drone(field)
        _check_sorties(count, sorties)
        return fleet


def battery_charge(run: Run, sites: Features) -> np.ndarray | None:
    """(n,) share of a full battery at each site; None where BATTERY_FIELD is empty, or the algorithm has none."""
    field = run.field("BATTERY_FIELD")
    if not field:
        return None
    percent = sites.numbers(field)
    if ((percent < 0) | (percent > 100)).any():
        raise UserError(
            tr("The field {field} of {name} must have percentages, from 0 to 100.", field=field, name=sites.name)
        )
    charge = np.where(np.isnan(percent), 1.0, percent / 100)
    low = charge < 1
    if low.any():
        run.say(
            tr(
                "{sites} with less than a full battery ({least:.0f} to {most:.0f} %), at every sortie.",
                sites=counted(int(low.sum()), "launch site has drones", "launch sites have drones"),
                least=100 * charge[low].min(),
                most=100 * charge[low].max(),
            )
        )
    return charge


def _no_site() -> UserError:
    return UserError(tr("There is no launch site: LAUNCH_SITES has no points."))


def _no_drone(field: str) -> UserError:
    return UserError(
        tr(
            "No launch site has a drone in the field {field}. Enter the number of drones at each site, or leave "
            "DRONES_FIELD empty.",
            field=field,
        )
    )


def _check_sorties(count: int, sorties: int) -> None:
    """Raises UserError where `count` drones with these sorties each make more than a plan can have."""
    if count * sorties > MAX_SORTIES:
        raise UserError(
            tr(
                "{drones:,} drones (DRONES, or DRONES_FIELD) with {sorties:,} sorties each (SORTIES) make "
                "{total:,} sorties; a plan can have {max_sorties} at most. Reduce DRONES or SORTIES.",
                drones=count,
                sorties=sorties,
                total=count * sorties,
                max_sorties=MAX_SORTIES,
            )
        )


def _drones(run: Run, sites: Features, field: str) -> np.ndarray:
    """(n,) whole drones of each site."""
    drones = sites.numbers(field)
    if np.isnan(drones).any():
        missing = counted(int(np.isnan(drones).sum()), "launch site has", "launch sites have")
        run.warn(tr("{missing} no number in {field}, so no drones.", missing=missing, field=field))
    drones = np.nan_to_num(drones)
    if (drones < 0).any() or drones.sum() > MAX_DRONES:
        raise UserError(
            tr(
                "The field {field} of {name} must have 0 or more drones for each site, and at most {max_drones} in "
                "total.",
                field=field,
                name=sites.name,
                max_drones=MAX_DRONES,
            )
        )
    return np.floor(drones)
