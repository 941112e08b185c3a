"""Evidence with walls and without: who saw a place, as the gap score counts it."""

import numpy as np
import shapely

from blindspot.engine.places.places import point_places
from blindspot.engine.publication.evidence_counts import evidence_in_range
from blindspot.engine.publication.evidence_of_passes import Span, evidence_in_sight
from blindspot.engine.publication.positions import Positions, days_of_watch
from blindspot.engine.score.detection import Detection
from blindspot.engine.sight.sight import Sight
from blindspot.engine.sight.walls import walls_of
from blindspot.engine.timing.watch import Watch
from blindspot.engine.tracks.fixes import Fixes
from blindspot.engine.tracks.tracks import TrackRules, tracks_from_fixes

HOUR, DAY = 3600.0, 86_400.0
NIGHT, MIDNIGHT = Watch(22 * HOUR, 5 * HOUR), 20_000 * DAY
EACH = np.arange(20)


def walks(count: int = 900):
    """Four units that wander at all hours of three days, with a fix every 4 minutes."""
    draw = np.random.default_rng(3)
    unit = np.repeat(np.arange(4), count)
    t = MIDNIGHT + np.tile(np.arange(count) * 240.0, 4) + unit
    x, y = (np.clip(np.cumsum(draw.normal(0, 60, (4, count)), axis=1), -400, 400).ravel() for _ in "xy")
    fixes = Fixes(x, y, t, unit, np.arange(len(x)), tuple("abcd"))
    return tracks_from_fixes(fixes, TrackRules())[0]


def test_in_the_open_it_is_that_in_range():
    tracks = walks()
    places = point_places(*np.random.default_rng(4).uniform(-300, 300, (2, 20)))
    span = Span(19_999, 20_002)
    found = evidence_in_sight(tracks, places, Detection.same(4, 60.0, 30.0), Sight(), NIGHT, span)
    other = evidence_in_range(Positions.of_tracks(tracks, NIGHT, 1.0), places, 60.0)
    seen, near = found.counts(EACH, 20), other.counts(EACH, 20)
    assert seen.units.max() == 4
    assert (seen.units == near.units).all()
    assert (seen.days == near.days).all()
    assert (seen.fixes == near.fixes).all()
    assert np.allclose(seen.share, near.share, atol=0.02)
    assert (found.first_day, found.last_day) == (19_999, int(days_of_watch(tracks.t, NIGHT).max()))


def test_who_is_behind_a_wall_does_not_count_and_nor_does_what_is_outside_the_period():
    tracks, places = walks(), point_places(np.linspace(-300, 300, 20), np.zeros(20))
    wall = walls_of(np.array([shapely.box(-900, 5, 900, 8)], object), np.array([np.inf]))
    detection, span = Detection.same(4, 200.0, 30.0), Span(19_999, 20_002)
    all_of_it = np.zeros(20, int)
    in_open, walled = (
        evidence_in_sight(tracks, places, detection, sight, NIGHT, span) for sight in (Sight(), Sight(wall, 0.0))
    )
    assert 0 < walled.counts(all_of_it, 1).fixes[0] < in_open.counts(all_of_it, 1).fixes[0]
    cut = Span(19_999, 19_999, MIDNIGHT + 1 * HOUR, MIDNIGHT + 4 * HOUR)
    hours = evidence_in_sight(tracks, places, detection, Sight(), NIGHT, cut).within(19_999, 19_999)
    assert 0 < hours.seconds.sum() < in_open.within(19_999, 19_999).seconds.sum() * 0.9
