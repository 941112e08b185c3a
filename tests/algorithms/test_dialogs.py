"""What the dialogs show: few parameters at once, in an order of thought, with units and decimals that fit."""

from pathlib import Path

import pytest
from qgis.core import Qgis, QgsApplication, QgsProcessingContext
from qgis.gui import QgsGui, QgsProcessingGui
from qgis.PyQt.QtWidgets import QComboBox, QDoubleSpinBox

from blindspot.algorithms.catalogue import CATALOGUE
from blindspot.algorithms.groups import GROUPS, group_icon, group_title
from blindspot.engine.timing.timezones import zone_names

ALGORITHMS = [entry.id for entry in CATALOGUE]
FIXES = ("INPUT", "TIME_FIELD", "UNIT_FIELD", "TIMEZONE")
BASIC = {
    "preparetracks": [*FIXES, "MAX_SPEED", "MAX_OUTAGE", "MAX_PAUSE"],
    "makearchive": ["INPUT", "FOLDER", "TIME_FIELD", "UNIT_FIELD", "TIMEZONE", "EXISTING"],
    "patroleffort": [*FIXES, "PLACES", "AREA", "CELL_SIZE", "WATCH_START", "WATCH_END"],
    "scoregaps": [
        *(*FIXES, "AREA", "CELL_SIZE", "WATCH_START", "WATCH_END", "REVISIT", "DETECTION_RANGE"),
        *("BUILDINGS", "WATCHERS", "DEMAND", "RESIDENTS"),
    ],
    "effortarchive": ["ARCHIVE", "PLACES", "AREA", "CELL_SIZE", "LAST_NIGHTS", "WATCH_START", "WATCH_END"],
    "scorearchive": [
        *("ARCHIVE", "AREA", "CELL_SIZE", "LAST_NIGHTS", "WATCH_START", "WATCH_END", "REVISIT", "DETECTION_RANGE"),
        *("BUILDINGS", "WATCHERS", "DEMAND", "RESIDENTS"),
    ],
    "profilearchive": [
        *("ARCHIVE", "AREA", "CELL_SIZE", "LAST_NIGHTS", "WATCH_START", "WATCH_END", "REVISIT", "PER_PLACE"),
    ],
    "coverageprofile": ["SCORED", *FIXES, "AREA", "WATCH_START", "WATCH_END", "REVISIT", "PER_PLACE"],
    "sightlines": [
        *("SCORED", "POINT", "PLACES", *FIXES, "WATCH_START", "WATCH_END", "DETECTION_RANGE"),
        *("BUILDINGS", "WATCHERS"),
    ],
    "importflight": ["INPUT", "LABELS", "TIMEZONE"],
    "compareflight": ["FLOWN", "ROUTES", "WAYPOINTS", "BLIND_SPOTS", "PRIVACY", "NO_FLY", "BACKGROUND"],
    "findblindspots": ["INPUT", "SHARE", "MIN_GAP", "MIN_AREA", "MAX_AREA", "NAMES", "NAME_FIELD"],
    "spotstability": ["SPOTS", "INPUT", "ACCURACY", "REPEATS"],
    "planroutes": [
        *("BLIND_SPOTS", "LAUNCH_SITES", "NO_FLY", "PRIVACY", "TERRAIN", "START"),
        *("DRONES", "SORTIES", "AIRCRAFT", "ENDURANCE", "SPEED", "ALTITUDE", "CAMERA", "SWATH"),
    ],
    "plannights": [
        *("INPUT", "TIME_FIELD", "UNIT_FIELD", "AREA", "WATCH_START", "WATCH_END", "REVISIT", "DEMAND"),
        *("NIGHTS", "LAUNCH_SITES", "NO_FLY", "DRONES", "SORTIES", "AIRCRAFT", "UNPREDICTABLE"),
    ],
    "importgeozones": ["INPUT", "AREA", "CLASSES"],
    "checkplan": [
        *("ROUTES", "WAYPOINTS", "NO_FLY", "PRIVACY", "GEOFENCE", "RALLY", "TERRAIN", "MAX_AGL", "RESERVE"),
        *("WIND_SPEED", "WIND_FROM", "BACKGROUND"),
    ],
    "sweepareas": ["INPUT", "CAMERA", "SWATH", "CORRIDOR_WIDTH", "NO_FLY", "NO_FLY_BUFFER"],
    "exposure": ["ROUTES", "WAYPOINTS", "PRIVACY", "PRIVACY_BUFFER", "AREAS", "NAME_FIELD", "CAMERA"],
    "exportmissions": [
        *("ROUTES", "WAYPOINTS", "FORMAT", "AUTOPILOT", "DJI_AIRCRAFT", "NO_FLY", "GEOFENCE", "RALLY"),
        "EXPORT_ANYWAY",
    ],
    "assessplan": ["ROUTES", "REPEAT", "INPUT", "INPUT_AFTER", "BACKGROUND"],
    "report": [
        *("SCORED", "SPOTS", "ROUTES", "WAYPOINTS", "ASSESSED", "PROFILE", "TRACKS"),
        *("BACKGROUND", "TITLE", "AUTHOR"),
    ],
    "equityaudit": [
        *("NEIGHBOURHOODS", "NAME_FIELD", "POPULATION_FIELD", "GROUP_FIELDS", "GROUPS_ARE", "RANK_FIELD"),
        *("ROUTES", "WAYPOINTS", "REASON_FIELD", "EFFORT", "PLACES"),
    ],
    "repeatrun": ["INPUT"],
    "impactassessment": ["RESULTS", "TITLE", "AUTHOR"],
    "publish": ["LAYER", "INPUT", "UNIT_FIELD", "MIN_UNITS", "MIN_DAYS", "DELAY", "EARLIER", "AREAS"],
    "consult": [
        *("INPUT", "ROUTES", "NEIGHBOURHOODS", "AREA_SIZE"),
        *("AGENCY", "UNTIL", "CONTACT", "QUESTION", "FLIGHTS_FOR", "RECORDED", "USE", "BACKGROUND"),
    ],
    "readanswers": ["FILES", "ANSWERS", "AREAS", "KEEP_COMMENTS"],
    "consulteffect": [
        *("WITHOUT", "WITH", "RESIDENTS", "NEIGHBOURHOODS", "NAME_FIELD"),
        *("ROUTES_WITHOUT", "ROUTES_WITH", "NO_FLY"),
    ],
    "verifytrail": ["TRAIL", "LAST_HASH"],
}
SHOWN = {
    "preparetracks": ["OUTPUT", "REJECTED"],
    "makearchive": ["ARCHIVE"],
    "patroleffort": ["OUTPUT"],
    "scoregaps": ["OUTPUT"],
    "effortarchive": ["OUTPUT"],
    "scorearchive": ["OUTPUT"],
    "profilearchive": ["OUTPUT", "OUTPUT_HTML"],
    "coverageprofile": ["OUTPUT", "OUTPUT_HTML"],
    "sightlines": ["OUTPUT", "LEGS", "WATCHER_LINES", "POINTS"],
    "findblindspots": ["OUTPUT"],
    "spotstability": ["OUTPUT"],
    "planroutes": ["ROUTES", "WAYPOINTS", "UNSERVED"],
    "plannights": ["ROUTES", "WAYPOINTS", "UNSERVED", "OUTPUT"],
    "sweepareas": ["OUTPUT"],
    "importgeozones": ["OUTPUT"],
    "checkplan": ["VIOLATIONS", "HTML"],
    "exposure": ["OUTPUT", "NEIGHBOURHOODS", "HTML"],
    "exportmissions": ["FOLDER", "HTML"],
    "importflight": ["OUTPUT", "REJECTED"],
    "compareflight": ["OUTPUT", "STOPS", "REMAINING", "DRONES", "HTML"],
    "assessplan": ["OUTPUT", "HTML"],
    "report": ["HTML"],
    "repeatrun": [],
    "impactassessment": ["HTML", "MARKDOWN"],
    "publish": ["OUTPUT", "NEIGHBOURHOODS"],
    "consult": ["HTML", "FORM", "AREAS"],
    "readanswers": ["RESIDENTS", "REJECTED"],
    "consulteffect": ["OUTPUT", "HTML"],
    "equityaudit": ["OUTPUT", "HTML"],
    "verifytrail": ["OUTPUT"],
}
WITHOUT_UNIT = {"DEMAND_BASE", "TIMES_FLOWN", "RESIDENTS_WEIGHT", "RESIDENTS_LIMIT"}
UNITS = ("m", "mm", "m²", "km/h", "m/s", "min", "s", "%", "Wh", "kg", "degrees", "0 to 1")


