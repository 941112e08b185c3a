"""The check of the items of a mission file: commands, parameters, frames, positions, heights, jumps and limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ..crs.geodesic import metres_between
from ..language import tr
from .json_file import is_number
from .mission import ARDUPILOT, PX4, Fault

NAMES = MappingProxyType({
    16: "NAV_WAYPOINT", 17: "NAV_LOITER_UNLIM", 18: "NAV_LOITER_TURNS", 19: "NAV_LOITER_TIME",
    20: "NAV_RETURN_TO_LAUNCH", 21: "NAV_LAND", 22: "NAV_TAKEOFF", 82: "NAV_SPLINE_WAYPOINT",
    177: "DO_JUMP", 178: "DO_CHANGE_SPEED", 195: "DO_SET_ROI_LOCATION", 197: "DO_SET_ROI_NONE",
    201: "DO_SET_ROI", 205: "DO_MOUNT_CONTROL", 206: "DO_SET_CAM_TRIGG_DIST", 2000: "IMAGE_START_CAPTURE",
})  # fmt: skip
ACCEPTED = MappingProxyType(
    {
        ARDUPILOT: frozenset(
            (16, 17, 18, 19, 20, 21, 22, 82, 93, 115, 177, 178, 189, 201, 203, 205, 206, 207, 2000, 2001, 2500, 2501)
        ),
        PX4: frozenset(
            (
                *(16, 17, 19, 20, 21, 22, 31, 84, 85, 93, 112, 115, 177, 178, 179, 183, 189, 195, 196, 197, 201, 203),
                *(204, 205, 206, 207, 211, 212, 214, 530, 531, 532, 1000, 1001, 2000, 2001, 2500, 2501, 3000),
            )
        ),
    }
)
"""Commands that a simulated ArduCopter accepted in a mission, and those that PX4's mission handling lists."""
WITH_POSITION = frozenset((16, 17, 18, 19, 21, 22, 31, 82, 84, 85, 195, 201))
NO_DIRECTION = MappingProxyType({ARDUPILOT: frozenset((16, 21, 22, 84, 85))})
"""Commands whose yaw (param4) may be null; PX4 takes null in any parameter that it may choose itself."""
POSITION_FRAMES = MappingProxyType({0: "AMSL", 3: "relative", 10: "terrain", 5: "AMSL", 6: "relative", 11: "terrain"})
FRAMES = frozenset((*POSITION_FRAMES, 2))
FARTHEST = 100_000.0
"""m from home; a position beyond is a mistake, such as swapped axes."""
HIGHEST = 6000.0
"""m above the take-off point; higher is a mistake of units or of the reference."""
BELOW_HOME = 500.0
"""m below the take-off point that a mission in mountains may lead to"""
MOST_FAULTS = 100


@dataclass(frozen=True)
class Row:
    """One item of a file. where: what it is called in messages; jump_id: what jumps call it."""

    where: str
    command: int
    frame: int
    params: tuple
    jump_id: int

    @property
    def has_position(self) -> bool:
        return self.command in WITH_POSITION and self.frame != 2

    @property
    def flies(self) -> bool:
        """Whether the drone flies to the item's position."""
        at = self.params[4:6]
        return self.has_position and self.command not in (195, 201) and not (self.command != 16 and at == (0, 0))


def check_rows(
    rows: Sequence[Row], autopilot: str | None, home: tuple[float, float, float] | None, most: int
) -> list[Fault]:
    """The faults of the items of a file. autopilot: None where the file does not say; home: longitude, latitude, m
    above sea level; None where it is unknown; most: items that the autopilot stores."""
    faults = []
    if len(rows) > most:
        faults.append(Fault("", tr("it has {count:,} items; at most {most} fit.", count=len(rows), most=most)))
    for row in rows:
        faults += [Fault(row.where, message) for message in _faults_of(row, autopilot, home)]
        if len(faults) > MOST_FAULTS:
            return faults
    faults += _jump_faults(rows)
    frames = {POSITION_FRAMES.get(row.frame) for row in rows if row.flies and row.command in (16, 17, 18, 19, 82)}
    if len(frames - {None}) > 1:
        mixed = tr(", ").join(sorted(frames - {None}))
        faults.append(Fault("", tr("its waypoints mix heights of several references: {frames}.", frames=mixed)))
    faults += _all_below_home(rows, home)
    flown = [row for row in rows if row.command in (16, 17, 18, 19, 82)]
    if flown and rows[-1].command == 206 and rows[-1].params[0]:
        faults.append(Fault(rows[-1].where, tr("the camera is never switched off again.")))
    return faults


