"""The aircraft model: time and energy of legs, hovering, climb and descent, with wind."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from scipy.optimize import minimize_scalar

from ..errors import UserError
from ..language import tr
from .slowing import corner_loss, hill_loss, landing_loss, stop_loss

Elevation = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Ground elevation: x, y arrays in metres -> metres AMSL, NaN where unknown."""

GRAVITY = 9.80665
SAMPLE_SPACING = 30.0
"""Metres between samples of the ground along a leg, when its time and energy are estimated."""
MAX_SAMPLES = 400
"""The most samples along one leg."""
JOULES_PER_WH = 3600.0


@dataclass(frozen=True)
class Rotor:
    """Power of a rotary-wing drone, after Zeng, Xu and Zhang (2019), Energy minimization for wireless communication
    with rotary-wing UAV, eq. 12; the defaults are theirs."""

    blade_profile: float = 79.86
    """P0, W"""
    induced: float = 88.63
    """Pi, W"""
    tip_speed: float = 120.0
    """Utip, m/s"""
    induced_speed: float = 4.03
    """v0, m/s: mean rotor induced velocity in hover"""
    parasite: float = 0.5 * 0.6 * 1.225 * 0.05 * 0.503
    """c = d0 rho s A / 2, W per (m/s)^3"""
    mass: float = 2.0
    """kg"""
    efficiency: float = 0.7
    """share of the climb power that becomes potential energy"""

    def power(self, airspeed):
        """W at an airspeed in m/s (number or array) in level flight; 0 is hovering."""
        v2 = np.square(np.asarray(airspeed, dtype=float))
        ratio = v2 / (2 * self.induced_speed**2)
        induced = np.sqrt(np.sqrt(1 + ratio**2) - ratio)
        return self.blade_profile * (1 + 3 * v2 / self.tip_speed**2) + self.induced * induced + self.parasite * v2**1.5

    @cached_property
    def least_power(self) -> float:
        """W at the most economical airspeed, in still air."""
        return float(minimize_scalar(self.power, bounds=(0.0, 40.0), method="bounded").fun)

    def climb_power(self, climb: float) -> float:
        """Additional W for climbing at `climb` m/s: m g Vc / eta."""
        return self.mass * GRAVITY * climb / self.efficiency


@dataclass(frozen=True)
class Wind:
    """A constant, uniform wind."""

    speed: float = 0.0
    """m/s"""
    from_degrees: float = 0.0
    """direction it comes from, clockwise from grid north"""

    @property
    def vector(self) -> tuple[float, float]:
        """The wind's velocity, m/s east and north."""
        angle = math.radians(self.from_degrees)
        return -self.speed * math.sin(angle), -self.speed * math.cos(angle)


