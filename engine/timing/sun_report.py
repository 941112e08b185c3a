"""What the log says of a watch by the sun: its shortest and its longest night, dates without a night, nights that last
all day, and by how much it differs within a large area."""

from dataclasses import replace

import numpy as np

from ..language import tr, tr_plural
from ..text import listed
from .sun import DAY
from .text import local_text
from .watch import Watch, whole_nights

LARGE = 300.0
"""s; if the hours differ by more than this within the area, it is said."""
DATES_LISTED = 6
MOST_COMPARED = 400
"""Nights at most whose hours are compared between the corners of the area."""


def hours_by_sun(watch: Watch, first: float, last: float, where: str) -> str:
    """A sentence on the nights that meet [first, last], s since the epoch. watch: by the sun; where: at which place."""
    edges = whole_nights(watch, first, last)[1]
    said = tr("The watch follows the sun at {where}: {watch}.", where=where, watch=watch)
    if not len(edges):
        return said
    lengths = np.diff(edges)[:, 0]
    short, long = edges[lengths.argmin()], edges[lengths.argmax()]
    if len(edges) == 1:
        return " ".join((said, tr("{night}.", night=_night(long, watch))))
    return " ".join(
        (
            said,
            tr(
                "Of {count:,} nights the shortest is {short}, the longest {long}.",
                count=len(edges),
                short=_night(short, watch),
                long=_night(long, watch),
            ),
        )
    )


def unusual_nights(watch: Watch, first: float, last: float) -> list[str]:
    """Sentences on dates without a night, and on nights that last all day; none in most places."""
    none, whole = watch.sun.days_without(first, last)
    found = []
    if len(none):
        found.append(
            tr_plural(
                "There is no watch on {count:,} date, because the sun is not low enough for long enough ({watch}): "
                "{dates}.",
                "There is no watch on {count:,} dates, because the sun is not low enough for long enough ({watch}): "
                "{dates}.",
                len(none),
                count=len(none),
                watch=watch,
                dates=_dates(none, watch),
            )
        )
    if len(whole):
        found.append(
            tr_plural(
                "On {count:,} date the sun stays down all day: the watch lasts from noon to noon ({dates}).",
                "On {count:,} dates the sun stays down all day: the watch lasts from noon to noon ({dates}).",
                len(whole),
                count=len(whole),
                dates=_dates(whole, watch),
            )
        )
    return found


def differs_within(watch: Watch, first: float, last: float, corners: np.ndarray) -> str:
    """A sentence where the hours at the corners of the area, (k, 2) longitudes and latitudes in degrees, differ from
    those of the watch by more than LARGE; empty otherwise."""
    days = np.unique(np.linspace(np.floor(first / DAY), np.floor(last / DAY), MOST_COMPARED).round())
    own, most = watch.sun.of_days(days), 0.0
    for longitude, latitude in corners[np.isfinite(corners).all(axis=1)].tolist():
        east = (longitude - watch.sun.longitude + 180) % 360 - 180  # also across the date line
        there = replace(watch.sun, longitude=watch.sun.longitude + east, latitude=latitude).of_days(days)
        most = max(most, float(np.abs(there - own).max()))
    if most <= LARGE:
        return ""
    return tr(
        "The area is large: in its corners the watch would begin or end up to {minutes:.0f} min earlier or later. All "
        "places have the hours of its middle. Score parts of the area one by one if that matters.",
        minutes=most / 60,
    )


def _night(edges: np.ndarray, watch: Watch) -> str:
    begins, ends = (local_text(at, watch.timezone) for at in edges.tolist())
    return tr("{begins} to {ends} ({hours:.1f} h)", begins=begins, ends=ends[11:], hours=(edges[1] - edges[0]) / 3600)


def _dates(midnights: np.ndarray, watch: Watch) -> str:
    """The local dates of the noons before these instants."""
    return listed([local_text(at - DAY / 2, watch.timezone)[:10] for at in midnights.tolist()], DATES_LISTED)
