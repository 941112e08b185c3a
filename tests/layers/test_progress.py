"""Shares of the engine as the bar of Processing."""

import pytest

from blindspot.engine.progress import Cancelled, part
from blindspot.layers.progress import Bar
from small_layers import Feedback


def test_a_stretch_of_the_bar_is_filled_in_percent():
    log = Feedback()
    progress = Bar(log).progress(0.2, 0.7)
    for share in (0, 0.5, 1):
        progress(share)
    assert log.shares == pytest.approx([20, 45, 70])
    log = Feedback()
    part(Bar(log).progress(0.2, 0.7), 0.5, 1)(0.5)
    assert log.shares == pytest.approx([57.5])


def test_shares_beyond_the_ends_stay_within_the_stretch():
    log = Feedback()
    progress = Bar(log).progress(0.2, 0.7)
    progress(-1)
    progress(2)
    assert log.shares == pytest.approx([20, 70])


def test_cancel_is_heard_at_the_next_share():
    log = Feedback()
    progress = Bar(log).progress()
    progress(0.1)
    log.cancel()
    with pytest.raises(Cancelled):
        progress(0.2)
    assert log.shares == pytest.approx([10])


def test_a_bar_never_goes_back_and_is_full_only_at_the_end():
    log = Feedback()
    bar = Bar(log)
    bar.progress(0.5, 1)(1)
    bar.progress(0, 0.6)(0.5)
    assert log.shares == pytest.approx([99, 99])
    bar.finish()
    assert log.shares[-1] == 100


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self):
        return self.now


def moved(log, clock, work, until, step=1.0):
    """A bar that fills in proportion to time, `work` seconds for all, until some time."""
    bar = Bar(log, clock)
    bar.tell("Scoring 12 places.")
    progress = bar.progress()
    while clock.now < until:
        clock.now += step
        progress(clock.now / work)
    return [text for text in log.stages if "left" in text]


def test_a_long_run_says_seldom_how_long_it_still_takes():
    told = moved(Feedback(), Clock(), 300, 120)
    assert told == [f"Scoring 12 places. About {left} left." for left in ("5 min", "4 min", "4 min", "3 min")]


def test_a_short_run_says_nothing_of_time():
    assert moved(Feedback(), Clock(), 55, 54) == []


def test_of_hours_it_is_said_less_often():
    told = moved(Feedback(), Clock(), 36_000, 9_000, 10.0)
    assert 10 < len(told) < 40
    assert told[-1] == "Scoring 12 places. About 8 h left."


def test_nothing_is_said_from_too_little_work():
    log, clock = Feedback(), Clock()
    progress = Bar(log, clock).progress()
    for clock.now in range(0, 200, 10):
        progress(0.01)
    assert log.stages == []