def _faults_of(row: Row, autopilot: str | None, home) -> list[str]:
    name = NAMES.get(row.command, "")
    called = f"{row.command} ({name})" if name else str(row.command)
    accepted = ACCEPTED.get(autopilot) or ACCEPTED[ARDUPILOT] | ACCEPTED[PX4]
    if row.command not in accepted:
        return [tr("{autopilot} does not take command {command}.", autopilot=autopilot or "ArduPilot", command=called)]
    if row.frame not in FRAMES:
        return [tr("frame {frame} is not one for positions on the globe.", frame=row.frame)]
    if autopilot == PX4 and POSITION_FRAMES.get(row.frame) == "terrain":
        return [tr("PX4 takes no heights above the terrain from a mission.")]
    if row.command in (16, 17, 18, 19, 82) and row.frame == 2:
        return [tr("command {command} has a frame without a position.", command=called)]
    found = _null_faults(row, autopilot)
    if found:
        return found
    found = _parameter_faults(row)
    return found + (_position_faults(row, home) if row.has_position else [])


def _null_faults(row: Row, autopilot: str | None) -> list[str]:
    """Parameters that are null where the autopilot wants a number, or neither a number nor null."""
    may = row.command in NO_DIRECTION[ARDUPILOT]
    for index, value in enumerate(row.params):
        if value is None:
            free = autopilot != ARDUPILOT and (index < 4 or not row.has_position)
            if not free and not (index == 3 and may):
                return [tr("param{number} is null; it needs a number.", number=index + 1)]
        elif not is_number(value):
            return [tr("param{number} is not a number.", number=index + 1)]
        elif abs(value) > 1e9:
            return [tr("param{number} is out of range.", number=index + 1)]
    return []


def _parameter_faults(row: Row) -> list[str]:
    first, second = row.params[0] or 0, row.params[1] or 0
    found = []
    if row.command in (16, 19, 93) and not 0 <= first <= 65535 and not (row.command == 93 and first == -1):
        found.append(tr("it stays {time:g} s; 0 to 65,535 s are possible.", time=first))
    if row.command == 178 and not (0 < second <= 100 or second in (-1, -2)):
        found.append(tr("a speed of {speed:g} m/s is impossible.", speed=second))
    if row.command == 206 and not 0 <= first <= 10_000:
        found.append(tr("a photograph every {distance:g} m is impossible.", distance=first))
    if row.command == 205 and not -360 <= first <= 360:
        found.append(tr("a camera pitch of {pitch:g} degrees is impossible.", pitch=first))
    return found


def _position_faults(row: Row, home) -> list[str]:
    lat, lon, height = row.params[4:7]
    if not -90 <= lat <= 90:
        return [tr("latitude {value:.6f} is out of range; are the axes swapped?", value=lat)]
    if not -180 <= lon <= 180:
        return [tr("longitude {value:.6f} is out of range; are the axes swapped?", value=lon)]
    if lat == 0 and lon == 0:
        if row.command in (16, 17, 18, 19, 82):
            return [tr("its position is latitude 0, longitude 0.")]
        return []
    found = []
    if home is not None and (home[0] or home[1]):
        away = metres_between(*home[:2], lon, lat)
        if away > FARTHEST:
            found.append(tr("it is {away:,.0f} km from home; are latitude and longitude swapped?", away=away / 1000))
    reference = POSITION_FRAMES.get(row.frame)
    if reference == "terrain" and row.command == 16 and not 0 < height <= HIGHEST:
        found.append(tr("a height of {height:g} m above the terrain is impossible.", height=height))
    if reference == "relative" and row.command != 201 and not -BELOW_HOME <= height <= HIGHEST:
        found.append(
            tr(
                "a height of {height:g} m above the take-off point is implausible; is it above sea level?",
                height=height,
            )
        )
    if reference == "AMSL" and row.command == 16:
        known = home is not None and home[2] != 0
        ground = home[2] if known else 0.0
        if not -BELOW_HOME - 500 * (not known) <= height - ground <= HIGHEST + 3000 * (not known):
            found.append(
                tr(
                    "a height of {height:g} m above sea level is implausible with home at {home:g} m; is it above the "
                    "take-off point?",
                    height=height,
                    home=ground,
                )
            )
    return found


def _all_below_home(rows: Sequence[Row], home) -> list[Fault]:
    """A fault where all heights above sea level lie below home: they are then above the take-off point."""
    heights = [(row, row.params[6]) for row in rows if row.command == 16 and POSITION_FRAMES.get(row.frame) == "AMSL"]
    if home is None or home[2] == 0 or not heights or any(height is None for _, height in heights):
        return []
    if max(height for _, height in heights) >= home[2] - 1:
        return []
    row, height = heights[0]
    message = tr(
        "a height of {height:g} m above sea level is below home at {home:g} m, as are all others; are they above the "
        "take-off point?",
        height=height,
        home=home[2],
    )
    return [Fault(row.where, message)]


def _jump_faults(rows: Sequence[Row]) -> list[Fault]:
    targets = {row.jump_id for row in rows}
    return [
        Fault(row.where, tr("it jumps to item {target:g}, which does not exist.", target=row.params[0] or 0))
        for row in rows
        if row.command == 177 and row.params[0] not in targets
    ]
