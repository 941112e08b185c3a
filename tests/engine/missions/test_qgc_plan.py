"""Tests of .plan files: what is written, and what the strict check finds. Each fault is planted in a good file."""

import copy
import json
import time
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from real_files import ABSENT, REAL_FILES
from small_mission import ARDUPILOT, LAT, LON, PX4, SEA, degrees, fence, small_mission

from blindspot.engine.errors import UserError
from blindspot.engine.missions.mavlink import items_of
from blindspot.engine.missions.mission import SEA_LEVEL, TERRAIN, Options, Rally
from blindspot.engine.missions.qgc_plan import PLAN, check, write

REAL = REAL_FILES / "missions" / "qgc"


@pytest.fixture
def plan():
    return json.loads(write(small_mission(), ARDUPILOT))


def faults(plan, mission=None, options=ARDUPILOT) -> list[str]:
    return [f"{fault.where} {fault.message}" for fault in check(json.dumps(plan).encode(), mission, options)]


def items(plan) -> list[dict]:
    return plan["mission"]["items"]


def waypoints(plan) -> list[dict]:
    return [item for item in items(plan) if item["command"] == 16]


def only(found: list[str], words: str) -> None:
    assert found
    assert all(words in one for one in found), found


@pytest.mark.parametrize("options", [ARDUPILOT, PX4, Options(heights=SEA_LEVEL), Options(heights=TERRAIN)])
def test_what_is_written_is_sound(options):
    mission = small_mission()
    assert check(write(mission, options), mission, options) == []
    assert check(write(mission, options)) == []


def test_the_file_flies_the_mission_in_order(plan):
    mission = small_mission()
    flown = [(item["params"][4], item["params"][5], item["params"][6]) for item in waypoints(plan)]
    planned = np.column_stack((mission.lat, mission.lon, mission.height))[2:-1]
    np.testing.assert_allclose(flown, planned, rtol=0, atol=1e-8)
    assert [item["params"][0] for item in waypoints(plan)] == [*mission.hover[2:-1]]
    first, last = items(plan)[0], items(plan)[-1]
    assert first["command"] == 22
    assert first["params"][4:] == pytest.approx([LAT, LON, mission.height[1]])
    assert last["command"] == 21, "a return could end at the rally point"
    assert last["params"][4:] == pytest.approx([LAT, LON, 0.0])
    last = items(json.loads(write(small_mission(rally=()), ARDUPILOT)))[-1]
    assert (last["command"], last["frame"]) == (20, 2)
    assert plan["mission"]["plannedHomePosition"] == pytest.approx([LAT, LON, SEA])
    assert [item["doJumpId"] for item in items(plan)] == [*range(1, len(items(plan)) + 1)]


def test_the_camera_works_along_lines_and_sweeps_alone(plan):
    on, places = False, []
    for item in items(plan):
        if item["command"] == 206:
            on = item["params"][0] > 0
        elif item["command"] == 16:
            places.append(on)
    serves = [one.removesuffix("_end") in ("follow", "sweep") for one in small_mission().action[2:-1]]
    assert places == serves
    commands = [item["command"] for item in items(plan)]
    assert commands.count(2000) == commands.count(201) / 2 == small_mission().action.count("hover")
    without = [
        item.command for item in items_of(small_mission(camera=replace(small_mission().camera, trigger=None)), PX4)
    ]
    assert not {206, 2000, 201} & set(without)


def test_photographs_end_with_the_last_line_also_where_it_ends_at_home():
    action, hover = small_mission().action, small_mission().hover.copy()
    hover[12] = 0.0
    mission = small_mission(action=(*action[:12], "sweep", "sweep_end", "land"), hover=hover, rally=())
    own = json.loads(write(mission, ARDUPILOT))
    assert faults(own, mission) == []
    assert [item["params"][0] for item in items(own) if item["command"] == 206][-1] == 0
    del items(own)[-2]
    only(faults(own, mission), "never switched off")


def test_a_wait_above_home_is_flown():
    hover = small_mission().hover.copy()
    hover[1] = 20.0
    mission = small_mission(hover=hover)
    own = json.loads(write(mission, ARDUPILOT))
    assert waypoints(own)[0]["params"][0] == 20
    assert faults(own, mission) == []


def test_the_camera_looks_at_the_ground_below_a_hover(plan):
    mission = small_mission()
    looks = [item["params"] for item in items(plan) if item["command"] == 201]
    for look, waypoint in zip(looks[::2], (3, 12), strict=True):
        away = np.hypot((look[4] - mission.lat[waypoint]) * 111_319, (look[5] - mission.lon[waypoint]) * 75_360)
        assert away == pytest.approx(60 / np.tan(np.radians(85)), abs=0.05)
        assert look[6] == pytest.approx(mission.height[waypoint] - 60)
    assert all(look[4:] == [0, 0, 0] for look in looks[1::2])
    assert not any(item.command == 201 for item in items_of(mission, PX4))


