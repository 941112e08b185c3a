"""What the rules of the check are called, what they say, and in which unit their values are."""

from types import MappingProxyType

from ..language import tr

UNITS = MappingProxyType(
    {
        **dict.fromkeys(
            ("no-fly zone", "geofence", "rally point", "dock", "dock abort", "return height", "range"), "m"
        ),
        **dict.fromkeys(("separation", "terrain", "lowest height", "highest height", "launch site", "z_ref"), "m"),
        **dict.fromkeys(("distance_m", "swath_m", "altitude_m", "privacy height"), "m"),
        **dict.fromkeys(("reserve", "return"), "%"),
        **dict.fromkeys(("swap time", "pad time", "time order", "speed", "start", "end", "duration_s"), "s"),
        "privacy budget": "s",
    }
)
"""The unit of value and limit of a violation, by its rule; of other rules they have none."""


def rule_name(rule: str) -> str:
    """A rule in the user's language; an unknown one as it is."""
    return _names().get(rule, rule)


def _names() -> dict[str, str]:
    return {
        "time order": tr("time order"),
        "speed": tr("speed"),
        "reserve": tr("reserve"),
        "energy": tr("energy"),
        "nulls": tr("missing values"),
        "start": tr("start"),
        "end": tr("end"),
        "duration_s": tr("duration"),
        "distance_m": tr("distance"),
        "swath_m": tr("swath"),
        "z_ref": tr("reference of heights"),
        "altitude_m": tr("altitude"),
        "launch site": tr("launch site"),
        "one site": tr("one launch site for each drone"),
        "swap time": tr("time between sorties"),
        "pad time": tr("time between movements at a launch site"),
        "no-fly zone": tr("no-fly zone"),
        "geofence": tr("geofence"),
        "rally point": tr("rally point"),
        "dock": tr("position of the dock"),
        "dock abort": tr("abort near the edge of a flight area"),
        "return": tr("reserve after a return"),
        "return height": tr("height of a return"),
        "range": tr("range"),
        "separation": tr("distance between drones"),
        "terrain": tr("height above terrain"),
        "lowest height": tr("lowest height"),
        "highest height": tr("highest height"),
        "privacy service": tr("no stop at privacy places"),
        "privacy height": tr("height over privacy places"),
        "privacy budget": tr("time over privacy places"),
        "waypoints": tr("waypoints"),
        "service": tr("service of spots"),
        "served twice": tr("served twice"),
        "unserved": tr("spots that are not visited"),
        "spot names": tr("names of spots"),
        "closed": tr("gap closed"),
        "priority": tr("priority"),
        "not checked": tr("not checked"),
    }
