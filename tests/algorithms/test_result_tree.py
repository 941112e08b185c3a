"""Loaded results are in a group for each question, in drawing order, and can be told apart. A rerun stands beside the
earlier run or replaces it, as the user has chosen."""

import processing.gui.Postprocessing as postprocessing
import pytest
from loading import Desktop, groups, run_loading, tree
from processing.gui.AlgorithmExecutor import executeIterating
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsLayerTreeGroup,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsSettings,
)

from blindspot.layers.reruns import BESIDE, KEY, REPLACE
from small_layers import EASTING, NORTHING, Feedback, point_layer, shape_layer, walk_rows

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "UTC", "CELL_SIZE": 100, "GRID_REACH": 200}
GROUP = "Blindspot: fixes, 22-05, 2 h, cells of 100 m"
CHAIN = ["Waypoints", "Spots that are not visited", "Routes", "Blind spots", "Gaps before and after", "Scored places"]


def box(west, east):
    south, north = NORTHING - 100, NORTHING + 300
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"Polygon(({', '.join(f'{EASTING + x} {y}' for x, y in corners)}))"


@pytest.fixture(autouse=True)
def project(qgis_processing, qgis_new_project, monkeypatch):
    monkeypatch.setattr(postprocessing, "iface", None)
    QgsSettings().setValue(KEY, BESIDE)
    yield QgsProject.instance()
    QgsSettings().remove(KEY)


@pytest.fixture
def desktop(project, monkeypatch):
    desktop = Desktop()
    monkeypatch.setattr(postprocessing, "iface", desktop)
    return desktop


@pytest.fixture
def fixes(project):
    layer = point_layer(walk_rows())
    project.addMapLayer(layer)
    return layer.id()


@pytest.fixture
def sites(project):
    layer = point_layer([((EASTING, NORTHING),)], (), name="sites")
    project.addMapLayer(layer)
    return layer.id()


def score(fixes, **parameters):
    return run_loading("scoregaps", INPUT=fixes, **{**FIXES, **parameters})["OUTPUT"]


def find(scored, **parameters):
    return run_loading("findblindspots", INPUT=scored, **{"SHARE": 20, **parameters})["OUTPUT"]


def chain(fixes, sites, **parameters):
    spots = find(score(fixes, **parameters))
    planned = run_loading("planroutes", BLIND_SPOTS=[spots], LAUNCH_SITES=sites, MAX_ITERATIONS=2)
    run_loading("assessplan", ROUTES=planned["ROUTES"])


def bare(names):
    """Names without the note on ties."""
    return [name.partition(" (")[0] for name in names]


def test_a_chain_is_one_group_in_drawing_order(fixes, sites):
    chain(fixes, sites)
    (content,) = groups().values()
    assert list(groups()) == [GROUP]
    assert bare(content) == CHAIN
    assert tree()[0] == {GROUP: content}  # above the layers of the user


def test_a_chain_shows_one_layer_of_places_and_each_legend_once(project, fixes, sites):
    chain(fixes, sites)
    nodes = {node.name().partition(" (")[0]: node for node in project.layerTreeRoot().findLayers()}
    assert [name for name in CHAIN if not nodes[name].itemVisibilityChecked()] == ["Scored places"]
    assert not nodes["Waypoints"].isExpanded()
    assert nodes["Routes"].isExpanded()


def test_rasters_of_places_are_not_ticked_below_them(project, fixes):
    score(fixes, GAP_RASTER=QgsProcessing.TEMPORARY_OUTPUT, PRIORITY_RASTER=QgsProcessing.TEMPORARY_OUTPUT)
    nodes = project.layerTreeRoot().findGroup(GROUP).findLayers()
    assert [node.itemVisibilityChecked() for node in nodes] == [True, False, False]


def test_rejected_fixes_are_ticked_by_the_user(project, fixes):
    run_loading("preparetracks", INPUT=fixes, TIME_FIELD="time", UNIT_FIELD="unit")
    ticked = {node.name(): node.itemVisibilityChecked() for node in project.layerTreeRoot().findLayers()}
    assert (ticked["Tracks"], ticked["Rejected fixes"]) == (True, False)


@pytest.mark.parametrize("selected", ["nothing", "a layer", "a group", "a result"])
def test_the_order_is_right_whatever_is_selected(desktop, project, fixes, sites, selected):
    own = project.layerTreeRoot().addGroup("mine")
    if selected == "a result":
        score(fixes)
        desktop.select(project.layerTreeRoot().findGroup(GROUP).children()[0])
    elif selected != "nothing":
        desktop.select(own if selected == "a group" else project.layerTreeRoot().findLayer(fixes))
    spots = find(score(fixes, GAP_RASTER=QgsProcessing.TEMPORARY_OUTPUT))
    run_loading("planroutes", BLIND_SPOTS=[spots], LAUNCH_SITES=sites, MAX_ITERATIONS=1, UNSERVED=None, OBJECTIVE=1)
    content = bare(groups()[GROUP])
    if selected == "a result":
        content.remove("Scored places")  # of the first run
    assert content == ["Waypoints", "Routes", "Blind spots", "Scored places", "Gap as a raster"]
    assert groups()["mine"] == []


