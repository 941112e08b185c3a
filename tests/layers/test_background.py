"""Layers drawn as the background of a map."""

import numpy as np
import pytest
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFillSymbol,
    QgsGradientFillSymbolLayer,
    QgsProject,
    QgsSingleSymbolRenderer,
)
from qgis.PyQt.QtGui import QColor, QImage

from blindspot.layers import background
from blindspot.layers.background import copies_of, drawn
from small_layers import saved, shape_layer

UTM = QgsCoordinateReferenceSystem("EPSG:32633")
EXTENT = (500_000.0, 5_000_000.0, 500_200.0, 5_000_100.0)
WEST_HALF = shapely.box(500_000, 5_000_000, 500_100, 5_000_100).wkt


def image_of(layers, crs=UTM, extent=EXTENT, size=(200, 100)) -> QImage:
    image = QImage.fromData(drawn(layers, crs, QgsCoordinateTransformContext(), extent, *size))
    assert not image.isNull()
    return image


def red(layer):
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple({"color": "#ff0000", "outline_style": "no"})))
    return layer


def colour(image, x, y) -> str:
    return QColor(image.pixel(x, y)).name()


def test_a_layer_is_drawn_where_it_lies_in_the_style_of_the_project():
    layer = red(shape_layer([WEST_HALF]))
    project = QgsProject()
    project.addMapLayer(layer)
    image = image_of(copies_of([layer], project))
    assert (colour(image, 50, 50), colour(image, 150, 50)) == ("#ff0000", "#ffffff")
    assert (image.width(), image.height()) == (200, 100)


def test_the_first_layer_is_on_top_and_other_crs_are_transformed():
    project = QgsProject()
    top, below = red(shape_layer([WEST_HALF])), shape_layer([WEST_HALF])
    below.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple({"color": "#0000ff", "outline_style": "no"})))
    for layer in (top, below):
        project.addMapLayer(layer)
    assert colour(image_of(copies_of([top, below], project)), 50, 50) == "#ff0000"
    assert colour(image_of(copies_of([below, top], project)), 50, 50) == "#0000ff"


@pytest.mark.parametrize("desktop", [False, True])
def test_a_file_without_a_style_is_grey_and_always_the_same(tmp_path, desktop):
    project, pictures = QgsProject() if desktop else None, set()
    for _ in range(3):
        layer = saved(shape_layer([WEST_HALF]), tmp_path / "area.gpkg")  # QGIS gives it a colour by chance
        image = image_of(copies_of([layer], project))
        pictures.add(colour(image, 50, 50))
    assert pictures == {"#dde3e8"}


def test_the_style_of_a_file_is_used(tmp_path):
    layer = red(saved(shape_layer([WEST_HALF]), tmp_path / "area.gpkg"))
    layer.saveNamedStyle(str(tmp_path / "area.qml"))
    assert colour(image_of(copies_of([saved_again(tmp_path)], None)), 50, 50) == "#ff0000"


def saved_again(folder):
    from qgis.core import QgsVectorLayer

    return QgsVectorLayer(str(folder / "area.gpkg"), "area", "ogr")


def test_the_picture_is_limited_in_pixels_and_bytes(monkeypatch):
    layer = shape_layer([WEST_HALF])
    assert image_of(copies_of([layer], None), size=(4000, 2000)).width() == background.MOST
    monkeypatch.setattr(background, "LARGEST", 1)
    assert image_of(copies_of([layer], None), size=(1000, 500)).width() < 400


def test_the_layer_itself_stays_as_it_is():
    layer = red(shape_layer([WEST_HALF]))
    copies_of([layer], None)
    assert layer.renderer().symbol().color().name() == "#ff0000"
    assert layer.thread() is not None


def test_plain_areas_have_one_colour_without_dots():
    layer = shape_layer([WEST_HALF])
    plain = QgsFillSymbol.createSimple({"color": "#faf1e6", "outline_style": "no"})
    layer.setRenderer(QgsSingleSymbolRenderer(plain))
    other = shape_layer([shapely.box(500_100, 5_000_000, 500_200, 5_000_100).wkt])
    colours = plain.clone()
    ramp = {"color": "#102030", "gradient_color2": "#f0a070"}  # more than 256 colours
    colours.changeSymbolLayer(0, QgsGradientFillSymbolLayer.create(ramp))
    other.setRenderer(QgsSingleSymbolRenderer(colours))
    project = QgsProject()
    project.addMapLayers([layer, other])
    image = image_of(copies_of([layer, other], project), size=(602, 300))
    assert {colour(image, x, y) for x in range(5, 140) for y in range(5, 140)} == {"#faf1e6"}


def test_many_colours_become_few():
    rng = np.random.default_rng(0)
    noise = QImage(301, 200, QImage.Format.Format_RGB32)
    noise.fill(QColor(250, 249, 246))
    for x, y in rng.integers(0, 150, (600, 2)).tolist():
        noise.setPixelColor(x, y, QColor(*rng.integers(0, 100, 3).tolist()))
    few = background._with_few_colours(noise)
    assert few.size() == noise.size()
    assert few.colorCount() <= 256
    for x, y in rng.integers(0, 150, (300, 2)).tolist():
        assert (colour(few, x, y) == "#faf9f6") == (colour(noise, x, y) == "#faf9f6")
