"""The efforts of days, added up, are the effort of all fixes at once."""

import pickle

import numpy as np
import pytest
import shapely

from blindspot.engine.effort.crossings import Cells, Patches, Zones
from blindspot.engine.effort.effort import Effort, effort
from blindspot.engine.places.grid import HEXAGON, SQUARE, Grid, Lattice
from blindspot.engine.slices.partial_effort import EffortSums, day_slices, partial_effort
from blindspot.engine.timing.timezones import DAY
from blindspot.engine.timing.watch import Watch, nights, period, whole_nights
from blindspot.engine.tracks.tracks import Tracks, tracks_from_fixes
from tests.engine.slices.patrols import NIGHT, Patrols, patrols
from tests.engine.slices.test_partial_scores import RULES

HOUR = 3600.0
ALL_DAY = Watch(0.0, 0.0, timezone="Europe/Helsinki")
EXACT = ("visits", "units", "days")
ZONES = np.array(
    [
        shapely.box(-300, -300, 300, 300).difference(shapely.Point(50, 40).buffer(190, quad_segs=7)),
        shapely.Polygon([(-100, 100), (431, 77), (380, 390), (151, 211)]),
        shapely.MultiPolygon([shapely.box(-460, -460, -101, 333), shapely.box(-50, 310, 120, 449)]),
        shapely.box(2000, 2000, 2100, 2100),
    ]
)


def squares(size: float = 50.0, shape: int = SQUARE) -> Cells:
    column, row = (axis.ravel() for axis in np.meshgrid(np.arange(-8, 8), np.arange(-8, 8)))
    return Cells.of(Grid(Lattice(size, shape, (0.0, 0.0)), column, row))


def midnights_of(some: Patrols) -> np.ndarray:
    edges = whole_nights(ALL_DAY, some.t.min(), some.t.max())[1]
    return np.r_[edges[:, 0], edges[-1, 1]]


def hours_of(some: Patrols, watch: Watch, *limits: float) -> tuple[np.ndarray, np.ndarray]:
    """The time that counts, and the starts of its days."""
    found = period(watch, some.t.min(), some.t.max(), *limits)
    return found.bands, nights(found, ALL_DAY)[:, 0]


def travelled_in(part: Tracks, whole: Tracks, metres: np.ndarray) -> np.ndarray:
    """The metres from each fix to the next, as they are in the whole tracks."""
    known = dict(zip(zip(np.array(whole.unit_names)[whole.unit], whole.t, strict=True), metres, strict=True))
    return np.array([known[fix] for fix in zip(np.array(part.unit_names)[part.unit], part.t, strict=True)])


def in_days(some: Patrols, patches: Patches, hours, slowest=0.0, whole: Tracks | None = None) -> EffortSums:
    """The sums of all days, each computed from its own fixes alone. whole: the tracks whose `travelled` counts."""
    sums = EffortSums(len(patches), hours)
    metres = None if whole is None else whole.travelled
    for day in day_slices(midnights_of(some), RULES.max_pause):
        tracks, _ = tracks_from_fixes(some.fixes(day.since, day.until), RULES)
        moved = None if whole is None else travelled_in(tracks, whole, metres)
        partial = partial_effort(tracks, patches, day, hours, slowest, travelled=moved)
        sums.add(pickle.loads(pickle.dumps(partial)))
    return sums


def same(some: Patrols, patches: Patches, hours, days, slowest=0.0, scatter=False) -> Effort:
    tracks, _ = tracks_from_fixes(some.fixes(), RULES)
    expected = effort(tracks, patches, hours, days, slowest, travelled=tracks.travelled if scatter else None)
    sums = in_days(some, patches, hours, slowest, tracks if scatter else None)
    found = sums.effort()
    for name in EXACT:
        assert np.array_equal(getattr(found, name), getattr(expected, name)), name
    for name in ("seconds", "metres", "total_seconds", "total_metres", "outside_seconds", "outside_metres"):
        assert np.allclose(getattr(found, name), getattr(expected, name), rtol=1e-9, atol=1e-6), name
    for name in ("first_seen", "last_seen"):
        assert np.allclose(getattr(found, name), getattr(expected, name), rtol=0, atol=1e-5, equal_nan=True), name
    assert found.origin == expected.origin
    own, all_at_once = found.unit_times, expected.unit_times
    code = np.array([tracks.unit_names.index(name) for name in sums.unit_names])[own.unit]
    order = np.lexsort((code, own.place))
    assert np.array_equal(own.place[order], all_at_once.place)
    assert np.array_equal(code[order], all_at_once.unit)
    for name in ("first", "last"):
        assert np.allclose(getattr(own, name)[order], getattr(all_at_once, name), rtol=0, atol=1e-5)
    return found


def with_fixes_at_midnight(some: Patrols) -> Patrols:
    """The same with the last fix before each midnight exactly at it."""
    t = some.t.copy()
    for unit in range(len(some.names)):
        own = np.flatnonzero(some.unit == unit)
        for midnight in midnights_of(some)[1:-1]:
            before = own[t[own] < midnight]
            if len(before):
                t[before[-1]] = midnight
    return Patrols(some.x, some.y, t, some.unit, some.names)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("watch", [NIGHT, ALL_DAY], ids=["night", "all day"])
