"""Real phones among the real buildings of Helsinki: what walls take away, and what they cannot."""

import csv

import numpy as np
import pytest
from qgis.core import QgsVectorLayer
from real_files import ABSENT, REAL_FILES

from small_layers import attributes, point_layer, shape_layer

FIXES, BUILDINGS = REAL_FILES / "helsinki" / "device_data.csv", REAL_FILES / "helsinki" / "helsinki_osm.gpkg"
FIELDS = ("gap", "gap_low", "visits", "dwell_s", "watch_visits", "nights_seen")


@pytest.mark.skipif(not (FIXES.exists() and BUILDINGS.exists()), reason=ABSENT)
def test_phones_in_helsinki(run, log):
    with FIXES.open(encoding="utf-8", newline="") as file:
        rows = [((float(row["lng"]), float(row["lat"])), row["time"], row["device_id"]) for row in csv.DictReader(file)]
    fixes = point_layer(rows, (("time", "QString"), ("unit", "QString")), "EPSG:4326")
    houses = f"{BUILDINGS}|layername=buildings"
    x0, y0, x1, y1 = QgsVectorLayer(houses).extent().toRectF().getCoords()
    area = shape_layer([f"Polygon(({x0} {y0}, {x1} {y0}, {x1} {y1}, {x0} {y1}, {x0} {y0}))"], crs="EPSG:4326")
    asked = {
        "INPUT": fixes, "TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Helsinki", "AREA": area,
        "CELL_SIZE": 100, "DETECTION_RANGE": 100, "WATCH_START": "09:00", "WATCH_END": "18:00", "REVISIT": 60,
        "SECONDS": True, "OUTPUT": "memory:",
    }  # fmt: skip

    def scored(**more):
        return np.array(attributes(run("scoregaps", **asked, **more)["OUTPUT"], *FIELDS), float)

    plain, strict, walled = scored(), scored(BUILDINGS=houses, WALL_TOLERANCE=0), scored(BUILDINGS=houses)
    assert any("385 buildings near the places" in text for text in log.infos)
    assert any("too sparse for lines of sight" in text for text in log.warnings)
    gap, low, visits, dwell, watch_visits, nights = walled.T
    assert (gap >= plain[:, 0]).all()
    assert (strict[:, 0] >= gap - 1e-12).all()
    assert (low <= gap).all()
    assert (visits <= plain[:, 2]).all()
    assert ((visits > 0) == (dwell > 0)).all()
    assert (watch_visits <= visits).all()
    assert (nights <= plain[:, 5]).all()
    assert 0.5 < dwell.sum() / plain[:, 3].sum() < 0.75
    assert 0.1 < (gap - plain[:, 0] > 0.1)[plain[:, 0] < 1].mean() < 0.5
