"""How long watchers see places."""

import numpy as np

from blindspot.engine.effort.watched import watched_seconds
from blindspot.engine.places.places import point_places
from blindspot.engine.sight.watcher_fields import watchers_from

HOUR = 3600.0


def test_only_the_hours_that_count_are_added_up():
    hours = np.array([[22.0, 29.0], [46.0, 53.0]]) * HOUR
    columns = {"hours": [None, "04:00-23:00"]}
    both = watchers_from(np.array([0.0, 900.0]), np.zeros(2), columns, 50.0, 30.0, "UTC").watchers
    seconds = watched_seconds(both, point_places([0.0, 900.0, 2000.0], np.zeros(3)), hours)
    assert (seconds / HOUR).tolist() == [14, 4, 0]
