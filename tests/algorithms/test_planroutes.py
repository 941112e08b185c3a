"""blindspot:planroutes through processing.run: its outputs, its log, and its errors for bad input."""

import numpy as np
import processing
import pytest
import shapely
from osgeo import gdal, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)

from blindspot.algorithms.planroutes import PlanRoutes

UTM = "EPSG:32633"
ORIGIN = np.array([500_000.0, 5_000_000.0])


@pytest.fixture(autouse=True)
def _processing(qgis_processing):
    """Initializes Processing."""


def layer(kind, shapes, rows=None, fields="field=priority:double", crs=UTM, name="spots"):
    """A memory layer of WKT in metres from ORIGIN, transformed to `crs`; None is a null geometry."""
    made = QgsVectorLayer(f"{kind}?crs={crs}&{fields}", name, "memory")
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(UTM), QgsCoordinateReferenceSystem(crs), QgsProject.instance()
    )
    features = []
    for index, shape in enumerate(shapes):
        feature = QgsFeature(made.fields())
        if shape is not None:
            moved = shapely.affinity.translate(shapely.from_wkt(shape) if isinstance(shape, str) else shape, *ORIGIN)
            geometry = QgsGeometry.fromWkt(moved.wkt)
            geometry.transform(transform)
            feature.setGeometry(geometry)
        if rows is not None:
            feature.setAttributes(list(rows[index]))
        features.append(feature)
    made.dataProvider().addFeatures(features)
    made.updateExtents()
    return made


def spots(**more):
    shapes = ["POINT(200 300)", "POINT(900 100)", "POINT(-500 700)"]
    return layer("Point", shapes, [[3], [2], [1]], **more)


def sites(shapes=("POINT(0 0)",), crs=UTM):
    rows = [[f"base {index + 1}", index + 1] for index in range(len(shapes))]
    return layer("Point", shapes, rows, "field=name:string&field=drones:integer", crs, "sites")


class Listener(QgsProcessingFeedback):
    """Feedback that records its messages."""

    def __init__(self):
        super().__init__()
        self.infos, self.warnings = [], []

    def pushInfo(self, info):
        self.infos.append(info)

    def pushWarning(self, warning):
        self.warnings.append(warning)


def run(feedback=None, **parameters):
    defaults = {
        "OBJECTIVE": 1,
        "MAX_ITERATIONS": 30,
        "SEED": 1,
        "ROUTES": "memory:",
        "WAYPOINTS": "memory:",
        "UNSERVED": "memory:",
    }
    if "BLIND_SPOTS" not in parameters:
        parameters["BLIND_SPOTS"] = [spots()]
    if "LAUNCH_SITES" not in parameters:
        parameters["LAUNCH_SITES"] = sites()
    feedback = feedback or Listener()
    context = QgsProcessingContext()
    return processing.run(PlanRoutes().create(), defaults | parameters, context=context, feedback=feedback)


def vertices(feature):
    return np.array([(v.x(), v.y(), v.z(), v.m()) for v in feature.geometry().vertices()])


def test_routes_start_and_end_at_the_site_and_serve_all_spots_in_reach():
    results = run()
    routes = list(results["ROUTES"].getFeatures())
    assert results["ROUTE_COUNT"] == len(routes) >= 1
    assert results["SERVED_PRIORITY"] == results["TOTAL_PRIORITY"] == 6
    assert results["UPPER_BOUND"] >= 6
    assert QgsWkbTypes.displayString(results["ROUTES"].wkbType()) == "LineStringZM"
    for route in routes:
        line = vertices(route)
        assert line[[0, -1], :2] == pytest.approx(np.array([ORIGIN, ORIGIN]))
        assert line[[0, -1], 2].tolist() == [0, 0]
        assert line[1:-1, 2] == pytest.approx(60)
        assert np.all(np.diff(line[:, 3]) >= 0)
        assert route["start"] is None or route.attribute("start").isNull()
        assert line[-1, 3] - line[0, 3] == pytest.approx(route["duration_s"])
        assert route["z_ref"] == "launch site"
        assert route["launch_site"] == "base 1"
    assert results["UNSERVED"].featureCount() == 0


def test_waypoints_follow_the_route_in_order():
    results = run(DRONES=1)
    points = list(results["WAYPOINTS"].getFeatures())
    assert [point["seq"] for point in points] == list(range(1, len(points) + 1))
    assert points[0]["action"] == "takeoff"
    assert points[-1]["action"] == "land"
    hovers = [point for point in points if point["action"] == "hover"]
    assert len(hovers) == 3
    assert [point["leave_s"] - point["arrive_s"] for point in hovers] == pytest.approx([60] * 3)
    assert {point["spot_id"] for point in hovers} == {"1", "2", "3"}
    assert QgsWkbTypes.displayString(results["WAYPOINTS"].wkbType()) == "PointZM"


