"""Scores as tables: of places, and of places in each night."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..places.demand import Demand
from ..places.grid import Grid
from ..score.gap_profiles import FIELD
from ..score.own_nights import AllNights
from ..score.score import Scores
from ..tables import geopandas, pyproj
from .moments import utc_times


def scored_table(
    places: geopandas.GeoDataFrame | None,
    grid: Grid | None,
    crs: pyproj.CRS,
    scores: Scores,
    demand: Demand,
    why: list[str],
    profiles: list[str],
    own: Mapping[str, np.ndarray],
) -> geopandas.GeoDataFrame:
    """The table of n scored places that score_gaps returns. places: None for the cells of the grid; why, profiles: (n,)
    texts; own: further columns by name, (n,) each."""
    if places is None:
        code = crs.to_authority()
        places = geopandas.GeoDataFrame(geometry=grid.polygons(), crs=crs)
        ids = grid.ids(":".join(code) if code else crs.to_string())
    else:
        ids = [str(label) for label in places.index]
    ours = {
        "place_id": ids,
        "demand": demand.total,
        "gap": scores.gap,
        "gap_low": scores.gap_low,
        "priority": demand.total * scores.gap,
        "visits": scores.visits,
        "dwell_s": scores.dwell,
        "last_seen": utc_times(scores.last_seen),
        "mean_idle_s": scores.mean_idle,
        "worst_gap_s": scores.worst_gap,
        "why": why,
        "watch_visits": scores.watch_visits,
        "watch_dwell_s": scores.watch_dwell,
        "nights_seen": scores.nights_seen,
        FIELD: profiles,
    }
    if demand.nearest is not None:
        ours |= {"near": demand.nearest.name, "near_m": demand.nearest.metres}
    ours |= own
    before = places.rename(columns={name: f"{name}_2" for name in ours if name in places.columns})
    names = [name for name in before.columns if name != "geometry"]
    return before.assign(**ours)[[*names, *ours, "geometry"]]


def nights_table(ids: pd.Series, found: AllNights) -> pd.DataFrame:
    """The table of nights that score_gaps returns. ids: (n,) of the places."""
    place, (dates, passes, dwell, first, last, gap, hours) = found.columns(0, len(ids))
    return pd.DataFrame(
        {
            "place_id": ids.to_numpy()[place],
            "night": dates,
            "passes": passes,
            "dwell_s": dwell,
            "first_pass": utc_times(first),
            "last_pass": utc_times(last),
            "gap": gap,
            "watch_hours": hours,
        }
    )
