"""The timeline of a plan: local hours, rows, bars, and what the mouse and the keys do."""

import math

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

from blindspot.engine.drones.colours import drone_colour
from blindspot.ui.found_results import Chain, Result
from blindspot.ui.result_parts import ResultParts
from blindspot.ui.timeline import Timeline, timeline_of
from blindspot.ui.timeline_widget import TimelineWidget
from small_layers import shape_layer

NIGHT = 1_767_387_600  # 2026-01-02 22:00 in Berlin
FIELDS = [("drone", "Int"), ("sortie", "Int"), ("left_pct", "Double"), ("launch_site", "QString"), ("spots", "QString")]


def record(**parameters):
    return {"algorithm": "blindspot:planroutes", "parameters": parameters, "inputs": {}}


WATCH = {"WATCH_START": "22:00:00", "WATCH_END": "05:00:00", "TIMEZONE": "Europe/Berlin", "OBJECTIVE": 0}


def routes(*flights, fields=FIELDS):
    """flights: (first M, last M, drone, sortie, % left)."""
    wkts = [f"LINESTRING ZM (0 0 0 {first}, 9 9 60 {last})" for first, last, *_ in flights]
    rows = [[drone, sortie, left, "base", "Mill"] for _, _, drone, sortie, left in flights]
    return shape_layer(wkts, "LineStringZM", "EPSG:32633", "routes", fields, rows)


def test_dated_sorties_are_shown_in_local_hours_of_their_watch():
    found = timeline_of(
        routes((NIGHT + 600, NIGHT + 1800, 1, 1, 40), (NIGHT + 6 * 3600, NIGHT + 7 * 3600, 2, 1, 30)), record(**WATCH)
    )
    assert found.clock
    assert [found.label(one.starts) for one in found.sorties] == ["22:10", "04:00"]
    assert (found.label(found.begins), found.label(found.ends)) == ("22:00", "05:00")
    assert found.watch == (22 * 3600, 29 * 3600)


def test_a_take_off_shortly_before_the_watch_is_before_it():
    found = timeline_of(routes((NIGHT - 1800, NIGHT + 60, 1, 1, 40)), record(**WATCH))
    assert found.label(found.begins) == "21:30"
    assert found.sorties[0].ends > found.watch[0]


def test_times_from_the_start_of_the_watch_or_of_the_first_take_off():
    plan = routes((900, 1500, 1, 1, 40))
    found = timeline_of(plan, record(**WATCH))
    assert (found.clock, found.label(found.sorties[0].starts)) == (True, "22:15")
    found = timeline_of(plan, record(**{**WATCH, "OBJECTIVE": 1}))
    assert (found.clock, found.label(found.sorties[0].starts), found.watch) == (False, "00:00", None)


def test_routes_without_times_or_rows_have_none():
    assert timeline_of(routes(), record(**WATCH)) is None
    assert timeline_of(shape_layer(["LINESTRING (0 0, 1 1)"], "LineString"), record(**WATCH)) is None


def test_a_sortie_in_words():
    timeline = timeline_of(routes((NIGHT, NIGHT + 1200, 1, 2, 41.6)), record(**WATCH))
    assert timeline.says(timeline.sorties[0]) == (
        "Drone 1, sortie 2: 22:00–22:20, 20 min, 42 % of the battery left\nFrom base\nVisits Mill"
    )
    timeline = timeline_of(routes((NIGHT, NIGHT + 1200, 1, 2, None)), record(**WATCH))
    assert math.isnan(timeline.sorties[0].left)
    assert "battery" not in timeline.says(timeline.sorties[0])


@pytest.mark.parametrize("most", [1, 2, 4, 8, 30])
def test_ticks_are_round_and_few(most):
    ticks = Timeline((), 22.2 * 3600, 29 * 3600, True).ticks(most)
    assert 1 <= len(ticks) <= most
    assert all(tick % 300 == 0 and 22.2 * 3600 <= tick <= 29 * 3600 for tick in ticks)


@pytest.fixture
def widget(qgis_app):
    widget = TimelineWidget()
    widget.resize(400, 150)
    flights = [(NIGHT, NIGHT + 1800, 2, 1, 30), (NIGHT + 7200, NIGHT + 9000, 1, 2, 80), (NIGHT, NIGHT + 1500, 1, 1, 30)]
    widget.show_timeline(timeline_of(routes(*flights), record(**WATCH)))
    widget.show()
    yield widget
    widget.close()
    QgsApplication.processEvents()


def test_a_row_for_each_drone_in_its_colour_and_bars_in_time(widget):
    assert [(one.drone, one.number) for one in widget.sorties] == [(1, 1), (1, 2), (2, 1)]
    first, second, other = map(widget.bar_of, range(3))
    assert first.right() < second.left() < widget.width()
    assert other.top() > first.bottom()
    assert abs(first.left() - other.left()) < 0.01
    assert other.width() > first.width()
    image = widget.grab().toImage()
    for bar, drone in ((second, 1), (other, 2)):
        at = QPoint(int(bar.center().x()), int(bar.bottom()) - 3)
        assert image.pixelColor(at).name() == drone_colour(drone)
    above = image.pixelColor(QPoint(int(other.center().x()), int(other.top()) + 4))
    assert above.name() != drone_colour(2)  # 30 % are left


def test_a_click_and_the_keys_choose_a_sortie(widget):
    chosen = []
    widget.chosen.connect(chosen.append)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(widget, left, none, widget.bar_of(1).center().toPoint())
    assert chosen == [widget.sorties[1].feature]
    QTest.mouseClick(widget, left, none, QPoint(1, 1))
    assert (widget.current, len(chosen)) == (None, 1)
    for _ in range(5):
        QTest.keyClick(widget, Qt.Key.Key_Right)
    assert widget.current is widget.sorties[2]
    QTest.keyClick(widget, Qt.Key.Key_Left)
    assert chosen[-1] == widget.sorties[1].feature
    widget.show_timeline(None)
    assert widget.sorties == ()
    QTest.keyClick(widget, Qt.Key.Key_Right)


def test_a_night_of_many(qgis_app):
    fields = [*FIELDS, ("night", "Int")]
    plan = shape_layer(
        [f"LINESTRING ZM (0 0 0 {NIGHT + day * 86400}, 9 9 60 {NIGHT + day * 86400 + 900})" for day in (0, 1)],
        "LineStringZM", "EPSG:32633", "routes", fields, [[1, 1, 50, "b", "", 1], [1, 1, 50, "b", "", 2]],
    )  # fmt: skip
    timeline = timeline_of(plan, record(**WATCH))
    assert timeline.nights == (1, 2)
    assert {one.starts for one in timeline.sorties} == {22 * 3600.0}
    widget = TimelineWidget()
    widget.show_timeline(timeline, 2)
    assert [one.night for one in widget.sorties] == [2]
    parts = ResultParts()
    parts.show_results(Chain(routes=Result(plan.id(), "routes", record(**WATCH))), lambda _: plan)
    assert [one.night for one in parts.timeline.sorties] == [1]
    parts.night.setCurrentIndex(1)
    assert [one.night for one in parts.timeline.sorties] == [2]