def test_a_hover_of_a_part_of_a_second_is_rounded_up_for_ardupilot():
    mission = small_mission(hover=small_mission().hover * 0.7083)
    stays = {options.autopilot: max(item.params[0] for item in items_of(mission, options) if item.command == 16)
             for options in (ARDUPILOT, PX4)}  # fmt: skip
    assert stays == {"ArduPilot": 43, "PX4": pytest.approx(42.498)}
    assert check(write(mission, ARDUPILOT), mission, ARDUPILOT) == []


def test_speeds_are_set_where_they_change(plan):
    set_by = [item["params"][1] for item in items(plan) if item["command"] == 178]
    assert set_by == [10, 9.5, 10, 7.25, 10]


def test_a_landing_elsewhere_has_its_place():
    lon = small_mission().lon.copy()
    lon[-2:] += 1e-4
    mission = small_mission(lon=lon, rally=())
    data = write(mission, ARDUPILOT)
    assert items(json.loads(data))[-1]["command"] == 21
    assert check(data, mission, ARDUPILOT) == []
    assert check(data, small_mission(rally=()), ARDUPILOT)


def test_heights_that_an_autopilot_or_a_plan_does_not_have_are_refused():
    with pytest.raises(UserError, match="PX4"):
        write(small_mission(), Options("PX4", TERRAIN))
    with pytest.raises(UserError, match="TERRAIN"):
        write(small_mission(above_sea=np.full(15, np.nan)), Options(heights=SEA_LEVEL))


def test_a_home_without_a_height_is_at_zero():
    mission = small_mission(home=(LON, LAT, np.nan), above_sea=np.full(15, np.nan))
    assert check(write(mission, ARDUPILOT), mission, ARDUPILOT) == []


def test_650_items_with_home_fit_and_651_do_not(plan):
    def with_items(count: int) -> dict:
        more = copy.deepcopy(plan)
        row = waypoints(more)[0]
        middle = [dict(row, doJumpId=0) for _ in range(count - len(items(more)))]
        more["mission"]["items"] = [*items(more)[:-1], *middle, items(more)[-1]]
        for number, item in enumerate(items(more), 1):
            item["doJumpId"] = number
        return more

    assert faults(with_items(649)) == []
    only(faults(with_items(650)), "650 items")
    long = small_mission()
    several = {name: np.repeat(getattr(long, name), [1, 1, 700, *[1] * 12])
               for name in ("lon", "lat", "height", "above_ground", "above_sea", "hover", "speed")}  # fmt: skip
    several["lon"][3:702] += np.linspace(1e-6, 7e-4, 699)
    action = (*long.action[:2], *["fly"] * 700, *long.action[3:])
    assert PLAN.fits(long, ARDUPILOT)
    assert not PLAN.fits(replace(long, action=action, **several), ARDUPILOT)


