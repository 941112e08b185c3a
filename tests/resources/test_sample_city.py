"""The simulated city: a seed gives the same city, its planted gaps are unpatrolled, and the engine finds them."""

import zipfile
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import shapely
from osgeo import ogr

from blindspot.engine.places.demand import demand_from_layers
from blindspot.engine.places.grid import Lattice, grid_near
from blindspot.engine.places.places import point_places
from blindspot.engine.score.detection import Detection
from blindspot.engine.score.evidence import Evidence, Question
from blindspot.engine.score.score import score_places
from blindspot.engine.sight.sight import Sight
from blindspot.engine.sight.walls import walls_of
from blindspot.engine.sight.watcher_fields import watchers_from
from blindspot.engine.sight.watchers import seen_by
from blindspot.engine.spots.selection import ScoredPlaces, SpotRules
from blindspot.engine.spots.spots import find_spots
from blindspot.engine.timing.watch import Watch, first_and_last_in_watch, moments, nights, period
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes
from blindspot.resources.sample import city as city_module
from blindspot.resources.sample import patrols
from blindspot.resources.sample.city import MIN_FIX_DISTANCE, simulate
from blindspot.resources.sample.geopackage import ORIGIN, write

ARCHIVE = Path(city_module.__file__).parent / "city.gpkg.zip"
SEEDS = (1, 2, 3, 4)
MEGABYTE = 1_000_000


@cache
def _city(seed):
    return simulate(seed)


@pytest.fixture(params=SEEDS, ids=lambda seed: f"seed {seed}")
def city(request):
    return _city(request.param)


def _good(fixes):
    """The fixes without the outliers, which no unit could have reached and returned from."""
    same = fixes.unit[1:] == fixes.unit[:-1]
    step = np.hypot(*np.diff(fixes.xy, axis=0).T)
    fast = same & (step > 150 / 3.6 * np.maximum(np.diff(fixes.time), 1))
    return ~(np.append(fast, False) & np.insert(fast, 0, False)) & ~_wild_twice(fixes, fast)


def _wild_twice(fixes, fast):
    """Wild fixes that were also sent twice: fast on one side, a repeat on the other."""
    repeat = (np.diff(fixes.time) == 0) & (np.hypot(*np.diff(fixes.xy, axis=0).T) == 0)
    return (np.append(repeat, False) & np.insert(fast, 0, False)) | (
        np.append(fast, False) & np.insert(repeat, 0, False)
    )


def _legs(fixes):
    """Lines between good fixes of a unit that are at most ten minutes apart."""
    good = _good(fixes)
    unit, time, xy = fixes.unit[good], fixes.time[good], fixes.xy[good]
    joined = (unit[1:] == unit[:-1]) & (np.diff(time) <= patrols.MAX_JOIN) & (np.diff(time) > 0)
    return shapely.linestrings(np.stack([xy[:-1], xy[1:]], axis=1)[joined])


def test_same_seed_same_city():
    one, other = _city(1), simulate(1)
    for name in ("unit", "time", "xy"):
        np.testing.assert_array_equal(getattr(one.fixes, name), getattr(other.fixes, name))
    np.testing.assert_array_equal(one.streets.xy, other.streets.xy)
    assert one.exit_names == other.exit_names
    assert one.planted().equals(other.planted())


def test_a_clearance_that_is_too_small_is_refused(monkeypatch):
    monkeypatch.setattr(city_module, "MIN_FIX_DISTANCE", city_module.PATH_CLEARANCE + 1)
    with pytest.raises(ValueError, match="141"):
        simulate(1)


def test_buildings_stand_between_the_streets_and_have_courtyards(city):
    shapes = np.array([building.shape for building in city.buildings])
    assert len(shapes) > 700
    assert shapely.is_valid(shapes).all()
    assert (shapely.get_num_interior_rings(shapes) > 0).mean() > 0.9
    ways = shapely.STRtree(city.streets.lines()[city.streets.kind != "bridge"])
    assert ways.query_nearest(shapes, return_distance=True, all_matches=False)[1].min() > 8.9
    assert not shapely.intersects(shapes, city.river).any()
    heights = [building.height for building in city.buildings]
    assert 0.15 < heights.count(None) / len(heights) < 0.35
    assert {height for height in heights if height} == {6, 9, 12, 15, 18, 21}


