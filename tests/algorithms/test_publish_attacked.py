"""blindspot:publish against an adversary: officers are planted in the sample city, which is scored and published by the
algorithms, and their homes are looked for in both layers. More attacks are in tests/attacks."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from layers_seen import left_of
from planted_city import CELL, COLUMNS, ROWS, World, houses, world
from qgis.core import QgsProcessingException
from scipy.stats import binom
from scoring import ALLOWANCE, CONFIDENCE, placed

CANDIDATES, SETS = 10, 4
FIELDS = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Asia/Shanghai"}
HOURS = {"WATCH_START": "21:00:00", "WATCH_END": "06:00:00"}
CORNER = np.array([500_000.0, 3_500_000.0])
"""The south-western corner of the planted city in UTM zone 50."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A folder with fixes.gpkg, city.gpkg and key.txt, and the world in it."""
    folder, one = tmp_path_factory.mktemp("planted"), world(0)
    tracks = left_of(one, None)
    names = np.array(tracks.unit_names)[tracks.unit]
    where = gpd.points_from_xy(tracks.x + CORNER[0], tracks.y + CORNER[1])
    table = {"time": pd.to_datetime(tracks.t, unit="s").strftime("%Y-%m-%dT%H:%M:%SZ"), "unit": names}
    gpd.GeoDataFrame(table, geometry=where, crs=32650).to_file(folder / "fixes.gpkg")
    box = shapely.box(*CORNER, *(CORNER + CELL * np.array([COLUMNS, ROWS])))
    gpd.GeoDataFrame(geometry=[box], crs=32650).to_file(folder / "city.gpkg")
    (folder / "key.txt").write_text("0c5f2be1a97d48e3b6d1\n")
    return folder, one


def success(layer: gpd.GeoDataFrame, one: World, column: str) -> float:
    """How often the home is the candidate with the longest stays: minutes a cell, none where they are withheld."""
    rng, found = np.random.default_rng(5), []
    size = layer.get("places", 1)
    minutes = (layer[column] / size).fillna(0.0).to_numpy()
    homes = np.array([officer.home for officer in one.officers])
    others = houses()[np.hypot(*(houses()[:, None] - homes).transpose(2, 0, 1)).min(axis=1) > 3 * CELL]
    tree = shapely.STRtree(layer.geometry.to_numpy())
    for home in np.repeat(homes, SETS, axis=0):
        candidates, at = placed(rng, home, list(others[rng.permutation(len(others))[: CANDIDATES - 1]]))
        point, feature = tree.query(shapely.points(np.array(candidates) + CORNER), predicate="intersects")
        score = np.zeros(CANDIDATES)
        np.maximum.at(score, point, minutes[feature])
        found.append(int(np.where(score == score.max(), rng.random(CANDIDATES), -1).argmax()) == at)
    return float(np.mean(found))


def test_homes_show_in_scored_places_and_not_in_published_ones(planted, run):
    folder, one = planted
    cells = {**HOURS, "CELL_SIZE": 100, "DETECTION_RANGE": 71, "AREA": f"{folder}/city.gpkg"}
    run("scoregaps", INPUT=f"{folder}/fixes.gpkg", **FIELDS, **cells, OUTPUT=f"{folder}/scored.gpkg")
    with pytest.raises(QgsProcessingException, match="not trimmed"):
        run("publish", LAYER=f"{folder}/scored.gpkg", OUTPUT=f"{folder}/published.gpkg")
    trimmed = {"TRIM": 150, "KEY": f"{folder}/key.txt", "OUTPUT": f"{folder}/tracks.gpkg"}
    run("preparetracks", INPUT=f"{folder}/fixes.gpkg", **FIELDS, **trimmed)
    tracks = {"INPUT": f"{folder}/tracks.gpkg", "TIMEZONE": "Asia/Shanghai"}
    run("scoregaps", **tracks, **cells, OUTPUT=f"{folder}/scored_trimmed.gpkg")
    run("publish", LAYER=f"{folder}/scored_trimmed.gpkg", OUTPUT=f"{folder}/published.gpkg")
    attempts = SETS * len(one.officers)
    margin = binom.ppf(CONFIDENCE, attempts, 1 / CANDIDATES) / attempts + ALLOWANCE
    published = gpd.read_file(folder / "published.gpkg")
    assert (published["status"] == "published").sum() > 50
    assert success(gpd.read_file(folder / "scored.gpkg"), one, "watch_dwell_s") > 0.9
    assert success(published, one, "minutes") <= margin
    for file, secrets in (("published.gpkg", (b"0c5f2be1a97d", b"key.txt")), ("tracks.gpkg", (b"0c5f2be1a97d",))):
        assert not any(secret in (folder / file).read_bytes() for secret in secrets)


def test_tracks_are_published_as_segments_without_ends(planted, run):
    folder, one = planted
    fixes = {"INPUT": f"{folder}/fixes.gpkg", **FIELDS}
    run("preparetracks", **fixes, OUTPUT=f"{folder}/whole.gpkg")
    run("preparetracks", **fixes, TRIM=150, KEY=f"{folder}/key.txt", OUTPUT=f"{folder}/tracks.gpkg")
    more = {"TIMEZONE": "Asia/Shanghai", **HOURS, "FINEST": 100, "OUTPUT": f"{folder}/segments.gpkg"}
    with pytest.raises(QgsProcessingException, match="TRIM"):
        run("publish", LAYER=f"{folder}/whole.gpkg", INPUT=f"{folder}/whole.gpkg", **more)
    found = run("publish", LAYER=f"{folder}/tracks.gpkg", INPUT=f"{folder}/tracks.gpkg", **more)
    segments = gpd.read_file(folder / "segments.gpkg")
    assert set(segments.columns) == {"segment_id", "geometry"}
    assert 0 < len(segments) == found["PUBLISHED_COUNT"] < found["PLACE_COUNT"]
    assert segments.length.max() < 100 * 2**0.5 + 0.1
    cells = shapely.get_coordinates(segments.geometry.to_numpy())
    told = [*(officer.home for officer in one.officers), *np.concatenate([officer.way for officer in one.officers])]
    away = np.hypot(*(cells[:, None] - (np.array(told) + CORNER)).transpose(2, 0, 1)).min(axis=0)
    assert np.median(away) > 100  # of homes and ways from the middles of cells with a segment


def test_units_under_pseudonyms(planted, run):
    folder, _ = planted
    fixes, out = {"INPUT": f"{folder}/fixes.gpkg", **FIELDS}, f"{folder}/named.gpkg"
    with pytest.raises(QgsProcessingException, match="needs a KEY"):
        run("preparetracks", **fixes, PSEUDONYMS=True, OUTPUT=out)
    rejected = f"{folder}/rejected.gpkg"
    run("preparetracks", **fixes, MAX_SPEED=3, PSEUDONYMS=True, KEY=f"{folder}/key.txt", OUTPUT=out, REJECTED=rejected)
    run("preparetracks", **fixes, MAX_SPEED=3, OUTPUT=f"{folder}/units.gpkg")
    named, units = gpd.read_file(out), gpd.read_file(f"{folder}/units.gpkg")
    pairs = {*zip(named["unit"], units["unit"], strict=True)}
    assert len(pairs) == units["unit"].nunique() == named["unit"].nunique() > 5
    assert not set(named["unit"]) & set(units["unit"])
    assert named["unit"].str.fullmatch("[a-z2-7]{10}").all()
    assert set(gpd.read_file(rejected)["unit"]) <= set(named["unit"])
    assert len(gpd.read_file(rejected))
