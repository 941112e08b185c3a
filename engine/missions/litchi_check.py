"""The strict check of Litchi's CSV files: 46 columns.

Source of columns, values and ranges: Litchi Utilities, Litchi CSV Format Description, litchiutilities.com.
"""

import csv
import io
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from ..crs.geodesic import ground_length
from ..language import tr
from ..text import shortened
from .airborne import Airborne, airborne
from .compared import Held, differences, listed, places
from .mission import TERRAIN, Fault, Mission, Options
from .xml_text import number, whole

ACTIONS = 15
COLUMNS = (
    *("latitude", "longitude", "altitude(m)", "heading(deg)", "curvesize(m)", "rotationdir", "gimbalmode"),
    "gimbalpitchangle",
    *(f"action{part}{index}" for index in range(1, ACTIONS + 1) for part in ("type", "param")),
    *("altitudemode", "speed(m/s)", "poi_latitude", "poi_longitude", "poi_altitude(m)", "poi_altitudemode"),
    *("photo_timeinterval", "photo_distinterval"),
)
MOST_BYTES = 2**20
LEAST_POINTS, MOST_POINTS = 2, 99
APART, LONGEST = 0.6, 1999.0
"""m between successive waypoints, at the least and at the most."""
LOWEST, HIGHEST, FASTEST = -200.0, 500.0, 15.0
NO_ACTION, STAY, LAST_ACTION = -1, 0, 5
"""actiontype: 0 stay for (ms), 1 take photo, 2 and 3 start and stop recording, 4 rotate aircraft, 5 tilt camera."""
STAY_MOST, STAY_LIMIT = 32_000, 32_767
"""ms of one action: what is written, and what is possible"""
RANGES = MappingProxyType(
    {
        "latitude": (-90.0, 90.0),
        "longitude": (-180.0, 180.0),
        "altitude(m)": (LOWEST, HIGHEST),
        "heading(deg)": (-360.0, 360.0),
        "curvesize(m)": (0.0, 1000.0),
        "gimbalpitchangle": (-90.0, 60.0),
        "speed(m/s)": (0.0, FASTEST),
        "poi_latitude": (-90.0, 90.0),
        "poi_longitude": (-180.0, 180.0),
        "poi_altitude(m)": (LOWEST, HIGHEST),
        "photo_timeinterval": (-1.0, 3600.0),
        "photo_distinterval": (-1.0, 10_000.0),
    }
)
VALUES = MappingProxyType(
    {"rotationdir": (0, 1), "gimbalmode": (0, 1, 2), "altitudemode": (0, 1), "poi_altitudemode": (0, 1)}
)


def check(data: bytes, mission: Mission | None, options: Options | None) -> list[Fault]:
    """The faults of a .csv; with a mission, also where it isn't what was to be written."""
    if len(data) > MOST_BYTES:
        return [
            Fault(
                "", tr("The file has more than {most} MB: too much for {points} waypoints.", most=1, points=MOST_POINTS)
            )
        ]
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        return [Fault("", tr("The file is no CSV: {reason}.", reason=shortened(error)))]
    rows = [row for row in rows if row]
    if not rows or tuple(name.strip() for name in rows[0]) != COLUMNS:
        return [Fault("", tr("The first line must name Litchi's {count} columns, in their order.", count=len(COLUMNS)))]
    rows = rows[1:]
    if not LEAST_POINTS <= len(rows) <= MOST_POINTS:
        return [
            Fault(
                "",
                tr(
                    "The file has {count:,} waypoints; a Litchi mission has {least} to {most}.",
                    count=len(rows),
                    least=LEAST_POINTS,
                    most=MOST_POINTS,
                ),
            )
        ]
    faults = listed(
        np.array([len(row) != len(COLUMNS) for row in rows]),
        lambda row: tr("It has {count} values instead of {columns}.", count=len(rows[row]), columns=len(COLUMNS)),
    )
    if faults:
        return faults
    columns = {name: [row[index] for row in rows] for index, name in enumerate(COLUMNS)}
    faults = _value_faults(columns) + _action_faults(columns)
    if faults:
        return faults
    values = {name: np.array([number(text) for text in columns[name]], float) for name in RANGES}
    lat, lon, height = values["latitude"], values["longitude"], values["altitude(m)"]
    faults = places(lon, lat, mission)
    length = np.hypot(ground_length(lon, lat), np.diff(height))
    faults += listed(
        np.append((length < APART - 0.01) | (length > LONGEST + 1), False),
        lambda row: tr(
            "The next waypoint is {length:,.1f} m away; possible are {least} to {most:,.0f} m.",
            length=length[row],
            least=APART,
            most=LONGEST,
        ),
    )
    modes = set(columns["altitudemode"])
    if len(modes) > 1:
        faults.append(
            Fault("", tr("altitudemode differs between the waypoints: some heights are above the ground, others not."))
        )
    if mission is not None and not faults:
        faults += _mission_faults(columns, values, mission, options)
    return faults


