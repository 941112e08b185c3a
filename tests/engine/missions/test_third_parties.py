"""Missions read back by programs of others: MAVSDK, which uploads a file from a ground station to an autopilot in one
process, and pymavlink."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from small_mission import ARDUPILOT, PX4, small_mission

from blindspot.engine.missions import qgc_plan, qgc_wpl
from blindspot.engine.missions.mavlink import items_of

PAIR = Path(__file__).resolve().parents[1] / "mavsdk_pair.py"


def uploaded(path: Path) -> dict:
    """What an autopilot receives. Skips where MAVSDK cannot run here."""
    pytest.importorskip("mavsdk", reason="MAVSDK is not installed")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(PAIR), str(path), str(port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines or "error" in json.loads(lines[-1]):
        pytest.skip(f"MAVSDK's library does not run here: {(done.stdout + done.stderr)[-300:]}")
    return json.loads(lines[-1])


def compare(received: list[dict], options) -> None:
    mission = small_mission()
    waypoints = [item for item in received if item["command"] == 16]
    assert len(waypoints) == len(mission) - 3
    np.testing.assert_allclose([item["x"] / 1e7 for item in waypoints], mission.lat[2:-1], rtol=0, atol=1e-7)
    np.testing.assert_allclose([item["y"] / 1e7 for item in waypoints], mission.lon[2:-1], rtol=0, atol=1e-7)
    np.testing.assert_allclose([item["z"] for item in waypoints], mission.height[2:-1], rtol=0, atol=0.01)
    assert [item["param1"] for item in waypoints] == [*mission.hover[2:-1]]
    speed, flown = None, []
    for item in received:
        speed = item["param2"] if item["command"] == 178 else speed
        flown += [speed] if item["command"] == 16 else []
    np.testing.assert_allclose(flown, mission.speed[2:-1], rtol=0, atol=1e-6)
    assert [item["command"] for item in received] == [item.command for item in items_of(mission, options)]
    assert [item["frame"] for item in waypoints] == [3] * len(waypoints)


@pytest.mark.parametrize("options", [ARDUPILOT, PX4], ids=lambda options: options.autopilot)
def test_mavsdk_uploads_the_plan_as_it_is(tmp_path, options):
    path = tmp_path / "mission.plan"
    path.write_bytes(qgc_plan.write(small_mission(), options))
    got = uploaded(path)
    compare(got["items"], options)
    mission = small_mission()
    rings = [item for item in got["fence"] if item["command"] in (5001, 5002)]
    corners = np.vstack([one.points for one in mission.fences if one.radius is None])
    np.testing.assert_allclose([[item["y"] / 1e7, item["x"] / 1e7] for item in rings], corners, rtol=0, atol=1e-7)
    assert [item["command"] for item in rings] == [5001] * 4 + [5002] * 4
    circles = [item for item in got["fence"] if item["command"] == 5004]
    assert [item["param1"] for item in circles] == [30.0]
    (rally,) = got["rally"]
    assert rally["z"] == 80.0
    assert rally["x"] / 1e7 == pytest.approx(mission.rally[0].lat, abs=1e-7)


@pytest.mark.parametrize("options", [ARDUPILOT, PX4], ids=lambda options: options.autopilot)
def test_mavsdk_reads_the_waypoints(tmp_path, options):
    path = tmp_path / "mission.waypoints"
    path.write_bytes(qgc_wpl.write(small_mission(), options))
    read = uploaded(path)["read"]
    compare(read[1:] if read[0]["command"] == 16 else read, options)


def test_pymavlink_reads_the_waypoints(tmp_path):
    mavwp = pytest.importorskip("pymavlink.mavwp", reason="pymavlink is not installed")
    mission = small_mission()
    for broken in (False, True):
        path = tmp_path / f"{broken}.waypoints"
        path.write_bytes(qgc_wpl.write(small_mission(broken=broken), ARDUPILOT))
        loader = mavwp.MAVWPLoader()
        assert loader.load(str(path)) == len(items_of(mission, ARDUPILOT)) + 1
        rows = [loader.item(index) for index in range(loader.count())]
        home, *rest = rows
        np.testing.assert_allclose([home.x, home.y, home.z], [mission.lat[0], mission.lon[0], 488.5], rtol=0, atol=1e-6)
        waypoints = [row for row in rest if row.command == 16]
        place = [(row.x, row.y) for row in waypoints]
        np.testing.assert_allclose(place, np.column_stack((mission.lat, mission.lon))[2:-1], rtol=0, atol=1e-7)
        np.testing.assert_allclose([row.z for row in waypoints], mission.height[2:-1], rtol=0, atol=0.01)
        assert [row.param1 for row in waypoints] == [*mission.hover[2:-1]]
        assert [row.command for row in rest] == [item.command for item in items_of(mission, ARDUPILOT)]
