"""scripts/demo: from fixes to a styled project, and its treatment of existing folders."""

import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from osgeo import ogr

import blindspot
from blindspot.scripts import demo, demo_case, demo_chain

CHECKOUT = Path(blindspot.__file__).resolve().parent
RESULTS = {
    *("tracks", "outages", "rejected", "places", "spots", "routes", "waypoints", "visited", "gain"),
    *("violations", "exposure", "in_sight"),
}
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
    assert _number(printed, r"\((\d+)%\), planned") > 30
    assert len(printed.split("Blindspot  ")[-1].strip().splitlines()) == 18
    missions = sorted((folder / demo_chain.MISSIONS).iterdir())
    assert _number(printed, r"Missions +(\d+) files") == len(missions) == _number(printed, r"Routes +(\d+)")
    assert "Check            no violation" in printed
    assert _number(printed, r"Privacy places +([\d.]+) min above them") < 5


def test_the_question_and_the_gap_closed_are_printed(sample):
    printed = sample[1]
    assert "Watch            22:00–05:00, time zone Asia/Shanghai" in printed
    assert "Period           2026-03-02 22:00 to 2026-03-16 05:00, 14 nights" in printed
    assert "Revisit interval 120 min" in printed
    assert 40 < _number(printed, r"Gap closed +([\d.]+)%") < 80
    # walls raise the gap, and cameras lower it where they look
    assert _number(printed, r"Gap with walls +([\d.]+)") > _number(printed, r"Gap +([\d.]+) on average")
    assert _number(printed, r"in their view: gap ([\d.]+)") < _number(printed, r"by patrols alone ([\d.]+)")
    # what the plan says and what its assessment finds
    assert _number(printed, r"over the watch \(([\d.]+)%\)") == _number(printed, r"Gap closed +([\d.]+)%")
    # the plan is assessed with the question that the gaps were scored with, although it is given routes alone
    assert _number(printed, r"Gap +([\d.]+) on average") == _number(printed, r"([\d.]+) before")


def test_the_project_opens_with_styled_layers_after_it_is_moved(sample, tmp_path, qgis_new_project):
    from qgis.core import QgsProject

    folder, _ = sample
    moved = tmp_path / "moved"
    shutil.copytree(folder, moved)
    with zipfile.ZipFile(moved / demo.PROJECT) as archive:
        text = archive.read("blindspot.qgs").decode()
    assert "./blindspot.gpkg|layername=places" in text
    sources = re.findall(r"<datasource>(.*?)</datasource>", text)
    assert len(sources) > 15
    assert not any(str(folder.parent) in source for source in sources)
    project = QgsProject.instance()
    assert project.read(str(moved / demo.PROJECT))
    layers = {layer.name(): layer for layer in project.mapLayers().values()}
    assert all(layer.isValid() for layer in layers.values())
    assert layers["Gap: chance of going unseen"].renderer().type() == "graduatedSymbol"
    assert layers["Drone routes"].temporalProperties().isActive()
    rules = layers["Patrol tracks"].renderer().rootRule().children()
    assert [rule.label() for rule in rules] == ["in the watch, in whole or part"]  # these patrols have no other tracks
    texts = [item.text() for item in project.layoutManager().layoutByName("Map").items() if hasattr(item, "text")]
    asked = "going unseen for the revisit interval of 120 min. Watch 22:00–05:00, time zone Asia/Shanghai."
    assert any(asked in text for text in texts)
    assert project.layoutManager().layoutByName("Map") is not None
    project.clear()


def test_the_map_is_not_blank(sample):
    from qgis.PyQt.QtGui import QImage

    picture = QImage(str(sample[0] / demo.MAP))
    assert picture.width() > 1200
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
    assert len(colours) > 300


def test_other_options_need_a_path():
    done = _demo("--unit-field", "unit")
    assert done.returncode == 2
    assert "need a PATH" in done.stderr


@pytest.fixture
def ran(monkeypatch):
    """The inputs of each algorithm that the demo would run."""
    ran = {}

    def run(algorithm, inputs, title=""):
        ran[algorithm] = inputs
        return {"ROUTE_COUNT": 1, "VIOLATION_COUNT": ran.get("violations", 0)}

    monkeypatch.setattr(demo_chain, "run", run)
    return ran


@pytest.mark.parametrize(("iterations", "given"), [(None, False), (7, True)])
def test_iterations_reach_the_planning(ran, tmp_path, iterations, given):
    sites = demo_case.Given("launch_sites", "sites", "Sites")
    demo_chain.run_chain(demo_case.Case("Mine", {"INPUT": "fixes.gpkg"}, given=(sites,)), tmp_path, iterations)
    assert ("MAX_ITERATIONS" in ran["planroutes"]) is given
    assert ran["planroutes"].get("MAX_ITERATIONS") == iterations


