"""From scored places to blind spots."""

import itertools

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.errors import UserError
from blindspot.engine.progress import Cancelled
from blindspot.engine.spots.selection import ScoredPlaces, SpotRules, choose_places
from blindspot.engine.spots.spots import find_spots
from blindspot.engine.tables import geopandas

EVERYTHING = {"share": 1.0, "min_gap": 0.0}


def scored(geometry, priority=None, gap=None, demand=None, why=None):
    geometry = np.asarray(geometry, dtype=object)
    n = len(geometry)
    fill = {"priority": priority, "gap": gap, "demand": demand}
    numbers = {name: np.ones(n) if given is None else np.asarray(given, dtype=float) for name, given in fill.items()}
    return ScoredPlaces(geometry, **numbers, why=np.array([""] * n if why is None else why, dtype=object))


def cells(*where, size=10.0):
    column, row = np.array(where, dtype=float).T
    return shapely.box(column * size, row * size, (column + 1) * size, (row + 1) * size)


def grid(columns, rows, size=10.0):
    return cells(*itertools.product(range(columns), range(rows)), size=size)


def members(spots):
    return [some.tolist() for some in spots.members]


# Selection


def smallest_that_holds(priority, eligible, share):
    """The least number of places that hold the share, over all subsets; None if all eligible places hold less."""
    target = share * sum(p for p in priority if p > 0)
    places = [i for i, ok in enumerate(eligible) if ok]
    for count in range(1, len(places) + 1):
        if any(sum(priority[i] for i in some) >= target for some in itertools.combinations(places, count)):
            return count
    return None


@given(
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from([0.2, 0.7, 1.0])), min_size=1, max_size=9),
    st.sampled_from([0.1, 0.25, 0.5, 0.75, 1.0]),
)
@settings(max_examples=200)
def test_the_fewest_places_over_all_subsets(rows, share):
    priority, gap = [p for p, _ in rows], [g for _, g in rows]
    eligible = [p > 0 and g >= 0.5 for p, g in rows]
    choice = choose_places(scored(shapely.points(np.arange(len(rows)), 0), priority, gap), SpotRules(share=share))
    fewest = smallest_that_holds(priority, eligible, share)
    if fewest is None:
        assert choice.chosen.tolist() == [i for i, ok in enumerate(eligible) if ok]
        assert choice.enough == (sum(priority) == 0)
        return
    assert choice.enough
    threshold = sorted((p for p, ok in zip(priority, eligible, strict=True) if ok), reverse=True)[fewest - 1]
    assert choice.threshold == threshold
    assert choice.chosen.tolist() == [i for i, ok in enumerate(eligible) if ok and priority[i] >= threshold]
    assert choice.tied == sum(ok and p == threshold for p, ok in zip(priority, eligible, strict=True))
    assert choice.held == pytest.approx(sum(priority[i] for i in choice.chosen) / sum(priority))


def test_ties_at_the_threshold_are_taken_together():
    choice = choose_places(scored(grid(10, 1), [5] + [1] * 9), SpotRules(share=0.5))
    assert len(choice.chosen) == 10
    assert (choice.tied, choice.threshold, choice.held) == (9, 1, 1)
    assert choice.most_tie


def test_rounding_errors_do_not_break_a_tie():
    priority = 0.3 * (1 + np.array([0, 3e-16, -5e-10, 4e-10, 1e-3, -1e-3]))
    choice = choose_places(scored(grid(6, 1), priority), SpotRules(share=0.3))
    assert choice.chosen.tolist() == [0, 1, 2, 3, 4]
    assert choice.tied == 4
    assert not choose_places(scored(grid(6, 1), np.arange(6)), SpotRules()).most_tie


def test_places_that_may_not_be_selected_count_in_the_total():
    choice = choose_places(scored(grid(3, 1), [6, 3, 1], gap=[0.2, 0.9, 0.9]), SpotRules(share=0.5))
    assert choice.chosen.tolist() == [1, 2]
    assert not choice.enough
    assert choice.held == pytest.approx(0.4)
    assert choice.total == 10


