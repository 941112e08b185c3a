"""The hours in which drones may take off."""

import pytest

from blindspot.engine.errors import UserError
from blindspot.engine.plan.launch_hours import launch_hours
from blindspot.engine.timing.watch import Watch

H = 3600.0
NIGHT, ALL_DAY = Watch(22 * H, 5 * H), Watch(6 * H, 6 * H)


@pytest.mark.parametrize(
    ("night_from", "night_to", "not_before", "hours"),
    [
        (None, None, 0, (0, 9)),
        (23, None, 0, (1, 9)),
        (None, 4, 0, (0, 6)),
        (23, 4, 0, (1, 6)),
        (20, 12, 0, (0, 9)),  # wider than the watch
        (20, None, 0, (0, 9)),
        (5, 6, 0, (7, 8)),  # after its end
        (23, 4, 3, (3, 6)),
        (22, 22, 0, (0, 9)),
        (6, 23, 0, (8, 9)),  # the end and the start of the watch: of two windows as long as each other, the later one
        (6.5, 23, 0, (0, 1)),
    ],
)
def test_hours_of_a_night(night_from, night_to, not_before, hours):
    given = [None if at is None else at * H for at in (night_from, night_to)]
    assert launch_hours(NIGHT, 2 * H, *given, not_before * H) == pytest.approx([at * H for at in hours])


@pytest.mark.parametrize(
    ("night_from", "night_to", "hours"),
    [(None, None, (0, 24)), (22, 5, (16, 23)), (22, 8, (16, 26)), (None, 8, (0, 2))],
)
def test_hours_of_a_watch_that_lasts_all_day(night_from, night_to, hours):
    given = [None if at is None else at * H for at in (night_from, night_to)]
    assert launch_hours(ALL_DAY, 2 * H, *given) == pytest.approx([at * H for at in hours])


def test_flights_end_before_the_next_watch():
    assert launch_hours(NIGHT, 40 * H) == (0, 24 * H)


@pytest.mark.parametrize(("given", "named"), [((12, 14), "is 12:00, .* is 14:00"), ((8, 20), "07:00")])
def test_no_hour_left_is_one_sentence(given, named):
    with pytest.raises(UserError, match=named):
        launch_hours(NIGHT, 2 * H, *(at * H for at in given))
    with pytest.raises(UserError, match=r"START is 04:00"):
        launch_hours(NIGHT, 2 * H, None, 3 * H, 6 * H)
