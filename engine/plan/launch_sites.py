"""Launch sites that a plan can use."""

import numpy as np

from ..airspace.airspace import Airspace
from ..airspace.zoned import named_zones_at
from ..errors import UserError
from ..language import tr
from .fleet import Fleet


def check_sites(fleet: Fleet, airspace: Airspace) -> None:
    """Raises UserError if there is no launch site, or one lies in a no-fly zone."""
    if not len(fleet.sites):
        raise UserError(tr("There is no launch site: LAUNCH_SITES has no point."))
    closed = airspace.closed(fleet.sites)
    if closed.any():
        names = tr(", ").join(fleet.names[index] for index in np.flatnonzero(closed))
        there, timed = named_zones_at(airspace, fleet.sites[closed])
        if timed:
            raise UserError(
                tr(
                    "Launch site {names} lies inside a no-fly zone that is in force while drones would start or land "
                    "there ({zones}): move it, choose other hours, lower NO_FLY_BUFFER, or leave the zone out.",
                    names=names,
                    zones=there,
                )
            )
        if there:
            raise UserError(
                tr(
                    "Launch site {names} lies inside a no-fly zone (NO_FLY with NO_FLY_BUFFER; {zones}): move it, "
                    "lower NO_FLY_BUFFER, or leave the zone out.",
                    names=names,
                    zones=there,
                )
            )
        raise UserError(
            tr(
                "Launch site {names} lies inside a no-fly zone (NO_FLY with NO_FLY_BUFFER): move it, lower "
                "NO_FLY_BUFFER, or leave the zone out.",
                names=names,
            )
        )
