"""A small city with spots of all kinds, for tests of whole plans."""

import numpy as np
import shapely

from blindspot.engine.airspace.airspace import airspace_around
from blindspot.engine.drones.aircraft import Aircraft, Wind
from blindspot.engine.plan.fleet import Fleet
from blindspot.engine.plan.stops import Targets


def night(seed, zones=5, spots=14, wind=3.0):
    """A small city: spots of all kinds, zones, two sites, three drones of two sorties."""
    random = np.random.default_rng(seed)
    shapes = []
    for _ in range(zones):
        centre, size = random.random(2) * 4000, random.uniform(50, 300, 2)
        shapes.append(shapely.affinity.rotate(shapely.box(*(centre - size), *(centre + size)), random.uniform(0, 90)))
    airspace = airspace_around(shapes, 15)
    places = random.random((200, 2)) * 4000
    sites = places[~airspace.closed(places)][:2]
    geometry = []
    for index in range(spots):
        centre = random.random(2) * 4000
        if index % 3 == 0:
            geometry.append(shapely.Point(centre))
        elif index % 3 == 1:
            geometry.append(shapely.LineString(centre + np.cumsum(random.normal(0, 150, (4, 2)), axis=0)))
        else:
            geometry.append(shapely.convex_hull(shapely.MultiPoint(centre + random.normal(0, 120, (7, 2)))))
    aircraft = Aircraft(endurance=1200, wind=Wind(wind, random.uniform(0, 360)))
    fleet = Fleet(sites, ("north", "south"), np.full(3, -1), 2, 120.0)
    return Targets(np.array(geometry, dtype=object), random.uniform(1, 9, spots)), fleet, airspace, aircraft
