"""The sun: when it rises and sets, and when twilight begins and ends.

The formulas of NOAA's solar calculator (https://gml.noaa.gov/grad/solcalc/calcdetails.html), which follow J. Meeus,
Astronomical Algorithms. Between 60 S and 65 N the times are within a minute of an ephemeris, apart from nights in which
the sun only just reaches the angle.
"""

import numpy as np

DAY = 86_400.0
HORIZON = -0.833
"""degrees above the horizon of the sun's centre at sunrise and sunset: refraction, and the radius of the sun"""
CIVIL, NAUTICAL, ASTRONOMICAL = -6.0, -12.0, -18.0
"""The same, where a twilight begins and ends."""
ROUNDS = 4
"""Times found again with the position of the sun at the time found before."""


def sun_times(
    days: np.ndarray, longitude: np.ndarray, latitude: np.ndarray, angle: float = HORIZON
) -> tuple[np.ndarray, np.ndarray]:
    """When the sun rises above an angle, and when it sinks below it, s since the epoch. NaN where it never crosses the
    angle on a day: `never_above` says whether it is below all day.

    days: since 1970-01-01, of the date that the place has by its mean solar time; longitude, latitude: degrees east and
    north; all three are broadcast. angle: degrees of the sun's centre above the horizon.
    """
    days, longitude, latitude = np.broadcast_arrays(*(np.asarray(each, float) for each in (days, longitude, latitude)))
    noon = days * DAY + DAY / 2 - longitude * 240.0
    return _crossing(noon, latitude, angle, -1.0), _crossing(noon, latitude, angle, 1.0)


def never_above(days: np.ndarray, longitude: np.ndarray, latitude: np.ndarray, angle: float = HORIZON) -> np.ndarray:
    """Whether the sun is below the angle at noon, and so all day. Parameters as of `sun_times`."""
    noon = np.asarray(days, float) * DAY + DAY / 2 - np.asarray(longitude, float) * 240.0
    declination, _ = _position(noon)
    return 90.0 - np.abs(np.asarray(latitude, float) - np.degrees(declination)) < angle


def darkness(
    days: np.ndarray, longitude: np.ndarray, latitude: np.ndarray, angle: float
) -> tuple[np.ndarray, np.ndarray]:
    """From when to when the sun is below an angle between the solar noon of each day and that of the next, s since the
    epoch. Where it is below all that time these are the two noons; where it never is, both are (nearly) midnight.

    Parameters as of `sun_times`.
    """
    days, longitude, latitude = np.broadcast_arrays(*(np.asarray(each, float) for each in (days, longitude, latitude)))
    noon = days * DAY + DAY / 2 - longitude * 240.0
    falls, _ = _nearest_crossing(noon, latitude, angle, 1.0)
    rises, _ = _nearest_crossing(noon + DAY, latitude, angle, -1.0)
    return falls, rises


def solar_noon(days: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """When the sun stands highest, s since the epoch. Parameters as of `sun_times`."""
    found = noon = np.asarray(days, float) * DAY + DAY / 2 - np.asarray(longitude, float) * 240.0
    for _ in range(ROUNDS):
        found = noon - _position(found)[1]
    return found


def altitude(instants: np.ndarray, longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
    """Degrees of the sun's centre above the horizon, without refraction. instants: s since the epoch."""
    declination, equation = _position(np.asarray(instants, float))
    hour_angle = np.radians((np.asarray(instants) % DAY + equation) / 240.0 + longitude - 180.0)
    north = np.radians(latitude)
    sine = np.sin(north) * np.sin(declination) + np.cos(north) * np.cos(declination) * np.cos(hour_angle)
    return np.degrees(np.arcsin(np.clip(sine, -1.0, 1.0)))


def _crossing(noon: np.ndarray, latitude: np.ndarray, angle: float, side: float) -> np.ndarray:
    """Before (side -1) or after (1) noon by mean solar time; NaN where the sun does not cross the angle there."""
    found, cosine = _nearest_crossing(noon, latitude, angle, side)
    return np.where(np.abs(cosine) <= 1.0, found, np.nan)


def _nearest_crossing(
    noon: np.ndarray, latitude: np.ndarray, angle: float, side: float
) -> tuple[np.ndarray, np.ndarray]:
    """The crossing, and the cosine of its hour angle, outside [-1, 1] where there is none: the time is then solar noon
    or midnight, whichever is nearer to a crossing. The cosine is clipped in every round: near midsummer the sun may
    cross the angle at the time found although it does not at noon."""
    north = np.radians(np.clip(latitude, -89.999, 89.999))
    found = noon
    for _ in range(ROUNDS):
        declination, equation = _position(found)
        cosine = (np.sin(np.radians(angle)) - np.sin(north) * np.sin(declination)) / (
            np.cos(north) * np.cos(declination)
        )
        hour_angle = np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
        found = noon - equation + side * hour_angle * 240.0
    return found, cosine


def _position(instants: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The sun's declination (radians), and the equation of time (s, true minus mean solar time)."""
    century = (instants / DAY + 2_440_587.5 - 2_451_545.0) / 36_525.0
    mean_longitude = np.radians((280.46646 + century * (36_000.76983 + century * 0.0003032)) % 360.0)
    anomaly = np.radians(357.52911 + century * (35_999.05029 - century * 0.0001537))
    eccentricity = 0.016708634 - century * (0.000042037 + century * 0.0000001267)
    centre = np.radians(
        np.sin(anomaly) * (1.914602 - century * (0.004817 + century * 0.000014))
        + np.sin(2 * anomaly) * (0.019993 - century * 0.000101)
        + np.sin(3 * anomaly) * 0.000289
    )
    node = np.radians(125.04 - 1934.136 * century)
    apparent = mean_longitude + centre - np.radians(0.00569 + 0.00478 * np.sin(node))
    mean_tilt = 23.0 + (26.0 + (21.448 - century * (46.815 + century * (0.00059 - century * 0.001813))) / 60.0) / 60.0
    tilt = np.radians(mean_tilt + 0.00256 * np.cos(node))
    declination = np.arcsin(np.sin(tilt) * np.sin(apparent))
    y = np.tan(tilt / 2.0) ** 2
    equation = (
        y * np.sin(2 * mean_longitude)
        - 2 * eccentricity * np.sin(anomaly)
        + 4 * eccentricity * y * np.sin(anomaly) * np.cos(2 * mean_longitude)
        - 0.5 * y * y * np.sin(4 * mean_longitude)
        - 1.25 * eccentricity**2 * np.sin(2 * anomaly)
    )
    return declination, np.degrees(equation) * 240.0
