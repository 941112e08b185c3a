"""Where the sun's times are taken in the Python interface."""

from types import SimpleNamespace

import numpy as np
import pytest
from shapely import Point

from blindspot.engine.chain.sun import sun_place
from blindspot.engine.tables import geopandas, pyproj

UTM = pyproj.CRS(32760)  # around 177 E
TRACKS = SimpleNamespace(x=np.array([500e3, 500e3, 500e3, 520e3]), y=np.full(4, 8.1e6))


def places(*positions):
    return geopandas.GeoDataFrame(geometry=[Point(xy) for xy in positions], crs="EPSG:4326")


def test_it_is_the_middle_of_the_first_table_else_the_median_of_the_fixes():
    near = places((177.0, -17.0), (178.0, -18.0))
    found = sun_place((None, near), UTM, TRACKS)
    assert (found.longitude, found.latitude) == (177.5, -17.5)
    assert found.corners.tolist() == [[177, -18], [177, -17], [178, -18], [178, -17]]
    alone = sun_place((None, None), UTM, TRACKS)
    assert (alone.longitude, alone.latitude) == (177.0, pytest.approx(-17.18, abs=0.02))
    assert alone.corners.shape == (4, 2)


@pytest.mark.parametrize("far", [places((-179.9, -17.0), (179.9, -17.0)), places((0.0, 95.0), (1.0, 96.0))])
def test_a_table_that_has_no_middle_is_passed_over(far):
    assert sun_place((far, None), UTM, TRACKS).longitude == 177.0


def test_a_table_across_the_date_line_in_metres_is_passed_over():
    across = places((179.95, -17.0), (-179.95, -17.1)).to_crs(UTM)
    assert sun_place((across, places((176.0, -17.0))), UTM, TRACKS).longitude == 176.0