def test_each_step_is_given_only_what_it_adds(ran, monkeypatch, tmp_path):
    words = "fixes.gpkg --watch 23:00-04:00 --revisit 90 --demand exits.gpkg --no-fly zones.gpkg --launch-sites s.gpkg"
    words += " --privacy schools.gpkg"
    more = ("--area", "town.gpkg|layername=town", "--start", "2026-01-02T01:00:00")
    monkeypatch.setattr("sys.argv", ["demo", *words.split(), *more])
    copied = []
    case = demo_case.own_case(demo._arguments(), lambda layer, table: copied.append((layer, table)))
    demo_chain.run_chain(case, tmp_path / "made.gpkg")

    def table(name):
        return f"{tmp_path / 'made.gpkg'}|layername={name}"

    given = {
        name: {key: value for key, value in inputs.items() if not str(value).startswith("ogr:")}
        for name, inputs in ran.items()
    }
    assert copied == [
        ("town.gpkg|layername=town", "town"),
        ("exits.gpkg", "exits"),
        ("s.gpkg", "s"),
        ("zones.gpkg", "zones"),
        ("schools.gpkg", "schools"),
    ]
    question = {"REVISIT": 90.0, "WATCH_START": "23:00", "WATCH_END": "04:00"}
    layers = {"INPUT": table("tracks"), "AREA": table("town"), "DEMAND": [table("exits")]}
    plan = {
        "PRIVACY": [table("schools")],
        "NO_FLY": [table("zones")],
        "NO_FLY_BUFFER": 30,
        "START": "2026-01-02T01:00:00",
    }
    layers_of_plan = {"ROUTES": table("routes"), "WAYPOINTS": table("waypoints")}
    assert given == {
        "preparetracks": {"INPUT": "fixes.gpkg"},
        "scoregaps": layers | question,
        "findblindspots": {"INPUT": table("places")},
        "planroutes": {"BLIND_SPOTS": [table("spots")], "LAUNCH_SITES": table("s"), **plan},
        "assessplan": {"ROUTES": table("routes")},
        "checkplan": layers_of_plan,
        "exposure": {**layers_of_plan, "PRIVACY": [table("schools")]},
        "exportmissions": {**layers_of_plan, "FOLDER": str(tmp_path / "missions")},
    }


def test_a_plan_that_breaks_a_rule_is_not_exported(ran, tmp_path):
    sites = demo_case.Given("launch_sites", "sites", "Sites")
    ran["violations"] = 2
    found = demo_chain.run_chain(demo_case.Case("Mine", {"INPUT": "fixes.gpkg"}, given=(sites,)), tmp_path)
    assert found.missions == {}
    assert "checkplan" in ran
    assert "exposure" not in ran  # without privacy places


def test_a_plan_without_flights_is_not_assessed(ran, monkeypatch, tmp_path):
    monkeypatch.setattr(demo_chain, "run", lambda name, *rest: ran.update({name: rest}) or {"ROUTE_COUNT": 0})
    sites = demo_case.Given("launch_sites", "sites", "Sites")
    found = demo_chain.run_chain(demo_case.Case("Mine", {"INPUT": "fixes.gpkg"}, given=(sites,)), tmp_path)
    assert "assessplan" not in ran
    assert demo.gap_closed(found.gain) == ""


def test_copies_do_not_take_the_names_of_results(monkeypatch):
    demand = ("a/places.shp", "b/places.shp", "launch_sites.gpkg")
    words = [
        "f.gpkg",
        "--no-fly",
        "x.gpkg|layername=My zones",
        *(word for layer in demand for word in ("--demand", layer)),
    ]
    monkeypatch.setattr("sys.argv", ["demo", *words])
    case = demo_case.own_case(demo._arguments(), lambda layer, table: None)
    assert case.tables("demand") == ["demand_places", "places_2", "demand_launch_sites"]
    assert [one.title for one in case.given] == ["places", "places", "launch_sites", "My zones"]


def test_the_error_of_an_algorithm_is_printed(tmp_path):
    done = _demo(CHECKOUT / "README.md", "--out", tmp_path / "demo")
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


def test_missions_of_an_earlier_run_are_replaced_and_those_of_others_kept(tmp_path):
    staging, folder = tmp_path / "staging", tmp_path / "demo"
    for number in (2, 1):
        (staging / demo.MISSIONS).mkdir(parents=True)
        for name in (demo.PACKAGE, demo.PROJECT, demo.MAP):
            (staging / name).write_text("made")
        for sortie in range(number):
            (staging / demo.MISSIONS / f"{sortie}.plan").write_text(f"run of {number}")
        demo._move_results(staging, folder)
        (staging / demo.MISSIONS).rmdir()
        staging.rmdir()
    assert demo._missions(folder) == ["missions/0.plan"]
    assert demo._is_ours(folder)
    (folder / demo.MISSIONS / "mine.plan").write_text("mine")
    assert not demo._is_ours(folder)


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