def test_layers_stay_in_the_project_when_they_move_in_the_tree(desktop, fixes):
    score(fixes)
    QgsApplication.processEvents()  # the bridge removes layers that are not in the tree
    QgsApplication.sendPostedEvents()
    assert bare(groups()[GROUP]) == ["Scored places"]


def test_another_question_is_another_group_and_has_other_names(fixes):
    for revisit in (120, 90):
        find(score(fixes, REVISIT=revisit, GAP_RASTER=QgsProcessing.TEMPORARY_OUTPUT))
    assert list(groups()) == ["Blindspot: fixes, 22-05, 90 min, cells of 100 m", GROUP]
    names = [layer.name() for layer in QgsProject.instance().mapLayers().values()]
    assert len(set(names)) == len(names)
    short, usual = groups().values()
    assert all(", 90 min" in name for name in short)
    assert all(", 2 h" in name for name in usual)


def test_what_the_words_do_not_say_tells_two_groups_apart(fixes):
    score(fixes)
    score(fixes, MAX_OUTAGE=5)
    other, first = groups()
    assert first == GROUP
    assert other.startswith(f"{GROUP}, ")
    assert "5" in other.removeprefix(GROUP)


def test_groups_that_the_user_has_renamed_and_moved_are_found(project, fixes):
    scored = score(fixes)
    root = project.layerTreeRoot()
    group, mine = root.findGroup(GROUP), QgsLayerTreeGroup("mine")
    root.addChildNode(mine)
    mine.addChildNode(group.clone())
    root.removeChildNode(group)
    mine.children()[0].setName("March")
    find(scored)
    assert bare(groups()["mine"][0]["March"]) == ["Blind spots", "Scored places"]
    assert GROUP not in groups()


def test_a_result_that_is_no_gap_score_has_a_group_of_its_own(fixes):
    run_loading("preparetracks", INPUT=fixes, **{key: FIXES[key] for key in ("TIME_FIELD", "UNIT_FIELD", "TIMEZONE")})
    assert list(groups()) == ["Blindspot: fixes, tracks"]


def test_the_district_of_a_batch_is_in_the_names(project, fixes):
    for name, area in (("north", box(0, 300)), ("south", box(300, 600)), ("west", box(600, 900))):
        layer = shape_layer([area], name=name)
        project.addMapLayer(layer)
        score(fixes, AREA=layer.id())
    assert list(groups()) == [
        f"Blindspot: fixes, {name}, 22-05, 2 h, cells of 100 m" for name in ("west", "south", "north")
    ]
    assert [bare(content) for content in groups().values()] == [
        [f"Scored places, {name}"] for name in ("west", "south", "north")
    ]


def test_iterating_over_districts_gives_each_a_group_with_its_name(project, fixes):
    shapes, rows = [box(0, 300), box(300, 600)], [("A", 1), ("B", 2)]
    districts = shape_layer(shapes, name="districts", fields=(("name", "QString"), ("code", "Int")), rows=rows)
    project.addMapLayer(districts)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("blindspot:scoregaps")
    context = QgsProcessingContext()
    context.setProject(project)
    output = QgsProcessingOutputLayerDefinition("memory:", project)
    parameters = {"INPUT": fixes, **FIXES, "AREA": districts.id(), "OUTPUT": output}
    assert executeIterating(algorithm, parameters, "AREA", context, Feedback())
    assert sorted(groups()) == [f"Blindspot: fixes, {name}, 22-05, 2 h, cells of 100 m" for name in ("A", "B")]


def test_an_area_chosen_by_a_filter_is_named_by_it(project, fixes):
    fields, rows = (("name", "QString"),), [("A",), ("B",)]
    districts = shape_layer([box(0, 300), box(300, 600)], name="districts", fields=fields, rows=rows)
    districts.setSubsetString("name = 'B'")
    project.addMapLayer(districts)
    score(fixes, AREA=districts.id())
    assert list(groups()) == ["Blindspot: fixes, B, 22-05, 2 h, cells of 100 m"]


