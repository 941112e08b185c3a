"""Drones as their makers describe them: three figures of a spec sheet, and what they should not be asked to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SpecSheet:
    """What the maker publishes of a drone. A spec sheet's flight time is that of an empty battery in still air, with
    nothing more than the standard payload."""

    name: str
    endurance: float
    """s, the longest flight time stated"""
    battery_wh: float | None
    """Wh in all of its batteries together, None where it isn't known"""
    mass: float | None
    """kg with batteries, without extra payload, None where it isn't known"""
    most_wind: float = float("inf")
    """m/s that it is said to withstand"""
    source: str = ""


SHEETS = (
    SpecSheet("DJI Mavic 3 Enterprise", 45 * 60, 77.0, 0.915, 12.0, "enterprise.dji.com/mavic-3-enterprise/specs"),
    SpecSheet("DJI Mavic 3 Thermal", 45 * 60, 77.0, 0.920, 12.0, "enterprise.dji.com/mavic-3-enterprise/specs"),
    SpecSheet("DJI Matrice 30T", 41 * 60, 263.2, 3.77, 12.0, "enterprise.dji.com/matrice-30/specs"),
    SpecSheet("DJI Matrice 350 RTK", 55 * 60, 526.4, 6.47, 12.0, "enterprise.dji.com/matrice-350-rtk/specs"),
)
"""Figures as published on the makers' pages named."""