def algorithm_of(name):
    return QgsApplication.processingRegistry().algorithmById(f"blindspot:{name}")


def widget_of(definition, kind=QgsProcessingGui.WidgetType.Standard):
    """The widget of a parameter, and its wrapper, which owns it."""
    wrapper = QgsGui.processingGuiRegistry().createParameterWidgetWrapper(definition, kind)
    return wrapper.createWrappedWidget(QgsProcessingContext()), wrapper


@pytest.mark.parametrize("name", ALGORITHMS)
def test_the_dialog_shows_these_parameters_at_once_and_in_this_order(name):
    advanced = Qgis.ProcessingParameterFlag.Advanced
    definitions = algorithm_of(name).parameterDefinitions()
    inputs = [each for each in definitions if not each.isDestination()]
    assert [each.name() for each in inputs if not each.flags() & advanced] == BASIC[name]
    assert [each.name() for each in definitions[: len(BASIC[name])]] == BASIC[name]
    assert [each.isDestination() for each in definitions] == sorted(each.isDestination() for each in definitions)
    assert not any(each.flags() & advanced for each in definitions if each.isDestination())


@pytest.mark.parametrize("name", ALGORITHMS)
def test_the_outputs_that_load_unless_they_are_unticked(name):
    outputs = algorithm_of(name).destinationParameterDefinitions()
    assert [each.name() for each in outputs if each.createByDefault()] == SHOWN[name]


