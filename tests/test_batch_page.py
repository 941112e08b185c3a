"""docs/batch.md: its examples run on the sample city, and print what the page says."""

import contextlib
import io
import json
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from qgis.core import QgsApplication

from blindspot.resources.sample.geopackage import ORIGIN
from small_geozones import ED318
from small_layers import saved, shape_layer

CHECKOUT = Path(__file__).resolve().parent.parent
_kept = []  # the registry holds no Python reference
PAGE = (CHECKOUT / "docs" / "batch.md").read_text(encoding="utf-8")


def block(language, number=0):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)[number]


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    with zipfile.ZipFile(CHECKOUT / "resources" / "sample" / "city.gpkg.zip") as archive:
        return archive.extract("city.gpkg", tmp_path_factory.mktemp("city"))


@pytest.fixture
def _provider(qgis_app, qgis_processing):
    registry = QgsApplication.processingRegistry()
    if registry.providerById("blindspot") is None:
        from blindspot.algorithms.provider import BlindspotProvider

        _kept.append(BlindspotProvider())
        assert registry.addProvider(_kept[-1])


@pytest.mark.usefixtures("_provider")
def test_the_example_in_python(city, tmp_path):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(block("python"), {"CITY": city, "RESULTS": str(tmp_path)})
    assert said.getvalue() == block("text")
    assert len(list(tmp_path.glob("*.gpkg"))) == len(block("text").splitlines())


def test_the_example_in_qgis_process(city, tmp_path):
    lines = block("bash").replace("qgis_process", f"'{CHECKOUT}/scripts/qgis-process'")
    lines = lines.replace('"Lantern" "Old Quays"', '"Old Quays"').replace("DRONES=1", "DRONES=1 CELL_SIZE=200")
    done = subprocess.run(
        ["bash", "-eu", "-c", lines],
        env={**os.environ, "CITY": city, "RESULTS": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["Old Quays routes.gpkg", "Old Quays.html"]


def test_the_example_with_missions(city, tmp_path):
    (tmp_path / "zones.json").write_text(json.dumps(ED318), encoding="utf-8")
    x, y = ORIGIN
    spots = [f"POINT({x + 2700} {y + 2500})", f"POINT({x + 1800} {y + 2500})"]
    saved(shape_layer(spots, "Point", "EPSG:32650", "spots"), tmp_path / "spots.gpkg")
    done = subprocess.run(
        ["bash", "-eu", "-c", block("bash", 1).replace("qgis_process", f"'{CHECKOUT}/scripts/qgis-process'")],
        env={**os.environ, "CITY": city, "RESULTS": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    files = list((tmp_path / "missions").glob("*.plan"))
    assert files
    assert all(json.loads(file.read_text(encoding="utf-8"))["mission"]["items"] for file in files)
    assert "</html>" in (tmp_path / "check.html").read_text(encoding="utf-8")