PLANTED = {
    "latitude 95": (lambda p: waypoints(p)[2]["params"].__setitem__(4, 95.0), "latitude 95"),
    "swapped axes": (
        lambda p: waypoints(p)[2]["params"].__setitem__(slice(4, 6), waypoints(p)[2]["params"][5:3:-1]),
        "swapped",
    ),
    "six params": (lambda p: waypoints(p)[1]["params"].pop(0), "6 params"),
    "eight params": (lambda p: waypoints(p)[1]["params"].append(0), "8 params"),
    "no rallyPoints": (lambda p: p.pop("rallyPoints"), "rallyPoints is missing"),
    "no geoFence": (lambda p: p.pop("geoFence"), "geoFence is missing"),
    "no mission": (lambda p: p.pop("mission"), "mission is missing"),
    "version": (lambda p: p["mission"].update(version=3), "version 3"),
    "file type": (lambda p: p.update(fileType="Mission"), "fileType"),
    "truth as a version": (lambda p: p.update(version=True), "version True"),
    "text as a number": (lambda p: waypoints(p)[0]["params"].__setitem__(6, "60"), "neither a number nor null"),
    "null height": (lambda p: waypoints(p)[0]["params"].__setitem__(6, None), "not complete"),
    "null stay": (lambda p: waypoints(p)[0]["params"].__setitem__(0, None), "param1 is null"),
    "null yaw of a loiter": (lambda p: waypoints(p)[0].update(command=19), "param4 is null"),
    "region of interest": (lambda p: waypoints(p)[0].update(command=195), "195"),
    "no region of interest": (lambda p: items(p)[1].update(command=197), "197"),
    "unknown command": (lambda p: items(p)[1].update(command=31999), "31999"),
    "unknown frame": (lambda p: waypoints(p)[0].update(frame=99), "frame 99"),
    "mixed frames": (lambda p: [waypoints(p)[3].update(frame=0, AltitudeMode=2),
                                waypoints(p)[3]["params"].__setitem__(6, 560.0),
                                waypoints(p)[3].update(Altitude=560.0)], "mix heights"),
    "altitude mode": (lambda p: waypoints(p)[3].update(AltitudeMode=2), "disagree"),
    "shown altitude": (lambda p: waypoints(p)[3].update(Altitude=61.0), "Altitude is not"),
    "jump nowhere": (lambda p: items(p)[2].update(command=177, params=[700, 1, 0, 0, 0, 0, 0]), "item 700"),
    "ids": (lambda p: items(p)[4].update(doJumpId=1), "doJumpId"),
    "impossible speed": (lambda p: items(p)[2]["params"].__setitem__(1, -10), "speed"),
    "waypoint at null island": (lambda p: waypoints(p)[1]["params"].__setitem__(slice(4, 6), [0, 0]), "latitude 0"),
    "far fence": (lambda p: p["geoFence"]["circles"][0]["circle"].update(radius=-3), "circles 1"),
    "fence of two points": (lambda p: p["geoFence"]["polygons"][0].update(polygon=[[1, 1], [2, 2]]), "polygons 1"),
    "fence that crosses itself": (
        lambda p: p["geoFence"]["polygons"][1]["polygon"].insert(2, p["geoFence"]["polygons"][1]["polygon"].pop(3)),
        "crosses itself",
    ),
    "rally outside": (lambda p: p["rallyPoints"]["points"][0].__setitem__(0, LAT + 0.02), "outside"),
    "rally without a height": (lambda p: p["rallyPoints"]["points"][0].pop(), "rally point 1"),
    "implausible height": (lambda p: [waypoints(p)[0]["params"].__setitem__(6, 9000.0),
                                      waypoints(p)[0].update(Altitude=9000.0)], "implausible"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_each_planted_fault_is_found(plan, name):
    plant, words = PLANTED[name]
    plant(plan)
    found = faults(plan)
    assert any(words in one for one in found), found


def test_heights_above_sea_taken_for_relative_and_the_other_way_round_are_found():
    mission, above_sea = small_mission(), Options(heights=SEA_LEVEL)
    wrong = json.loads(write(mission, above_sea))
    for item in waypoints(wrong):
        item.update(frame=3, AltitudeMode=1)
    assert all("reference" in one or "height" in one for one in faults(wrong, mission, above_sea))
    assert len(faults(wrong, mission, above_sea)) >= len(waypoints(wrong))
    low = json.loads(write(mission, ARDUPILOT))
    for item in waypoints(low):
        item.update(frame=0, AltitudeMode=2)
    only(faults(low), "above sea level is below home")


def test_a_waypoint_in_an_exclusion_circle_and_a_leg_through_a_zone_are_found(plan):
    inside = copy.deepcopy(plan)
    lon, lat = degrees(200.0, 60.0)
    inside["geoFence"]["circles"][0]["circle"].update(center=[float(lat), float(lon)], radius=5.0)
    only(faults(inside), "enters fence 3")
    cut = copy.deepcopy(plan)
    corner = np.column_stack(degrees([155, 165, 165, 155], [55, 55, 65, 65]))[:, ::-1]
    cut["geoFence"]["polygons"][1]["polygon"] = corner.tolist()
    only(faults(cut), "enters fence 2")
    assert len(faults(cut)) == 1


def test_71_fence_points_are_too_many():
    wide = [(150 + 500 * np.cos(a), 90 + 500 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 70)[:-1]]
    mission = small_mission(fences=(fence(wide, True),))
    assert check(write(mission, ARDUPILOT), mission, ARDUPILOT) == []
    only(faults(json.loads(write(mission, PX4)), mission, PX4), "69 points")
    mission = small_mission(fences=(fence([*wide, (650, 20)], True),))
    only(faults(json.loads(write(mission, ARDUPILOT)), mission, ARDUPILOT), "567 bytes")
    mission = small_mission(fences=(fence([*wide, (650, 20), (650, 40)], True),))
    assert any("71 points" in fault.message for fault in check(write(mission, ARDUPILOT)))
    for options, count in ((ARDUPILOT, 47), (PX4, 32)):
        many = tuple(Rally(LON, LAT + n * 1e-6, 80.0) for n in range(count))
        assert any(f"{count} rally" in one.message for one in check(write(small_mission(rally=many), options)))
        assert check(write(small_mission(rally=many[1:]), options)) == []


DIFFERENT = {
    "position": lambda m: {"lon": m.lon + np.where(np.arange(15) == 5, 3e-7, 0)},
    "height": lambda m: {"height": m.height + np.where(np.arange(15) == 5, 0.05, 0)},
    "order": lambda m: {"lat": m.lat[[0, 1, 2, 3, 4, 6, 5, 7, 8, 9, 10, 11, 12, 13, 14]]},
    "stay": lambda m: {"hover": m.hover * 2},
    "speed": lambda m: {"speed": m.speed + 0.1},
    "trigger": lambda m: {"camera": replace(m.camera, trigger=10.0)},
    "photographs": lambda m: {"action": tuple("fly" if one == "hover" else one for one in m.action)},
    "fences": lambda m: {"fences": m.fences[:2]},
    "rally": lambda m: {"rally": ()},
    "home": lambda m: {"home": (LON + 1e-6, LAT, SEA)},
    "one more": lambda m: {
        name: np.insert(getattr(m, name), 5, getattr(m, name)[5] + 1e-5)
        for name in ("lon", "lat", "height", "above_ground", "above_sea", "hover", "speed")
    } | {"action": (*m.action[:5], "follow", *m.action[5:])},
}  # fmt: skip


@pytest.mark.parametrize("name", DIFFERENT)
def test_a_file_that_flies_another_mission_is_refused(name):
    mission = small_mission()
    other = replace(mission, **DIFFERENT[name](mission))
    assert check(write(mission, ARDUPILOT), other, ARDUPILOT) != []
    assert check(write(other, ARDUPILOT), other, ARDUPILOT) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no valid JSON"),
        (b"\xff\xfe{}", "UTF-8"),
        (b"[]", "no JSON object"),
        (b"null", "no JSON object"),
        (b'{"fileType": "Plan", "fileType": "Plan"}', "twice"),
        (b'{"version": NaN}', "NaN"),
        (b'{"version": -Infinity}', "Infinity"),
        (b'{"version": 1e999}', "1e999"),
        (b"[" * 100_000, "nested"),
        (b'{"a":' * 50_000, "nested"),
        (b"1" * 5000, "no valid JSON"),
        (b"{" + b",".join(b'"%d":0' % key for key in range(200_000)) + b',"199999":0}', "occurs twice"),
    ],
)
def test_bytes_that_are_no_plan_are_a_sentence(data, words):
    found = check(data)
    assert len(found) == 1
    assert words in found[0].message


