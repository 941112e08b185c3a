"""Random missions anywhere on earth, with waypoints on each other, short and long legs and steep ones: each format
writes a file that its strict check passes, or refuses it with a sentence; nothing is lost on the way."""

import numpy as np
import pytest

from blindspot.engine.crs.geodesic import ground_length
from blindspot.engine.errors import UserError
from blindspot.engine.missions.airborne import airborne
from blindspot.engine.missions.gpx import GPX
from blindspot.engine.missions.kml import KML
from blindspot.engine.missions.litchi import LITCHI
from blindspot.engine.missions.mission import RELATIVE, TERRAIN, Camera, Mission, Options
from blindspot.engine.missions.wpml import WPML

ACTIONS = ("fly", "hover", "sweep_start", "sweep", "sweep_end", "follow_start", "follow", "follow_end")


def random_mission(seed: int) -> Mission:
    rng = np.random.default_rng(seed)
    count = int(rng.integers(4, 60))
    lon0, lat0 = rng.uniform(-180, 180), rng.uniform(-85, 85)
    east, north = np.cumsum(rng.choice([0, 0.3, 5, 50, 800], count) * rng.normal(size=(2, count)), axis=1)
    ground = rng.normal(0, 20, count)
    for column in (east, north, ground):
        column[[0, 1, -2, -1]] = 0
    above = 60.0 + rng.choice([0, 20], count)
    above[[0, -1]] = 0
    hover = np.where(rng.random(count) < 0.3, rng.uniform(0, 200, count), 0)
    hover[[0, -1]] = 0
    speed = rng.uniform(0.2, 15, count)
    lon = (lon0 + east / 111_320 / np.cos(np.radians(lat0)) + 180) % 360 - 180
    lat, height = lat0 + north / 110_570, above + ground
    sea = rng.uniform(-100, 3000) if rng.random() < 0.5 else np.nan
    camera = Camera(rng.choice([None, -90.0, -30.0]), rng.choice([None, 10.0]))
    start = rng.choice([np.nan, 1.7e9])
    ids = ("takeoff", *rng.choice(ACTIONS, count - 2).tolist(), "land")
    columns = (lon, lat, height, above, sea + height, hover, speed, (None,) * count)
    return Mission("m", 1, 1, "x", 1, 1, (float(lon[0]), float(lat[0]), sea), ids, *columns, start, 100.0, camera)


@pytest.mark.parametrize("form", [WPML, KML, GPX, LITCHI], ids=lambda form: form.title)
def test_each_format_passes_its_check(form):
    written = 0
    for seed in range(60):
        mission = random_mission(seed)
        for heights in (RELATIVE, TERRAIN):
            options = Options(heights=heights, aircraft="M30T")
            try:
                data = form.write(mission, options)
            except UserError:
                continue
            assert form.check(data, mission, options) == [], seed
            assert form.check(data, None, None) == [], seed
            written += 1
    assert written >= (50 if form is WPML else 100)


def test_no_waypoint_and_no_hovering_is_lost():
    for seed in range(60):
        mission = random_mission(seed)
        route = airborne(mission, 0.5, 300.0)
        assert route.hover.sum() == pytest.approx(mission.hover.sum())
        assert route.leg.min(initial=1.0) >= 0.5 - 1e-6 or len(route) < 2
        at = 0
        for row in range(1, len(mission) - 1):  # each is met, in their order
            while away(mission, row, route, at) > 0.5:
                at += 1
                assert at < len(route), (seed, row)


def away(mission, row, route, at) -> float:
    ends = [np.array([getattr(mission, name)[row], getattr(route, name)[at]]) for name in ("lon", "lat", "height")]
    return float(np.hypot(ground_length(*ends[:2])[0], np.diff(ends[2])[0]))