@pytest.mark.parametrize(
    "patches", [squares(), squares(60.0, HEXAGON), Zones.of(ZONES)], ids=["cells", "hexagons", "zones"]
)
def test_days_add_up(seed, watch, patches):
    some = patrols(seed, days=5)
    found = same(some, patches, *hours_of(some, watch))
    assert found.visits.max() > 2
    if watch is NIGHT:
        assert found.days.max() >= 4


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("watch", [NIGHT, ALL_DAY], ids=["night", "all day"])
def test_fixes_exactly_at_midnight(seed, watch):
    some = with_fixes_at_midnight(patrols(seed, days=5))
    assert np.isin(some.t, midnights_of(some)).sum() > 10
    same(some, squares(), *hours_of(some, watch))
    same(some, squares(), *hours_of(some, watch), slowest=0.5)


@pytest.mark.parametrize("start", ["2026-03-26", "2026-10-22"])
def test_clock_changes(start):
    some = patrols(7, days=5, start=start)
    for watch in (NIGHT, ALL_DAY):
        same(some, squares(), *hours_of(some, watch))


def test_a_day_without_fixes():
    some = patrols(5, days=6)
    day = np.floor((some.t - some.t.min()) / DAY)
    some = some.take((day != 2) & (day != 3))
    same(some, squares(), *hours_of(some, ALL_DAY))


def test_a_period_within_the_fixes():
    some = patrols(6, days=6)
    start = some.t.min()
    same(some, squares(), *hours_of(some, ALL_DAY, start + 1.3 * DAY, start + 4.4 * DAY))


def test_hours_that_end_at_midnight():
    some = with_fixes_at_midnight(patrols(4, days=5))
    midnights, (_, days) = midnights_of(some), hours_of(some, ALL_DAY)
    same(some, squares(), np.column_stack([midnights[:-1], midnights[1:]]), days)  # all of the time, cut at midnight
    same(some, squares(), np.column_stack([midnights[:-1] + 20 * HOUR, midnights[1:]]), days)
    same(some, squares(), np.column_stack([midnights[:-1], midnights[:-1] + 4 * HOUR]), days)


def test_metres_without_scatter():
    some = patrols(1, days=4)
    for watch in (NIGHT, ALL_DAY):
        same(some, squares(), *hours_of(some, watch), scatter=True)


def test_who_stays_for_days_is_there_once():
    some = patrols(2, days=5)
    t = midnights_of(some)[0] + np.arange(0, 3 * DAY, 300.0) + 0.5 * DAY
    parked = Patrols(t * 0 + 10, t * 0 + 10, t, np.zeros(len(t), int), ("parked",))
    found = same(parked, squares(), *hours_of(parked, ALL_DAY))
    assert found.visits.max() == 1
    assert found.days.max() == 4
    assert same(parked, squares(), *hours_of(parked, NIGHT)).visits.max() == 3


@pytest.mark.parametrize("after", [1, 700, 4000], ids=["goes on", "outage", "off duty"])
def test_a_unit_that_only_touches_midnight(after):
    start = midnights_of(patrols(2, days=3))[0]
    t = np.r_[start + DAY - np.arange(5)[::-1] * 60.0, start + DAY + after + np.arange(5) * 60.0]
    some = Patrols(t * 0 + 10, t * 0 + 10, t, np.zeros(len(t), int), ("unit",))
    found = same(some, squares(), *hours_of(some, ALL_DAY))
    assert found.visits.max() == (1 if after == 1 else 2)


def test_another_unit_goes_on():
    start = midnights_of(patrols(2, days=3))[0]
    t = start + DAY + np.r_[np.arange(-4, 1) * 60.0, np.arange(0, 5) * 60.0]
    some = Patrols(t * 0 + 10, t * 0 + 10, t, np.repeat([1, 0], 5), ("zeta", "alpha"))
    found = same(some, squares(), *hours_of(some, ALL_DAY))
    assert found.visits.max() == 2
    assert found.units.max() == 2


def test_single_fixes_at_midnight():
    start = midnights_of(patrols(2, days=3))[0]
    t = start + np.array([0.5, 1.0, 1.5, 2.0, 2.5]) * DAY
    some = Patrols(t * 0 + 10, t * 0 + 10, t, np.zeros(5, int), ("unit",))
    found = same(some, squares(), *hours_of(some, ALL_DAY))
    assert found.visits.max() == 5


def test_hours_of_half_a_minute():
    some = patrols(3, days=3)
    minutes = np.arange(midnights_of(some)[0] - 15, midnights_of(some)[-1] - 60, 60.0)
    some = some.take(some.unit != 2)
    same(some, squares(), np.column_stack([minutes, minutes + 30]), np.r_[minutes[0], midnights_of(some)[1:-1]])