def test_two_cameras_see_exits_that_nobody_patrols(city):
    sight = Sight(walls_of(np.array([building.shape for building in city.buildings])))
    exits = city.exits[city.planted_exits[:2]]
    cameras = city.cameras
    columns = {
        "range_m": [one.reach for one in cameras],
        "bearing": [one.bearing for one in cameras],
        "fov": [one.view for one in cameras],
    }
    at = np.array([[one.place.x, one.place.y] for one in cameras])
    read = watchers_from(*at.T, columns, 50.0, 30.0, "Asia/Shanghai")
    sample, watcher = seen_by(read.watchers, point_places(*exits.T), sight)
    assert list(zip(sample.tolist(), watcher.tolist(), strict=True)) == [(0, 0), (1, 1)]
    inside = shapely.union_all([building.shape for building in city.buildings]).contains(shapely.points(at))
    assert inside.all()


def test_another_seed_another_city():
    assert not _city(1).river.equals(_city(2).river)


def test_has_the_promised_numbers_of_features(city):
    assert len(city.exits) == len(set(city.exit_names)) == 36
    assert len(city.planted_exits) == 8
    assert len(city.planted_stretches) == 4
    assert all(250 < stretch.length < 500 for stretch in city.planted_stretches)
    assert 2 <= len(city.launch_sites) <= 3
    assert not shapely.intersects(shapely.union_all(list(city.no_fly.values())), city.planted())
    assert all(not zone.intersects(site) for zone in city.no_fly.values() for site in city.launch_sites.values())
    assert 50_000 < len(city.fixes.time) < 80_000


def test_nobody_passes_the_planted_places(city):
    legs = _legs(city.fixes)
    nearest = shapely.STRtree(legs).query_nearest(city.planted(), all_matches=False, return_distance=True)[1]
    assert nearest[0] > MIN_FIX_DISTANCE - 1