def test_areas_chosen_by_an_expression_are_different_questions(project, fixes):
    fields, rows = (("name", "QString"),), [("A",), ("B",)]
    districts = shape_layer([box(0, 300), box(300, 600)], name="districts", fields=fields, rows=rows)
    project.addMapLayer(districts)
    for name in ("A", "B"):
        area = QgsProcessingFeatureSourceDefinition(districts.id(), False)
        area.filterExpression = f"name = '{name}'"
        score(fixes, AREA=area)
    assert list(groups()) == [f"Blindspot: fixes, {name}, 22-05, 2 h, cells of 100 m" for name in ("B", "A")]


def test_a_rerun_stands_beside_unless_the_user_has_said_otherwise(fixes):
    log = Feedback()
    score(fixes)
    run_loading("scoregaps", log, INPUT=fixes, **FIXES)
    new, old = groups()[GROUP]
    assert new.startswith("Scored places (2)")
    assert old.startswith("Scored places (")
    assert any("stays beside it" in said and "Settings > Options" in said for said in log.infos)


def test_another_answer_to_the_same_question_says_how_it_differs(fixes):
    scored = score(fixes)
    find(scored)
    find(scored, MIN_GAP=0.9)
    new, old, _ = bare(groups()[GROUP])
    assert new.startswith("Blind spots, ")
    assert new.endswith(": 0.9")
    assert old == "Blind spots"


def test_a_rerun_replaces_where_the_user_has_said_so(project, fixes):
    scored = score(fixes)
    find(scored)
    node = project.layerTreeRoot().findLayer(scored)
    node.setItemVisibilityChecked(False)
    QgsSettings().setValue(KEY, REPLACE)
    again = score(fixes)
    assert bare(groups()[GROUP]) == ["Blind spots", "Scored places"]
    assert project.mapLayer(scored) is None
    assert not project.layerTreeRoot().findLayer(again).itemVisibilityChecked()


def edit(project, layer):
    layer.startEditing()
    layer.changeAttributeValue(next(layer.getFeatures()).id(), layer.fields().lookupField("gap"), 0.123)


def save_edits(project, layer):
    edit(project, layer)
    layer.commitChanges()


def move_out(project, layer):
    root = project.layerTreeRoot()
    node = root.findLayer(layer.id())
    root.addChildNode(node.clone())
    node.parent().removeChildNode(node)


@pytest.mark.parametrize("theirs", [edit, save_edits, move_out])
def test_what_the_user_has_edited_or_moved_is_not_replaced(project, fixes, theirs):
    scored = score(fixes)
    theirs(project, project.mapLayer(scored))
    QgsSettings().setValue(KEY, REPLACE)
    score(fixes)
    assert project.mapLayer(scored) is not None
    project.mapLayer(scored).rollBack()


def test_a_copy_of_a_result_is_not_replaced(project, fixes, tmp_path):
    scored = score(fixes, OUTPUT=str(tmp_path / "gaps.gpkg"))
    (scored,) = [node.layerId() for node in project.layerTreeRoot().findGroup(GROUP).findLayers()]
    copy = project.mapLayer(scored).clone()
    project.addMapLayer(copy, False)
    project.layerTreeRoot().findGroup(GROUP).addLayer(copy)
    QgsSettings().setValue(KEY, REPLACE)
    score(fixes)
    assert project.mapLayer(copy.id()) is not None
    assert project.mapLayer(scored) is None


def test_a_file_that_is_written_again_stays_where_it_is(project, fixes, tmp_path):
    path = str(tmp_path / "gaps.gpkg")
    scored = score(fixes, OUTPUT=path)
    find(scored)
    before = groups()
    score(fixes, OUTPUT=path)
    assert groups() == before
    assert (tmp_path / "gaps.gpkg").exists()


def test_replacing_a_layer_leaves_its_file(fixes, tmp_path):
    score(fixes, OUTPUT=str(tmp_path / "first.gpkg"))
    QgsSettings().setValue(KEY, REPLACE)
    score(fixes, OUTPUT=str(tmp_path / "second.gpkg"))
    assert len(groups()[GROUP]) == 1
    assert (tmp_path / "first.gpkg").exists()


def test_the_results_group_of_processing_holds_the_groups(monkeypatch, fixes):
    from processing.core.ProcessingConfig import ProcessingConfig

    ProcessingConfig.setSettingValue(ProcessingConfig.RESULTS_GROUP_NAME, "results")
    try:
        score(fixes)
        assert [list(each) for each in groups()["results"]] == [[GROUP]]
    finally:
        ProcessingConfig.setSettingValue(ProcessingConfig.RESULTS_GROUP_NAME, "")


def test_new_fixes_in_the_same_layer_are_the_same_question(project, fixes):
    score(fixes)
    layer = project.mapLayer(fixes)
    feature = QgsFeature(next(layer.getFeatures()))
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(EASTING + 1, NORTHING)))
    layer.dataProvider().addFeatures([feature])
    score(fixes)
    assert list(groups()) == [GROUP]
