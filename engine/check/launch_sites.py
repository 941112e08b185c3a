"""The launch sites of a plan, from its routes alone."""

from collections import Counter

import numpy as np

from ..drones.flight_plan import FlightPlan
from .violation import LaunchSites

ONE_SITE = 1.0
"""m within which two launch sites are one."""


def sites_of(plan: FlightPlan) -> LaunchSites:
    """Where most sorties of each launch site take off. Where two names stand for one place, the one of fewer sorties is
    taken for a mistake, and is no launch site."""
    starts = np.array([line[0, :2] for line in plan.routes.line])
    names, places = [], []
    for name, _ in Counter(plan.routes.launch_site.tolist()).most_common():
        own = starts[[each == name for each in plan.routes.launch_site]]
        rounded, count = np.unique(np.round(own, 2), axis=0, return_counts=True)
        place = own[np.hypot(*(own - rounded[count.argmax()]).T).argmin()]
        if not places or np.hypot(*(np.array(places) - place).T).min() > ONE_SITE:
            names.append(name)
            places.append(place)
    return LaunchSites(tuple(names), np.array(places).reshape(-1, 2))
