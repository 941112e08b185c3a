"""Tables of features: their geometries as arrays, GeoPandas by Shapely, and not a word of warning."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

import blindspot
from blindspot.engine.airspace.airspace import airspace_around
from blindspot.engine.places.demand import demand_from_layers
from blindspot.engine.tables import geometries_of, geopandas, pyproj, typed_columns, usable_numbers

SHAPES = [shapely.box(0, 0, 10, 10), None, shapely.Polygon(), shapely.box(20, 0, 30, 10)]
COLUMN = geopandas.GeoSeries(SHAPES, index=[5, 6, 7, 8], crs="EPSG:32651")
TABLE = geopandas.GeoDataFrame({"name": list("abcd")}, geometry=COLUMN, index=COLUMN.index)


@pytest.mark.parametrize("features", [SHAPES, np.array(SHAPES, object), COLUMN, TABLE, TABLE.rename_geometry("shape")])
def test_geometries_of_whatever_holds_them(features):
    found = geometries_of(features)
    assert found.dtype == object
    assert found.tolist() == SHAPES
    assert len(geometries_of(features[:0])) == 0


@pytest.mark.parametrize("zones", [SHAPES, COLUMN, TABLE])
def test_zones_come_as_a_table_or_a_column(zones):
    airspace = airspace_around(zones, 1.0)
    assert shapely.area(airspace.zones).sum() == pytest.approx(2 * 144)
    assert airspace.closed(np.array([[5.0, 5], [15, 5], [25, 5]])).tolist() == [True, False, True]


def test_demand_comes_from_tables():
    targets = shapely.points([[5.0, 5], [60, 5]])
    layers = [TABLE.iloc[[0, 3]], COLUMN.iloc[:1]]
    of_tables = demand_from_layers(geopandas.GeoSeries(targets), layers, ["a", "b"], [1.0, 2.0], 100.0)
    of_arrays = demand_from_layers(targets, [[SHAPES[0], SHAPES[3]], SHAPES[:1]], ["a", "b"], [1.0, 2.0], 100.0)
    assert of_tables.share.tolist() == of_arrays.share.tolist()
    assert of_tables.near.tolist() == [[2, 2], [1, 1]]


def test_typed_columns_keep_index_and_crs():
    table = typed_columns(TABLE.rename_geometry("shape"), value=[1, 2, 3, 4])
    assert [*table.columns] == ["value", "geometry"]
    assert table.index.tolist() == [5, 6, 7, 8]
    assert table.crs.to_epsg() == 32651


def test_geopandas_is_loaded_without_a_warning():
    code = "import blindspot.engine.tables as t; print(getattr(t.geopandas.options, 'use_pygeos', False))"
    path = Path(blindspot.__file__).parent.parent
    run = [sys.executable, "-W", "default", "-c", f"import sys; sys.path.insert(0, {str(path)!r}); {code}"]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("False", "")


def test_pyproj_knows_where_the_data_of_proj_are():
    """In a virtual environment too, where pyproj itself does not look among the system's files."""
    folders = pyproj.datadir.get_data_dir().split(os.pathsep)
    assert any(Path(folder, "proj.db").exists() for folder in folders)


@given(st.lists(st.floats(), max_size=20))
def test_usable_numbers_are_finite_and_the_others_are_counted(numbers):
    values = np.array(numbers, float)
    usable, count = usable_numbers(values)
    wrong = np.abs(values) > 1e15
    assert count == wrong.sum()
    assert np.isnan(usable[wrong]).all()
    np.testing.assert_array_equal(usable[~wrong], values[~wrong])