def test_start_makes_times_absolute_in_its_zone():
    results = run(START="2026-03-01T22:00:00", TIMEZONE="Asia/Shanghai")
    route = next(results["ROUTES"].getFeatures())
    assert route["start"].toUTC().toString("yyyy-MM-ddTHH:mm") == "2026-03-01T14:00"
    assert vertices(route)[0, 3] == route["start"].toMSecsSinceEpoch() / 1000


def test_layers_of_all_kinds_and_crs_share_a_plan():
    lines = layer("LineString", ["LINESTRING(300 0, 600 0)"], [[4]], crs="EPSG:4326", name="riverside")
    areas = layer("Polygon", ["POLYGON((0 500, 300 500, 300 700, 0 700, 0 500))"], [[5]], crs="EPSG:3857", name="parks")
    zone = layer(
        "Polygon", ["POLYGON((300 150, 500 150, 500 250, 300 250, 300 150))"], [[0]], crs="EPSG:4326", name="zone"
    )
    results = run(
        BLIND_SPOTS=[spots(), lines, areas], LAUNCH_SITES=sites(crs="EPSG:4326"), NO_FLY=[zone], NO_FLY_BUFFER=20
    )
    assert results["CRS"] == UTM
    assert results["SERVED_PRIORITY"] == pytest.approx(15)
    actions = {point["action"] for point in results["WAYPOINTS"].getFeatures()}
    assert {"hover", "follow_start", "follow_end", "sweep_start", "sweep", "sweep_end"} <= actions
    closed = shapely.affinity.translate(shapely.box(300, 150, 500, 250).buffer(19.5), *ORIGIN)
    for route in results["ROUTES"].getFeatures():
        assert not shapely.intersects(closed, shapely.LineString(vertices(route)[:, :2]))


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857"])
def test_geographic_and_web_mercator_layers_are_planned_in_metres(crs):
    results = run(BLIND_SPOTS=[spots(crs=crs)], LAUNCH_SITES=sites(crs=crs), DRONES=1)
    assert results["CRS"] == "EPSG:32633" or results["CRS"] == "EPSG:32632"
    route = next(results["ROUTES"].getFeatures())
    straight = 2 * 60 + np.hypot(*np.diff(vertices(route)[:, :2], axis=0).T).sum()
    assert route["distance_m"] == pytest.approx(straight, rel=1e-6)
    assert 2500 < route["distance_m"] < 4500


def test_weights_multiply_priorities():
    results = run(BLIND_SPOTS=[spots(), spots(name="more")], LAYER_WEIGHTS="2, 0.5")
    assert results["TOTAL_PRIORITY"] == pytest.approx(15)
    with pytest.raises(QgsProcessingException, match="LAYER_WEIGHTS"):
        run(LAYER_WEIGHTS="2,3")


def test_features_without_the_priority_field_have_priority_one_and_a_warning():
    listener = Listener()
    results = run(listener, BLIND_SPOTS=[layer("Point", ["POINT(1 300)", "POINT(5 400)"], fields="field=other:string")])
    assert results["TOTAL_PRIORITY"] == 2
    assert any("has priority 1" in text for text in listener.warnings)


def test_drones_field_assigns_drones_to_sites():
    two = sites(["POINT(0 0)", "POINT(3000 0)"])
    areas = layer("Point", [f"POINT({x} 300)" for x in range(0, 3200, 400)], [[1]] * 8)
    results = run(BLIND_SPOTS=[areas], LAUNCH_SITES=two, DRONES_FIELD="drones", ENDURANCE=10)
    from_sites = [route["launch_site"] for route in results["ROUTES"].getFeatures()]
    assert from_sites.count("base 1") <= 1
    assert from_sites.count("base 2") <= 2
    assert results["ROUTE_COUNT"] >= 2


def test_seed_and_iterations_reproduce_the_features():
    one, other = (run(DRONES=2, SORTIES=2, ENDURANCE=6) for _ in range(2))
    for name in ("ROUTES", "WAYPOINTS", "UNSERVED"):
        assert [(f.attributes(), f.geometry().asWkt()) for f in one[name].getFeatures()] == [
            (f.attributes(), f.geometry().asWkt()) for f in other[name].getFeatures()
        ]


def test_a_launch_site_in_a_no_fly_zone_is_named():
    zone = layer("Polygon", ["POLYGON((50 -50, 100 -50, 100 50, 50 50, 50 -50))"])
    run(NO_FLY=[zone])
    with pytest.raises(QgsProcessingException, match=r"base 1.*no-fly zone"):
        run(NO_FLY=[zone], NO_FLY_BUFFER=60)


