"""Features are checked in steps, so that cancel is heard: the steps make no difference."""

import numpy as np
import pytest
from qgis.core import QgsCoordinateTransformContext

from blindspot.engine.progress import Cancelled, watched
from blindspot.layers import features
from blindspot.layers.features import read_features
from small_layers import shape_layer

SHAPES = (
    "Polygon((0 0, 9 0, 9 9, 0 9, 0 0))",
    "Polygon((0 0, 9 9, 9 0, 0 9, 0 0))",  # crosses itself
    "Polygon((0 0, 5 0, 9 0, 0 0))",  # flat
    "Polygon((0 0, 1e12 0, 9 9, 0 0))",  # not on Earth
    "Polygon((1 1, 8 1, 8 8, 1 1))",
)


def read(progress=lambda share: None):
    layer = shape_layer(SHAPES, fields=(("number", "Int"),), rows=[(i,) for i in range(len(SHAPES))])
    return read_features(layer, layer.crs(), QgsCoordinateTransformContext(), progress)


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_steps_make_no_difference(monkeypatch, at_once):
    whole = read()
    monkeypatch.setattr(features, "AT_ONCE", at_once)
    steps = read()
    assert (whole.mended, whole.lost, whole.flat) == (steps.mended, steps.lost, steps.flat) == (1, 1, 1)
    assert whole.numbers("number").tolist() == steps.numbers("number").tolist() == [0, 1, 4]
    assert [shape.wkt for shape in whole.geometry] == [shape.wkt for shape in steps.geometry]
    assert whole.content == steps.content


def test_cancel_is_heard_between_steps(monkeypatch):
    monkeypatch.setattr(features, "AT_ONCE", 1)
    shares = []

    def progress(share):
        shares.append(share)
        if share > 0.8:
            raise Cancelled

    with pytest.raises(Cancelled):
        read(progress)
    assert shares[-1] < 1


def test_items_that_are_watched_are_all_there():
    shares = []
    assert list(watched(range(25_000), 25_000, shares.append)) == list(range(25_000))
    assert shares == pytest.approx([0, 0.4, 0.8, 1])
    assert np.diff(shares).min() > 0
