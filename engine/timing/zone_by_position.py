"""A guess of the time zone from a position: the zone of the nearest known city of the same country.

The cities are the principal locations of the time zone database (zone.tab) and a table of our own, because in large
countries the principal location of another zone is often nearer: from Beijing, Pyongyang is nearer than Shanghai. What
matters is the clock: the offset from UTC and the days of its changes. Many zones share one.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .timezones import DAY, clock_changes

EARTH_RADIUS_KM = 6371.0
NEARBY_KM = 300.0
"""Other clocks are named if one of their cities is within this distance."""
MOST_OTHERS = 3
FAR_KM = 1500.0
"""A city that is farther away says nothing about a position at sea. In the country of the position it counts unless a
city of another country is nearer by this distance, as on an island overseas."""
MOST_FROM_SUN = 3.25
"""Hours by which a clock may differ from solar time, without summer time; in western China it is 3."""
NULL_ISLAND = 0.01
"""Degrees around (0, 0) within which a position is taken to be missing."""
NEVER = frozenset(("Asia/Urumqi", "Europe/Busingen"))
"""Zones that are named as alternatives only: Urumqi time is used beside the official time of Beijing, and Busingen is a
village with the clock of all around it."""
_COORDINATES = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")


@dataclass(frozen=True)
class ZoneCities:
    """Cities whose time zone is known. country: (n,) object, ISO 3166 codes of two letters; lon, lat: (n,) degrees;
    zone, name: (n,) object."""

    country: np.ndarray
    lon: np.ndarray
    lat: np.ndarray
    zone: np.ndarray
    name: np.ndarray

    def __len__(self) -> int:
        return len(self.lon)


@dataclass(frozen=True)
class ZoneGuess:
    """zone: an IANA name; near: the city it was taken from, and its distance in km, empty and 0 where the zone is that
    of the longitude alone; others: zones with other clocks nearby, the nearest first."""

    zone: str
    near: str = ""
    distance: float = 0.0
    others: tuple[str, ...] = ()


def read_cities(zone_table: str, own_table: str, known: Iterable[str]) -> ZoneCities:
    """The cities of both tables whose zone is in `known`.

    zone_table: text of zone.tab or zone1970.tab of the time zone database: countries, ISO 6709 coordinates, zone,
    comment; own_table: country, latitude, longitude, zone, name. Both separated by tabs, # starts a comment.
    """
    known, rows = set(known), []
    for fields in _rows(own_table, 5):
        rows.append((fields[0], float(fields[2]), float(fields[1]), fields[3], fields[4]))
    for fields in _rows(zone_table, 3):
        place = _COORDINATES.fullmatch(fields[1])
        if place:
            lat, lon = _degrees(*place.groups()[:4]), _degrees(*place.groups()[4:])
            name = fields[2].rpartition("/")[2].replace("_", " ")
            rows += [(country, lon, lat, fields[2], name) for country in fields[0].split(",")]
    rows = [row for row in rows if row[3] in known]
    country, lon, lat, zone, name = zip(*rows, strict=True) if rows else ((),) * 5
    texts = (np.array(column, object) for column in (country, zone, name))
    countries, zones, names = texts
    return ZoneCities(countries, np.array(lon, float), np.array(lat, float), zones, names)


def typical_position(lon: np.ndarray, lat: np.ndarray) -> tuple[float, float] | None:
    """The median of (n,) positions in degrees, so that strays have no influence; None where there is none. Positions
    at (0, 0) are no measurements. Near the 180th meridian longitudes are counted to 360."""
    lon, lat = np.asarray(lon, float), np.asarray(lat, float)
    with np.errstate(invalid="ignore"):
        usable = (np.abs(lon) <= 360) & (np.abs(lat) <= 90)
        usable &= (np.abs(lon) > NULL_ISLAND) | (np.abs(lat) > NULL_ISLAND)
    if not usable.any():
        return None
    west_east = (lon[usable] + 180) % 360 - 180
    around = west_east % 360
    spreads = [np.subtract(*np.percentile(each, [75, 25])) for each in (west_east, around)]
    middle = float(np.median(west_east if spreads[0] <= spreads[1] else around))
    return (middle + 180) % 360 - 180, float(np.median(lat[usable]))


def zone_at(
    lon: float, lat: float, cities: ZoneCities, when: float, country: str = "", known: Iterable[str] = ()
) -> ZoneGuess:
    """The time zone at a position in degrees, guessed.

    when: an instant in s since the epoch; clocks are compared in the year around it. country: ISO code of the country,
    empty where unknown. known: names that can be used, for the zone of the longitude alone, which is taken where no
    city is near enough, or the clock would be too far from solar time. The zone is UTC where none can be used.
    """
    distance = _distances(lon, lat, cities)
    eligible = np.array([zone not in NEVER for zone in cities.zone], bool)
    found = _nearest(distance, eligible, cities, country)
    if found is not None:
        clock = _clock(cities.zone[found], when)
        if abs((lon / 15 - min(clock) / 3600 + 12) % 24 - 12) <= MOST_FROM_SUN:
            others = _other_clocks(distance, cities, clock, when)
            return ZoneGuess(cities.zone[found], cities.name[found], float(distance[found]), others)
    return ZoneGuess(nautical_zone(lon, known))


def nautical_zone(lon: float, known: Iterable[str]) -> str:
    """The zone of whole hours for a longitude in degrees, such as Etc/GMT-8 for UTC+8; UTC where it is not known."""
    hours = math.floor(lon / 15 + 0.5)
    name = f"Etc/GMT{-hours:+d}" if hours else "UTC"
    return name if name in set(known) else "UTC"


def _nearest(distance: np.ndarray, eligible: np.ndarray, cities: ZoneCities, country: str) -> int | None:
    """The index of the city to take the zone from; None where none is near enough."""
    if not eligible.any():
        return None
    overall = int(np.argmin(np.where(eligible, distance, np.inf)))
    inside = eligible & (cities.country == country) if country else np.zeros(len(cities), bool)
    if inside.any():
        own = int(np.argmin(np.where(inside, distance, np.inf)))
        if distance[own] <= distance[overall] + FAR_KM:
            return own
    return overall if distance[overall] <= FAR_KM else None


def _other_clocks(distance: np.ndarray, cities: ZoneCities, clock: tuple, when: float) -> tuple[str, ...]:
    """Zones with other clocks within NEARBY_KM, one for each clock, the nearest first."""
    seen, others = {clock}, []
    near = np.flatnonzero(distance <= NEARBY_KM)
    for city in near[np.argsort(distance[near], kind="stable")]:
        other = _clock(cities.zone[city], when)
        if other not in seen:
            seen.add(other)
            others.append(cities.zone[city])
    return tuple(others[:MOST_OTHERS])


def _clock(zone: str, when: float) -> tuple[float, ...]:
    """The offsets from UTC, in s, of a zone on 48 days of the year around an instant."""
    days = when + np.linspace(-0.5, 0.5, 49)[:-1] * 365.25 * DAY
    changes = clock_changes(zone, days[0], days[-1])
    return tuple(changes.offset[np.searchsorted(changes.at, days, side="right")].tolist())


def _distances(lon: float, lat: float, cities: ZoneCities) -> np.ndarray:
    """(n,) great-circle distances to the cities, in km, by the haversine formula."""
    lat0, lat1 = math.radians(lat), np.radians(cities.lat)
    half = np.sin((lat1 - lat0) / 2) ** 2
    half = half + math.cos(lat0) * np.cos(lat1) * np.sin(np.radians(cities.lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))


def _rows(table: str, least: int) -> Iterable[list[str]]:
    """The fields of the lines that have at least so many, without comments."""
    lines = (line.split("\t") for line in table.splitlines() if line.strip() and not line.startswith("#"))
    return (fields for fields in lines if len(fields) >= least)


def _degrees(sign: str, degrees: str, minutes: str, seconds: str | None) -> float:
    value = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
    return -value if sign == "-" else value
