"""A run is repeated from the record of its result: on every output of the sample city, it agrees."""

import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFileDestination,
    QgsVectorLayer,
)
from written_logs import Flown, gpx

ARCHIVE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "city.gpkg.zip"
FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Asia/Shanghai"}
OUTPUTS = {
    "preparetracks": ("OUTPUT", "OUTAGES", "REJECTED"),
    "scoregaps": ("OUTPUT", "GAP_RASTER", "PRIORITY_RASTER", "NIGHTS"),
    "sightlines": ("OUTPUT", "LEGS", "WATCHER_LINES", "POINTS"),
    "findblindspots": ("OUTPUT",),
    "planroutes": ("ROUTES", "WAYPOINTS", "UNSERVED", "SPOTS"),
    "importflight": ("OUTPUT", "REJECTED"),
    "compareflight": ("OUTPUT", "STOPS", "REMAINING", "REMAINING_LINES", "REMAINING_POINTS", "DRONES"),
    "assessplan": ("OUTPUT",),
    "plannights": ("ROUTES", "WAYPOINTS", "UNSERVED", "SPOTS", "OUTPUT", "CERTIFICATE"),
    "sweepareas": ("OUTPUT", "UNCOVERED"),
    "exposure": ("OUTPUT", "NEIGHBOURHOODS"),
    "consult": ("AREAS",),
    "readanswers": ("RESIDENTS", "POINTS", "REJECTED"),
    "consulteffect": ("OUTPUT",),
    "equityaudit": ("OUTPUT", "GROUPS"),
    "coverageprofile": ("OUTPUT",),
    "patroleffort": ("OUTPUT",),
    "spotstability": ("OUTPUT",),
    "scorearchive": ("OUTPUT", "GAP_RASTER", "PRIORITY_RASTER"),
    "effortarchive": ("OUTPUT",),
    "profilearchive": ("OUTPUT",),
}


