"""From a table of scored places to a table of blind spots."""

import warnings
from dataclasses import replace

import numpy as np

from ..errors import UserError
from ..language import tr
from ..places.names import Nearest, nearest_named
from ..places.names import name_field as field_of_names
from ..score.gap_profiles import FIELD, profile_field, wrong_profiles
from ..spots.area_limit import area_limit
from ..spots.names import names_of_spots, near_spots
from ..spots.selection import ScoredPlaces, SpotRules
from ..spots.significance import significance as gi_star
from ..spots.spots import Spots, find_spots
from ..tables import geometries_of, geopandas, pyproj, usable_numbers
from .metric import in_crs, metric_crs


def find_blind_spots(
    places: geopandas.GeoDataFrame,
    *,
    share: float = 50.0,
    min_gap: float = 0.5,
    min_area: float = 0.0,
    max_area: float | None = None,
    names: geopandas.GeoDataFrame | None = None,
    name_field: str | None = None,
    significance: bool = False,
    significance_band: float | None = None,
    crs=None,
    merge_distance: float = 50.0,
    near_limit: float = 500.0,
    place_name_field: str | None = None,
) -> geopandas.GeoDataFrame:
    """The blind spots: the fewest places that together hold a share of the priority, merged, cut and ranked, as by
    blindspot:findblindspots.

    places: the result of score_gaps, or any table in any CRS with the columns priority and gap, and optionally demand,
    why and gap_profile. share: %, of the total priority. min_gap: 0 to 1. min_area, max_area: m2; with a max_area of 0,
    spots are never cut; None: 250,000, or 9 cells of a grid where these are larger. names, name_field: a table of named
    features, and its column of names (None: the column called name), for `near`; without `names`, near is that of the
    places, as score_gaps found it. near_limit: m, features further away than this name nothing. place_name_field: the
    column with the names of the places themselves, for `name`; None: the column called name, if there is one.
    merge_distance: m, within which points become one spot, at one of them; 0: each is a spot of its own. The detection
    range of the patrols is a good value.
    significance: adds gi_z, gi_q and significant, by Getis and Ord's Gi*. significance_band: m, within which places are
    neighbours; None: 1.5 times the median distance to the nearest place.
    crs: the metric CRS to work in; None: that of the places if it is metric and true to scale, else their UTM zone.

    Returns the spots in the metric CRS, by rank: spot_id, part_of (<NA> if not cut), rank, priority, gap, area_m2,
    places, near, why, and after gi_z, gi_q and significant: near_m (m, the distance to what near names), name (the
    names of its places) and, if the places have it, gap_profile (text, a JSON list: the mean of those of its places).
    near, near_m, name and gap_profile are missing where there is none.

    Raises UserError for tables without a CRS, for missing columns, and for parameters out of range. Warns (UserWarning)
    where max_area is smaller than a cell, since a cell is never cut, and of profiles of places that cannot be used.
    """
    crs = metric_crs(places, "places") if crs is None else pyproj.CRS.from_user_input(crs)
    table = in_crs(places, crs, "places")
    scored = ScoredPlaces.from_table(table, "places")
    rules = SpotRules(share / 100, min_gap, min_area, max_area or 0.0, merge_distance)
    limit = area_limit(scored.geometry, max_area, min_area)
    if limit.doubtful:
        warnings.warn(limit.note, stacklevel=2)
    spots = find_spots(scored, replace(rules, max_area=limit.max_area))
    near = _near(spots, table, names, name_field, near_limit, crs)
    field = _column(place_name_field, "place_name_field", table, "places")
    called = np.full(len(spots), None, object)
    if field is not None:
        called = names_of_spots(spots.members, table[field].tolist(), scored.priority)
    table = spots.table(crs)
    table.insert(table.columns.get_loc("why"), "near", near.name)
    if significance:
        highest, lowest, half = gi_star(scored, significance_band).of_spots(spots.members)
        table = table.assign(gi_z=highest, gi_q=lowest, significant=half.astype(int))
    table = table.assign(near_m=near.metres, name=called)
    if profile_field(places.columns) is None:
        return table
    if spots.wrong_profiles:
        warnings.warn(wrong_profiles("places", spots.wrong_profiles), stacklevel=2)
    return table.assign(**{FIELD: spots.profile_texts()})


def _near(spots: Spots, places, names, field: str | None, limit: float, crs) -> Nearest:
    """The named feature near each spot, of `names`, or of the demand that the places were scored with."""
    if names is not None:
        field = _column(field, "name_field", names, "names")
        if field is None:
            raise UserError(tr("names has no column called name. Say with name_field which column holds the names."))
        named = in_crs(names, crs, "names")
        return nearest_named(spots.geometry, geometries_of(named), named[field].tolist(), limit)
    if not {"near", "near_m"} <= {*places.columns}:
        return Nearest.unknown(len(spots))
    metres = usable_numbers(places["near_m"].to_numpy(float, na_value=np.nan))[0]
    return near_spots(spots.members, Nearest(places["near"].to_numpy(object), metres), limit)


def _column(given: str | None, parameter: str, table: geopandas.GeoDataFrame, what: str) -> str | None:
    """The column of names that was given, otherwise the one called name; None where there is none. Raises UserError
    where the one given does not exist. what: the name of the table in the message."""
    if given is not None and given not in table.columns:
        raise UserError(
            tr("{parameter} is {given}, which is no column of {what}.", parameter=parameter, given=given, what=what)
        )
    return given or field_of_names([column for column in table.columns if column != table.geometry.name])
