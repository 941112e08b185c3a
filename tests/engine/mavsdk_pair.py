"""Both sides of a mission upload in one process, for tests: a ground station of MAVSDK that imports a file and uploads
it, and an autopilot of MAVSDK that receives it. To be run as a program: FILE PORT. Prints what arrived as JSON."""

import json
import sys
import threading
import time

from mavsdk.component_type import ComponentType
from mavsdk.mavsdk import Configuration, Mavsdk
from mavsdk.plugins.mission_raw import MissionRaw
from mavsdk.plugins.mission_raw_server import MissionRawServer

FIELDS = ("seq", "frame", "command", "param1", "param2", "param3", "param4", "x", "y", "z", "mission_type")
PATIENCE = 15.0


def main(path: str, port: int) -> dict:
    station = Mavsdk(Configuration.create_with_component_type(ComponentType.GROUND_STATION))
    autopilot = Mavsdk(Configuration.create_with_component_type(ComponentType.AUTOPILOT))
    arrived, done = {}, threading.Event()
    station.add_any_connection(f"udpin://127.0.0.1:{port}")
    autopilot.add_any_connection(f"udpout://127.0.0.1:{port}")
    server = MissionRawServer(autopilot.server_component())

    def received(result, plan, user_data):
        arrived["items"] = [as_dict(item) for item in plan.mission_items]
        done.set()

    server.subscribe_incoming_mission(received)
    system = station.first_autopilot(PATIENCE)
    if system is None:
        return {"error": "the two sides did not find each other"}
    mission = MissionRaw(system)
    plain = path.endswith((".waypoints", ".txt"))
    read = mission.import_mission_planner_mission if plain else mission.import_qgroundcontrol_mission
    imported = read(path)
    mission.upload_mission(imported.mission_items)
    done.wait(PATIENCE)
    time.sleep(0.05)
    return {
        "read": [as_dict(item) for item in imported.mission_items],
        "fence": [as_dict(item) for item in imported.geofence_items],
        "rally": [as_dict(item) for item in imported.rally_items],
        **arrived,
    }


def as_dict(item) -> dict:
    values = {name: getattr(item, name) for name in FIELDS}
    return {name: None if value != value else value for name, value in values.items()}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))), flush=True)
