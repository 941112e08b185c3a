"""The time zone of the computer changes no result. Each zone needs a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import blindspot

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca")
SCRIPT = """
import json, sys
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer
app = QgsApplication([], False)
app.initQgis()
sys.path.insert(0, app.pkgDataPath() + "/python/plugins")
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime
import processing
from processing.core.Processing import Processing
Processing.initialize()
from blindspot.algorithms.provider import BlindspotProvider
from blindspot.layers.content import milliseconds
provider = BlindspotProvider()
app.processingRegistry().addProvider(provider)
found = []
for path, day in json.loads(sys.argv[1]):
    context, given = QgsProcessingContext(), dict(INPUT=path, TIME_FIELD="time", TIMEZONE="Asia/Shanghai")
    made = processing.run("blindspot:preparetracks", {**given, "OUTPUT": "memory:", "REJECTED": "memory:"},
                          context=context, feedback=QgsProcessingFeedback(False))
    utc = [f[n].toUTC().toString("yyyy-MM-ddTHH:mm:ss") for f in made["OUTPUT"].getFeatures() for n in ("start", "end")]
    hours = dict(PERIOD_START=QDateTime(QDate.fromString(day, Qt.DateFormat.ISODate), QTime(2, 5)),
                 PERIOD_END=f"{day}T02:29:00", WATCH_START="02:00:00",
                 WATCH_END="05:00:00", CELL_SIZE=500, REVISIT=20, OUTPUT="memory:")
    scored = processing.run("blindspot:scoregaps", {**given, **hours}, context=context,
                            feedback=QgsProcessingFeedback(False))
    period = [scored["PERIOD_START"], scored["PERIOD_END"], round(scored["MEAN_GAP"], 9)]
    texts = [str(milliseconds(QDateTime(QDate.fromString(day, Qt.DateFormat.ISODate), QTime(h, 5)))) for h in (1, 2)]
    found.append([made["FIX_COUNT"], made["REJECTED_COUNT"], utc, period, texts])
print("found", json.dumps(found))
"""
DAYS = {  # on which the clocks of these zones skip the hour from 2 to 3, or half of it
    "2026-03-29": "Europe/Berlin",
    "2026-03-08": "America/New_York",
    "2026-10-04": "Australia/Lord_Howe",
    "2026-03-22": "Africa/Casablanca",
}


def fixes(path: Path, day: str) -> str:
    """A walk from 01:50 to 03:15 by the clock of China, which knows no summer time, as GeoJSON without a zone."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [118.78 + i * 1e-4, 32.04]},
            "properties": {"time": f"{day}T{(110 + 5 * i) // 60:02d}:{(110 + 5 * i) % 60:02d}:00"},
        }
        for i in range(18)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return str(path)


def found_in(zone: str, inputs: list) -> list:
    environment = {**os.environ, "TZ": zone, "QT_QPA_PLATFORM": "offscreen"}
    environment["PYTHONPATH"] = os.pathsep.join([str(Path(blindspot.__file__).parent.parent), *sys.path])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT, json.dumps(inputs)],
        env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    lines = [line for line in done.stdout.splitlines() if line.startswith("found ")]
    assert lines, done.stdout + done.stderr
    return json.loads(lines[0].removeprefix("found "))


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("zones")
    return [(fixes(folder / f"{day}.geojson", day), day) for day in DAYS]


@pytest.mark.skipif(os.name == "nt", reason="Windows does not heed TZ")
@pytest.mark.parametrize("zone", ZONES)
def test_the_zone_of_the_computer_changes_nothing(inputs, zone):
    for day, (kept, rejected, track, period, hashed) in zip(DAYS, found_in(zone, inputs), strict=True):
        assert (kept, rejected) == (18, 0)
        before = f"{day[:8]}{int(day[8:]) - 1:02d}"
        assert track == [f"{before}T17:50:00", f"{before}T19:15:00"]
        assert hashed[0] == f"{day}T01:05:00.000"
        assert hashed[1] in [f"{day}T{clock}:00.000" for clock in ("02:05", "02:35", "03:05")]  # Qt 6.7 moves it
        assert period[:2] == [f"{before}T18:05:00Z", f"{before}T18:29:00Z"]
