"""Texts for the user name parameters and outputs as the dialog shows them, not by their ids."""

import re

import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException

from blindspot.algorithms.catalogue import CATALOGUE
from blindspot.algorithms.labels import PROSE, Labels, label_of
from small_layers import EASTING, NORTHING, point_layer, saved, walk_rows

WORD = re.compile(r"(?<![A-Za-z0-9_])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*(?![A-Za-z0-9_])")
NAMES = [entry.id for entry in CATALOGUE]


def algorithm(name):
    return QgsApplication.processingRegistry().algorithmById(f"blindspot:{name}")


def ids(name) -> set[str]:
    found = algorithm(name)
    return {each.name() for each in (*found.parameterDefinitions(), *found.outputDefinitions())} - PROSE


def ids_in(text: str) -> set[str]:
    """The ids of any algorithm that a text mentions."""
    return set(WORD.findall(text)) & set().union(*map(ids, NAMES))


@pytest.fixture
def desktop(monkeypatch):
    """QGIS desktop, as far as algorithms can tell."""
    monkeypatch.setattr(QgsApplication, "platform", staticmethod(lambda: "desktop"))


@pytest.mark.parametrize("name", NAMES)
def test_no_help_text_mentions_an_id(name):
    found = algorithm(name)
    texts = {"": found.shortHelpString()}
    for each in found.parameterDefinitions():
        texts[each.name()] = f"{each.description()} {each.help()}"
    texts |= {f"{each.name()} as output": each.description() for each in found.outputDefinitions()}
    assert {where: ids_in(text) for where, text in texts.items() if ids_in(text)} == {}


@pytest.mark.parametrize("name", NAMES)
def test_the_labels_of_an_algorithm_tell_its_parameters_apart(name):
    labels = [
        label_of(each.description()) for each in algorithm(name).parameterDefinitions() if not each.isDestination()
    ]
    assert sorted(labels) == sorted(set(labels))


def test_help_has_the_label_without_its_unit():
    found = Labels(algorithm("scoregaps")).in_help("<p>REVISIT, and REVISITED or <b>gap_low</b>. An HTML page</p>")
    assert found == "<p><b>Revisit interval</b>, and REVISITED or <b>gap_low</b>. An HTML page</p>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("REVISIT of 90 min", '"Revisit interval" of 90 min'),
        ("in the 2 h before it (REVISIT)", 'in the 2 h before it ("Revisit interval")'),
        ("Set PERIOD_START before PERIOD_END.", 'Set "Period starts" before "Period ends".'),
        ("把REVISIT改为60，参见（CELL_SIZE）。", '把"Revisit interval"改为60，参见（"Cell size"）。'),
        (
            "CELL_SIZE is 'CELL_SIZE'; see /data/AREA/CELL_SIZE.shp",
            "\"Cell size\" is 'CELL_SIZE'; see /data/AREA/CELL_SIZE.shp",
        ),
        ("A smaller SHARE in Find blind spots", 'A smaller "Share of the priority" in Find blind spots'),
        ("CELL_SIZES, MYAREA and gap_low", "CELL_SIZES, MYAREA and gap_low"),
        ("the plan's CRS, the units' AREA", "the plan's CRS, the units' \"Area of the grid\""),
    ],
)
def test_messages_in_the_desktop_have_labels(desktop, text, shown):
    labels = Labels(algorithm("scoregaps"))
    assert labels.in_message(text) == shown
    assert labels.in_message(shown) == shown  # a message may pass twice, such as that of a part


def test_scripts_and_qgis_process_read_the_ids_that_they_write():
    text = "REVISIT of 90 min, before it (REVISIT)"
    assert Labels(algorithm("scoregaps")).in_message(text) == text


def test_names_of_the_user_are_left_as_they_are(desktop):
    layer = point_layer(walk_rows(), (("START", "QDateTime"), ("AREA", "QString")), name="DEMAND")
    values = {"INPUT": layer, "TIME_FIELD": "START", "OUTPUT": "memory:", "PERIOD_START": None}
    labels = Labels.of(algorithm("scoregaps"), values, QgsProcessingContext())
    text = "DEMAND has the fields START and AREA. Choose TIME_FIELD."
    assert labels.in_message(text) == text.replace("TIME_FIELD", '"Time field"')


def test_the_log_of_a_chain_mentions_no_id(desktop, run, log, tmp_path):
    fixes = saved(point_layer(walk_rows(), name="fixes"), tmp_path / "fixes.gpkg")
    site = point_layer([((EASTING, NORTHING + 50), "base")], (("name", "QString"),), name="sites")
    scored = run("scoregaps", INPUT=fixes, UNIT_FIELD="unit", CELL_SIZE=100, DETECTION_RANGE=40, OUTPUT="memory:")
    spots = run("findblindspots", INPUT=scored["OUTPUT"], OUTPUT="memory:")
    flown = {"LAUNCH_SITES": site, "MAX_ITERATIONS": 5, "AIRCRAFT": 1, "ENDURANCE": 60, "WIND_SPEED": 5}
    plan = run("planroutes", BLIND_SPOTS=[spots["OUTPUT"]], **flown, ROUTES="memory:", UNSERVED="memory:")
    run("assessplan", ROUTES=plan["ROUTES"], REVISIT=45, OUTPUT="memory:")
    run("plannights", INPUT=fixes, **flown, NIGHTS=2, UNPREDICTABLE=True, PLANS=2, CELL_SIZE=100, ROUTES="memory:")
    texts = [*log.infos, *log.warnings, *log.errors]
    texts = [text for text in texts if not text.startswith("Results: ")]  # by QGIS itself, for scripts
    assert len(texts) > 40
    assert [text for text in texts if ids_in(text)] == []
    assert any('"Cell size"' in text for text in log.warnings)


@pytest.mark.parametrize(
    ("values", "start"),
    [
        ({"CELL_SIZE": "wide"}, "\"Cell size\" is 'wide'"),
        ({"TIME_FIELD": "AREA"}, '"Time field": fixes has no field AREA'),
        ({"INPUT": None}, '"Fixes or tracks" is empty'),
        ({"CELL_SIZE": 0.01}, 'A "Cell size" of 0.01 m'),
        ({"OUTPUT": ""}, '"Scored places" is empty'),
    ],
)
def test_errors_have_labels(desktop, run, values, start):
    given = {"INPUT": point_layer(walk_rows()), "OUTPUT": "memory:", **values}
    with pytest.raises(QgsProcessingException) as error:
        run("scoregaps", **given)
    message = str(error.value).removeprefix("Unable to execute algorithm\n")
    assert message.startswith(start)