@dataclass(frozen=True)
class Aircraft:
    """A drone, its battery, and how it is flown."""

    endurance: float = 1800.0
    """s in still air at the airspeed of least power, as spec sheets state it"""
    reserve: float = 0.25
    """share of the battery that is left after landing"""
    speed: float = 10.0
    """m/s, airspeed along legs"""
    climb: float = 3.0
    """m/s"""
    descent: float = 2.0
    """m/s"""
    altitude: float = 60.0
    """m above ground"""
    wind: Wind = Wind()
    rotor: Rotor = Rotor()
    capacity_wh: float | None = None
    """Wh, capacity of the battery if known; all power is then scaled so that ENDURANCE still holds"""
    mass: float | None = None
    """kg at take-off if known; otherwise the climb power is the rotor model's, scaled like all power"""
    ground: Elevation | None = None
    """elevation of the ground; None for flat ground"""
    ground_spacing: float = SAMPLE_SPACING
    """m between the nodes of `ground`"""
    tolerance: float = 1.0
    """m by which the height above the ground may differ from the planned one between two waypoints"""
    turn_time: float | None = 0.0
    """s lost at each corner, for which energy is kept; None: as an autopilot loses it, see slowing.py"""
    landing_time: float | None = 0.0
    """s that take-off and landing of a sortie take longer, for which energy is kept; None: as with an autopilot"""

    def __post_init__(self):
        for name in ("endurance", "speed", "climb", "descent"):
            if not getattr(self, name) > 0:
                raise UserError(
                    tr("{name} must be above 0; it is {value:g}.", name=name.upper(), value=getattr(self, name))
                )
        if not 0 <= self.reserve < 1:
            raise UserError(
                tr("RESERVE must be at least 0 and below 100 %; it is {reserve:g} %.", reserve=100 * self.reserve)
            )
        for name, value in (("BATTERY_WH", self.capacity_wh), ("MASS", self.mass)):
            if value is not None and not value > 0:
                raise UserError(tr("{name} must be above 0, or empty; it is {value:g}.", name=name, value=value))
        if not self.tolerance > 0:
            raise UserError(tr("TERRAIN_TOLERANCE must be above 0; it is {tolerance:g} m.", tolerance=self.tolerance))
        for name in ("turn_time", "landing_time"):
            if (value := getattr(self, name)) is not None and value < 0:
                raise UserError(tr("{name} can't be negative; it is {value:g} s.", name=name.upper(), value=value))
        if self.altitude < 0 or self.wind.speed < 0:
            raise UserError(tr("ALTITUDE and WIND_SPEED can't be negative."))
        if self.wind.speed >= self.speed:
            raise UserError(
                tr(
                    "A drone with an airspeed of {speed:g} m/s can't return against a wind of {wind:g} m/s: raise "
                    "SPEED or wait for less wind.",
                    speed=self.speed,
                    wind=self.wind.speed,
                )
            )

    @cached_property
    def scale(self) -> float:
        """This drone's power divided by that of its rotor model."""
        if self.capacity_wh is None:
            return 1.0
        return self.capacity_wh * JOULES_PER_WH / (self.endurance * self.rotor.least_power)

    @property
    def battery(self) -> float:
        """J in a full battery."""
        return self.endurance * self.rotor.least_power * self.scale

    @property
    def budget(self) -> float:
        """J that a sortie may use, without what is kept for take-off and landing."""
        return max(self.battery * (1 - self.reserve) - self.landing_kept, 0.0)

    @cached_property
    def cruise_power(self) -> float:
        """W along a level leg. The same in every direction, because the airspeed is the same."""
        return float(self.rotor.power(self.speed)) * self.scale

    @cached_property
    def hover_power(self) -> float:
        """W while hovering: the airspeed is then that of the wind."""
        return float(self.rotor.power(self.wind.speed)) * self.scale

    @cached_property
    def kept_power(self) -> float:
        """W at which energy is kept for the time that a drone loses: while it hovers, in wind or in still air."""
        return max(self.hover_power, float(self.rotor.power(0.0)) * self.scale)

    @cached_property
    def landing_kept(self) -> float:
        """J kept for take-off and landing of a sortie."""
        if self.landing_time is None:
            return self.kept_power * landing_loss(self.altitude, self.climb, self.descent, self.speed)
        return self.kept_power * self.landing_time

    @cached_property
    def corner_kept(self) -> float:
        """J kept for a corner."""
        return self.kept_power * (corner_loss(self.speed) if self.turn_time is None else self.turn_time)

    @cached_property
    def stop_kept(self) -> float:
        """J kept for a stop over a point: as much as two corners, unless the time follows from the speed."""
        return self.kept_power * (stop_loss(self.speed) if self.turn_time is None else 2 * self.turn_time)

    def lift_energy(self, ascent):
        """J for `ascent` metres of height gained, in addition to level flight: m g h / eta."""
        if self.mass is None:
            return self.rotor.climb_power(1.0) * self.scale * ascent
        return self.mass * GRAVITY / self.rotor.efficiency * ascent

    def ground_speed(self, east, north):
        """m/s over ground in the direction of the vectors (east, north), which must not be zero. From the wind
        triangle: w_par + sqrt(Va^2 - w_perp^2)."""
        length = np.hypot(east, north)
        wind_east, wind_north = self.wind.vector
        along = (wind_east * east + wind_north * north) / length
        across = (wind_east * north - wind_north * east) / length
        return along + np.sqrt(np.maximum(self.speed**2 - across**2, 0))

    def elevation(self, places: np.ndarray) -> np.ndarray:
        """m AMSL of the ground at (n, 2) places, NaN where unknown; 0 everywhere without `ground`."""
        if self.ground is None:
            return np.zeros(len(places))
        return np.asarray(self.ground(places[:, 0], places[:, 1]), dtype=float)

    def raised(self, metres: float) -> "Aircraft":
        """The same aircraft, flying `metres` higher above the ground."""
        return replace(self, altitude=self.altitude + metres)

    def legs(self, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Time (s) and energy (J), (n,) each, of straight legs between (n, 2) places, at ALTITUDE above the ground
        all the way; inf where the ground is unknown.

        With `ground` this is an estimate: the sum over the stretches between samples, which are at most SAMPLE_SPACING
        apart unless that would take more than MAX_SAMPLES. plan.flight computes the exact values for one flight.
        """
        if self.ground is None:
            seconds = _flying_time(self, ends - starts)
            return seconds, seconds * self.cruise_power
        seconds, energy = np.zeros(len(starts)), np.zeros(len(starts))
        for group, count in _sampled(starts, ends):
            seconds[group], energy[group] = _draped(self, starts[group], ends[group], count)
        return seconds, energy

    @property
    def slows_over_ground(self) -> bool:
        """Whether energy is kept for climbing and descending along legs."""
        return self.ground is not None and self.turn_time is None

    def legs_kept(self, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """(n,) J kept for climbing and descending along `legs`; 0 where the ground is unknown."""
        lost = np.zeros(len(starts))
        if self.slows_over_ground:
            for group, count in _sampled(starts, ends):
                moves, rises = _over_ground(self, starts[group], ends[group], count)
                lost[group] = np.nan_to_num(hill_loss(self.stretches(moves, rises)[0], rises))
        return self.kept_power * lost

    def stretches(self, moves: np.ndarray, rises: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Time (s) and energy (J) of moving by (n, ..., 2) metres while the height changes by (n, ...) metres, each
        at constant speed.

        A stretch takes the longer of the time to fly its horizontal length and the time to climb or descend. Where
        the climb or descent takes longer, the drone flies slower, and the power is that of the lower airspeed.
        """
        flying = _flying_time(self, moves)
        seconds = np.maximum(flying, np.maximum(rises / self.climb, -rises / self.descent))
        slowed = seconds > flying * (1 + 1e-12)
        power = np.full(seconds.shape, self.cruise_power)
        if slowed.any():
            through_air = moves[slowed] / seconds[slowed][:, None] - np.array(self.wind.vector)
            power[slowed] = self.rotor.power(np.hypot(*through_air.T)) * self.scale
        return seconds, seconds * power + self.lift_energy(np.maximum(rises, 0))

    def path(self, vertices: np.ndarray) -> tuple[float, float]:
        """Time (s) and energy (J) along (k, 2) vertices: the sums of `legs`."""
        if len(vertices) < 2:
            return 0.0, 0.0
        seconds, energy = self.legs(vertices[:-1], vertices[1:])
        return float(seconds.sum()), float(energy.sum())

    def profile(self, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """(n, 2) places along a leg, a quarter of `ground_spacing` apart or less; its two ends without `ground`."""
        if self.ground is None:
            return np.array([start, end])
        count = max(1, math.ceil(math.dist(start, end) / (self.ground_spacing / 4)))
        return start + np.linspace(0, 1, count + 1)[:, None] * (end - start)

    def unknown(self, vertices: np.ndarray) -> np.ndarray:
        """(m, 2) the places along (k, 2) vertices where the ground is unknown."""
        profiles = [self.profile(start, end) for start, end in pairwise(vertices)] if len(vertices) > 1 else [vertices]
        places = np.vstack(profiles)
        return places[np.isnan(self.elevation(places))]

    def hover(self, duration: float) -> float:
        """J for hovering `duration` seconds."""
        return self.hover_power * duration

    def takeoff(self) -> tuple[float, float]:
        """Time (s) and energy (J) of climbing straight up to ALTITUDE."""
        duration = self.altitude / self.climb
        return duration, duration * self.hover_power + float(self.lift_energy(self.altitude))

    def landing(self) -> tuple[float, float]:
        """Time (s) and energy (J) of a vertical descent from ALTITUDE. No energy is recovered."""
        duration = self.altitude / self.descent
        return duration, duration * self.hover_power


def _flying_time(aircraft: Aircraft, moves: np.ndarray) -> np.ndarray:
    """(...,) s for level moves of (..., 2) metres; 0 for a move of no length."""
    lengths = np.hypot(moves[..., 0], moves[..., 1])
    still = lengths == 0
    east = np.where(still, 1.0, moves[..., 0])
    return np.where(still, 0.0, lengths / aircraft.ground_speed(east, moves[..., 1]))


def _draped(aircraft: Aircraft, starts: np.ndarray, ends: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Time (s) and energy (J) of legs that follow the ground, each divided into `count` stretches; inf where the ground
    is unknown."""
    stretches = aircraft.stretches(*_over_ground(aircraft, starts, ends, count))
    seconds, energy = (values.sum(axis=1) for values in stretches)
    unknown = np.isnan(seconds)
    return np.where(unknown, np.inf, seconds), np.where(unknown, np.inf, energy)


def _over_ground(aircraft: Aircraft, starts: np.ndarray, ends: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """(n, count, 2) moves and (n, count) rises, m, of legs that are divided into `count` stretches."""
    share = np.linspace(0, 1, count + 1)
    places = starts[:, None] + share[:, None] * (ends - starts)[:, None]
    heights = aircraft.elevation(places.reshape(-1, 2)).reshape(len(starts), -1)
    return np.broadcast_to(((ends - starts) / count)[:, None], (len(starts), count, 2)), np.diff(heights, axis=1)


def _sampled(starts: np.ndarray, ends: np.ndarray):
    """Groups of indices of legs, each with the number of stretches that its legs are divided into."""
    lengths = np.hypot(*(ends - starts).T)
    counts = np.clip(np.ceil(lengths / SAMPLE_SPACING).astype(int), 1, MAX_SAMPLES)
    for count in np.unique(counts):
        for group in _chunks(np.flatnonzero(counts == count), max(1, 2_000_000 // (count + 1))):
            yield group, count


def _chunks(indices: np.ndarray, size: int):
    """Runs of at most `size` indices."""
    return (indices[begin : begin + size] for begin in range(0, len(indices), size))