def test_a_spot_in_a_no_fly_zone_is_unserved_with_that_reason():
    zone = layer("Polygon", ["POLYGON((100 200, 300 200, 300 400, 100 400, 100 200))"])
    results = run(NO_FLY=[zone])
    left = [(spot["spot_id"], spot["priority"], spot["reason"]) for spot in results["UNSERVED"].getFeatures()]
    assert left == [("1", 3, "inside a no-fly zone")]


def test_a_too_short_endurance_serves_nothing_and_gives_the_reason():
    listener = Listener()
    results = run(listener, ENDURANCE=1)
    assert results["ROUTE_COUNT"] == results["SERVED_PRIORITY"] == 0
    assert {spot["reason"] for spot in results["UNSERVED"].getFeatures()} <= {
        "out of reach of every launch site on one battery",
        "larger than one battery",
    }
    assert any("ENDURANCE" in text for text in listener.warnings)


def test_max_range_is_a_reason():
    results = run(MAX_RANGE=800)
    left = [(spot["spot_id"], spot["reason"]) for spot in results["UNSERVED"].getFeatures()]
    assert left == [("2", "beyond MAX_RANGE"), ("3", "beyond MAX_RANGE")]


@pytest.mark.parametrize(
    "name", ["ENDURANCE", "SPEED", "SWAP_TIME", "NO_FLY_BUFFER", "ALTITUDE", "SWATH", "HOVER_TIME", "DRONES", "SORTIES"]
)
def test_negative_numbers_are_rejected(name):
    with pytest.raises(QgsProcessingException, match=name):
        run(**{name: -1})


def test_a_too_strong_wind_is_an_error():
    with pytest.raises(QgsProcessingException, match="wind"):
        run(WIND_SPEED=12)


def test_empty_layers_are_an_error():
    with pytest.raises(QgsProcessingException, match="nothing to plan"):
        run(BLIND_SPOTS=[layer("Point", [])])
    with pytest.raises(QgsProcessingException, match="launch site"):
        run(LAUNCH_SITES=layer("Point", []))


def test_null_and_invalid_geometries_are_counted_and_reported():
    bow = "POLYGON((0 300, 200 500, 200 300, 0 500, 0 300))"
    listener = Listener()
    results = run(listener, BLIND_SPOTS=[layer("Polygon", [None, bow], [[1], [2]])])
    assert results["SERVED_PRIORITY"] == pytest.approx(2)
    assert any("no geometry" in text for text in listener.warnings)
    assert any("invalid" in text for text in listener.warnings)


def test_null_priorities_count_as_zero_and_negative_ones_are_rejected():
    listener = Listener()
    results = run(listener, BLIND_SPOTS=[layer("Point", ["POINT(1 300)", "POINT(1 400)"], [[None], [2]])])
    assert results["TOTAL_PRIORITY"] == 2
    assert [spot["reason"] for spot in results["UNSERVED"].getFeatures()] == ["no priority"]
    with pytest.raises(QgsProcessingException, match="negative"):
        run(BLIND_SPOTS=[layer("Point", ["POINT(1 300)"], [[-1]])])


def test_a_layer_without_crs_is_an_error():
    nowhere = spots()
    nowhere.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(QgsProcessingException, match="no CRS"):
        run(BLIND_SPOTS=[nowhere])


def test_cancel_stops():
    class Cancelling(Listener):
        def isCanceled(self):
            return True

    assert run(Cancelling()).get("ROUTES") is None


def dem(path, height=lambda x, y: 100 + 0.02 * x, hole=False):
    """A DEM of 20 m cells around ORIGIN, in UTM; `hole` leaves the first spot without data."""
    size = 250
    x = np.arange(size) * 20 - 2500 + 10
    heights = height(*np.meshgrid(x, -x)).astype(np.float32)
    if hole:
        heights[(np.hypot(*(np.stack(np.meshgrid(x, -x)) - np.array([200, 300])[:, None, None])) < 60)] = -9999
    file = gdal.GetDriverByName("GTiff").Create(str(path), size, size, 1, gdal.GDT_Float32)
    file.SetGeoTransform([ORIGIN[0] - 2500, 20, 0, ORIGIN[1] + 2500, 0, -20])
    system = osr.SpatialReference()
    system.ImportFromEPSG(32633)
    file.SetProjection(system.ExportToWkt())
    file.GetRasterBand(1).WriteArray(heights)
    file.GetRasterBand(1).SetNoDataValue(-9999)
    return str(path)