@pytest.mark.parametrize("name", ALGORITHMS)
def test_a_field_comes_after_its_layer(name):
    seen = set()
    for definition in algorithm_of(name).parameterDefinitions():
        seen.add(definition.name())
        assert set(definition.dependsOnOtherParameters()) <= seen


@pytest.mark.parametrize("name", ALGORITHMS)
def test_every_measure_says_its_unit_and_shows_its_default_without_idle_decimals(name):
    numbers = [each for each in algorithm_of(name).parameterDefinitions() if each.type() in ("number", "distance")]
    for definition in numbers:
        if definition.dataType() == Qgis.ProcessingNumberParameterType.Integer:
            continue
        title, default = definition.description(), definition.defaultValue()
        assert definition.name() in WITHOUT_UNIT or any(title.endswith(f" ({unit})") for unit in UNITS), title
        assert definition.type() != "distance" or title.endswith("(m)")
        widget, wrapper = widget_of(definition)
        (box,) = [widget] if isinstance(widget, QDoubleSpinBox) else widget.findChildren(QDoubleSpinBox)
        assert box.decimals() <= 3
        assert default is None or wrapper.parameterValue() == default
        wrapper.setParameterValue(0.123456789, QgsProcessingContext())
        assert len(box.cleanText().partition(".")[2]) <= 3


@pytest.mark.parametrize(
    ("name", "parameter", "text"),
    [
        ("scoregaps", "REVISIT", "120"),
        ("scoregaps", "DETECTION_RANGE", "50"),
        ("scoregaps", "CELL_SIZE", "50.0"),
        ("planroutes", "ALTITUDE", "60"),
        ("planroutes", "OVERLAP", "20.0"),
        ("findblindspots", "MIN_GAP", "0.50"),
    ],
)
def test_what_a_number_looks_like(name, parameter, text):
    widget, _wrapper = widget_of(algorithm_of(name).parameterDefinition(parameter))
    box = widget if isinstance(widget, QDoubleSpinBox) else widget.findChild(QDoubleSpinBox)
    assert box.cleanText() == text


@pytest.mark.parametrize("kind", ["Standard", "Batch", "Modeler"])
def test_the_time_zone_is_a_list(kind):
    definition = algorithm_of("scoregaps").parameterDefinition("TIMEZONE")
    widget, wrapper = widget_of(definition, getattr(QgsProcessingGui.WidgetType, kind))
    assert isinstance(widget, QComboBox)
    assert {widget.itemText(row) for row in range(widget.count())} == {"", *zone_names()}
    for zone in ("Asia/Shanghai", "UTC", ""):
        wrapper.setParameterValue(zone, QgsProcessingContext())
        assert wrapper.parameterValue() == zone


def test_groups_sort_along_the_workflow():
    """The toolbox sorts groups by what it shows."""
    titles = [group_title(group) for group in GROUPS]
    assert (
        titles
        == sorted(titles)
        == [
            *("1 Patrols", "2 Gaps", "3 Blind spots", "4 Drones"),
            *("5 Missions", "6 Results", "7 Accountability", "8 Models"),
        ]
    )
    assert all(Path(group_icon(group)).is_file() for group in GROUPS)
    order = [list(GROUPS).index(entry.group) for entry in CATALOGUE]
    assert order == sorted(order)
    assert group_title("none") == ""
    for entry in CATALOGUE:
        algorithm = algorithm_of(entry.id)
        assert (algorithm.groupId(), algorithm.group()) == (entry.group, group_title(entry.group))
        assert not any(character.isdigit() for character in algorithm.displayName())
        assert algorithm.svgIconPath().endswith(f"{entry.group}.svg")
        assert not algorithm.icon().isNull()
        assert algorithm.shortDescription().endswith((".", "?"))
