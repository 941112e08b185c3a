"""Routes are drawn by drone and by night, and a path that is flown again can be seen and is named in the legend."""

from itertools import pairwise

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsRenderContext,
    QgsRuleBasedRenderer,
    QgsSymbolLayer,
)

from blindspot.engine.drones.colours import drone_colour
from blindspot.layers.styling import apply_style
from flown_layers import LOOP, OTHER, routes, routes_by_night
from small_layers import shape_layer


def styled(layer, style="routes"):
    apply_style(layer, style, zone="Asia/Shanghai")
    return layer


def legend(layer) -> list[str]:
    return [item.label() for item in layer.renderer().legendSymbolItems()]


def drawn(layer, feature, **variables):
    """The label of the legend entry that a feature is drawn with; None where it is not drawn."""
    context, scopes = QgsRenderContext(), QgsExpressionContextUtils.globalProjectLayerScopes(layer)
    expressions = QgsExpressionContext(scopes)
    for name, value in variables.items():
        expressions.lastScope().setVariable(name, value)
    expressions.setFeature(feature)
    context.setExpressionContext(expressions)
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())
    if isinstance(renderer, QgsRuleBasedRenderer):
        rules = renderer.rootRule().rulesForFeature(feature, context)
        renderer.stopRender(context)
        return [rule.label() for rule in rules if rule.symbol() is not None] or None
    keys = renderer.legendKeysForFeature(feature, context)
    renderer.stopRender(context)
    labels = {item.ruleKey(): item.label() for item in renderer.legendSymbolItems()}
    return [labels[key] for key in keys] or None


def label_of(layer, feature, **variables):
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    for name, value in variables.items():
        context.lastScope().setVariable(name, value)
    context.setFeature(feature)
    expression = QgsExpression(layer.labeling().settings().fieldName)
    value = expression.evaluate(context)
    assert not expression.hasEvalError(), expression.evalErrorString()
    return value


def test_each_drone_has_its_colour_in_the_legend():
    layer = styled(routes((1, 1, LOOP), (3, 1, OTHER)))
    assert legend(layer) == ["Drone 1", "Drone 3"]
    categories = layer.renderer().categories()
    colours = [category.symbol().symbolLayer(1).color().name() for category in categories]
    assert colours == [drone_colour(1), drone_colour(3)]
    assert [drawn(layer, feature) for feature in layer.getFeatures()] == [["Drone 1"], ["Drone 3"]]


def test_of_several_drones_none_hides_another_on_the_same_path():
    layer = styled(routes((1, 1, LOOP), (2, 1, LOOP), (3, 1, LOOP)))
    categories = layer.renderer().categories()  # alive as long as their symbols are used
    lines = [category.symbol().symbolLayer(1) for category in categories]
    assert layer.renderer().usingSymbolLevels()
    assert [line.renderingPass() for line in lines] == sorted(line.renderingPass() for line in lines)
    widths = [line.width() for line in lines]
    assert all(wide - narrow >= 0.4 for wide, narrow in pairwise(widths))


def test_routes_of_drones_that_share_no_leg_are_alike():
    layer = styled(routes((1, 1, LOOP), (2, 1, OTHER), (3, 1, LOOP)))
    categories = layer.renderer().categories()
    first, alone, third = (category.symbol().symbolLayer(1).width() for category in categories)
    assert first > alone > third


def test_the_legend_has_no_cut_mark_of_a_launch_site():
    layer = styled(routes((1, 1, LOOP)))
    categories = layer.renderer().categories()  # alive as long as their symbols are used
    mark = categories[0].symbol().symbolLayers()[-1].subSymbol()
    size = mark.symbolLayer(0).dataDefinedProperties().property(QgsSymbolLayer.Property.Size)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    assert size.valueAsDouble(context)[0] == 0
    context.setFeature(next(layer.getFeatures()))
    assert size.valueAsDouble(context)[0] > 0