def test_places_without_a_number_or_a_geometry_are_counted():
    geometry = [*grid(3, 1), None, shapely.Polygon()]
    choice = choose_places(scored(geometry, [1, np.nan, np.inf, 9, 9]), SpotRules())
    assert choice.chosen.tolist() == [0]
    assert (choice.ignored, choice.scored, choice.total) == (4, 1, 1)


def test_nothing_to_find():
    for places in (scored([]), scored(grid(2, 2), [0] * 4), scored(grid(2, 2), gap=[0] * 4)):
        spots = find_spots(places, SpotRules())
        assert len(spots) == 0
        assert len(spots.choice.chosen) == len(spots.geometry) == len(spots.members) == len(spots.why) == 0


# Merging


def test_cells_merge_along_edges_and_corners_stay_apart():
    spots = find_spots(scored(cells((0, 0), (1, 0), (1, 1), (2, 2), (5, 5))), SpotRules(**EVERYTHING))
    assert members(spots) == [[0, 1, 2], [4], [3]]
    assert spots.geometry[0].equals(shapely.Polygon([(0, 0), (20, 0), (20, 20), (10, 20), (10, 10), (0, 10)]))
    assert spots.area_m2.tolist() == [300, 100, 100]
    assert spots.priority.tolist() == [3, 1, 1]
    assert spots.places.tolist() == [3, 1, 1]
    assert spots.part_of.tolist() == [-1, -1, -1]
    assert spots.rank.tolist() == [1, 2, 3]


def test_a_ring_of_cells_keeps_its_hole_and_what_lies_in_it_apart():
    ring = [(i, j) for i in range(5) for j in range(5) if max(abs(i - 2), abs(j - 2)) == 2]
    spots = find_spots(scored(cells(*ring, (2, 2))), SpotRules(**EVERYTHING))
    assert len(spots) == 2
    assert len(spots.geometry[0].interiors) == 1
    assert spots.area_m2.tolist() == [1600, 100]


def test_a_zone_with_a_hole_and_neighbours_that_share_no_vertex_or_overlap():
    ring = shapely.box(0, 0, 90, 90) - shapely.box(30, 30, 60, 60)
    zones = [ring, shapely.box(90, 20, 120, 50), shapely.box(110, 40, 150, 60), shapely.box(40, 40, 50, 50)]
    spots = find_spots(scored(zones), SpotRules(**EVERYTHING))
    assert members(spots) == [[0, 1, 2], [3]]
    assert spots.geometry[0].geom_type == "Polygon"
    assert spots.area_m2[0] == pytest.approx(shapely.union_all(zones[:3]).area)
    assert spots.priority[0] == 3


def test_a_sliver_between_neighbours_is_closed():
    spots = find_spots(scored([shapely.box(0, 0, 10, 10), shapely.box(10.0006, 3, 20, 7)]), SpotRules(**EVERYTHING))
    assert spots.geometry[0].geom_type == "Polygon"
    assert spots.area_m2[0] == pytest.approx(140, abs=0.1)


def test_the_same_zone_twice():
    spots = find_spots(scored([shapely.box(0, 0, 10, 10)] * 2), SpotRules(**EVERYTHING))
    assert spots.area_m2.tolist() == pytest.approx([100])
    assert spots.priority.tolist() == [2]


def test_a_place_on_two_islands_is_two_spots_which_share_its_priority_by_area():
    islands = shapely.MultiPolygon([shapely.box(0, 0, 30, 10), shapely.box(100, 0, 110, 10)])
    spots = find_spots(scored([islands, shapely.box(30, 0, 40, 10)], [8, 1]), SpotRules(**EVERYTHING))
    assert spots.priority.tolist() == pytest.approx([7, 2])
    assert members(spots) == [[0, 1], [0]]


def test_an_invalid_zone_is_repaired_and_counted():
    bow_tie = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    spots = find_spots(scored([bow_tie]), SpotRules(**EVERYTHING))
    assert spots.repaired == 1
    assert spots.area_m2.sum() == pytest.approx(50)
    assert spots.priority.sum() == pytest.approx(1)


