"""The legend of places says what is not drawn, what is paler, and that places tie."""

import re

import pytest
from qgis.core import (
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsGeometry,
    QgsRenderContext,
    QgsVectorLayer,
)

from blindspot.engine.score.gap_classes import gap_classes
from blindspot.layers.styling import apply_style, raster_style
from small_layers import shape_layer


def places(*rows, kind="Polygon") -> QgsVectorLayer:
    """Places from (gap, demand) of each."""
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:32650&field=gap:double&field=demand:double", "places", "memory")
    features = []
    for row in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(row))
        feature.setGeometry(QgsGeometry.fromWkt("Polygon((0 0, 1 0, 1 1, 0 0))"))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def legend(layer) -> list[str]:
    return [item.label() for item in layer.renderer().legendSymbolItems()]


CLASSES = [each.label for each in gap_classes()]


@pytest.mark.parametrize(
    ("demands", "notes"),
    [
        ((1.0, 3.0), []),
        ((0.4, 1.0), ["paler: lower demand"]),
        ((0.0, 1.0), ["paler: lower demand", "not drawn: no demand"]),
        ((None, 1.0), []),
        ((), []),
    ],
)
def test_the_legend_says_what_is_paler_and_what_is_not_drawn(demands, notes):
    layer = places(*((0.5, demand) for demand in demands))
    apply_style(layer, "places")
    assert legend(layer) == [*CLASSES, *notes]


def test_places_that_tie_are_named_in_the_legend():
    layer = places((1.0, 1.0))
    apply_style(layer, "places", "most places tie")
    assert legend(layer) == [*CLASSES, "most places tie"]


def test_a_place_without_demand_has_no_class():
    layer = places((0.9, 0.0), (0.9, 1.0))
    apply_style(layer, "places")
    renderer = layer.renderer()
    assert renderer.classAttribute() == 'if(coalesce("demand", 1) > 0, "gap", NULL)'


@pytest.mark.parametrize("kind", ["Point", "LineString", "Polygon"])
def test_each_class_has_its_colour_for_every_kind_of_place(kind):
    layer = places(kind=kind)
    apply_style(layer, "places")
    ranges = layer.renderer().ranges()
    assert [each.symbol().color().name() for each in ranges] == [each.colour for each in gap_classes()]


def test_rasters_have_the_same_classes():
    text = raster_style("places")
    assert text.count("<item ") == len(CLASSES)
    assert all(f'color="{each.colour}"' in text and each.label in text for each in gap_classes())
    limits = re.findall(r'<item [^>]*value="([^"]+)"', text)
    assert list(map(float, limits)) == [*(each.upper for each in gap_classes()[:-1]), float("inf")]
    assert raster_style("nothing") == ""


def class_of(style, **values) -> str:
    """The label of the class that a place with these values is drawn in."""
    fields, square = [(name, "Double") for name in values], "Polygon((0 0, 1 0, 1 1, 0 0))"
    layer = shape_layer([square], fields=fields, rows=[list(values.values())])
    feature = next(layer.getFeatures())
    apply_style(layer, style)
    context = QgsRenderContext()
    context.setExpressionContext(QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer)))
    context.expressionContext().setFeature(feature)
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())
    keys = renderer.legendKeysForFeature(feature, context)
    renderer.stopRender(context)
    (label,) = [item.label() for item in renderer.legendSymbolItems() if item.ruleKey() in keys]
    return label


@pytest.mark.parametrize(
    ("style", "values", "label"),
    [
        ("places", {"gap": 0.05}, "0 – 0.1, rarely missed"),
        ("places", {"gap": 0.8}, "0.75 – 1, mostly missed"),
        ("places", {"gap": 1.0}, "1, never seen in time"),
        ("gain", {"gap_before": 0.9, "gap_after": 0.3}, "0.5 – 1"),
        ("gain", {"gap_before": 0.5, "gap_after": 0.45}, "Gap falls by up to 0.1"),
        ("gain", {"gap_before": 0.5, "gap_after": 0.5}, "No change"),
        ("gain", {"gap_before": 0.3, "gap_after": 0.9}, "Worse: gap rises"),
        ("effort", {"visits": 0, "hours": 0.0}, "nobody"),
        ("effort", {"visits": 2, "hours": 0.05}, "up to 5 min"),
        ("effort", {"visits": 2, "hours": 3.0}, "2 – 8 h"),
        ("visited", {"priority": 8.0, "closed": 3.0}, "25 – 50 %"),
        ("visited", {"priority": 8.0, "closed": 0.0}, "Not closed"),
        ("stability", {"stability": 0.9}, "0.8 – 1, nearly always found again"),
        ("stability", {"stability": 0.1}, "below 0.5, seldom found again"),
    ],
)
def test_places_are_drawn_in_the_class_of_their_value(style, values, label):
    assert class_of(style, **values) == label