def test_a_path_that_is_flown_again_is_named_in_the_legend_and_on_the_first_route():
    back = LOOP[::-1]
    layer = styled(routes((1, 1, LOOP), (1, 2, OTHER), (1, 3, LOOP), (1, 4, back), (2, 1, LOOP)))
    assert legend(layer) == ["Drone 1", "Drone 2", "Drone 1, the same path again"]
    again = "Drone 1, the same path again"
    assert [drawn(layer, feature) for feature in layer.getFeatures()] == [
        ["Drone 1"],
        ["Drone 1"],
        [again],
        [again],
        ["Drone 2"],
    ]
    assert [label_of(layer, feature) for feature in layer.getFeatures()] == [
        "Drone 1, sorties 1, 3, 4",
        "Drone 1, sortie 2",
        None,
        None,
        "Drone 2, sortie 1",
    ]


def test_labels_leave_the_sortie_out_where_there_is_one():
    layer = styled(routes((1, 1, LOOP), (2, 1, OTHER)))
    assert [label_of(layer, feature) for feature in layer.getFeatures()] == ["Drone 1", "Drone 2"]


def test_a_route_whose_legs_are_too_short_on_the_map_has_no_label():
    layer = styled(routes((1, 1, LOOP)))
    feature = next(layer.getFeatures())
    longest = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 for (x0, y0), (x1, y1) in pairwise(LOOP))
    fits = longest * 1000 / 26
    assert label_of(layer, feature, map_scale=0.9 * fits) == "Drone 1"
    assert label_of(layer, feature, map_scale=1.1 * fits) is None


@pytest.mark.parametrize("style", ["routes", "waypoints"])
def test_one_night_is_shown_and_all_of_them_while_time_is_played(style):
    layer = styled(routes_by_night((1, 1, 1, LOOP), (2, 1, 1, LOOP), (2, 2, 1, OTHER)), style)
    nights = layer.renderer().rootRule().children()
    assert [(rule.label(), rule.active()) for rule in nights] == [
        ("Night 1, Wed 18 Mar, 00:53", True),
        ("Night 2, Thu 19 Mar, 01:53", False),
        ("While playing: that night", True),
    ]
    features = list(layer.getFeatures())
    assert [drawn(layer, feature) for feature in features] == [["Drone 1"], None, None]
    playing = [drawn(layer, feature, map_start_time="2026-03-17T18:00:00") for feature in features]
    assert playing == [["Drone 1"], ["Drone 1"], ["Drone 2"]]  # no path is flown again in one night
    nights[1].setActive(True)
    assert drawn(layer, features[2]) == ["Drone 2"]


def test_spots_of_one_night_are_not_drawn_while_another_is_played():
    layer = styled(routes_by_night((1, 1, 1, LOOP)), "spots")
    feature = next(layer.getFeatures())
    assert drawn(layer, feature)
    assert drawn(layer, feature, map_start_time="2026-03-17T18:00:00") is None


def test_plans_that_are_drawn_say_with_what_probability():
    layer = styled(routes_by_night((1, 1, 1, LOOP), probability=0.25))
    assert layer.renderer().rootRule().children()[0].label().endswith(": plan 1, drawn with 25 %")


def test_routes_without_rows_have_a_style():
    layer = styled(routes())
    assert layer.renderer().type() == "singleSymbol"


def test_a_path_that_is_flown_again_and_waypoints_have_the_colour_of_their_drone():
    layer = styled(routes((1, 1, LOOP), (2, 1, OTHER), (2, 2, OTHER)))
    again = next(each for each in layer.renderer().categories() if "again" in each.label())
    assert again.symbol().symbolLayers()[-1].color().name() == drone_colour(2)
    points = styled(shape_layer(["Point(0 0)"] * 2, "Point", fields=[("drone", "Int")], rows=[[1], [3]]), "waypoints")
    found = {each.value(): each.symbol().symbolLayer(0).strokeColor().name() for each in points.renderer().categories()}
    assert found == {1: drone_colour(1), 3: drone_colour(3)}
