"""blindspot:publish on the sample city: what leaves the house, and what does not."""

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

from blindspot.algorithms.inputs.publication import trimmed_first
from blindspot.algorithms.outputs.publication import KEPT

ARCHIVE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "city.gpkg.zip"
FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Asia/Shanghai"}
KEY = "0c5f2be1a97d48e3b6d1"
WITHHELD = ["gap", "priority", "visits", "minutes"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> dict:
    """The folder of the sample city, and results that several tests use, once they are made."""
    folder = tmp_path_factory.mktemp("kept_in_the_house")
    zipfile.ZipFile(ARCHIVE).extract("city.gpkg", folder)
    return {"folder": folder}


@pytest.fixture
def city(kept, run) -> Path:
    """The folder with the scored cells of the sample city, their spots and the effort in them."""
    folder = kept["folder"]
    if not (folder / "effort.gpkg").exists():
        fixes = {"INPUT": f"{folder}/city.gpkg|layername=fixes", **FIXES}
        (folder / "key.txt").write_text(KEY)
        run("preparetracks", **fixes, TRIM=150, KEY=f"{folder}/key.txt", OUTPUT=f"{folder}/tracks.gpkg")
        fixes = {"INPUT": f"{folder}/tracks.gpkg", "TIMEZONE": "Asia/Shanghai"}
        cells = {"CELL_SIZE": 100, "AREA": f"{folder}/city.gpkg|layername=districts"}
        run("scoregaps", **fixes, **cells, DETECTION_RANGE=80, OUTPUT=f"{folder}/scored.gpkg")
        run("findblindspots", INPUT=f"{folder}/scored.gpkg", OUTPUT=f"{folder}/spots.gpkg")
        run("patroleffort", **fixes, **cells, OUTPUT=f"{folder}/effort.gpkg")
    return folder


@pytest.fixture
def published(kept, city, run) -> dict:
    if "published" not in kept:
        outputs = {"OUTPUT": f"{city}/p.gpkg", "STATEMENT": f"{city}/statement.txt"}
        kept["published"] = run("publish", LAYER=f"{city}/scored.gpkg", **outputs)
    return kept["published"]


def test_every_place_is_published_merged_or_withheld(city, published):
    table = gpd.read_file(published["OUTPUT"])
    assert published["PUBLISHED_COUNT"] + published["WITHHELD_COUNT"] == published["PLACE_COUNT"]
    assert table["places"].sum() == published["PLACE_COUNT"]
    assert 0.2 < published["PUBLISHED_COUNT"] / published["PLACE_COUNT"] < 0.95
    assert 0 < published["MERGED_COUNT"] < published["PUBLISHED_COUNT"]
    assert table.loc[table["status"] == "withheld", WITHHELD].isna().all(axis=None)
    assert table.loc[table["status"] == "published", ["gap", "visits"]].notna().all(axis=None)
    assert set(table.columns) == {"place_id", "status", "places", "block_m", "demand", *WITHHELD, "geometry"}


def test_nothing_in_the_file_names_inputs_or_persons(city, published):
    """Neither in the features nor in the metadata of the GeoPackage."""
    content = Path(published["OUTPUT"]).read_bytes()
    with closing(sqlite3.connect(city / "city.gpkg")) as database:
        units = [unit for (unit,) in database.execute("SELECT DISTINCT unit FROM fixes")]
    assert len(units) > 5
    secrets = ["city.gpkg", "layername=fixes", "kept_in_the_house", "TIME_FIELD", "UNIT_FIELD", "scored", *units]
    assert [text for text in secrets if text.encode() in content] == []
    assert b"blindspot:publish" in content
    assert "kept_in_the_house" not in Path(published["STATEMENT"]).read_text(encoding="utf-8")


def test_the_record_has_the_rules_and_what_a_later_publication_needs(published):
    record = json.loads(QgsVectorLayer(published["OUTPUT"]).metadata().history()[-1])
    assert record["inputs"] == {}
    assert set(record["results"]) == {"CRS", "MEAN_GAP", "FIGURE_COUNT", "PUBLISHED"}
    assert set(record["parameters"]) <= set(KEPT)
    assert record["parameters"]["MIN_UNITS"] == 5
    assert record["results"]["PUBLISHED"]["last_day"] == "2026-03-15"


def test_the_run_cannot_be_repeated_from_the_layer(run, published):
    with pytest.raises(QgsProcessingException, match="names no inputs"):
        run("repeatrun", INPUT=published["OUTPUT"])


def test_beside_the_same_layer_it_is_the_same(run, city, published):
    again = run("publish", LAYER=f"{city}/scored.gpkg", EARLIER=[published["OUTPUT"]], OUTPUT="memory:")
    for name in ("PUBLISHED_COUNT", "MERGED_COUNT", "FIGURE_COUNT"):
        assert again[name] == published[name]
    assert again["EARLIER_COUNT"] == 0


def test_beside_a_layer_of_a_few_days_less_it_is_withheld(run, log, city, published):
    """Also where the fixes of the difference are there: one night is too few."""
    later = f"{city}/less.gpkg"
    run(
        "scoregaps",
        **{"INPUT": f"{city}/tracks.gpkg", "TIMEZONE": "Asia/Shanghai", "CELL_SIZE": 100, "DETECTION_RANGE": 80},
        **{"AREA": f"{city}/city.gpkg|layername=districts", "PERIOD_END": "2026-03-15T12:00:00", "OUTPUT": later},
    )
    beside = run("publish", LAYER=later, EARLIER=[published["OUTPUT"]], OUTPUT="memory:")
    assert beside["FIGURE_COUNT"] < published["FIGURE_COUNT"] / 4
    assert beside["EARLIER_COUNT"] > 0


def test_other_rounding_and_recent_days_are_refused(run, city, published):
    layer = {"LAYER": f"{city}/scored.gpkg", "OUTPUT": "memory:"}
    with pytest.raises(QgsProcessingException, match=r"narrow each other"):
        run("publish", **layer, GAP_STEP=0.1, EARLIER=[published["OUTPUT"]])
    with pytest.raises(QgsProcessingException, match=r"last 30000 days"):
        run("publish", **layer, DELAY=30_000)


def test_effort_spots_and_neighbourhoods(run, city):
    effort = run(
        "publish",
        **{"LAYER": f"{city}/effort.gpkg", "OUTPUT": f"{city}/p_effort.gpkg"},
        **{"AREAS": f"{city}/city.gpkg|layername=districts", "NEIGHBOURHOODS": f"{city}/p_areas.gpkg"},
    )
    table, areas = gpd.read_file(effort["OUTPUT"]), gpd.read_file(effort["NEIGHBOURHOODS"])
    assert set(table.columns) == {"place_id", "status", "places", "block_m", "hours", "km", "visits", "geometry"}
    assert len(areas) == len(gpd.read_file(f"{city}/city.gpkg", layer="districts"))
    assert (areas["status"] == "published").any()
    assert areas["name"].notna().all()
    spots = run("publish", LAYER=f"{city}/spots.gpkg", OUTPUT=f"{city}/p_spots.gpkg")
    table = gpd.read_file(spots["OUTPUT"])
    assert set(table.columns) == {"spot_id", "status", "blocks", "block_m", "gap", "priority", "geometry"}
    assert spots["WITHHELD_COUNT"] > 0


def test_what_cannot_be_published_says_why(run, city):
    tracks = QgsVectorLayer("LineString?crs=EPSG:32650&field=track_id:integer&field=unit:string", "walks", "memory")
    with pytest.raises(QgsProcessingException, match="no feature"):
        run("publish", LAYER=tracks, OUTPUT="memory:")
    with pytest.raises(QgsProcessingException, match="neither scored places"):
        run("publish", LAYER=f"{city}/city.gpkg|layername=districts", OUTPUT="memory:")
    plain = gpd.read_file(f"{city}/scored.gpkg")[["place_id", "gap", "geometry"]]
    plain.to_file(f"{city}/plain.gpkg")
    with pytest.raises(QgsProcessingException, match=r"INPUT|Fixes or tracks"):
        run("publish", LAYER=f"{city}/plain.gpkg", OUTPUT="memory:")


def test_names_of_own_places_only_where_they_are_asked_for(run, city):
    zones = {"PLACES": f"{city}/city.gpkg|layername=districts", "OUTPUT": f"{city}/zones.gpkg"}
    run("scoregaps", INPUT=f"{city}/tracks.gpkg", TIMEZONE="Asia/Shanghai", SAMPLE_SPACING=100, **zones)
    plain = run("publish", LAYER=f"{city}/zones.gpkg", OUTPUT=f"{city}/p_zones.gpkg")
    assert "name" not in gpd.read_file(plain["OUTPUT"]).columns
    named = run("publish", LAYER=f"{city}/zones.gpkg", NAME_FIELD="name", OUTPUT=f"{city}/p_named.gpkg")
    names = set(gpd.read_file(f"{city}/city.gpkg", layer="districts")["name"])
    assert set(gpd.read_file(named["OUTPUT"])["name"]) <= names


def test_a_gap_is_not_compared_with_an_effort(run, log, city, published):
    beside = run("publish", LAYER=f"{city}/effort.gpkg", EARLIER=[published["OUTPUT"]], OUTPUT="memory:")
    assert beside["EARLIER_COUNT"] == 0
    assert any("different quantities" in text for text in log.infos)


def test_where_nothing_has_enough_behind_it_the_log_says_what_helps(run, log, city):
    strict = run("publish", LAYER=f"{city}/scored.gpkg", MIN_UNITS=14, OUTPUT="memory:")
    assert strict["FIGURE_COUNT"] == 0
    assert any("all are withheld. Publish a longer period" in text for text in log.warnings)


def test_what_counts_as_trimmed():
    def made(algorithm, inputs, **parameters):
        return {"algorithm": f"blindspot:{algorithm}", "parameters": parameters, "inputs": inputs}

    trimmed, whole = (made("preparetracks", {}, TRIM=metres) for metres in (150.0, 0.0))
    scored = {
        record["parameters"]["TRIM"]: made("scoregaps", {"INPUT": [{"record": record}]}) for record in (trimmed, whole)
    }
    assert trimmed_first(trimmed, None)
    assert trimmed_first(trimmed, scored[150.0])
    assert not trimmed_first(trimmed, scored[0.0])
    assert not trimmed_first(whole, scored[150.0])
    assert not trimmed_first(None, scored[150.0])
    assert not trimmed_first(trimmed, made("scorearchive", {}, ARCHIVE="archive"))
    assert not trimmed_first(trimmed, made("scoregaps", {"INPUT": [{"record": None}]}))
