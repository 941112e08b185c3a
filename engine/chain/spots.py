"""From a table of scored places to a table of blind spots."""

import warnings

import numpy as np

from ..errors import UserError
from ..spots.area_limit import area_limit
from ..spots.selection import ScoredPlaces, SpotRules
from ..spots.significance import significance as gi_star
from ..spots.spots import find_spots, nearest_names
from ..tables import geopandas, pyproj, typed_columns
from .metric import in_crs, metric_crs


def find_blind_spots(
    places: geopandas.GeoDataFrame,
    *,
    share: float = 50.0,
    min_gap: float = 0.5,
    min_area: float = 0.0,
    max_area: float | None = None,
    names: geopandas.GeoDataFrame | None = None,
    name_field: str = "name",
    significance: bool = False,
    significance_band: float | None = None,
    crs=None,
) -> geopandas.GeoDataFrame:
    """The blind spots: the fewest places that together hold a share of the priority, merged, cut and ranked, as by
    blindspot:findblindspots.

    places: the result of score_gaps, or any table in any CRS with the columns priority and gap, and optionally demand
    and why. share: %, of the total priority. min_gap: 0 to 1. min_area, max_area: m2; with a max_area of 0, spots are
    never cut; None: 250,000, or 9 cells of a grid where these are larger. names, name_field: a table of named features,
    and its column of names, for `near`.
    significance: adds gi_z, gi_q and significant, by Getis and Ord's Gi*. significance_band: m, within which places are
    neighbours; None: 1.5 times the median distance to the nearest place.
    crs: the metric CRS to work in; None: that of the places if it is metric and true to scale, else their UTM zone.

    Returns the spots in the metric CRS, by rank: spot_id, part_of (<NA> if not cut), rank, priority, gap, area_m2,
    places, near (empty without `names`), why.

    Raises UserError for tables without a CRS, for missing columns, and for parameters out of range. Warns (UserWarning)
    where max_area is smaller than a cell; a cell is never cut.
    """
    crs = metric_crs(places, "places") if crs is None else pyproj.CRS.from_user_input(crs)
    scored = ScoredPlaces.from_table(in_crs(places, crs, "places"), "places")
    SpotRules(share / 100, min_gap, min_area, max_area if max_area is not None else 0.0)  # checks the values
    limit = area_limit(scored.geometry, max_area, min_area)
    if limit.doubtful:
        warnings.warn(limit.note, stacklevel=2)
    spots = find_spots(scored, SpotRules(share / 100, min_gap, min_area, limit.max_area))
    table = spots.table(crs)
    near = np.full(len(table), "", object)
    if names is not None:
        if name_field not in names.columns:
            raise UserError(f"name_field is {name_field}, which is no column of names.")
        named = in_crs(names, crs, "names")
        near = nearest_names(table, typed_columns(named, name=named[name_field].tolist()))
    table.insert(table.columns.get_loc("why"), "near", near)
    if significance:
        highest, lowest, half = gi_star(scored, significance_band).of_spots(spots.members)
        table = table.assign(gi_z=highest, gi_q=lowest, significant=half.astype(int))
    return table