def test_lines_merge_where_they_meet_and_points_stand_alone():
    lines = shapely.linestrings([[(0, 0), (10, 0)], [(10, 0), (20, 5)], [(15, -9), (15, 9)], [(50, 0), (60, 0)]])
    spots = find_spots(scored(lines), SpotRules(share=1.0, min_area=1e3))
    assert members(spots) == [[0, 1, 2], [3]]
    assert spots.geometry[0].length == pytest.approx(sum(line.length for line in lines[:3]))
    assert spots.area_m2.tolist() == [0, 0]
    two = find_spots(scored(lines[:2]), SpotRules(**EVERYTHING))
    assert two.geometry[0].geom_type == "LineString"
    points = scored(shapely.points([[0, 0], [0, 0], [9, 9]]))
    points = find_spots(points, SpotRules(**EVERYTHING, merge_distance=0.0))
    assert members(points) == [[2], [0], [1]]


def test_kinds_do_not_merge_with_each_other():
    spots = find_spots(
        scored([shapely.box(0, 0, 10, 10), shapely.Point(5, 5), shapely.LineString([(0, 0), (20, 20)])]),
        SpotRules(**EVERYTHING),
    )
    assert [geometry.geom_type for geometry in spots.geometry] == ["Polygon", "LineString", "Point"]


# Cutting


def test_parts_of_a_cut_area_refer_to_its_first_part():
    places = scored(np.concatenate([grid(20, 20), cells((40, 0))]), [1.0] * 400 + [1000])
    spots = find_spots(places, SpotRules(share=1.0, max_area=10_000))
    assert spots.area_m2.max() <= 10_000
    assert spots.cut == 1
    assert spots.part_of.tolist() == [-1] + [2] * (len(spots) - 1)
    assert 5 <= len(spots) - 1 <= 7
    assert spots.priority.sum() == pytest.approx(1400)
    assert sorted(np.concatenate(spots.members).tolist()) == list(range(401))


def test_max_area_0_never_cuts():
    spots = find_spots(scored(grid(20, 20)), SpotRules(share=1.0, max_area=0))
    assert members(spots) == [list(range(400))]
    assert spots.area_m2.tolist() == [40_000]


def test_a_zone_above_max_area_is_cut_and_its_priority_divided_by_area():
    zone = shapely.Point(0, 0).buffer(100, quad_segs=32) - shapely.Point(10, 10).buffer(20)
    spots = find_spots(scored([zone], [12.0], demand=[3.0]), SpotRules(share=1.0, max_area=7000))
    assert len(spots) >= 5
    assert spots.area_m2.max() <= 7000 * (1 + 1e-6)
    assert spots.area_m2.sum() == pytest.approx(zone.area, rel=1e-6)
    assert spots.priority == pytest.approx(12 * spots.area_m2 / zone.area, rel=1e-5)
    assert set(spots.part_of) == {1}
    assert spots.places.tolist() == [1] * len(spots)
    assert spots.cut == 1


def test_overlapping_zones_whose_union_fits_are_not_cut():
    zones = [shapely.box(0, 0, 100, 100), shapely.box(0, 0, 100, 90), shapely.box(5, 5, 95, 95)]
    spots = find_spots(scored(zones), SpotRules(share=1.0, max_area=10_000))
    assert members(spots) == [[0, 1, 2]]
    assert spots.cut == 0


def test_small_spots_are_dropped_and_counted_but_parts_of_large_ones_are_kept():
    places = scored(np.concatenate([grid(11, 10), cells((40, 0), (40, 1), (60, 0))]))
    spots = find_spots(places, SpotRules(share=1.0, min_area=6000, max_area=10_000))
    assert spots.dropped == 2
    assert spots.dropped_priority == 3
    assert spots.area_m2.sum() == 11_000
    assert len(spots) == 2
    assert len(find_spots(places, SpotRules(share=1.0, min_area=200, max_area=0))) == 2