def _value_faults(columns: dict[str, list[str]]) -> list[Fault]:
    faults = []
    for name, (least, most) in RANGES.items():
        found = np.array([number(text) for text in columns[name]], float)
        faults += listed(~((found >= least) & (found <= most)), _not_among(columns[name], name, least, most))
    for name, possible in VALUES.items():
        faults += listed(
            np.array([whole(text) not in possible for text in columns[name]], bool),
            lambda row, name=name, possible=possible: tr(
                "{name} is {value}; possible are {values}.",
                name=name,
                value=shortened(columns[name][row] or "-"),
                values=", ".join(map(str, possible)),
            ),
        )
    return faults


def _action_faults(columns: dict[str, list[str]]) -> list[Fault]:
    faults = []
    for index in range(1, ACTIONS + 1):
        kind_name, value_name = f"actiontype{index}", f"actionparam{index}"
        kinds = [whole(text) for text in columns[kind_name]]
        unknown = np.array([kind is None or not NO_ACTION <= kind <= LAST_ACTION for kind in kinds], bool)
        faults += listed(unknown, _not_among(columns[kind_name], kind_name, NO_ACTION, LAST_ACTION))
        values = np.array([number(text) for text in columns[value_name]], float)
        stays = np.array([kind == STAY for kind in kinds], bool)
        faults += listed(
            np.isnan(values) | (stays & ~((values >= 0) & (values <= STAY_LIMIT))),
            _not_among(columns[value_name], value_name, 0, STAY_LIMIT),
        )
    return faults


def _not_among(texts: list[str], name: str, least: float, most: float):
    """The sentence of a fault of a row: its value is not in the range."""
    return lambda row: tr(
        "{name} is {value}; possible are {least} to {most}.",
        **{"name": name, "value": shortened(texts[row] or "-"), "least": least, "most": most},
    )


def route_of(mission: Mission, options: Options | None) -> Airborne:
    """What is flown of a mission; its heights are those of the file, above the ground or the take-off point."""
    if options is not None and options.heights == TERRAIN:
        mission = replace(mission, height=np.asarray(mission.above_ground, float))
    return airborne(mission, APART, LONGEST)


def _mission_faults(columns: dict, values: dict, mission: Mission, options: Options | None) -> list[Fault]:
    above_ground = options is not None and options.heights == TERRAIN
    if columns["altitudemode"][0].strip() != str(int(above_ground)):
        return [
            Fault(
                "",
                tr(
                    "altitudemode is {value}; the mission's heights need {wanted}.",
                    value=shortened(columns["altitudemode"][0]),
                    wanted=int(above_ground),
                ),
            )
        ]
    route = route_of(mission, options)
    hover = np.zeros(len(columns["latitude"]))
    for index in range(1, ACTIONS + 1):
        stays = np.array([whole(text) == STAY for text in columns[f"actiontype{index}"]])
        hover += np.where(stays, [number(text) for text in columns[f"actionparam{index}"]], 0.0) / 1000
    interval = values["photo_distinterval"]
    found = Held(
        values["longitude"],
        values["latitude"],
        values["altitude(m)"],
        values["speed(m/s)"],
        hover,
        np.where(interval > 0, interval, np.nan),
    )
    trigger = np.nan if mission.camera.trigger is None else mission.camera.trigger
    wanted = Held(
        route.lon,
        route.lat,
        route.height,
        route.speed,
        route.hover,
        np.where(route.photographs, trigger, np.nan),
    )
    name = tr("height above the ground") if above_ground else tr("height above the take-off point")
    faults = differences(found, wanted, mission, name)
    curved = np.array([number(text) != 0 for text in columns["curvesize(m)"]], bool)
    faults += listed(curved, lambda row: tr("curvesize is not 0: the aircraft would leave the leg."))
    if mission.camera.pitch is not None:
        wrong = (np.abs(values["gimbalpitchangle"] - mission.camera.pitch) > 0.1) | np.array(
            [whole(text) != 2 for text in columns["gimbalmode"]]
        )
        faults += listed(
            wrong, lambda row: tr("The gimbal isn't turned to {pitch:.0f} degrees.", pitch=mission.camera.pitch)
        )
    return faults
