"""scripts/demo: from fixes to a styled project, and its treatment of existing folders."""

import json
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from osgeo import ogr

import blindspot
from blindspot.scripts import demo

CHECKOUT = Path(blindspot.__file__).resolve().parent
RESULTS = {"tracks", "outages", "rejected", "places", "spots", "routes", "waypoints"}
ITERATIONS = 300
"""Steps of the solver: the same plan on every machine."""


def _demo(*arguments):
    command = [str(CHECKOUT / "scripts" / "demo"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ), timeout=600)


def _number(text, pattern):
    return float(re.search(pattern, text).group(1).replace(",", ""))


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("with a space") / "demo"
    done = _demo("--out", folder, "--iterations", ITERATIONS)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, done.stdout


def test_sample_city_from_fixes_to_routes(sample):
    folder, printed = sample
    source = ogr.Open(str(folder / demo.PACKAGE))
    tables = {source.GetLayer(k).GetName() for k in range(source.GetLayerCount())}
    assert tables >= RESULTS | {"fixes", "exits", "truth"}
    assert _number(printed, r"Fixes read +([\d,]+)") > 60_000
    assert _number(printed, r"(\d+) of 12 are among") >= 11
    assert _number(printed, r"\((\d+)%\)") > 30
    assert len(printed.split("Blindspot  ")[-1].strip().splitlines()) == 10


def test_the_project_opens_with_styled_layers_after_it_is_moved(sample, tmp_path, qgis_new_project):
    from qgis.core import QgsProject

    folder, _ = sample
    moved = tmp_path / "moved"
    moved.mkdir()
    for path in folder.iterdir():
        (moved / path.name).write_bytes(path.read_bytes())
    with zipfile.ZipFile(moved / demo.PROJECT) as archive:
        text = archive.read("blindspot.qgs").decode()
    assert "./blindspot.gpkg|layername=places" in text
    assert str(folder.parent) not in text
    project = QgsProject.instance()
    assert project.read(str(moved / demo.PROJECT))
    layers = {layer.name(): layer for layer in project.mapLayers().values()}
    assert all(layer.isValid() for layer in layers.values())
    assert layers["Gap: chance of going unseen"].renderer().type() == "graduatedSymbol"
    assert layers["Drone routes"].temporalProperties().isActive()
    assert project.layoutManager().layoutByName("Map") is not None
    project.clear()


def test_the_map_is_not_blank(sample):
    from qgis.PyQt.QtGui import QImage

    picture = QImage(str(sample[0] / demo.MAP))
    assert picture.width() > 1200
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
    assert len(colours) > 300


def test_own_data_needs_a_time_field():
    done = _demo("somewhere.gpkg")
    assert done.returncode == 2
    assert "--time-field" in done.stderr


def test_other_options_need_a_path():
    done = _demo("--unit-field", "unit")
    assert done.returncode == 2
    assert "need a PATH" in done.stderr


@pytest.mark.parametrize(("iterations", "given"), [(None, False), (7, True)])
def test_iterations_reach_the_planning(monkeypatch, tmp_path, iterations, given):
    ran = {}
    monkeypatch.setattr(demo, "_run", lambda algorithm, inputs: ran.update({algorithm: inputs}))
    case = demo.Case("Mine", "fixes.gpkg", "time", launch_sites="sites.gpkg")
    demo._run_chain(case, tmp_path / demo.PACKAGE, iterations)
    assert ("MAX_ITERATIONS" in ran["blindspot:planroutes"]) is given
    assert ran["blindspot:planroutes"].get("MAX_ITERATIONS") == iterations


def test_the_error_of_an_algorithm_is_printed(tmp_path):
    done = _demo(CHECKOUT / "README.md", "--time-field", "time", "--out", tmp_path / "demo")
    assert done.returncode == 1
    assert "blindspot:preparetracks did not finish" in done.stderr
    assert not (tmp_path / "demo").exists()
    assert not list(tmp_path.iterdir())


def test_only_files_of_the_demo_are_replaced(tmp_path):
    folder = tmp_path / "demo"
    assert demo._folder(folder) == (folder, "")
    folder.mkdir()
    assert demo._folder(folder)[0] == folder
    for name in (demo.PACKAGE, demo.PROJECT, demo.MAP):
        (folder / name).write_text("made")
    assert demo._folder(folder)[0] == folder / "2"  # there is no record that the demo made these
    made = {name: demo._digest(folder / name) for name in (demo.PACKAGE, demo.PROJECT, demo.MAP)}
    (folder / demo.MADE).write_text(json.dumps(made))
    assert demo._folder(folder)[0] == folder
    (folder / "notes.txt").write_text("mine")
    assert demo._folder(folder)[0] == folder  # other files stay where they are
    (folder / demo.PROJECT).write_text("my own changes")
    where, printed = demo._folder(folder)
    assert where == folder / "2"
    assert "changed since" in printed


def test_finished_files_replace_the_earlier_run(tmp_path):
    staging, folder = tmp_path / "staging", tmp_path / "demo"
    for text in ("first", "second"):
        staging.mkdir()
        for name in (demo.PACKAGE, demo.PROJECT, demo.MAP):
            (staging / name).write_text(text)
        demo._move_results(staging, folder)
        staging.rmdir()
        assert (folder / demo.PROJECT).read_text() == text
        assert demo._is_ours(folder)