# Numbers, order, words


def test_gap_is_weighted_by_demand():
    places = scored(cells((0, 0), (1, 0)), gap=[1.0, 0.6], demand=[3, 1])
    assert find_spots(places, SpotRules(**EVERYTHING)).gap == pytest.approx([0.9])
    places = scored(cells((0, 0), (1, 0)), gap=[1.0, 0.6], demand=[0, np.nan])
    assert find_spots(places, SpotRules(**EVERYTHING)).gap == pytest.approx([0.8])


def test_rank_by_priority_then_area_then_north_to_south_west_to_east():
    geometry = [*cells((0, 0), (5, 5), (0, 5), (9, 0)), shapely.box(200, 0, 220, 10)]
    spots = find_spots(scored(geometry, [1, 1, 1, 1.5, 1 + 1e-13]), SpotRules(**EVERYTHING))
    assert members(spots) == [[3], [4], [2], [1], [0]]


def test_why_is_the_reason_of_the_places_of_highest_priority():
    places = scored(
        cells((0, 0), (1, 0), (2, 0), (8, 0), (12, 0), (13, 0)),
        [3, 3, 9, 2, 1, 1],
        why=["Seen once.", "Seen once.", "Never seen.", "Seen twice.", "Seen at 9.", "Seen at 9."],
    )
    assert find_spots(places, SpotRules(**EVERYTHING)).why.tolist() == [
        "3 places, the most pressing: Never seen.",
        "2 places, all alike: Seen at 9.",
        "Seen twice.",
    ]


@given(st.integers(0, 2**31), st.sampled_from([0.0, 400.0, 900.0, 2500.0]), st.sampled_from([0.0, 300.0]))
@settings(max_examples=60, deadline=None)
def test_properties_on_random_grids(seed, max_area, min_area):
    random = np.random.default_rng(seed)
    geometry = grid(9, 9)
    priority = random.choice([0.0, 0.1, 0.3, 0.7, 1.0], 81) * random.choice([1, 1 / 3], 81)
    why = [f"Reason {number}." for number in random.integers(0, 3, 81)]
    places = scored(geometry, priority, gap=random.random(81), demand=random.random(81), why=why)
    rules = SpotRules(share=0.8, min_gap=0.2, max_area=max_area, min_area=min_area if max_area != 0 else 0.0)
    spots = find_spots(places, rules)
    held = priority[spots.choice.chosen].sum()
    assert spots.priority.sum() + spots.dropped_priority == pytest.approx(held)
    assert (np.diff(spots.priority) <= 1e-12).all()
    if max_area:
        assert spots.area_m2.max(initial=0) <= max_area * (1 + 1e-9)
    for shape, inside in zip(spots.geometry, spots.members, strict=True):
        assert shape.geom_type == "Polygon"
        assert shape.is_valid
        assert shape.equals(shapely.union_all(geometry[inside]))
    assert len(np.concatenate([[], *spots.members])) == len(set(np.concatenate([[], *spots.members])))
    shuffle = random.permutation(81)
    rows = {name: getattr(places, name)[shuffle] for name in ("geometry", "priority", "gap", "demand", "why")}
    again = find_spots(ScoredPlaces(**rows), rules)
    assert [sorted(shuffle[inside].tolist()) for inside in again.members] == members(spots)
    assert again.geometry.tolist() == spots.geometry.tolist()
    for name in ("priority", "gap", "area_m2", "part_of", "places", "why"):
        assert getattr(again, name).tolist() == getattr(spots, name).tolist()


