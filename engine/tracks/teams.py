"""Teams: one patrol recorded under several units, which would count several times.

Exports of patrol software repeat a patrol for each member, so that units have identical fixes. Or the members carry a
receiver each, and their tracks run side by side.
"""

from dataclasses import dataclass

import numpy as np

from ..language import tr
from .companions import Companions, companions
from .identical_units import identical_units, same_fix
from .standing import travelled

SAME_FIX = tr("the same fix as another unit")
TOGETHER = tr("moving together with another unit")


@dataclass(frozen=True)
class Teams:
    """Units that record the same patrol.

    identical, together: the groups of units (codes, rising) with identical fixes, and of those that move together.
    same, near: (n,) whether each fix of the tracks is a fix of a unit with a lower code, too, or recorded while the
    unit moved together with one. seconds, metres: of the legs between such fixes, which count more than once.
    """

    identical: tuple[tuple[int, ...], ...]
    together: tuple[tuple[int, ...], ...]
    same: np.ndarray
    near: np.ndarray
    seconds: float
    metres: float

    @property
    def shared(self) -> np.ndarray:
        """(n,) whether a unit with a lower code stands for this fix as well."""
        return self.same | self.near


def find_teams(x: np.ndarray, y: np.ndarray, t: np.ndarray, unit: np.ndarray, offsets: np.ndarray) -> Teams | None:
    """The teams in tracks: x, y, t, unit: (n,) and offsets: (k + 1,) as in Tracks. None if there is none.

    Identical: see `identical_units`. Together: see `companions`. Of the units in a team, the one whose name comes
    first stands for the others; a fix of another unit is `near` if it was recorded on a day on which the two move
    together, while the first has a track, and within reach of it.
    """
    if not len(t) or unit[0] == unit[-1]:
        return None
    pairs = identical_units(x, y, t, unit)
    days = companions(x, y, t, unit, offsets)
    if not len(pairs) and not len(days.first):
        return None
    codes = np.arange(int(unit[-1]) + 2)
    begins = np.searchsorted(unit, codes)
    same, near = np.zeros(len(t), bool), np.zeros(len(t), bool)
    for first, second in pairs.tolist():
        lead, member = (slice(begins[code], begins[code + 1]) for code in (first, second))
        same[member] |= same_fix((x[lead], y[lead], t[lead]), (x[member], y[member], t[member]))
    _mark_near(near, days, x, y, t, begins, offsets)
    shared = same | near
    legs = np.flatnonzero(shared[:-1] & shared[1:])
    legs = legs[~np.isin(legs, offsets[1:] - 1)]
    moved = travelled(x, y, t, offsets)
    identical = _groups({(first, second) for first, second in pairs.tolist()})
    group = {code: number for number, members in enumerate(identical) for code in members}
    side_by_side = set(zip(days.first.tolist(), days.second.tolist(), strict=True))
    return Teams(
        identical,
        _groups({(a, b) for a, b in side_by_side if group.get(a, -1) != group.get(b, -2)}),
        same,
        near,
        float((t[legs + 1] - t[legs]).sum()),
        float(moved[legs].sum()),
    )


def counted_once(teams: Teams, connected: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which fixes to leave out so that each patrol counts once, and where this breaks tracks.

    connected: (n,) whether the unit is on patrol from the fix before to this one: a leg or an outage. A shared fix is
    left out unless it is one end of a leg or outage whose other end is not shared. Returns (n,) bool each: left out;
    and kept, but no leg or outage may lead to it.
    """
    shared = teams.shared
    own = connected & ~(shared & np.r_[False, shared[:-1]])
    left = shared & ~own & ~np.r_[own[1:], False]
    breaks = ~left & shared & np.r_[False, shared[:-1]]
    return left, breaks | (~left & np.r_[False, left[:-1]])


def _mark_near(near, days: Companions, x, y, t, begins: np.ndarray, offsets: np.ndarray) -> None:
    """Marks the fixes of the second unit of each pair and day that lie near the first unit's track."""
    ends_track = np.zeros(len(t), bool)
    ends_track[offsets[1:] - 1] = True
    for first, second, begin, end in zip(days.first, days.second, days.begin, days.end, strict=True):
        low, high = begins[second] + np.searchsorted(t[begins[second] : begins[second + 1]], [begin, end])
        before = begins[first] + np.searchsorted(t[begins[first] : begins[first + 1]], t[low:high], side="right") - 1
        there = (before >= begins[first]) & (~ends_track[before] | (t[before] == t[low:high]))
        after = np.minimum(before + 1, begins[first + 1] - 1)
        pause = t[after] - t[before]
        share = np.divide(t[low:high] - t[before], pause, out=np.zeros(high - low), where=pause > 0)
        away_x = x[before] + share * (x[after] - x[before]) - x[low:high]
        away_y = y[before] + share * (y[after] - y[before]) - y[low:high]
        near[low:high] |= there & (np.hypot(away_x, away_y) <= days.reach)


def _groups(pairs: set[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """The units connected by pairs, each group rising, in the order of their first units."""
    lead: dict[int, int] = {}

    def root(unit: int) -> int:
        while lead.setdefault(unit, unit) != unit:
            unit = lead[unit]
        return unit

    for first, second in sorted(pairs):
        a, b = sorted((root(first), root(second)))
        lead[b] = a
    groups: dict[int, list[int]] = {}
    for unit in sorted(lead):
        groups.setdefault(root(unit), []).append(unit)
    return tuple(tuple(group) for _, group in sorted(groups.items()))