class City:
    """The sample city, and the outputs that were made of it, by algorithm."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.path = zipfile.ZipFile(ARCHIVE).extract("city.gpkg", folder)
        self.made: dict[str, dict[str, str]] = {}

    def layer(self, name: str) -> str:
        return f"{self.path}|layername={name}"

    def parameters(self, algorithm: str) -> dict:
        """The inputs of an algorithm, and what keeps the test short."""
        fixes = {"INPUT": self.layer("fixes"), **FIXES}
        fleet = {"LAUNCH_SITES": self.layer("launch_sites"), "NO_FLY": [self.layer("no_fly")], "TIME_LIMIT": 0.5}
        named = {"NAMES": self.layer("exits"), "NAME_FIELD": "name"}
        grid = {"CELL_SIZE": 100, "DETECTION_RANGE": 80}
        return {
            "preparetracks": lambda: fixes,
            "scoregaps": lambda: {**fixes, **grid, "DEMAND": [self.layer("exits")], "DEMAND_WEIGHTS": "3"},
            "sightlines": lambda: {
                **{"SCORED": self.output("scoregaps"), "PLACES": self.layer("launch_sites")},
                "WATCHERS": self.layer("cameras"),
            },
            "findblindspots": lambda: {"INPUT": self.output("scoregaps"), **named},
            "planroutes": lambda: {"BLIND_SPOTS": [self.output("findblindspots")], "DRONES": 1, **fleet},
            "importflight": lambda: {"INPUT": [self.log()]},
            "compareflight": lambda: {
                "FLOWN": self.output("importflight"),
                "ROUTES": self.output("planroutes", "ROUTES"),
                "WAYPOINTS": self.output("planroutes", "WAYPOINTS"),
            },
            "assessplan": lambda: {"ROUTES": self.output("planroutes", "ROUTES")},
            "plannights": lambda: {**fixes, **fleet, "PLACES": self.layer("exits"), "NIGHTS": 2},
            "exposure": lambda: {
                "ROUTES": self.output("planroutes", "ROUTES"),
                "PRIVACY": [self.layer("exits")],
                "AREAS": self.layer("districts"),
            },
            "consult": lambda: {
                **{"NEIGHBOURHOODS": self.layer("districts"), "ROUTES": self.output("planroutes", "ROUTES")},
                "HTML": str(self.folder / "consult.html"),
            },
            "readanswers": lambda: {"FILES": [self.form()], "AREAS": self.output("consult", "AREAS")},
            "consulteffect": lambda: {
                **{"WITHOUT": self.output("assessplan"), "WITH": self.output("assessplan")},
                "RESIDENTS": [self.output("readanswers", "RESIDENTS")],
                "NEIGHBOURHOODS": self.output("consult", "AREAS"),
            },
            "equityaudit": lambda: {
                "NEIGHBOURHOODS": self.output("exposure", "NEIGHBOURHOODS"),
                **{"POPULATION_FIELD": "area_km2", "GROUP_FIELDS": ["seen_km2", "share"], "DRAWS": 50},
                **{"ROUTES": self.output("planroutes", "ROUTES"), "PLACES": self.output("assessplan")},
            },
            "sweepareas": lambda: {"INPUT": self.layer("districts"), "SWATH": 500},
            "coverageprofile": lambda: {"SCORED": self.output("scoregaps")},
            "patroleffort": lambda: {**fixes, "CELL_SIZE": 100},
            "spotstability": lambda: {"SPOTS": self.output("findblindspots"), "REPEATS": 2},
            **{
                name: lambda: {"ARCHIVE": self.archive(), "AREA": self.layer("districts"), "CELL_SIZE": 200}
                for name in ("scorearchive", "effortarchive", "profilearchive")
            },
        }[algorithm]()

    def archive(self) -> str:
        """An archive of the fixes."""
        import processing

        pytest.importorskip("pyarrow")
        folder = str(self.folder / "archive")
        if not Path(folder).exists():
            processing.run("blindspot:makearchive", {"INPUT": [self.layer("fixes")], **FIXES, "ARCHIVE": folder})
        return folder

    def form(self) -> str:
        """A filled form."""
        file = self.folder / "form.csv"
        text = "area,answer,x,y,respondent\n1,more,,,A1\n2,not_here,,,A2\n,more,118.78,32.07,A3\n99,more,,,A4\n"
        file.write_text(text, encoding="utf-8")
        return str(file)

    def log(self) -> str:
        """A flight log with a position at (0, 0)."""
        t = np.arange(300.0)
        up, zero = np.interp(t, [0, 30, 270, 299], [0, 60, 60, 0]), t == 100
        lon, lat = np.where(zero, 0, 118.78 + t * 1e-5), np.where(zero, 0, 32.05)
        file = self.folder / "flight.gpx"
        file.write_bytes(gpx(Flown(t + 1_767_308_400, lon, lat, up, up, up)))
        return str(file)

    def output(self, algorithm: str, name: str = "OUTPUT") -> str:
        """The file of an output; the algorithm runs when the first of its outputs is needed."""
        import processing

        if algorithm not in self.made:
            files = {
                output: str(self.folder / f"{algorithm}_{output}.{'tif' if 'RASTER' in output else 'gpkg'}")
                for output in OUTPUTS[algorithm]
            }
            parameters, context = self.parameters(algorithm), QgsProcessingContext()
            feedback = QgsProcessingFeedback(False)
            processing.run(f"blindspot:{algorithm}", {**parameters, **files}, feedback=feedback, context=context)
            self.made[algorithm] = files
        return self.made[algorithm][name]


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> City:
    return City(tmp_path_factory.mktemp("city"))


def test_every_output_layer_is_listed():
    """A new algorithm or output is repeated here as well."""
    registry = QgsApplication.processingRegistry()
    found = {
        algorithm.name(): {
            each.name()
            for each in algorithm.destinationParameterDefinitions()
            if not isinstance(each, QgsProcessingParameterFileDestination)
        }
        for algorithm in registry.providerById("blindspot").algorithms()
    }
    for elsewhere in ("checkplan", "importgeozones"):  # see test_repeat_missions.py
        del found[elsewhere]
    del found["makearchive"]  # its folder has no record
    del found["impactassessment"]  # its pages have no record
    del found["publish"]  # its record names no inputs, so it cannot be repeated
    del found["verifytrail"]  # its input has more lines with every run
    del found["repeatrun"], found["report"], found["exportmissions"]
    del found["nightlyplan"], found["nightlymissions"], found["morninggaps"]
    assert found == {name: set(outputs) for name, outputs in OUTPUTS.items()}


@pytest.mark.parametrize(("algorithm", "output"), [(name, output) for name, all_ in OUTPUTS.items() for output in all_])
def test_every_output_of_the_sample_city_agrees(run, log, city, algorithm, output):
    results = run("repeatrun", INPUT=city.output(algorithm, output))
    assert (results["AGREES"], results["DIFFERENT"], results["INPUTS_CHANGED"]) == (1, 0, 0), results["SUMMARY"]
    assert "all the same" in results["SUMMARY"]
    assert "The inputs are as they were." in results["SUMMARY"]
    assert not log.warnings  # those of the run itself are information here
    assert set(results) == {"AGREES", "DIFFERENT", "FEATURES", "INPUTS_CHANGED", "SUMMARY"}


def test_outputs_of_another_kind_are_not_written(run, log, city, tmp_path):
    results = run("repeatrun", INPUT=city.output("scoregaps", "GAP_RASTER"), OUTPUT="memory:", DIFFERENCES="memory:")
    assert not {"OUTPUT", "RASTER", "DIFFERENCES"} & set(results)
    assert any("DIFFERENCES is not written, because scoregaps_GAP_RASTER is a raster." in text for text in log.warnings)
    again = str(tmp_path / "again.tif")
    assert run("repeatrun", INPUT=city.output("scoregaps", "GAP_RASTER"), RASTER=again)["RASTER"] == again
    assert run("repeatrun", INPUT=again)["AGREES"] == 1


def test_one_fix_more_is_said(run, log, city, tmp_path):
    """The result is out of date, not wrong: the log names the input that has changed."""
    copy = City(tmp_path)
    tracks = copy.output("preparetracks")
    fixes = QgsVectorLayer(copy.layer("fixes"), "fixes", "ogr")
    first = next(fixes.getFeatures())
    added = QgsFeature(fixes.fields())
    added.setAttributes([None, *first.attributes()[1:]])
    added.setAttribute("time", first["time"].addSecs(7))
    added.setGeometry(first.geometry())
    assert fixes.dataProvider().addFeatures([added])[0]
    results = run("repeatrun", INPUT=tracks)
    assert (results["AGREES"], results["DIFFERENT"], results["INPUTS_CHANGED"]) == (0, 1, 1), results["SUMMARY"]
    assert any("fixes (INPUT): 65,163 features then, 65,164 now" in text for text in log.warnings)
    assert any("does not agree with the repeated run: 1 feature differs" in text for text in log.warnings)
    assert "As it was when it was made" not in results["SUMMARY"]
    assert "fixes in 1 feature, by 1 at most" in results["SUMMARY"]


def test_one_fix_elsewhere_is_said(run, log, city, tmp_path):
    copy = City(tmp_path)
    tracks = copy.output("preparetracks")
    fixes = QgsVectorLayer(copy.layer("fixes"), "fixes", "ogr")
    first = next(fixes.getFeatures())
    point = first.geometry().asPoint()
    moved = QgsGeometry.fromPointXY(QgsPointXY(point.x() + 1, point.y()))
    assert fixes.dataProvider().changeGeometryValues({first.id(): moved})
    results = run("repeatrun", INPUT=tracks)
    assert (results["AGREES"], results["INPUTS_CHANGED"]) == (0, 1)
    assert results["DIFFERENT"] > 0
    assert any("fixes (INPUT): the same number of features, with other values" in text for text in log.warnings)
    assert "geometry in 1 feature, by 1 at most" in results["SUMMARY"]


def test_a_folder_that_was_moved_is_repeated_from_its_own_files(run, city, tmp_path):
    copy = City(tmp_path / "before")
    copy.output("findblindspots")
    (tmp_path / "before").rename(tmp_path / "after")
    shutil.rmtree(tmp_path / "before", ignore_errors=True)
    for name in ("findblindspots_OUTPUT.gpkg", "scoregaps_GAP_RASTER.tif"):
        results = run("repeatrun", INPUT=str(tmp_path / "after" / name))
        assert (results["AGREES"], results["INPUTS_CHANGED"]) == (1, 0)