def test_hexagons_merge_into_one_polygon():
    angle, side = np.arange(6) * np.pi / 3, 28.86751345948129
    column, row = np.divmod(np.arange(400), 20)
    centre = np.stack([512_345.6 + column * 1.5 * side, 3_456_789.1 + (row + column % 2 / 2) * 50], axis=1)
    places = scored(shapely.polygons(centre[:, None] + side * np.stack([np.cos(angle), np.sin(angle)], axis=1)))
    whole = find_spots(places, SpotRules(share=1.0, max_area=0))
    assert [geometry.geom_type for geometry in whole.geometry] == ["Polygon"]
    assert len(whole.geometry[0].interiors) == 0
    assert whole.area_m2[0] == pytest.approx(shapely.area(places.geometry).sum())
    parts = find_spots(places, SpotRules(share=1.0, max_area=100_000))
    assert parts.area_m2.max() <= 100_000
    assert parts.area_m2.sum() == pytest.approx(whole.area_m2[0])


def test_a_cell_that_overlaps_the_grid_is_merged_with_it():
    spots = find_spots(scored([*grid(6, 6), shapely.box(33, 33, 38, 38)]), SpotRules(**EVERYTHING))
    assert spots.area_m2.tolist() == pytest.approx([3600])


def test_progress_never_decreases_and_it_can_be_cancelled():
    seen = []
    find_spots(scored(grid(30, 30)), SpotRules(share=1.0, max_area=1000), seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1

    def stop(share):
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        find_spots(scored(grid(30, 30)), SpotRules(share=1.0, max_area=1000), stop)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"share": 0}, "SHARE"),
        ({"share": 1.2}, "SHARE is 120 %"),
        ({"share": np.nan}, "SHARE"),
        ({"min_gap": 2}, "MIN_GAP"),
        ({"min_area": -1}, "MIN_AREA"),
        ({"max_area": -1}, "MAX_AREA"),
        ({"min_area": 10, "max_area": 5}, "larger than MAX_AREA"),
    ],
)
def test_invalid_rules_raise_errors(rule, message):
    with pytest.raises(UserError, match=message):
        SpotRules(**rule)


def test_the_table_of_spots_is_sorted_by_rank():
    spots = find_spots(
        scored([shapely.box(0, 0, 300, 100), shapely.box(500, 0, 600, 100)], priority=[2, 3]),
        SpotRules(**EVERYTHING, max_area=20_000),
    )
    table = spots.table("EPSG:32651")
    assert table.crs.to_epsg() == 32651
    assert [*table.columns] == ["spot_id", "part_of", "rank", "priority", "gap", "area_m2", "places", "why", "geometry"]
    assert table["rank"].tolist() == [1, 2, 3]
    assert table["spot_id"].tolist() == [1, 2, 3]
    assert table["part_of"].isna().tolist() == [True, False, False]
    assert table["part_of"].tolist()[1:] == [2, 2]
    assert table["priority"].tolist() == pytest.approx([3, 1, 1])
    assert table.geometry.area.tolist() == pytest.approx(table["area_m2"].tolist())


def test_scored_places_are_made_from_a_table():
    table = geopandas.GeoDataFrame({"priority": [1, 2], "gap": [0.5, None]}, geometry=shapely.points([[0, 0], [1, 1]]))
    places = ScoredPlaces.from_table(table)
    assert places.priority.tolist() == [1, 2]
    assert np.isnan(places.gap[1])
    assert places.demand.tolist() == [1, 1]
    assert places.why.tolist() == ["", ""]
    fuller = ScoredPlaces.from_table(table.assign(demand=[3, None], why=["never", "once"]))
    assert fuller.demand.tolist() == [3, 0]
    assert fuller.why.tolist() == ["never", "once"]
    with pytest.raises(UserError, match="Parks has no field gap"):
        ScoredPlaces.from_table(table.drop(columns="gap"), "Parks")
    with pytest.raises(UserError, match="no feature"):
        ScoredPlaces.from_table(table.iloc[:0])


def test_of_a_mixed_place_only_its_polygons_count():
    mixed = shapely.GeometryCollection([shapely.box(0, 0, 10, 10), shapely.Point(50, 50)])
    spots = find_spots(scored([mixed, shapely.box(10, 0, 20, 10)]), SpotRules(**EVERYTHING))
    assert len(spots) == 1
    assert spots.geometry[0].equals(shapely.box(0, 0, 20, 10))
