"""Tests of sorties in several files: every waypoint is flown, every part is a flight of its own."""

import numpy as np
import pytest
from copter import arm_and_fly
from small_mission import ARDUPILOT, degrees, small_mission

from blindspot.engine.errors import UserError
from blindspot.engine.missions.qgc_plan import check, write
from blindspot.engine.missions.split import Way, split
from blindspot.engine.missions.way import way_finder

STRAIGHT = Way(*[np.zeros(0)] * 5)


def at_most(count: int):
    return lambda mission: len(mission) <= count


def straight(mission, waypoint):
    return STRAIGHT


def test_a_mission_that_fits_stays_as_it_is():
    mission = small_mission()
    assert split(mission, at_most(15), straight) == [mission]


@pytest.mark.parametrize("most", [6, 7, 8, 9, 10, 12, 14])
def test_every_waypoint_is_flown_once_and_each_part_starts_and_ends_at_home(most):
    mission = small_mission(start=1.8e9)
    parts = split(mission, at_most(most), straight)
    assert [part.start for part in parts] == pytest.approx([1.8e9, *[np.nan] * (len(parts) - 1)], nan_ok=True)
    flown = []
    for number, part in enumerate(parts, 1):
        assert len(part) <= most
        assert (part.part, part.parts) == (number, len(parts))
        assert part.name == f"{mission.name}-part-{number}-of-{len(parts)}"
        assert part.action[0] == "takeoff"
        assert part.action[-1] == "land"
        np.testing.assert_array_equal(part.lon[[0, 1, -2, -1]], mission.lon[[0, 1, -2, -1]])
        data = write(part, ARDUPILOT)
        assert check(data, part, ARDUPILOT) == []
        flight = arm_and_fly(data)
        assert flight.xyz[-1] == pytest.approx([0, 0, 0])
        flown.append(flight)
    planned = [(lat, lon) for lat, lon in zip(mission.lat[2:-2].round(7), mission.lon[2:-2].round(7), strict=True)]
    visited = [(round(lat, 7), round(lon, 7)) for flight in flown for lat, lon, _ in flight.places]
    once = [place for index, place in enumerate(visited) if index == 0 or place != visited[index - 1]]
    home = (mission.lat[0].round(7), mission.lon[0].round(7))
    assert list(dict.fromkeys(place for place in once if place != home)) == planned
    assert sum(sum(flight.holds) for flight in flown) == mission.hover.sum()
    whole = arm_and_fly(write(mission, ARDUPILOT))
    assert max(flight.duration for flight in flown) <= whole.duration + 1e-6
    assert sum(len(flight.photographs) for flight in flown) >= len(whole.photographs)


def test_a_part_that_begins_within_a_sweep_takes_photographs_from_there():
    parts = split(small_mission(), at_most(8), straight)
    assert any("sweep_start" in part.action and "sweep_end" in part.action for part in parts)
    for part in parts:
        served = [one.removesuffix("_end") in ("sweep", "follow") for one in part.action]
        starts = [one.endswith("_start") for one in part.action]
        assert all(starts[row - 1] or served[row - 1] for row in np.flatnonzero(served))


def test_ways_to_and_from_a_part_are_flown_in_both_directions():
    lon, lat = degrees([30.0, 60.0], [-20.0, -20.0])
    way = Way(lon, lat, np.full(2, 60.0), np.full(2, 60.0), np.full(2, 548.5))
    parts = split(small_mission(), at_most(11), lambda mission, waypoint: way)
    assert len(parts) > 1
    first, second = parts[0], parts[1]
    np.testing.assert_allclose(first.lon[-4:-2], lon[::-1])
    np.testing.assert_allclose(second.lon[2:4], lon)
    assert np.isfinite(first.speed).all()
    assert np.isnan(second.start)


def test_without_a_way_home_a_sortie_is_not_split():
    with pytest.raises(UserError, match="drone 1, sortie 1 cannot hold"):
        split(small_mission(), at_most(8), lambda mission, waypoint: None)
    with pytest.raises(UserError):
        split(small_mission(), at_most(3), straight)


def test_a_way_keeps_the_height_above_the_ground():
    def path(start, end):
        return np.array([start, (start + end) / 2, end])

    def there(x, y):
        return np.asarray(x) / 1e5, np.asarray(y) / 1e5

    def back(lon, lat):
        return np.column_stack((lon, lat)) * 1e5

    mission = small_mission()
    find = way_finder(path, there, back, lambda x, y: 500.0 + 0 * np.asarray(x))
    way = find(mission, 5)
    assert way.above_ground == pytest.approx([60.0])
    assert way.above_sea == pytest.approx([560.0])
    assert way.height == pytest.approx([560.0 - mission.above_sea[0]])
    assert way_finder(lambda start, end: None, there, back)(mission, 5) is None
    assert way_finder(path, there, back, lambda x, y: np.full(len(x), np.nan))(mission, 5) is None
