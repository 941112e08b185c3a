"""Spec sheets of drones: endurance, battery capacity, mass and the wind limit, as the makers publish them."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class SpecSheet:
    """What the maker publishes about a drone. The flight time is measured in still air, with the standard payload
    only, until the battery is empty."""

    name: str
    endurance: float
    """s, the longest flight time stated"""
    battery_wh: float | None
    """Wh of all its batteries together; None where unknown"""
    mass: float | None
    """kg with batteries, without extra payload; None where unknown"""
    most_wind: float = float("inf")
    """m/s, the stated maximum wind resistance"""
    source: str = ""

    def with_own(self, endurance: float | None, battery_wh: float | None, mass: float | None) -> "SpecSheet":
        """The same with the analyst's own figures where these are not None: s, Wh, kg.

        An endurance shorter than the maker's, without a battery of its own, is taken as less energy in the battery: an
        old or cold battery, at the power of the data sheet. So climbing, whose energy depends on the mass alone, takes
        a larger share of it. A longer one is taken as less power: a battery holds no more than its maker states.
        """
        capacity = battery_wh
        if capacity is None and self.battery_wh is not None:
            capacity = self.battery_wh * min(1.0, (endurance or self.endurance) / self.endurance)
        return replace(
            self, endurance=endurance or self.endurance, battery_wh=capacity, mass=self.mass if mass is None else mass
        )


SHEETS = (
    SpecSheet("DJI Mavic 3 Enterprise", 45 * 60, 77.0, 0.915, 12.0, "enterprise.dji.com/mavic-3-enterprise/specs"),
    SpecSheet("DJI Mavic 3 Thermal", 45 * 60, 77.0, 0.920, 12.0, "enterprise.dji.com/mavic-3-enterprise/specs"),
    SpecSheet("DJI Matrice 30T", 41 * 60, 263.2, 3.77, 12.0, "enterprise.dji.com/matrice-30/specs"),
    SpecSheet("DJI Matrice 350 RTK", 55 * 60, 526.4, 6.47, 12.0, "enterprise.dji.com/matrice-350-rtk/specs"),
)
"""Figures as published on the pages given in `source`."""
