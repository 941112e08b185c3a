"""Flights in the elevation profile: their heights are right with and without a terrain in the project."""

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFlatTerrainProvider,
    QgsGeometry,
    QgsProfileGenerationContext,
    QgsProfileRequest,
    QgsProject,
    QgsRasterDemTerrainProvider,
    QgsRasterLayer,
    QgsRenderContext,
    QgsVectorLayer,
)

from blindspot.layers.file_styles import restore_time_and_height
from small_layers import EASTING, NORTHING, point_layer

UTM = QgsCoordinateReferenceSystem("EPSG:32633")
SPOT = 1000.0
"""m east of the launch site."""
ALTITUDE = 60.0


def ground(east) -> float:
    """Metres above sea level, at a distance east of the launch site."""
    return 100 + 0.05 * east


@pytest.fixture
def dem(tmp_path) -> str:
    size, cell = 200, 20
    heights = np.tile(ground(np.arange(size) * cell - 2000 + cell / 2), (size, 1)).astype(np.float32)
    path = str(tmp_path / "dem.tif")
    file = gdal.GetDriverByName("GTiff").Create(path, size, size, 1, gdal.GDT_Float32)
    file.SetGeoTransform([EASTING - 2000, cell, 0, NORTHING + 2000, 0, -cell])
    system = osr.SpatialReference()
    system.ImportFromEPSG(32633)
    file.SetProjection(system.ExportToWkt())
    file.GetRasterBand(1).WriteArray(heights)
    del file  # closed, before it is read
    return path


@pytest.fixture
def planned(run, tmp_path, dem):
    """Routes and waypoints as they are opened from their files."""

    def planned(terrain: bool) -> tuple[QgsVectorLayer, QgsVectorLayer]:
        paths = {name: str(tmp_path / f"{name}_{terrain}.gpkg") for name in ("ROUTES", "WAYPOINTS")}
        run(
            "planroutes",
            BLIND_SPOTS=[point_layer([((EASTING + SPOT, NORTHING), 1.0)], (("priority", "Double"),))],
            LAUNCH_SITES=point_layer([((EASTING, NORTHING),)], ()),
            ALTITUDE=ALTITUDE,
            DRONES=1,
            MAX_ITERATIONS=5,
            **({"TERRAIN": dem} if terrain else {}),
            **paths,
        )
        layers = tuple(QgsVectorLayer(path, "opened", "ogr") for path in paths.values())
        assert all(map(restore_time_and_height, layers))
        return layers

    return planned


def profile(layer, dem: str | None, across=False) -> np.ndarray:
    """(n, 2) metres east of the launch site and heights of a layer in a profile along the flight, or across it in the
    middle of the way to the spot. dem: the terrain of the project, if any."""
    x, y = EASTING, NORTHING
    ends = [(x + SPOT / 2, y - 50), (x + SPOT / 2, y + 50)] if across else [(x - 5, y), (x + SPOT + 5, y)]
    curve = QgsGeometry.fromWkt("LineString(" + ", ".join(f"{east} {north}" for east, north in ends) + ")")
    request = QgsProfileRequest(curve.constGet().clone())
    request.setCrs(UTM)
    request.setTolerance(1.0)
    request.setTransformContext(QgsProject.instance().transformContext())
    raster = None if dem is None else QgsRasterLayer(dem, "dem")  # the provider does not keep it
    terrain = QgsFlatTerrainProvider() if raster is None else QgsRasterDemTerrainProvider()
    if raster is not None:
        terrain.setLayer(raster)
    request.setTerrainProvider(terrain)
    generator = layer.createProfileGenerator(request)
    assert generator.generateProfile(QgsProfileGenerationContext())
    points = generator.takeResults().sampledPoints()
    return np.array([(point.x() - x, point.z()) for point in points])


@pytest.mark.parametrize("in_project", [True, False], ids=["DEM in the project", "no DEM in the project"])
@pytest.mark.parametrize("planned_with", [True, False], ids=["planned with terrain", "planned without"])
def test_heights_of_flights(planned, dem, planned_with, in_project):
    routes, waypoints = planned(planned_with)
    above_sea = planned_with or in_project
    for layer in (routes, waypoints):
        found = profile(layer, dem if in_project else None)
        base = np.array([ground(east) if above_sea else 0.0 for east in found[:, 0]])
        above = found[:, 1] - base
        assert {0.0, SPOT} <= set(np.round(found[:, 0], 3))
        assert above.max() == pytest.approx(ALTITUDE, abs=2.0)
        assert above.min() > -2.0
    (crossed, *_) = profile(routes, dem if in_project else None, across=True)
    assert crossed[1] == pytest.approx(ALTITUDE + (ground(SPOT / 2) if above_sea else 0.0), abs=2.0)


def test_z_is_absolute_only_above_sea_level(planned):
    for terrain, clamping in ((True, Qgis.AltitudeClamping.Absolute), (False, Qgis.AltitudeClamping.Relative)):
        for layer in planned(terrain):
            assert layer.elevationProperties().clamping() == clamping
            assert layer.elevationProperties().respectLayerSymbology()


def test_the_profile_has_the_colour_of_the_drone(planned):
    """A profile has one colour for each symbol of the map, that of its first layer that is not locked."""
    routes, _ = planned(False)
    symbols = routes.renderer().symbols(QgsRenderContext())
    assert symbols
    for symbol in symbols:
        assert symbol.color().name() != "#ffffff"