def test_everything_else_is_passed_every_night(city):
    """Each other exit is within 50 m of some fix in at least 13 of the 14 nights."""
    fixes, good = city.fixes, _good(city.fixes)
    night = ((fixes.time - patrols.FIRST_NIGHT.astype(np.int64) + 3600) // 86_400).astype(int)
    for k in np.delete(np.arange(36), city.planted_exits):
        near = good & (np.hypot(*(fixes.xy - city.exits[k]).T) < 50)
        assert len(set(night[near])) >= patrols.NIGHTS - 1, city.exit_names[k]


def test_fixes_have_realistic_errors(city):
    good, fixes = _good(city.fixes), city.fixes
    repeats = (
        (np.diff(fixes.time) == 0) & (fixes.unit[1:] == fixes.unit[:-1]) & (np.diff(fixes.xy, axis=0) == 0).all(axis=1)
    )
    silence = np.diff(fixes.time)[fixes.unit[1:] == fixes.unit[:-1]]
    assert 10 < (~good).sum() < 120
    assert repeats.sum() > 100
    assert ((silence > 600) & (silence <= 3600)).sum() > 40
    assert (silence > 3600).sum() > 100


def test_the_committed_file_equals_the_city_of_seed_1(tmp_path):
    write(_city(1), tmp_path / "city.gpkg.zip")
    assert ARCHIVE.stat().st_size < MEGABYTE
    ours = _tables(_unpacked(ARCHIVE, tmp_path / "ours"))
    theirs = _tables(_unpacked(tmp_path / "city.gpkg.zip", tmp_path / "theirs"))
    assert ours.keys() == theirs.keys()
    for table in ours:
        if table in ("fixes", "exits", "truth", "riverside", "river", "privacy"):
            assert [row[1:] for row in ours[table]] == [row[1:] for row in theirs[table]], table
            assert [len(row[0]) for row in ours[table]] == [len(row[0]) for row in theirs[table]], table
            np.testing.assert_allclose(_corners(ours[table]), _corners(theirs[table]), rtol=0, atol=1e-6, err_msg=table)
        else:  # made with hulls, buffers and merged lines, whose vertices may differ between versions of GEOS
            assert [row[1:] for row in ours[table]] == [row[1:] for row in theirs[table]], table
            np.testing.assert_allclose(_sizes(ours[table]), _sizes(theirs[table]), rtol=1e-3)


def _unpacked(archive, folder):
    """The archive's GeoPackage, unpacked: newer GDAL writes city.gpkg.aux.xml beside what it opens, even into a zip."""
    with zipfile.ZipFile(archive) as opened:
        return opened.extract("city.gpkg", folder)


def _tables(package):
    """Every feature of every layer: its geometry as WKB, and its fields."""
    source = ogr.Open(package)
    layers = (source.GetLayer(k) for k in range(source.GetLayerCount()))
    return {layer.GetName(): [_row(feature) for feature in layer] for layer in layers}


def _row(feature):
    values = (feature.GetFieldAsString(column) for column in range(feature.GetFieldCount()))
    return bytes(feature.GetGeometryRef().ExportToWkb()), *values


def _corners(rows):
    """All coordinates in metres, (n, 2)."""
    return shapely.get_coordinates(shapely.from_wkb([wkb for wkb, *_ in rows]))


def _sizes(rows):
    """Total length and area in metres."""
    geometries = shapely.from_wkb([wkb for wkb, *_ in rows])
    return shapely.length(geometries).sum(), shapely.area(geometries).sum()


def test_is_called_simulated(tmp_path):
    with zipfile.ZipFile(ARCHIVE) as archive:
        assert archive.namelist() == ["city.gpkg"]
    source = ogr.Open(_unpacked(ARCHIVE, tmp_path))
    assert "Simulated" in source.GetMetadataItem("TITLE")
    for k in range(source.GetLayerCount()):
        layer = source.GetLayer(k)
        assert layer.GetMetadataItem("IDENTIFIER").startswith("Simulated"), layer.GetName()
        assert layer.GetSpatialRef().GetAuthorityCode(None) == "32650"


def test_times_are_utc_and_fall_in_the_night(tmp_path):
    source = ogr.Open(_unpacked(ARCHIVE, tmp_path))
    hours = {feature.GetFieldAsDateTime("time")[3] for feature in source.GetLayerByName("fixes")}
    assert hours <= {13, 14, 15, 16, 17, 18, 19, 20, 21}  # 21:00 to 06:00 at UTC+8
    bounds = source.GetLayerByName("streets").GetExtent()
    assert bounds[0] < ORIGIN[0] + 2500 < bounds[1]


def test_an_existing_file_is_kept(tmp_path):
    mine = tmp_path / "city.gpkg"
    mine.write_text("mine")
    with pytest.raises(FileExistsError):
        write(_city(1), mine)
    assert mine.read_text() == "mine"


def test_the_first_15_spots_contain_the_planted_places(city):
    """At least 11 of the 12: an exit lies in a spot, or half of a stretch does. The engine does not know them."""
    first = shapely.union_all(_spots(city).geometry[:15])
    exits = shapely.points(city.exits[city.planted_exits] + ORIGIN)
    stretches = [_moved(stretch) for stretch in city.planted_stretches]
    held = shapely.intersects(exits, first).sum()
    held += sum(stretch.intersection(first).length >= stretch.length / 2 for stretch in stretches)
    assert held >= 11


def test_patrolled_places_have_clearly_lower_gaps(city):
    """Asked at the exits themselves."""
    gap = _scores(_tracks(city), point_places(*(city.exits + ORIGIN).T)).gap
    assert (gap[city.planted_exits] == 1).all()
    patrolled = np.delete(gap, city.planted_exits)
    assert patrolled.mean() < 0.15
    assert patrolled.max() < 0.4


def _tracks(city):
    names, unit = np.unique(city.fixes.unit, return_inverse=True)
    x, y = (city.fixes.xy + ORIGIN).T
    fixes = Fixes(x, y, city.fixes.time.astype(float), unit, np.arange(len(unit)), tuple(names.tolist()))
    return tracks_from_fixes(fixes, TrackRules())[0]


def _scores(tracks, places):
    """With the defaults: 50 m, 30 s, 120 min, 22:00 to 05:00 where the city is."""
    watch = Watch(22 * 3600.0, 5 * 3600.0, timezone="Asia/Shanghai")
    whole = period(watch, *first_and_last_in_watch(watch, np.sort(tracks.t)))
    question = Question(whole, moments(whole, 7200.0), nights(whole, watch), 7200.0)
    detection = Detection.same(len(tracks.unit_names), 50.0, 30.0)
    return score_places(Evidence(tracks, detection, places, np.ones(len(places)), question, watch))


def _spots(city):
    """Blind spots with the defaults, of 50 m cells near the fixes, exits and riverside being what matters."""
    tracks = _tracks(city)
    grid = grid_near(tracks.x, tracks.y, Lattice(50.0), 500.0)
    exits = shapely.points(city.exits + ORIGIN)
    banks = np.array([_moved(bank) for bank in city.banks])
    centres = shapely.points(grid.places.x, grid.places.y)
    demand = demand_from_layers(centres, [exits, banks], ["exits", "riverside"], [1.0, 1.0], 100.0).total
    wanted = demand > 0
    gap = np.ones(len(grid))
    gap[wanted] = _scores(tracks, point_places(grid.places.x[wanted], grid.places.y[wanted])).gap
    why = np.full(len(grid), "", object)
    return find_spots(ScoredPlaces(grid.polygons(), demand * gap, gap, demand, why), SpotRules())


def _moved(geometry):
    return shapely.transform(geometry, lambda xy: xy + ORIGIN)
