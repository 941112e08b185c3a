"""Coincident features: two of them at the same position are usually one thing that was mapped twice."""

from collections.abc import Sequence

import numpy as np
import shapely
from scipy.spatial import cKDTree

from ..language import tr
from ..text import counted, listed, shortened
from .names import plain_names

TWIN_DISTANCE = 5.0
"""m within which two features are twins: about the error of a position that is taken by hand."""
NAMED = 3
"""Twins that a sentence names."""
CANDIDATES = 8
"""The most lines or polygons with similar bounds that are compared with each one."""


def twins(features: np.ndarray) -> np.ndarray:
    """(n,) whether each of the features is a twin of another one of them.

    Points are twins if they are at most TWIN_DISTANCE apart; lines and polygons if no vertex of one is farther than
    that from the other (Hausdorff distance). Features of different kinds are no twins. features: (n,) shapely
    geometries in metres.
    """
    return _near(features, features, same=True)


def twins_of(features: np.ndarray, others: np.ndarray) -> np.ndarray:
    """(n,) whether each of the features is a twin of one of the others, (k,)."""
    return _near(features, others, same=False)


def demand_twins(layers: Sequence[str], features: Sequence[np.ndarray], names: Sequence[Sequence | None]) -> list[str]:
    """Sentences on twins in and across the layers of demand, which count several times. layers: (k,) their names;
    features: (k,) of (n,) geometries in metres; names: (k,) of the names of the features, None where they have none."""
    found = []
    for layer, own, called in zip(layers, features, names, strict=True):
        twin = twins(own)
        if twin.any():
            found.append(
                tr(
                    "{layer}: {twin:,} of {features} lie within {twin_distance:g} m of another "
                    "one{such_as}. Each of them counts, so the demand around them is a multiple of what "
                    "one gives. If they are the same thing mapped twice, as entrances in OpenStreetMap often are, "
                    "delete "
                    "all but one of each.",
                    layer=layer,
                    twin=twin.sum(),
                    features=counted(len(own), "feature"),
                    twin_distance=TWIN_DISTANCE,
                    such_as=_such_as(called, twin),
                )
            )
    for second, layer in enumerate(layers):
        for first in range(second):
            twin = twins_of(features[second], features[first])
            if twin.any():
                found.append(
                    tr(
                        "{twin:,} of {features} of {layer} lie within {twin_distance:g} m of "
                        "a feature of {layers}{such_as}. Both layers add to the demand "
                        "there. If they are the same things, delete them from one of the layers, or give that layer a "
                        "lower weight.",
                        twin=twin.sum(),
                        features=counted(len(twin), "feature"),
                        layer=layer,
                        twin_distance=TWIN_DISTANCE,
                        layers=layers[first],
                        such_as=_such_as(names[second], twin),
                    )
                )
    return found


def place_twins(layer: str, places: np.ndarray, names: Sequence | None) -> list[str]:
    """A sentence on places that are twins, if there are any; layer: its name; places: (n,) geometries in metres; names:
    (n,), None where they have none."""
    twin = twins(places)
    if not twin.any():
        return []
    return [
        tr(
            "{layer}: {twin:,} of {places} lie within {twin_distance:g} m of another "
            "one{such_as}. Each of them is scored and counts in the totals. Points so close to each other "
            "become one blind spot; if they are the same place mapped twice, delete all but one of each to count it "
            "once.",
            layer=layer,
            twin=twin.sum(),
            places=counted(len(places), "place"),
            twin_distance=TWIN_DISTANCE,
            such_as=_such_as(names, twin),
        )
    ]


def _such_as(names: Sequence | None, which: np.ndarray) -> str:
    """Some names of the features (n,) that are twins; empty where they have none."""
    texts = [] if names is None else [name for name in dict.fromkeys(plain_names(names)[which].tolist()) if name]
    named = listed([shortened(text) for text in sorted(texts)], NAMED, tr("; "))
    return tr(" ({text})", text=named) if texts else ""


def _near(features: np.ndarray, others: np.ndarray, same: bool) -> np.ndarray:
    found = np.zeros(len(features), dtype=bool)
    for points in (True, False):
        some, rest = (np.flatnonzero(_is_point(shapes) == points) for shapes in (features, others))
        if len(some) and len(rest):
            function = _near_points if points else _near_shapes
            found[some] = function(features[some], others[rest], same)
    return found


def _is_point(shapes: np.ndarray) -> np.ndarray:
    """(n,) whether each is a single point; missing and empty geometries are not."""
    return (shapely.get_dimensions(shapes) == 0) & (shapely.get_num_coordinates(shapes) == 1)


def _near_points(points: np.ndarray, others: np.ndarray, same: bool) -> np.ndarray:
    """Of features that are compared with themselves, the nearest is each one itself, and the second one counts.
    Positions that occur several times are searched once: a tree cannot divide them, and would take their number
    squared."""
    xy, count = np.unique(shapely.get_coordinates(others), axis=0, return_counts=True)
    tree = cKDTree(xy)
    if not same:
        return tree.query(shapely.get_coordinates(points))[0] <= TWIN_DISTANCE
    found = (count > 1) | (tree.query(xy, k=[2])[0][:, 0] <= TWIN_DISTANCE)
    return found[tree.query(shapely.get_coordinates(points))[1]]


def _near_shapes(shapes: np.ndarray, others: np.ndarray, same: bool) -> np.ndarray:
    kept, rest = (np.flatnonzero(~(shapely.is_missing(some) | shapely.is_empty(some))) for some in (shapes, others))
    found = np.zeros(len(shapes), dtype=bool)
    if not len(kept) or not len(rest):
        return found
    tree = cKDTree(shapely.bounds(others[rest]))
    near = TWIN_DISTANCE * (1 + 1e-9)
    which = list(range(1, min(CANDIDATES + same, len(rest)) + 1))
    distance, other = tree.query(shapely.bounds(shapes[kept]), k=which, p=np.inf, distance_upper_bound=near)
    one, place = np.nonzero(np.isfinite(distance))
    one, other = kept[one], rest[other[one, place]]
    if same:
        one, other = one[one != other], other[one != other]
    alike = shapely.get_dimensions(shapes[one]) == shapely.get_dimensions(others[other])
    one, other = one[alike], other[alike]
    found[one[shapely.hausdorff_distance(shapes[one], others[other]) <= TWIN_DISTANCE]] = True
    return found
