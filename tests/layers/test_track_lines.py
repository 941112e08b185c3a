"""Track lines to fixes: every vertex is a fix at the time in its M."""

import numpy as np
import pytest
from qgis.core import QgsCoordinateTransformContext

from blindspot.engine.errors import UserError
from blindspot.engine.progress import Cancelled, quiet
from blindspot.engine.tracks.tracks import NO_POSITION
from blindspot.layers.arrow import LayerFile
from blindspot.layers.fix_columns import FixFields
from blindspot.layers.fixes import read_fixes
from small_layers import saved, shape_layer, source_of

T = 1_767_308_400
FIELDS = (("unit", "QString"), ("range", "Double"))
LOCAL = "PROJ:+proj=tmerc +lat_0=50 +lon_0=15 +datum=WGS84 +units=m"  # a grid with its origin here
CONTEXT = QgsCoordinateTransformContext()


def tracks(wkts, rows=None, kind="LineStringM"):
    rows = rows or [[f"U{i}", 50.0] for i in range(len(wkts))]
    return shape_layer(wkts, kind, LOCAL, "tracks", FIELDS, rows)


def read(layer, names=None, progress=quiet):
    return read_fixes(source_of(layer), LayerFile.of(layer, False), names or FixFields(), None, CONTEXT, progress)


WKTS = {
    "LineStringM": f"LINESTRING M (1 2 {T}, 3 4 {T + 9})",
    "LineStringZM": f"LINESTRING ZM (1 2 77 {T}, 3 4 77 {T + 9})",
    "MultiLineStringM": f"MULTILINESTRING M ((1 2 {T}, 1 2 {T}), (3 4 {T + 9}, 3 4 {T + 9}))",
    "MultiLineStringZM": f"MULTILINESTRING ZM ((1 2 7 {T}, 1 2 7 {T}), (3 4 7 {T + 9}, 3 4 7 {T + 9}))",
}


@pytest.mark.parametrize("kind", WKTS)
@pytest.mark.parametrize("as_file", [True, False])
def test_vertices_and_their_times_are_the_layers(tmp_path, kind, as_file):
    layer = tracks([WKTS[kind]], kind=kind)
    found = read(saved(layer, tmp_path / "tracks.gpkg") if as_file else layer).fixes
    several = 2 if kind.startswith("Multi") else 1
    assert found.x.tolist() == [1.0] * several + [3.0] * several
    assert found.y.tolist() == [2.0] * several + [4.0] * several
    assert found.t.tolist() == [T] * several + [T + 9] * several


def test_each_vertex_knows_its_unit_row_and_numbers():
    layer = tracks([WKTS["LineStringM"], None, WKTS["LineStringM"]], [["b", 10.0], ["a", None], [None, 30.0]])
    found = read(layer, FixFields(range="range"))
    fixes = found.fixes
    assert [fixes.unit_names[code] for code in fixes.unit] == ["b", "b", "a", "", ""]
    assert fixes.row.tolist() == [1, 1, 2, 3, 3]
    assert fixes.faults[NO_POSITION].tolist() == [2]
    assert dict(zip(fixes.unit_names, found.range, strict=True)) == pytest.approx(
        {"": 30, "a": np.nan, "b": 10}, nan_ok=True
    )


def test_a_curve_is_many_fixes_along_it():
    fixes = read(
        tracks([f"CIRCULARSTRING M (0 0 {T}, 100 100 {T + 10}, 200 0 {T + 20})"], kind="CircularStringM")
    ).fixes
    assert len(fixes) > 10
    assert np.hypot(fixes.x - 100, fixes.y) == pytest.approx(100, abs=0.5)


def test_lines_without_m_are_an_error_that_says_what_is_needed():
    with pytest.raises(UserError, match=r"lines of tracks have no M values.*epoch seconds"):
        read(shape_layer(["LINESTRING(0 0, 1 1)"], "LineString", name="tracks"))


def test_cancel_is_heard():
    def cancel(share):
        if share > 0.1:
            raise Cancelled

    with pytest.raises(Cancelled):
        read(tracks([WKTS["LineStringM"]] * 900), progress=cancel)