def test_huge_files_are_checked_in_a_moment(plan):
    ring = [[LAT + 1e-3 * np.sin(7 * n), LON + 1e-3 * np.cos(11 * n)] for n in range(20_000)]
    plan["geoFence"]["polygons"][0]["polygon"] = ring
    plan["mission"]["items"] = items(plan) * 300
    for number, item in enumerate(items(plan), 1):
        items(plan)[number - 1] = {**item, "doJumpId": number}
    begins = time.perf_counter()
    only(faults(plan), "at most")
    assert time.perf_counter() - begins < 10


def test_damaged_files_are_faults_and_never_an_exception():
    good, random = write(small_mission(), ARDUPILOT), np.random.default_rng(5)
    odd = [None, True, -1, 1e308, 10**400, "x", [], {}, [[]], float("inf")]
    for trial in range(150):
        data = bytearray(good)
        if trial % 3 == 0:
            data = data[: random.integers(len(data))]
        elif trial % 3 == 1:
            for at in random.integers(len(data), size=5):
                data[at] = random.integers(256)
        else:
            plan = json.loads(good)
            spot, keys = plan, []
            while isinstance(spot, (dict, list)) and len(spot) and (random.random() < 0.8 or not keys):
                keys = [*spot] if isinstance(spot, dict) else [*range(len(spot))]
                parent, key = spot, keys[random.integers(len(keys))]
                spot = parent[key]
            parent[key] = odd[random.integers(len(odd))]
            data = json.dumps(plan).encode()
        check(bytes(data), small_mission(), ARDUPILOT)
    for _ in range(50):
        assert check(random.bytes(int(random.integers(300)))) != []


@pytest.mark.skipif(not REAL.exists(), reason=ABSENT)
@pytest.mark.parametrize("path", sorted(REAL.glob("*.plan")), ids=lambda path: path.stem)
def test_files_of_other_programs_pass_apart_from_the_wrong_one(path):
    found = check(path.read_bytes())
    if "wrong_mission_version" in path.stem:
        assert any("version 7" in fault.message for fault in found)
    else:
        assert found == []


def test_faults_tell_the_item(plan):
    waypoints(plan)[0]["params"][4] = 95.0
    number = items(plan).index(waypoints(plan)[0]) + 1
    assert faults(plan)[0].startswith(f"item {number} ")
    assert all(later > earlier for earlier, later in pairwise(item["doJumpId"] for item in items(plan)))