def test_terrain_makes_heights_above_sea_level(tmp_path):
    results = run(TERRAIN=dem(tmp_path / "dem.tif"))
    for route in results["ROUTES"].getFeatures():
        line = vertices(route)
        ground = 100 + 0.02 * (line[:, 0] - ORIGIN[0])
        assert line[1:-1, 2] == pytest.approx(ground[1:-1] + 60, abs=1)
        assert line[0, 2] == pytest.approx(100, abs=0.5)
        assert route["z_ref"] == "AMSL"
    for point in results["WAYPOINTS"].getFeatures():
        assert point["alt_amsl_m"] - point["alt_agl_m"] == pytest.approx(
            100 + 0.02 * (point.geometry().constGet().x() - ORIGIN[0]), abs=0.5
        )


def test_the_error_for_terrain_without_data_gives_the_position(tmp_path):
    with pytest.raises(QgsProcessingException, match=r"TERRAIN.*x 500200, y 5000300"):
        run(TERRAIN=dem(tmp_path / "dem.tif", hole=True))
    far = layer("Point", ["POINT(90000 90000)"], [[1]])
    with pytest.raises(QgsProcessingException, match="TERRAIN"):
        run(BLIND_SPOTS=[far], LAUNCH_SITES=sites(["POINT(90000 90100)"]), TERRAIN=dem(tmp_path / "dem.tif"))


def test_every_parameter_has_help():
    algorithm = PlanRoutes().create()
    for parameter in algorithm.parameterDefinitions():
        assert parameter.help(), parameter.name()


def test_defaults_match_the_design():
    algorithm = PlanRoutes().create()
    parameters = {parameter.name(): parameter for parameter in algorithm.parameterDefinitions()}
    defaults = {
        "PRIORITY_FIELD": "priority",
        "DRONES": 2,
        "SORTIES": 1,
        "ENDURANCE": None,  # of the model, or 30
        "RESERVE": 25,
        "SPEED": 10,
        "CLIMB": 3,
        "DESCENT": 2,
        "ALTITUDE": 60,
        "HOVER_TIME": 60,
        "SWATH": None,  # of the camera, or 60
        "OBJECTIVE": 0,
        "REVISIT": None,  # as recorded in the blind spots, or 120
        "SOLVER": 0,
        "TIME_LIMIT": 10,
        "MAX_ITERATIONS": 0,
    }
    assert {name: parameters[name].defaultValue() for name in defaults} == defaults
    assert parameters["SOLVER"].options() == ["Automatic", "Built in"]


def test_every_field_of_the_outputs_is_in_its_help():
    results = run()
    algorithm = PlanRoutes().create()
    for name in ("ROUTES", "WAYPOINTS", "UNSERVED"):
        help_text = algorithm.parameterDefinition(name).help()
        assert [field.name() for field in results[name].fields() if field.name() not in help_text] == []
    assert [field.name() for field in results["ROUTES"].fields()] == [
        *("drone", "sortie", "launch_site", "start", "end", "duration_s"),
        *("distance_m", "energy_wh", "priority", "z_ref", "altitude_m", "left_pct", "swath_m", "spots"),
    ]
    assert {
        *("drone", "sortie", "seq", "action", "arrive", "leave"),
        *("alt_agl_m", "alt_amsl_m", "speed_ms", "spot_id", "spot_name"),
    } <= {field.name() for field in results["WAYPOINTS"].fields()}


def test_too_many_sorties_name_drones_and_sorties():
    with pytest.raises(QgsProcessingException, match=r"DRONES.*SORTIES.*201 sorties.*200 at most"):
        run(DRONES=67, SORTIES=3)
    with pytest.raises(QgsProcessingException, match=r"DRONES_FIELD.*SORTIES"):
        run(DRONES_FIELD="drones", LAUNCH_SITES=sites(["POINT(0 0)", "POINT(10 0)"] * 2), SORTIES=21)


def test_one_outlier_does_not_determine_the_crs():
    shapes = [f"POINT({20 * index} 300)" for index in range(150)] + ["POINT(-5900000 100000)"]
    wild = layer("Point", shapes, [[1]] * 151, crs="EPSG:4326")
    results = run(BLIND_SPOTS=[wild], LAUNCH_SITES=sites(), MAX_ITERATIONS=1)
    assert results["CRS"] == UTM


def test_a_zone_without_an_area_is_an_error():
    fence = layer("LineString", ["LINESTRING(250 -500, 250 500)"], [[1]])
    with pytest.raises(QgsProcessingException, match=r"it must have polygons\. Buffer makes polygons"):
        run(NO_FLY=[fence])
