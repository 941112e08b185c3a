"""Shares of the engine as the bar of Processing."""

import pytest

from blindspot.engine.progress import Cancelled, part
from blindspot.layers.progress import progress_of
from small_layers import Feedback


def test_a_stretch_of_the_bar_is_filled_in_percent():
    log = Feedback()
    progress = progress_of(log, 0.2, 0.7)
    for share in (0, 0.5, 1):
        progress(share)
    assert log.shares == pytest.approx([20, 45, 70])
    part(progress, 0.5, 1)(0.5)
    assert log.shares[-1] == pytest.approx(57.5)


def test_shares_beyond_the_ends_stay_within_the_stretch():
    log = Feedback()
    progress = progress_of(log, 0.2, 0.7)
    progress(-1)
    progress(2)
    assert log.shares == pytest.approx([20, 70])


def test_cancel_is_heard_at_the_next_share():
    log = Feedback()
    progress = progress_of(log)
    progress(0.1)
    log.cancel()
    with pytest.raises(Cancelled):
        progress(0.2)
    assert log.shares == pytest.approx([10])
